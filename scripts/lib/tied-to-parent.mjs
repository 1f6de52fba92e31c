// Loaded into every child before its own code. The channel to the parent closes when the parent
// ends in any way, kill -9 included; a child that went on alone would hold the port and the data.
const parent = Number(process.env.TORVAN_PARENT)
// Workers of the child inherit this preload, but their channel leads to the child.
delete process.env.TORVAN_PARENT

if (parent && process.channel) {
  const end = () => {
    setTimeout(() => process.exit(1), 10_000).unref()
    process.kill(process.pid, 'SIGTERM')
  }
  process.once('disconnect', end)
  process.channel.unref()
  if (process.ppid !== parent) end()
}
