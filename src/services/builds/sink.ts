import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { configurationInWords, type SaidSection } from '../../domain/configurator/inWords'
import { modelName } from '../../domain/configurator/modelName'
import { normalizeConfiguration } from '../../domain/configurator/normalize'
import type { Language } from '../../domain/label'
import type { Build } from '../../payload-types'
import { familyRelease } from '../configuration/releases'
import { localeOf } from '../print/words'
import { idOf } from '../relation'
import { parametersOf, settingsOf } from '../settings'

export type NamedAccessory = { partNumber: string; name: string; quantity: number }

/** What a sink is, in the language of a document, as whoever asks may see it. */
export type SinkInWords = {
  family: string
  model: string | null
  /** Release of the family that the build pinned: `MDRD 3`. */
  release: string
  /** Version of the bill of materials in force. */
  bomVersion: number | null
  sections: SaidSection[]
  accessories: NamedAccessory[]
}

export async function sinkInWords(
  req: PayloadRequest,
  build: Build,
  language: Language,
): Promise<SinkInWords> {
  const locale = localeOf(language)
  const { content, version } = await familyRelease(req, idOf(build.release))
  const { configuration } = normalizeConfiguration(content, build.configuration)
  const { docs } = await req.payload.find({
    collection: 'boms',
    where: { build: { equals: build.id }, isActive: { equals: true } },
    select: { version: true },
    limit: 1,
    depth: 0,
    overrideAccess: false,
    req,
  })
  const [bom] = docs
  return {
    family: content.label[locale],
    model: modelName(content, build.configuration, locale),
    release: `${content.code} ${version}`,
    bomVersion: bom?.version ?? null,
    sections: configurationInWords(content, configuration, {
      language,
      locale,
      parameters: parametersOf(await settingsOf(req)),
    }),
    accessories: await namedAccessories(req, build, bom?.id),
  }
}

const accessoriesSchema = z
  .array(z.object({ partNumber: z.string(), quantity: z.number() }))
  .catch([])

/** Accessories of a build with the names that they carry on its bill of materials. */
export async function namedAccessories(
  req: PayloadRequest,
  build: Pick<Build, 'accessories'>,
  bom: string | undefined,
): Promise<NamedAccessory[]> {
  const accessories = accessoriesSchema.parse(build.accessories)
  if (bom === undefined || accessories.length === 0)
    return accessories.map((accessory) => ({ ...accessory, name: '' }))
  const { docs } = await req.payload.find({
    collection: 'bom-lines',
    where: {
      bom: { equals: bom },
      level: { equals: 1 },
      partNumber: { in: accessories.map(({ partNumber }) => partNumber) },
    },
    select: { partNumber: true, name: true },
    limit: 100,
    depth: 0,
    overrideAccess: false,
    req,
  })
  const names = new Map(docs.map(({ partNumber, name }) => [partNumber, name]))
  return accessories.map((accessory) => ({
    ...accessory,
    name: names.get(accessory.partNumber) ?? '',
  }))
}
