import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecordContent } from '../../../src/domain/quality/record'
import { packageOf, safeName } from '../../../src/services/print/zip'
import { recordOf, signature } from './sample'

const AT = '2026-11-23T14:00:00.000Z'
const bytes = (text: string): Uint8Array => Buffer.from(text)
const json = (record: RecordContent): Uint8Array => bytes(JSON.stringify(record, null, 2))

const files = (record = recordOf()) => [
  { name: 'record.json', bytes: json(record) },
  { name: 'record.pdf', bytes: bytes('%PDF') },
  { name: 'photos/drain-left.jpg', bytes: bytes('picture') },
]

describe('a package', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'torvan-package-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const unpack = (zip: Uint8Array): void => {
    for (const [name, content] of Object.entries(unzipSync(zip))) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), content)
    }
  }
  const verify = () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'verify.mjs')], {
      encoding: 'utf8',
      cwd: tmpdir(),
    })
    return { status, said: `${stdout}${stderr}`.trim() }
  }

  it('holds every file, a list and a script, the same for the same files', () => {
    const zip = packageOf(files(), AT)
    const entries = unzipSync(zip)

    expect(Object.keys(entries)).toEqual([
      'photos/drain-left.jpg',
      'record.json',
      'record.pdf',
      'verify.mjs',
      'MANIFEST.sha256',
    ])
    expect(strFromU8(entries['photos/drain-left.jpg'] ?? new Uint8Array())).toBe('picture')
    expect(packageOf(files().toReversed(), AT).equals(zip)).toBe(true)
  })

  it('is proved by its own script, and by sha256sum where there is one', () => {
    unpack(packageOf(files(), AT))

    expect(verify()).toEqual({
      status: 0,
      said: 'OK: 4 files and 1 signatures are as they were made.',
    })
    const hasTool = spawnSync('sha256sum', ['--version']).status === 0
    const check = () =>
      execFileSync('sha256sum', ['--strict', '-c', 'MANIFEST.sha256'], { cwd: folder })
    if (hasTool) expect(check).not.toThrow()
  })

  it.each([
    [
      'an altered file',
      'photos/drain-left.jpg: altered',
      () => appendFileSync(at('photos/drain-left.jpg'), '!'),
    ],
    ['a missing file', 'record.pdf: missing', () => rmSync(at('record.pdf'))],
    [
      'an extra file',
      'photos/other.jpg: does not belong to the package',
      () => writeFileSync(at('photos/other.jpg'), ''),
    ],
    ['a missing list', 'MANIFEST.sha256: missing', () => rmSync(at('MANIFEST.sha256'))],
  ])('names %s', (_, said, spoil) => {
    unpack(packageOf(files(), AT))
    spoil()

    expect(verify()).toEqual({ status: 1, said })
  })

  it('names a content that was altered before it was packed', () => {
    const content = { ...(signature.content as object), attempt: 2 }
    unpack(packageOf(files(recordOf({ signatures: [{ ...signature, content }] })), AT))

    expect(verify()).toEqual({
      status: 1,
      said: 'record.json: Pre-QC, attempt 1, signed by Zoë Müller-Ñandú, was altered after signing',
    })
  })

  it.each([
    ['says another name', { printedName: 'Somebody Else' }],
    ['says another meaning', { meaning: 'REVIEW' }],
    ['was found altered by whoever packed it', { isIntact: false, content: null }],
  ])('names a signature that %s', (_, altered) => {
    unpack(packageOf(files(recordOf({ signatures: [{ ...signature, ...altered }] })), AT))

    expect(verify()).toMatchObject({
      status: 1,
      said: expect.stringMatching(/^record.json: Pre-QC, attempt 1, signed by .* was altered/),
    })
  })

  it('asks a signature of before its facts were hashed for its content alone', () => {
    unpack(packageOf(files(recordOf({ signatures: [{ ...signature, factsHash: null }] })), AT))

    expect(verify().status).toBe(0)
  })

  it('names an original that is not what was uploaded, and one that is gone', () => {
    const [data, pdf, original] = files()
    if (!data || !pdf || !original) throw new Error('The sample has three files.')
    unpack(packageOf([data, pdf, { ...original, bytes: bytes('another picture') }], AT))
    expect(verify()).toEqual({
      status: 1,
      said: 'photos/drain-left.jpg: altered after it was uploaded',
    })

    rmSync(folder, { recursive: true })
    mkdirSync(folder)
    unpack(packageOf([data, pdf], AT))
    expect(verify()).toEqual({
      status: 1,
      said: 'photos/drain-left.jpg: missing in the package',
    })
  })

  it.each(['../x', '/x', 'a//b', 'a\\b', 'a\nb', 'C:x', '', 'verify.mjs', 'manifest.SHA256'])(
    'holds no file named %j',
    (name) => expect(() => packageOf([{ name, bytes: bytes('') }], AT)).toThrow(/package/),
  )

  it.each([
    ['Évier n° 1/2.pdf', 'Evier-n-1-2.pdf'],
    ['../..', 'file'],
    ['图', 'file'],
    ['x'.repeat(200), 'x'.repeat(100)],
  ])('names a file after %j', (title, name) => expect(safeName(title)).toBe(name))

  const at = (name: string): string => join(folder, name)
})
