// Loaded into every child before its own code. The channel to the parent closes when the parent
// ends in any way, kill -9 included; a child that went on alone would hold the port and the data.
// Workers of the child inherit this preload: their channel belongs to the child.
if (process.channel && process.ppid === Number(process.env.TORVAN_PARENT)) {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), 10_000).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel.unref()
}
