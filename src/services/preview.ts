import type { PayloadRequest } from 'payload'
import { may } from '../../access/can'
import type { LoadedCatalogue } from '../db/catalogue'
import type { ConfigurationContext, Warning } from '../domain/configurator/configuration'
import type { DerivedBom } from '../domain/configurator/derive'
import type { FamilyContent } from '../domain/configurator/release'
import type { Language } from '../domain/label'
import { snapshotLine, type SnapshotLine } from './boms/snapshot'
import { configure } from './configurator'
import { releaseFor } from './configuration/releases'
import { orThrow } from './http'
import { parametersOf, settingsOf } from './settings'

/** A line as it would be stored: `parent` is the `position` of the line above. */
export type PreviewLine = Omit<SnapshotLine, 'unitCost'> & { unitCost?: number | null }

export type Preview = { complete: boolean; lines: PreviewLine[]; warnings: Warning[] }

/** The same with the version of the release that answers. */
export type PreviewUnder = Preview & { release: number }

/**
 * The bill of materials that a configuration would give now, shaped like stored lines; costs only for
 * those who may see them. Writes nothing. Throws the refusals of the release.
 */
export async function previewBuild(
  req: PayloadRequest,
  input: {
    family: string
    configuration: unknown
    accessories?: unknown
    language: Language
    /** The build that it is for, once there is one: its release answers, and substitutions may be for it alone. */
    build?: string | undefined
  },
): Promise<PreviewUnder> {
  const { content, version } = await releaseFor(req, input)
  const { bom, catalogue } = await derivedFor(req, content, input)
  return { ...previewOf(req, bom, catalogue), release: version }
}

export type PreviewInput = {
  configuration: unknown
  accessories?: unknown
  language: Language
  build?: string | undefined
  /** False: nothing is taken in place of an item, as the family itself would have it. */
  substitutes?: boolean
}

/** What the engine says of one configuration, with the catalogue it was derived from. */
export async function derivedFor(
  req: PayloadRequest,
  content: FamilyContent,
  input: PreviewInput,
): Promise<{ bom: DerivedBom; catalogue: LoadedCatalogue; scope: ConfigurationContext }> {
  const parameters = parametersOf(await settingsOf(req))
  const { boms, catalogue } = orThrow(
    await configure(
      req,
      [
        {
          content,
          configuration: input.configuration,
          accessories: input.accessories,
          at: '',
          ...(input.build !== undefined && { build: input.build }),
        },
      ],
      {
        language: input.language,
        parameters,
        ...(input.substitutes !== undefined && { substitutes: input.substitutes }),
      },
    ),
  )
  const [bom] = boms
  if (!bom) throw new Error('The configurator answered nothing for one question.')
  return { bom, catalogue, scope: { language: input.language, parameters } }
}

/** A derived bill as it is shown: shaped like stored lines, costs only for those who may see them. */
export function previewOf(
  req: PayloadRequest,
  bom: DerivedBom,
  catalogue: LoadedCatalogue,
): Preview {
  const showsCost = may(req, 'costs.read')
  return {
    complete: bom.complete,
    lines: bom.lines.map((line) => {
      const { unitCost, ...shown } = snapshotLine(line, catalogue.outside)
      return showsCost ? { ...shown, unitCost } : shown
    }),
    warnings: bom.warnings,
  }
}
