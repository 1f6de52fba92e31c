import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { reservedFault } from '../../../src/domain/catalog/reservedNumbers'

const CLASSES = [
  { classCode: '720.215.001', patterns: ['T2-ADW-BASIN-{W}x{L}x{D}', 'TUB-{W}x{L}x{D}'] },
  { classCode: '720.215.002', patterns: ['T2-ADW-PB-{W}x{L}'] },
]

describe('numbers that nobody types by hand (BR-006)', () => {
  it.each([
    ['700', '700 class'],
    ['700.123', '700 class'],
    [' 700.1 ', '700 class'],
    ['720.215.001', '720.215.001'],
    ['720.215.001-X', '720.215.001'],
    ['720.215.002.7', '720.215.002'],
    ['T2-ADW-BASIN-43x22x11', '720.215.001'],
    ['t2-adw-basin-43X22X11', '720.215.001'],
    ['TUB-1x2x3', '720.215.001'],
    ['T2-ADW-PB-70x30', '720.215.002'],
  ])('%s, by the name of its class', (partNumber, named) => {
    expect(reservedFault(partNumber, CLASSES)).toContain(named)
  })

  it.each(['708.77', '7000', '700-1', '720.215.0011', 'T2-ADW-BASIN24X20X8', 'T2-ADW-PB-4836', ''])(
    'but %s is free',
    (partNumber) => {
      expect(reservedFault(partNumber, CLASSES)).toBeNull()
    },
  )

  it('and so is every number of the demo catalogue', () => {
    const folder = path.resolve(import.meta.dirname, '../../../scripts/demo/catalog')
    const ids = ['parts', 'assemblies'].flatMap((name) =>
      Object.keys(JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'))[name]),
    )
    expect(ids.length).toBeGreaterThan(400)
    expect(ids.filter((id) => reservedFault(id, CLASSES) !== null)).toEqual([])
  })
})
