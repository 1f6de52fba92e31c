import type { DefaultServerCellComponentProps } from 'payload'
import { Badge } from '../panel/Badge'
import { isImportState, STATE_LOOKS } from './words'

/** The state of an import in its list. */
export const ImportStateCell = ({ cellData }: DefaultServerCellComponentProps) =>
  isImportState(cellData) ? <Badge look={STATE_LOOKS[cellData]} /> : null
