import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { BaseDatabaseAdapter, DatabaseAdapterObj } from 'payload'

type Drizzle = PostgresAdapter['drizzle']

/**
 * Lists that are joined to a record name each row once. Payload reads them without DISTINCT: where the
 * rows that a person may see go through a list (items by the builds they are used on), a row came as often
 * as that list has entries, and the limit then cut off others. Payload's own lists are distinct already.
 *
 * Such a list is the one query that selects from an alias of its table, with its order among what it selects.
 */
export const withDistinctJoins = <T extends BaseDatabaseAdapter & Pick<PostgresAdapter, 'drizzle'>>(
  inner: DatabaseAdapterObj<T>,
): DatabaseAdapterObj<T> => ({
  ...inner,
  init: (args) => {
    const adapter = inner.init(args)
    const connect = adapter.connect?.bind(adapter)
    adapter.connect = async (options) => {
      await connect?.(options)
      selectDistinctFromAliases(adapter.drizzle)
    }
    return adapter
  },
})

function selectDistinctFromAliases(db: Drizzle): void {
  const selectDistinct = db.selectDistinct.bind(db)
  db.select = new Proxy(db.select, {
    apply: (select, self, [fields]: Parameters<typeof selectDistinct>) => {
      const plain = Reflect.apply(select, self, [fields])
      plain.from = new Proxy(plain.from, {
        apply(from, query, [table]: unknown[]) {
          if (!isAlias(table)) return Reflect.apply(from, query, [table])
          const distinct = selectDistinct(fields)
          return Reflect.apply(distinct.from, distinct, [table])
        },
      })
      return plain
    },
  })
}

const IS_ALIAS = Symbol.for('drizzle:IsAlias')

const isAlias = (table: unknown): boolean =>
  typeof table === 'object' && table !== null && Reflect.get(table, IS_ALIAS) === true
