import type { PayloadRequest } from 'payload'
import {
  brokenInvariants,
  linesFrom,
  type BrokenInvariant,
} from '../../domain/configurator/invariants'
import { modelOf } from '../../domain/configurator/model'
import { readFamily } from '../../domain/configurator/readFamily'
import { sampleResult, type SampleResult } from '../../domain/configurator/samples'
import { scopeOf } from '../../domain/configurator/scope'
import type { Language } from '../../domain/label'
import { configureEach } from '../configurator'
import { orThrow } from '../http'
import { derivedFor, previewOf, type Preview } from '../preview'
import { criticalAmong } from '../production/plan'
import { parametersOf, settingsOf } from '../settings'

export type Trial = {
  /** A draft as it stands in the editor, saved or not. */
  content: unknown
  configuration: unknown
  accessories?: unknown
  language: Language
}

/**
 * The bill of materials that a draft would give for a sample configuration, with those of its items
 * whose serial or lot the floor would record, and the checks of the family that this bill breaks, any
 * of which keeps the draft from being published. Numbers of parts made to measure are those of the plant;
 * what it takes in place of an item today is left out, so that a sample saved from here tests the
 * family and stays true. Writes nothing.
 */
export async function tryDraft(
  req: PayloadRequest,
  { content, ...input }: Trial,
): Promise<Preview & { critical: string[]; broken: BrokenInvariant[] }> {
  const family = orThrow(readFamily(content))
  const { bom, catalogue, scope } = await derivedFor(req, family, { ...input, substitutes: false })
  const preview = previewOf(req, bom, catalogue)
  const numbers = preview.lines.map(({ partNumber }) => partNumber)
  const { configuration, accessories, tops } = bom
  return {
    ...preview,
    critical: [...(await criticalAmong(req, numbers))].sort(),
    broken: brokenInvariants(
      family.invariants,
      scopeOf(modelOf(family), configuration, { ...scope, accessories }),
      tops,
      linesFrom(catalogue.lookup),
    ),
  }
}

/** Runs the samples of a draft as the trial does, against the catalogue as it stands. Writes nothing. */
export async function runDraftSamples(
  req: PayloadRequest,
  content: unknown,
): Promise<{ results: SampleResult[] }> {
  const family = orThrow(readFamily(content))
  const { answers } = await configureEach(
    req,
    family.samples.map((sample) => ({ ...sample, content: family, at: '' })),
    { parameters: parametersOf(await settingsOf(req)), substitutes: false },
  )
  return {
    results: family.samples.flatMap((sample, index) => {
      const answer = answers[index]
      return answer ? sampleResult(sample, answer) : []
    }),
  }
}
