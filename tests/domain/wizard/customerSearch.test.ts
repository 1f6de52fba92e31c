import { describe, expect, it } from 'vitest'
import { mayCreate, nextMark, shownHits } from '../../../src/views/wizard/state/customerSearch'
import { blankCustomer } from '../../../src/views/wizard/state/wizard'

const onFile = (...names: string[]) =>
  names.map((name) => ({ id: name, form: blankCustomer(name) }))

describe('the customer box', () => {
  it('offers a new customer once no customer on file is of that name, ignoring case', () => {
    const hits = { sought: 'zed clinic', customers: onFile('Zed Clinic') }
    expect(mayCreate('zed clinic', hits)).toBe(false)
    expect(mayCreate(' zed clinic ', hits)).toBe(false)
    const others = { sought: 'zed', customers: onFile('Zed Clinic') }
    expect(mayCreate('zed', others)).toBe(true)
  })

  it('offers none while the search for what was typed is under way, nor without a name', () => {
    const hits = { sought: 'zed', customers: [] }
    expect(mayCreate('zed clinic', hits)).toBe(false)
    expect(mayCreate('', { sought: '', customers: [] })).toBe(false)
  })

  it('shows the customer of exactly that name first, and eight at most', () => {
    const names = Array.from({ length: 12 }, (_, n) => `Clinic of ward ${n}`)
    const shown = shownHits({ sought: 'CLINIC', customers: onFile(...names, 'Clinic') })
    expect(shown).toHaveLength(8)
    expect(shown[0]?.id).toBe('Clinic')
    expect(shown[1]?.id).toBe(names[0])
  })

  it('goes from the input to the first hit, and round the list', () => {
    expect(nextMark(-1, 2, 1)).toBe(0)
    expect(nextMark(0, 2, 1)).toBe(1)
    expect(nextMark(1, 2, 1)).toBe(0)
    expect(nextMark(-1, 2, -1)).toBe(1)
    expect(nextMark(-1, 0, 1)).toBe(-1)
  })
})
