import type { PayloadRequest } from 'payload'
import { may } from '../../access/can'
import type { Warning } from '../domain/configurator/configuration'
import type { FamilyContent } from '../domain/configurator/release'
import type { Language } from '../domain/label'
import { snapshotLine, type SnapshotLine } from './boms/snapshot'
import { configure } from './configurator'
import { publishedFamilies } from './configuration/releases'
import { orThrow, refused } from './http'
import { parametersOf, settingsOf } from './settings'

/** A line as it would be stored: `parent` is the `position` of the line above. */
export type PreviewLine = Omit<SnapshotLine, 'unitCost'> & { unitCost?: number | null }

export type Preview = { complete: boolean; lines: PreviewLine[]; warnings: Warning[] }

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
    /** The build that it is for, once there is one: substitutions may be for it alone. */
    build?: string | undefined
  },
): Promise<Preview> {
  const release = (await publishedFamilies(req, [input.family])).get(input.family)
  if (!release) {
    throw refused({
      code: 'option_unknown',
      field: 'family',
      message: `The family ${input.family} is not open for orders.`,
    })
  }
  return previewContent(req, release.content, input)
}

/** The same for content that nobody has published, such as a draft. */
export async function previewContent(
  req: PayloadRequest,
  content: FamilyContent,
  input: {
    configuration: unknown
    accessories?: unknown
    language: Language
    build?: string | undefined
    /** False: nothing is taken in place of an item, as the family itself would have it. */
    substitutes?: boolean
  },
): Promise<Preview> {
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
        parameters: parametersOf(await settingsOf(req)),
        ...(input.substitutes !== undefined && { substitutes: input.substitutes }),
      },
    ),
  )
  const [bom] = boms
  if (!bom) throw new Error('The configurator answered nothing for one question.')
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
