import { redirect } from 'next/navigation'
import type { AdminViewServerProps, PayloadRequest } from 'payload'
import type { ReactNode } from 'react'
import { personOf } from '../../../access/can'
import type { Role } from '../../domain/roles'
import { Panel } from '../panel/blocks'
import './boards.scss'
import { AdminBoard } from './AdminBoard'
import { AssemblerBoard } from './AssemblerBoard'
import { CoordinatorBoard } from './CoordinatorBoard'
import { ProcurementBoard } from './ProcurementBoard'
import { QualityBoard } from './QualityBoard'
import { ServiceBoard } from './ServiceBoard'

type Board = (props: { req: PayloadRequest }) => Promise<ReactNode>

/** One place of work per role (handbook 1.1, S8.2). */
const BOARDS: Readonly<Record<Role, { title: string; Board: Board }>> = {
  ADMIN: { title: 'Administration', Board: AdminBoard },
  PRODUCTION_COORDINATOR: { title: 'Production coordination', Board: CoordinatorBoard },
  PROCUREMENT: { title: 'Procurement', Board: ProcurementBoard },
  QC_PERSON: { title: 'Quality control', Board: QualityBoard },
  ASSEMBLER: { title: 'My builds', Board: AssemblerBoard },
  SERVICE_DEPARTMENT: { title: 'Service', Board: ServiceBoard },
}

/** `/admin`: every board reads in the viewer's name and shows only what that role may see. */
export function DashboardView({ initPageResult: { req } }: AdminViewServerProps) {
  const person = personOf(req)
  if (!person) redirect('/admin/login')
  const { title, Board } = BOARDS[person.role]
  return (
    <Panel>
      <h1>{title}</h1>
      <Board req={req} />
    </Panel>
  )
}
