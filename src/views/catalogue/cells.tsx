import type { DefaultServerCellComponentProps, Payload } from 'payload'
import { cache } from 'react'
import type { ItemName } from '../../domain/catalog/item'
import { successorsFor } from '../../services/catalogue/successors'
import { RetiredMark } from './SuccessorLink'

type Found = ReadonlyMap<string, ItemName>

/** Gathers the ids that the cells of one list ask for, so that they are looked up together. */
const loaderOf = cache((payload: Payload) => {
  let waiting: { ids: Set<string>; found: Promise<Found> } | null = null
  const open = () => {
    const ids = new Set<string>()
    const found = Promise.resolve().then(() => {
      waiting = null
      return successorsFor(payload, [...ids])
    })
    return { ids, found }
  }
  return async (id: string): Promise<ItemName | undefined> => {
    waiting ??= open()
    waiting.ids.add(id)
    return (await waiting.found).get(id)
  }
})

/** Whether an item is in use; a retired one names what is to be used instead. */
export async function ActiveCell({ cellData, rowData, payload }: DefaultServerCellComponentProps) {
  if (cellData !== false) return 'Active'
  const successor = await loaderOf(payload)(String(rowData.id))
  return <RetiredMark isActive={false} successor={successor} />
}
