import { randomBytes } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { ROOT, Trouble } from './project.mjs'

/**
 * The data folder of this run (`DATA_DIR`, relative paths from the repository root), made when
 * absent and checked to be ours.
 *
 * @param {{ DATA_DIR?: string }} [env]
 * @param {number} [me] the user who runs this, undefined where there are no user numbers
 * @returns {string} absolute, without symbolic links
 * @throws {Trouble} when it belongs to somebody else
 */
export function claimDataDir(env = process.env, me = process.getuid?.()) {
  const wanted = resolve(ROOT, env.DATA_DIR || '.data')
  try {
    mkdirSync(dirname(wanted), { recursive: true })
    if (!existsSync(wanted)) mkdirSync(wanted, { mode: 0o700 })
    if (!statSync(wanted).isDirectory()) throw new Trouble(`${wanted} is not a folder.`)
    accessSync(wanted, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EPERM')
      throw new Trouble(`DATA_DIR cannot be ${wanted}: ${error.message}`)
    throw new Trouble(notOurs(wanted))
  }
  if (me !== undefined && me !== 0 && statSync(wanted).uid !== me)
    throw new Trouble(notOurs(wanted))
  return realpathSync(wanted)
}

function notOurs(folder) {
  return [
    `The data folder ${folder} belongs to ${ownerOf(folder)}, and this runs as ${userInfo().username}.`,
    'Start it as that user, or choose a data folder of your own, for example:',
    '  DATA_DIR=~/torvan-data npm start',
  ].join('\n')
}

function ownerOf(folder) {
  const { uid } = statSync(existsSync(folder) ? folder : dirname(folder))
  return uid === 0 ? 'root' : `user number ${uid}`
}

/** Writes a file that only its owner may read, whole or not at all. */
export function writePrivately(file, text) {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text, { mode: 0o600 })
  renameSync(draft, file)
}

/**
 * The secret that signs sessions when `PAYLOAD_SECRET` is unset: made once for a data folder.
 *
 * @param {string} dataDir
 * @returns {string} 64 hexadecimal digits
 */
export function secretOf(dataDir) {
  const file = join(dataDir, 'secret')
  if (!existsSync(file)) writePrivately(file, randomBytes(32).toString('hex'))
  return readFileSync(file, 'utf8').trim()
}
