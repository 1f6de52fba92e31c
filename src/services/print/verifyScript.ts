/** `verify.mjs` of a package: plain Node, so that it still runs when this product is long gone. */
export const VERIFY_SCRIPT = String.raw`// Proves that this package is as it was made:   node verify.mjs
// Every file of MANIFEST.sha256 is here with its hash, no other file is here, every original of record.json
// is what was uploaded, every signed content in it still has the hash that was signed, every signature says
// what it said when it was given, and none was found altered when the package was made.
// Ends with 0, or with 1 naming the first fault.
// (The hashes alone:   sha256sum -c MANIFEST.sha256)
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = dirname(fileURLToPath(import.meta.url))
const MANIFEST = 'MANIFEST.sha256'

class Fault extends Error {}

const sha256 = (content) => createHash('sha256').update(content).digest('hex')

const listed = () =>
  readFileSync(join(folder, MANIFEST), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, hash, name] = /^([0-9a-f]{64})  (.+)$/.exec(line) ?? []
      if (name === undefined) throw new Fault(MANIFEST + ': a line cannot be read: ' + line)
      return { hash, name }
    })

const present = (inside = '') =>
  readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? present(inside + entry.name + '/') : [inside + entry.name],
  )

function checkFiles() {
  if (!existsSync(join(folder, MANIFEST))) throw new Fault(MANIFEST + ': missing')
  const files = listed()
  for (const { hash, name } of files) {
    if (!existsSync(join(folder, name))) throw new Fault(name + ': missing')
    if (sha256(readFileSync(join(folder, name))) !== hash) throw new Fault(name + ': altered')
  }
  const known = new Set([MANIFEST, ...files.map(({ name }) => name)])
  const extra = present().sort().find((name) => !known.has(name))
  if (extra !== undefined) throw new Fault(extra + ': does not belong to the package')
  return files.length
}

// One text for one content: keys in code unit order, no blanks.
function canonical(value) {
  if (Array.isArray(value)) return '[' + value.map(canonical).join(',') + ']'
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .map((key) => JSON.stringify(key) + ':' + canonical(value[key]))
  return '{' + members.join(',') + '}'
}

const record = () =>
  existsSync(join(folder, 'record.json'))
    ? JSON.parse(readFileSync(join(folder, 'record.json'), 'utf8'))
    : {}

function checkOriginals({ files = [] }) {
  for (const { name, sha256: uploaded } of files) {
    if (!existsSync(join(folder, name))) throw new Fault(name + ': missing in the package')
    if (uploaded && sha256(readFileSync(join(folder, name))) !== uploaded)
      throw new Fault(name + ': altered after it was uploaded')
  }
}

// Signatures of before their own facts were hashed have no factsHash.
const FACTS = ['id', 'signer', 'printedName', 'role', 'meaning', 'resource', 'resourceId', 'build', 'note',
  'contentHash', 'timeZone', 'signedAt']
const factsOf = (signature) => Object.fromEntries(FACTS.map((name) => [name, signature[name]]))

const isThere = (value) => value !== null && value !== undefined

function isAltered(signature) {
  const { content, contentHash, factsHash, isIntact } = signature
  if (isIntact === false) return true
  if (isThere(factsHash) && sha256(canonical(factsOf(signature))) !== factsHash) return true
  return isThere(content) && sha256(canonical(content)) !== contentHash
}

function checkSignatures({ signatures = [] }) {
  const altered = signatures.find(isAltered)
  if (altered)
    throw new Fault(
      'record.json: ' + altered.subject + ', signed by ' + altered.printedName + ', was altered after signing',
    )
  return signatures.filter(({ content }) => isThere(content)).length
}

try {
  const files = checkFiles()
  const content = record()
  checkOriginals(content)
  const signatures = checkSignatures(content)
  console.log('OK: ' + files + ' files and ' + signatures + ' signatures are as they were made.')
} catch (error) {
  console.error(error instanceof Fault ? error.message : String(error))
  process.exitCode = 1
}
`
