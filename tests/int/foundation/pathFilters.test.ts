import type { FlattenedField, SanitizedCollectionConfig } from 'payload'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../../src/domain/roles'
import { rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { build, loadCatalogue, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

/** Filters over the paths from record to record, for those who see only some of the rows. */

const { payload } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const assembler = await someone.user('ASSEMBLER')

const collections = payload.config.collections.filter(({ slug }) => !slug.startsWith('payload-'))

const targetOf = (field: FlattenedField): SanitizedCollectionConfig | undefined => {
  const slug = field.type === 'join' ? field.collection : Reflect.get(field, 'relationTo')
  return collections.find((one) => one.slug === slug)
}

/** Every path of so many names from record to record, with one plain field at its end. */
function pathsFrom({ flattenedFields }: SanitizedCollectionConfig, steps: number): string[] {
  const plain = flattenedFields.find(({ type }) => type === 'text')
  const ends = plain ? [plain.name] : []
  if (steps === 1) return ends
  return flattenedFields.flatMap((field) => {
    const target = targetOf(field)
    return target ? pathsFrom(target, steps - 1).map((path) => `${field.name}.${path}`) : []
  })
}

beforeAll(async () => {
  await loadCatalogue(payload)
  const { builds } = await submit(coordinator, { builds: [build()] })
  await rest(coordinator).patch(`/builds/${builds[0]?.id}`, { assignedTo: assembler.id })
})

describe.each<Role>(['ASSEMBLER', 'SERVICE_DEPARTMENT', 'QC_PERSON', 'PROCUREMENT'])(
  '%s gets an answer or a refusal',
  (role) => {
    it('by every path of two and three names', async () => {
      const user = role === 'ASSEMBLER' ? assembler : await someone.user(role)
      const odd: string[] = []
      let answered = 0
      for (const collection of collections) {
        for (const path of [2, 3].flatMap((steps) => pathsFrom(collection, steps))) {
          const asked = `/${collection.slug}?where[${path}][like]=x&limit=1&depth=0`
          const { status } = await rest(user).get(asked)
          if (status === 200) answered += 1
          if (![200, 400, 403].includes(status)) odd.push(`${status} ${asked}`)
        }
      }
      expect(odd).toEqual([])
      expect(answered).toBeGreaterThan(0)
    })
  },
)

it('a path that leads on beyond a list of own rows is refused by its name', async () => {
  const path = 'builds.tasks.title'
  expect(await rest(assembler).get(`/orders?where[${path}][like]=Fit`)).toMatchObject(
    refusal(400, 'malformed', { field: path }),
  )
  const all = await rest(coordinator).get(`/orders?where[${path}][like]=Fit`)
  expect(all.status, all.text.slice(0, 300)).toBe(200)
})
