import type { DefaultServerCellComponentProps } from 'payload'
import { successorsFor } from '../../services/catalogue/successors'
import { gathering } from '../panel/gathering'
import { RetiredMark } from './SuccessorLink'

const successorOf = gathering(successorsFor)

/** Whether an item is in use; a retired one names what is to be used instead. */
export async function ActiveCell({ cellData, rowData, payload }: DefaultServerCellComponentProps) {
  if (cellData !== false) return 'Active'
  const successor = await successorOf(payload, String(rowData.id))
  return <RetiredMark isActive={false} successor={successor} />
}
