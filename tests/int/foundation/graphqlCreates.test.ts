import { createLocalReq, formatNames } from 'payload'
import { expect, it } from 'vitest'
import { graphql } from '../../support/api'
import { given, PASSWORD, unique } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const admin = await given(payload).user('ADMIN')
const req = await createLocalReq({ user: admin }, payload)

type Schema = {
  __schema: {
    mutationType: {
      fields: {
        name: string
        args: {
          name: string
          type: { ofType: { inputFields: { name: string; type: { kind: string } }[] } | null }
        }[]
      }[]
    }
  }
}

it('a create demands nothing that the server fills, whatever the collection', async () => {
  const { body } = await graphql<Schema>(
    admin,
    `
      {
        __schema {
          mutationType {
            fields {
              name
              args {
                name
                type {
                  ofType {
                    inputFields {
                      name
                      type {
                        kind
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    `,
  )
  const creates = (body.data?.__schema.mutationType.fields ?? []).filter(({ name }) =>
    name.startsWith('create'),
  )
  const demanded = Object.fromEntries(
    creates.map(({ name, args }) => [
      name,
      (args.find((one) => one.name === 'data')?.type.ofType?.inputFields ?? [])
        .filter(({ type }) => type.kind === 'NON_NULL')
        .map((field) => field.name),
    ]),
  )
  const nameOf = (slug: string) => `create${formatNames(slug).singular.replaceAll(' ', '')}`
  const open: string[] = []
  for (const { slug, access, graphQL } of payload.config.collections)
    if (graphQL !== false && (await access.create({ req })) !== false) open.push(nameOf(slug))
  expect(open.filter((name) => !demanded[name])).toEqual([])

  const surplus = payload.config.collections.flatMap(({ slug, flattenedFields }) => {
    const asked = demanded[nameOf(slug)] ?? []
    return flattenedFields.flatMap((field) =>
      asked.includes(field.name) && 'defaultValue' in field && field.defaultValue !== undefined
        ? [`${slug}.${field.name}`]
        : [],
    )
  })
  expect(surplus).toEqual([])
  expect(demanded).toMatchObject({
    createAssembly: ['partNumber', 'name'],
    createAssemblyComponent: ['askedId'],
    createCategoryReference: [],
    createPart: ['partNumber', 'name'],
    createStockMovement: expect.not.arrayContaining(['location']),
    createUser: expect.not.arrayContaining(['initials']),
  })
})

it('an account without initials, a part without a unit', async () => {
  const account = await graphql<{ createUser: { initials: string } }>(
    admin,
    'mutation ($data: mutationUserInput!) { createUser(data: $data) { initials } }',
    {
      data: {
        email: `${unique('new')}@test.example`,
        firstName: 'Ada',
        lastName: 'King',
        role: 'QC_PERSON',
        password: PASSWORD,
      },
    },
  )
  expect(account.body.data?.createUser, account.text).toEqual({ initials: 'AK' })
  const partNumber = unique('P')
  const part = await graphql(
    admin,
    'mutation ($data: mutationPartInput!) { createPart(data: $data) { id } }',
    { data: { partNumber, name: 'Bolt' } },
  )
  expect(part.body.errors, part.text).toBeUndefined()
  expect(await sql('select unit from parts where part_number = $1', [partNumber])).toEqual([
    { unit: 'EA' },
  ])
})
