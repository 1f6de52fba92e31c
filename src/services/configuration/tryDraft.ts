import type { PayloadRequest } from 'payload'
import { loadWholeCatalogue } from '../../db/catalogue'
import { readFamily } from '../../domain/configurator/readFamily'
import { runSamples, type SampleResult } from '../../domain/configurator/samples'
import type { Language } from '../../domain/label'
import { orThrow } from '../http'
import { previewContent, type Preview } from '../preview'
import { parametersOf, settingsOf } from '../settings'

export type Trial = {
  /** A draft as it stands in the editor, saved or not. */
  content: unknown
  configuration: unknown
  accessories?: unknown
  language: Language
}

/** The bill of materials that a draft would give for a sample configuration. Writes nothing. */
export const tryDraft = (req: PayloadRequest, { content, ...input }: Trial): Promise<Preview> =>
  previewContent(req, orThrow(readFamily(content)), input)

/** Runs the samples of a draft against the catalogue as it stands. Writes nothing. */
export async function runDraftSamples(
  req: PayloadRequest,
  content: unknown,
): Promise<{ results: SampleResult[] }> {
  const family = orThrow(readFamily(content))
  const lookup = await loadWholeCatalogue(req)
  return { results: runSamples(family, lookup, parametersOf(await settingsOf(req))) }
}
