import { describe, expect, test } from 'vitest'
import { shared } from '../../../src/services/shared'

/** A run that ends when told to. */
function slowRuns() {
  const ends: ((answer: string) => void)[] = []
  const run = () => new Promise<string>((resolve) => ends.push(resolve))
  return { ends, run }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('shared runs', () => {
  test('who asks while one runs waits for the next, all together', async () => {
    const { ends, run } = slowRuns()
    const ask = shared<string>()
    const first = ask('page', run)
    await turn()
    const late = [ask('page', run), ask('page', run)]
    await turn()
    expect(ends).toHaveLength(1)
    ends[0]?.('old')
    expect(await first).toBe('old')
    await turn()
    expect(ends).toHaveLength(2)
    ends[1]?.('new')
    expect(await Promise.all(late)).toEqual(['new', 'new'])
  })

  test('other questions do not wait', async () => {
    const { ends, run } = slowRuns()
    const ask = shared<string>()
    const both = [ask('one', run), ask('two', run)]
    await turn()
    for (const end of ends) end('answer')
    expect(await Promise.all(both)).toEqual(['answer', 'answer'])
  })

  test('a failure reaches those who shared it and nobody after them', async () => {
    const ask = shared<string>()
    const fails = () => Promise.reject(new Error('gone'))
    const both = [ask('page', fails), ask('page', fails)]
    for (const one of both) await expect(one).rejects.toThrow('gone')
    expect(await ask('page', () => Promise.resolve('back'))).toBe('back')
  })
})
