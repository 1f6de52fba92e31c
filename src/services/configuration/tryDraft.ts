import type { PayloadRequest } from 'payload'
import { loadWholeCatalogue } from '../../db/catalogue'
import { readFamily } from '../../domain/configurator/readFamily'
import { runSamples, type SampleResult } from '../../domain/configurator/samples'
import type { Language } from '../../domain/label'
import { orThrow } from '../http'
import { previewContent, type Preview } from '../preview'
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
 * whose serial or lot the floor would record. Writes nothing.
 */
export async function tryDraft(
  req: PayloadRequest,
  { content, ...input }: Trial,
): Promise<Preview & { critical: string[] }> {
  const preview = await previewContent(req, orThrow(readFamily(content)), input)
  const numbers = preview.lines.map(({ partNumber }) => partNumber)
  return { ...preview, critical: [...(await criticalAmong(req, numbers))].sort() }
}

/** Runs the samples of a draft against the catalogue as it stands. Writes nothing. */
export async function runDraftSamples(
  req: PayloadRequest,
  content: unknown,
): Promise<{ results: SampleResult[] }> {
  const family = orThrow(readFamily(content))
  const lookup = await loadWholeCatalogue(req)
  return { results: runSamples(family, lookup, parametersOf(await settingsOf(req))) }
}
