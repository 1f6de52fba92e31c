import type { Refusal } from '../domain/refusal'

/** What a database error means to a caller; `status` only where it differs from the code's own. */
export type DatabaseRefusal = { refusal: Refusal; status?: 503 }

/** Unique indexes of which people know the name; all others are `duplicate_value`. */
const KNOWN_UNIQUE = [
  {
    index: 'orders_po_number_unique',
    table: 'orders',
    column: 'po_number',
    refusal: {
      code: 'duplicate_po_number',
      field: 'poNumber',
      message: 'Another order already has this PO number. Use a different one.',
    },
  },
  {
    index: 'builds_build_number_unique',
    table: 'builds',
    column: 'build_number',
    refusal: {
      code: 'duplicate_build_number',
      field: 'buildNumber',
      message: 'Another build already has this build number. Use a different one.',
    },
  },
  {
    index: 'parts_part_number_idx',
    table: 'parts',
    column: 'part_number',
    refusal: {
      code: 'duplicate_value',
      field: 'partNumber',
      message: 'Another part already has this part number. Use a different one.',
    },
  },
  {
    index: 'assemblies_part_number_idx',
    table: 'assemblies',
    column: 'part_number',
    refusal: {
      code: 'duplicate_value',
      field: 'partNumber',
      message: 'Another assembly already has this part number. Use a different one.',
    },
  },
  {
    index: 'categories_code_idx',
    table: 'categories',
    column: 'code',
    refusal: {
      code: 'duplicate_value',
      field: 'code',
      message: 'Another category already has this code. Use a different one.',
    },
  },
  {
    index: 'suppliers_name_unique',
    table: 'suppliers',
    column: 'name',
    refusal: {
      code: 'duplicate_value',
      field: 'name',
      message: 'There is already a supplier of this name. Use that one, or another name.',
    },
  },
  {
    index: 'substitutions_one_in_force',
    table: 'substitutions',
    column: 'asked_id',
    refusal: {
      code: 'duplicate_value',
      field: 'askedId',
      message:
        'A substitute for this item is in force there already. Change that one, or take it out of force first.',
    },
  },
] as const satisfies readonly {
  index: string
  table: string
  column: string
  refusal: Refusal
}[]

const DISTURBED: Refusal = {
  code: 'retry',
  message: 'Somebody else changed the same records at the same moment. Try again.',
}

const BUSY: DatabaseRefusal = {
  status: 503,
  refusal: { code: 'retry', message: 'The server is busy. Try again in a moment.' },
}

const UNREADABLE: Refusal = {
  code: 'malformed',
  message:
    'The request holds a value that cannot be read or stored. Check numbers, dates and text.',
}

type PostgresError = {
  code: string
  constraint?: string
  column?: string
  detail?: string
  table?: string
}

/** A refusal for an error of the driver or the pool; undefined when it is none, or our own mistake. */
export function databaseRefusal(error: object): DatabaseRefusal | undefined {
  const code = textOf(error, 'code')
  if (code === undefined) return isPoolExhausted(error) ? BUSY : undefined
  if (CONNECTION_CODES.has(code)) return BUSY
  return SQLSTATE.test(code) ? bySqlState({ ...factsOf(error), code }) : undefined
}

/**
 * A duplicate in the form that Payload reports it: the table, and the column where it can tell it. Of an
 * index over an expression, such as `lower(btrim(po_number))`, it cannot.
 */
export const knownDuplicate = (table: string, path: string): Refusal | undefined =>
  KNOWN_UNIQUE.find(
    ({ table: of, column, refusal }) =>
      of === table && (path === '' || path === refusal.field || path.includes(column)),
  )?.refusal

const SQLSTATE = /^[0-9A-Z]{5}$/
const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])

function bySqlState(error: PostgresError): DatabaseRefusal | undefined {
  switch (error.code) {
    case '40001':
    case '40P01':
      return { refusal: DISTURBED }
    case '55P03':
    case '57014':
    case '25P03':
      return BUSY
    case '23505':
      return { refusal: duplicateOf(error) }
    case '23001':
      return { refusal: IN_USE }
    case '23503':
      if (!error.detail?.includes('is not present')) return { refusal: IN_USE }
      // an item that was in the catalogue when the bill was derived, and is gone now
      return { refusal: error.table === 'item_uses' ? DISTURBED : missingOf(error) }
    case '23502':
      return {
        refusal: {
          code: 'required',
          message: 'A required value is missing.',
          ...fieldOf(error.column),
        },
      }
    case '23514':
    case '22003':
      return {
        refusal: { code: 'out_of_range', message: 'A value lies outside of what is allowed.' },
      }
    case '42501':
      return {
        refusal: {
          code: 'role_not_allowed',
          message: 'This record is history: nobody may change it.',
        },
      }
    case '42883':
    case '42804':
      return { refusal: UNREADABLE }
  }
  switch (error.code.slice(0, 2)) {
    case '22':
    case '54':
      return { refusal: UNREADABLE }
    case '08':
    case '53':
    case '57':
      return BUSY
  }
  return undefined
}

const IN_USE: Refusal = {
  code: 'in_use',
  message: 'Other records still use this one. Change them first, or retire it instead.',
}

function duplicateOf(error: PostgresError): Refusal {
  const known = KNOWN_UNIQUE.find(({ index }) => index === error.constraint)
  if (known) return known.refusal
  const column = error.detail && /Key \("?(\w+)"?[,)]/.exec(error.detail)?.[1]
  return {
    code: 'duplicate_value',
    message: 'Another record already has this value. Use a different one.',
    ...fieldOf(column),
  }
}

function missingOf(error: PostgresError): Refusal {
  const column = error.detail && /Key \("?(\w+)"?\)/.exec(error.detail)?.[1]
  return {
    code: 'invalid_value',
    message: 'A record that this one points at does not exist.',
    ...fieldOf(column),
  }
}

/** `assigned_to_id` -> `assignedTo` */
function fieldOf(column: string | undefined): { field?: string } {
  if (!column) return {}
  const name = column.replace(/_id$/, '')
  return { field: name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) }
}

const POOL_EXHAUSTED = /timeout exceeded when trying to connect|^Connection terminated/

const isPoolExhausted = (error: object): boolean =>
  POOL_EXHAUSTED.test(textOf(error, 'message') ?? '')

function textOf(error: object, key: string): string | undefined {
  const value: unknown = Reflect.get(error, key)
  return typeof value === 'string' ? value : undefined
}

const factsOf = (error: object): Omit<PostgresError, 'code'> => ({
  constraint: textOf(error, 'constraint'),
  column: textOf(error, 'column'),
  detail: textOf(error, 'detail'),
  table: textOf(error, 'table'),
})
