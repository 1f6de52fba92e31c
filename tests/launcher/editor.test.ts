import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { runNode } from '../../scripts/lib/processes.mjs'

const EDITOR = fileURLToPath(new URL('../../src/editor.ts', import.meta.url))

describe('the rich text editor', () => {
  it('loads every time, also when the machine is busy', async () => {
    const { NEXT_RUNTIME: _, ...env } = process.env
    const load = () =>
      runNode([EDITOR], { env, typescript: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const loads = await Promise.all(Array.from({ length: 8 }, load))

    expect(loads).toEqual(loads.map(() => ({ code: 0, output: '' })))
  })
})
