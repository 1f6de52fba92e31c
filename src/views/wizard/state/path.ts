import { faultsOfStep, type Fault, type Faults } from './faults'
import type { Step, WizardState } from './wizard'

/** A step, and for steps 3 and 4 the build it shows. */
export type Place = { step: Step; build: number }

export type NextDecision =
  { ok: true; form: string; to: Place } | { ok: false; form: string; faults: readonly Fault[] }

/** The form whose faults become visible when Next is pressed here. */
export const formOf = ({ step, build }: Place): string =>
  step === 3 ? `build.${build}` : `step.${step}`

/** Where Next leads, or what is in the way. A finished build leads to the next one. */
export function decideNext(state: WizardState, faults: Faults): NextDecision {
  const form = formOf(state)
  const open =
    state.step === 3 ? (faults.designs[state.build] ?? []) : faultsOfStep(state.step, faults)
  return open.length > 0
    ? { ok: false, form, faults: open }
    : { ok: true, form, to: after(state, faults) }
}

function after(state: WizardState, faults: Faults): Place {
  const { step, build, quantity } = state
  if (step === 1) return { step: 2, build }
  if (step === 2) return { step: 3, build: firstOpen(faults) ?? 0 }
  if (step === 3) {
    if (build + 1 < quantity) return { step: 3, build: build + 1 }
    const left = firstOpen(faults)
    return left === null ? { step: 4, build: 0 } : { step: 3, build: left }
  }
  return step === 4 && build + 1 < quantity ? { step: 4, build: build + 1 } : { step: 5, build }
}

function firstOpen({ designs }: Faults): number | null {
  const index = designs.findIndex((faults) => faults.length > 0)
  return index < 0 ? null : index
}

/** Where Back leads; null on the first step. */
export function before({ step, build, quantity }: WizardState): Place | null {
  if (step === 1) return null
  if ((step === 3 || step === 4) && build > 0) return { step, build: build - 1 }
  if (step === 4) return { step: 3, build: quantity - 1 }
  if (step === 5) return { step: 4, build: quantity - 1 }
  return { step: step === 2 ? 1 : 2, build }
}

/** Where Next leads if nothing is in the way, for its label. */
export const isNextBuild = ({ step, build, quantity }: WizardState): boolean =>
  (step === 3 || step === 4) && build + 1 < quantity
