import { entrySchema, type Entry } from './entries'

/**
 * The queue's own small database in the browser. Entries and the bytes of photos are apart, so that
 * listing the queue does not load pictures.
 */

const NAME = 'torvan-floor'
const VERSION = 1

let opening: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION)
    request.onupgradeneeded = () => {
      const entries = request.result.createObjectStore('entries', {
        keyPath: 'seq',
        autoIncrement: true,
      })
      entries.createIndex('id', 'id', { unique: true })
      entries.createIndex('userId', 'userId')
      request.result.createObjectStore('bytes', { keyPath: 'id' })
      request.result.createObjectStore('leases', { keyPath: 'name' })
    }
    request.onsuccess = () => {
      const database = request.result
      // the browser may close it (storage cleared, newer version elsewhere): the next call opens anew
      database.onclose = () => (opening = null)
      database.onversionchange = () => {
        database.close()
        opening = null
      }
      resolve(database)
    }
    request.onerror = () => reject(request.error ?? new Error('IndexedDB cannot be opened.'))
  }).catch((error: unknown) => {
    opening = null
    throw error
  })
  return opening
}

type Store = 'entries' | 'bytes' | 'leases'

const valueOf = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed.'))
  })

/** One transaction: `work` may await its requests and nothing else. Resolves once it is on disk. */
async function within<Value>(
  stores: readonly Store[],
  mode: IDBTransactionMode,
  work: (of: (store: Store) => IDBObjectStore) => Promise<Value>,
): Promise<Value> {
  const database = await open()
  const transaction = database.transaction([...stores], mode, { durability: 'strict' })
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB gave up.'))
  })
  try {
    const value = await work((store) => transaction.objectStore(store))
    await done
    return value
  } catch (error) {
    done.catch(() => undefined)
    if (transaction.error === null) abortQuietly(transaction)
    throw error
  }
}

function abortQuietly(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch {
    // it has ended already
  }
}

async function entriesOf(entries: IDBObjectStore, userId: string): Promise<Entry[]> {
  const rows: unknown[] = await valueOf(entries.index('userId').getAll(userId))
  return rows.flatMap((row) => {
    const read = entrySchema.safeParse(row)
    return read.success ? [read.data] : []
  })
}

/** All entries of one person in their order; nobody else's are ever read. */
export const allOf = (userId: string): Promise<Entry[]> =>
  within(['entries'], 'readonly', (of) => entriesOf(of('entries'), userId))

/** What a change of the queue writes. */
export type Writes = {
  put?: readonly Entry[]
  add?: Omit<Entry, 'seq'>
  bytes?: ArrayBuffer
  remove?: readonly Entry[]
  /** Entries whose bytes are no longer needed. */
  emptied?: readonly Entry[]
}

/**
 * Reads one person's entries, decides, and writes, in one transaction: two tabs never decide over the
 * same state. Resolves with the entries as they are then.
 */
export const change = (
  userId: string,
  decide: (entries: readonly Entry[]) => Writes,
): Promise<Entry[]> =>
  within(['entries', 'bytes'], 'readwrite', async (of) => {
    const entries = of('entries')
    const {
      put = [],
      add,
      bytes,
      remove = [],
      emptied = [],
    } = decide(await entriesOf(entries, userId))
    for (const entry of put) entries.put(entry)
    for (const { seq, id } of remove) {
      entries.delete(seq)
      of('bytes').delete(id)
    }
    for (const { id } of emptied) of('bytes').delete(id)
    if (add) {
      entries.add(add)
      if (bytes) of('bytes').put({ id: add.id, bytes })
    }
    return entriesOf(entries, userId)
  })

/** The bytes of a photo that waits; null once it is sent or discarded. */
export const bytesOf = (id: string): Promise<ArrayBuffer | null> =>
  within(['bytes'], 'readonly', async (of) => {
    const row: unknown = await valueOf<unknown>(of('bytes').get(id))
    const bytes: unknown =
      typeof row === 'object' && row !== null ? Reflect.get(row, 'bytes') : null
    return bytes instanceof ArrayBuffer ? bytes : null
  })

/** Takes or renews a lease of a name among the tabs of this browser; false while another holds it. */
export const lease = (name: string, holder: string, now: number, ms: number): Promise<boolean> =>
  within(['leases'], 'readwrite', async (of) => {
    const row: unknown = await valueOf<unknown>(of('leases').get(name))
    const held = typeof row === 'object' && row !== null ? row : {}
    const until: unknown = Reflect.get(held, 'until')
    const isTaken =
      typeof until === 'number' && until > now && Reflect.get(held, 'holder') !== holder
    if (!isTaken) of('leases').put({ name, holder, until: now + ms })
    return !isTaken
  })
