import type { PayloadRequest } from 'payload'
import type { AssemblyComponent } from '../../payload-types'
import { recordAudit } from '../audit'
import { idOf } from '../relation'

type Component = Pick<AssemblyComponent, 'askedId' | 'quantity'> & { note?: string | null }

/** A component as the history of its assembly shows it. */
export const componentWords = ({ askedId, quantity, note }: Component) => ({
  askedId,
  quantity,
  note: note ?? null,
})

/**
 * The history of an assembly tells what became of its components too: what stood there, what stands there
 * now. The component's own row in the trail stays the exact one.
 */
export async function tellAssembly(
  req: PayloadRequest,
  before: AssemblyComponent | null,
  after: AssemblyComponent | null,
): Promise<void> {
  const was = before && componentWords(before)
  const is = after && componentWords(after)
  if (JSON.stringify(was) === JSON.stringify(is)) return
  await recordAudit(req, {
    action: 'update',
    resource: 'assemblies',
    resourceId: idOf((after ?? before)?.parentAssembly),
    before: { components: was ? [was] : [] },
    after: { components: is ? [is] : [] },
  })
}
