import { z } from 'zod'

import { label, type Label } from '../label'
import { REASON_LENGTH } from '../workflow/guards'
import { FAILURE_LABELS, SEVERITY_LABELS, type FailureReason, type Severity } from './codes'

/** What a reason usually means; all of it may be changed when the failure is recorded. */
export type FailureDefaults = {
  label: Label
  severity: Severity
  /** The body goes back to be worked on: rework tasks are created. */
  rework: boolean
  /** The end-of-line test has to be passed again. */
  retest: boolean
}

/** More than reasons have elsewhere: the notes begin with what was noted of every failed item. */
const MOST = 4_000
const CHOOSE = 'Choose the reason of the failure.'

const reason = (
  severity: Severity,
  { rework, retest = false }: { rework: boolean; retest?: boolean },
  words: Label,
): FailureDefaults => ({ label: words, severity, rework, retest })

/** Why a build is rejected, with what the reject form proposes (domain handbook 8.8). */
export const FAILURES: Readonly<Record<FailureReason, FailureDefaults>> = {
  DIMENSIONAL: reason('MAJOR', { rework: true }, label('Dimensions', 'Dimensions', 'Dimensiones')),
  SURFACE: reason('MINOR', { rework: true }, label('Surface', 'Surface', 'Superficie')),
  ASSEMBLY_GAPS: reason(
    'MAJOR',
    { rework: true },
    label('Assembly gaps', 'Jeux d’assemblage', 'Holguras de montaje'),
  ),
  COMPONENT_MISSING: reason(
    'CRITICAL',
    { rework: true },
    label('Component missing', 'Composant manquant', 'Falta un componente'),
  ),
  MISALIGNED: reason('MAJOR', { rework: true }, label('Misaligned', 'Désaligné', 'Desalineado')),
  ELECTRICAL: reason(
    'CRITICAL',
    { rework: true, retest: true },
    label('Electrical', 'Électrique', 'Eléctrico'),
  ),
  PLUMBING: reason(
    'CRITICAL',
    { rework: true, retest: true },
    label('Plumbing', 'Plomberie', 'Fontanería'),
  ),
  DOCUMENTATION_MISSING: reason(
    'MINOR',
    { rework: false },
    label('Documentation missing', 'Documents manquants', 'Falta documentación'),
  ),
  CLEANLINESS: reason('MINOR', { rework: false }, label('Cleanliness', 'Propreté', 'Limpieza')),
  OTHER: reason('MAJOR', { rework: false }, label('Other', 'Autre', 'Otro')),
}

const keysOf = <Code extends string>(codes: Readonly<Record<Code, unknown>>): Code[] =>
  Object.keys(codes).filter((code): code is Code => Object.hasOwn(codes, code))

const text = (what: string, least: number) =>
  z
    .string(`Enter the ${what}.`)
    .trim()
    .min(1, { error: `Enter the ${what}.`, abort: true })
    .min(least, `Enter the ${what} in words, ${least} characters at least.`)
    .max(MOST, `The ${what} may have ${MOST} characters at most.`)

const failureIn = (least: number) =>
  z
    .strictObject(
      {
        reason: z
          .string(CHOOSE)
          .min(1, CHOOSE)
          .pipe(z.enum(keysOf(FAILURE_LABELS), CHOOSE)),
        severity: z.enum(keysOf(SEVERITY_LABELS), 'Choose a severity.').nullish(),
        rework: z.boolean('Say yes or no to rework.').nullish(),
        retest: z.boolean('Say yes or no to a retest.').nullish(),
        correctiveAction: text('corrective action', least),
        notes: text('detailed notes', least),
      },
      'A failure needs its reason, corrective action and notes.',
    )
    .transform(({ severity, rework, retest, ...given }) => {
      const usual = FAILURES[given.reason]
      return {
        ...given,
        severity: severity ?? usual.severity,
        rework: rework ?? usual.rework,
        retest: retest ?? usual.retest,
      }
    })

/**
 * The reject form: reason, corrective action and detailed notes are demanded (BR-004), in words (handbook 4.2);
 * severity, rework and retest follow from the reason unless they are given.
 */
export const failureSchema = failureIn(REASON_LENGTH.min)

/** A failure as it was signed, also when a single letter was enough. */
export const signedFailureSchema = failureIn(1)

/** A failure with nothing left open. */
export type Failure = z.output<typeof failureSchema>
