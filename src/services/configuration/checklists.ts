import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { standsIn } from '../../db/states'
import { storable } from '../../domain/canonical'
import { readAccessories } from '../../domain/configurator/accessories'
import { itemsAsked } from '../../domain/configurator/itemIds'
import { normalizeConfiguration } from '../../domain/configurator/normalize'
import { Complaints } from '../../domain/configurator/raw'
import type { FamilyContent } from '../../domain/configurator/release'
import type { Language } from '../../domain/label'
import { activeTemplate } from '../../domain/production/template'
import type { Work } from '../../domain/production/work'
import type { Checklist } from '../../domain/quality/checklist'
import { generateForm, headerOf, type HeaderEntry } from '../../domain/quality/form'
import type { FormItem } from '../../domain/quality/item'
import { closedStates } from '../../domain/workflow/definition'
import type { ConfigurationRelease } from '../../payload-types'
import { statePairs } from '../builds/closed'
import { customNumbersOf } from '../customNumbers'
import { refused } from '../http'
import { languageOfOrder } from '../orders/language'
import { looseNamed } from '../quality/loose'
import { idOf } from '../relation'
import { parametersOf, settingsOf } from '../settings'
import { familyRelease, publishedFamilies } from './releases'

/** A release of a family whose forms are read; nothing else of `content` may leave the server. */
export type FormsRelease = {
  family: string
  version: number
  isInForce: boolean
  content: FamilyContent
}

/** A family whose forms are still answered, and its newest release. */
export type FamilyOfForms = { code: string; name: string; release: string; isRetired: boolean }

/**
 * The families with a release in force, and after them those that were retired while builds of theirs are
 * on their way.
 */
export async function familiesWithForms(req: PayloadRequest): Promise<FamilyOfForms[]> {
  const isClosed = standsIn(await statePairs(req, closedStates))
  return rowsOf(
    req,
    sql`select f.code, f.name, f.release_id as release, f.state = 'RETIRED' as "isRetired"
        from product_families f
        where f.release_id is not null and (f.state = 'PUBLISHED' or f.state = 'RETIRED'
          and exists (select from builds b where b.family = f.code and not ${isClosed}))
        order by f.state = 'RETIRED', f.name, f.code`,
  )
}

/**
 * The release of a family in force, or the one of that version. Refuses with `not_found` where there is
 * none. The caller answers for who asks: `checklists.read` opens the forms and nothing else of it.
 */
export async function formsRelease(
  req: PayloadRequest,
  family: string,
  version?: number,
): Promise<FormsRelease> {
  const inForce = (await publishedFamilies(req, [family])).get(family)
  if (version === undefined || version === inForce?.version) {
    if (inForce) {
      const { content } = inForce
      return { family, version: inForce.version, isInForce: true, content }
    }
    throw refused({
      code: 'not_found',
      field: 'family',
      message: `The family ${family} has no release in force.`,
    })
  }
  const [found] = await rowsOf<Pick<ConfigurationRelease, 'id'>>(
    req,
    sql`select id from configuration_releases
        where kind = 'FAMILY' and code = ${family} and version = ${version}`,
  )
  if (!found) {
    throw refused({
      code: 'not_found',
      field: 'version',
      message: `The family ${family} has no release ${version}.`,
    })
  }
  return {
    family,
    version,
    isInForce: false,
    content: (await familyRelease(req, found.id)).content,
  }
}

export type FormPreview = Pick<Checklist, 'key' | 'kind' | 'label' | 'document' | 'statement'> & {
  header: HeaderEntry[]
  items: FormItem[]
}

/**
 * The forms that a release yields for a configuration, unanswered and unstored. It judges nothing: what
 * the release does not know of the configuration counts as not chosen.
 */
export async function previewForms(
  req: PayloadRequest,
  content: FamilyContent,
  asked: { configuration: unknown; accessories?: unknown; language: Language },
): Promise<FormPreview[]> {
  const { language } = asked
  const { configuration } = normalizeConfiguration(content, asked.configuration)
  const accessories = readAccessories(asked.accessories, new Complaints('en'))
  const parameters = parametersOf(await settingsOf(req))
  const { customParts } = itemsAsked(content, configuration, accessories, language)
  const customNumbers = await customNumbersOf(req, customParts)
  const work: Work = { content, configuration, accessories, language, parameters, customNumbers }
  const loose = await looseNamed(req, { work, template: activeTemplate(content) })
  return content.checklists.map((checklist) => {
    const { key, kind, label, document, statement } = checklist
    const input = { content, checklist, configuration, language, accessories: loose, parameters }
    return {
      key,
      kind,
      label,
      document,
      statement,
      header: headerOf(input),
      items: generateForm(input),
    }
  })
}

export type FormsOfBuild = {
  buildNumber: string
  family: string
  /** Of the release that the build pinned. */
  version: number
  forms: FormPreview[]
}

/** What the forms ask of a build on its own release; null where the asker sees no build of that number. */
export async function formsOfBuild(
  req: PayloadRequest,
  buildNumber: string,
): Promise<FormsOfBuild | null> {
  const { docs } = await req.payload.find({
    collection: 'builds',
    where: { buildNumber: { equals: storable(buildNumber) } },
    select: {
      buildNumber: true,
      family: true,
      configuration: true,
      accessories: true,
      order: true,
      release: true,
    },
    limit: 1,
    pagination: false,
    depth: 0,
    joins: false,
    overrideAccess: false,
    req,
  })
  const [build] = docs
  if (!build) return null
  const { content, version } = await familyRelease(req, idOf(build.release))
  const language = await languageOfOrder(req, idOf(build.order))
  return {
    buildNumber: build.buildNumber,
    family: build.family,
    version,
    forms: await previewForms(req, content, { ...build, language }),
  }
}
