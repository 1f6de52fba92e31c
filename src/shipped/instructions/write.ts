import { label, type Label } from '../../domain/label'
import type { ShippedInstruction, ShippedStep } from '../instructions'

type Words = readonly [en: string, fr: string, es: string]

const words = ([en, fr, es]: Words): Label => label(en, fr, es)

export const step = (
  minutes: number,
  title: Words,
  text: string[],
  { checkpoint, safety }: { checkpoint?: Words; safety?: Words } = {},
): ShippedStep => ({
  title: words(title),
  text,
  minutes,
  ...(checkpoint ? { checkpoint: words(checkpoint) } : {}),
  ...(safety ? { safety: words(safety) } : {}),
})

/** The minutes of an instruction are those of its steps. */
export const instruction = (
  code: string,
  title: Words,
  tools: string[],
  steps: ShippedStep[],
): ShippedInstruction => ({
  code,
  title: words(title),
  revision: 1,
  minutes: steps.reduce((sum, { minutes }) => sum + minutes, 0),
  tools,
  steps,
})
