import type { PayloadRequest } from 'payload'
import { childrenOf } from '../../db/structure'
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
 * The history of an assembly tells what became of its components too: the list that stood there, and the one
 * that stands there now. The component's own row in the trail stays the exact one.
 */
export async function tellAssembly(
  req: PayloadRequest,
  before: AssemblyComponent | null,
  after: AssemblyComponent | null,
): Promise<void> {
  const parents = [before, after].flatMap((one) => (one ? [idOf(one.parentAssembly)] : []))
  for (const parent of new Set(parents)) {
    const others = (await childrenOf(req, parent)).filter(
      ({ component }) => component !== (after ?? before)?.id,
    )
    const listWith = (one: AssemblyComponent | null) => {
      const own = one && idOf(one.parentAssembly) === parent ? [placed(one.id, one)] : []
      const all = [...others.map((other) => placed(other.component, other, other.place)), ...own]
      return all.toSorted(byPlace).map(({ words }) => words)
    }
    const [was, is] = [listWith(before), listWith(after)]
    if (JSON.stringify(was) === JSON.stringify(is)) continue
    await recordAudit(req, {
      action: 'update',
      resource: 'assemblies',
      resourceId: parent,
      before: { components: was },
      after: { components: is },
    })
  }
}

type Placed = { id: string; place: number; words: ReturnType<typeof componentWords> }

const placed = (id: string, one: Component & { position?: number }, place = one.position ?? 0) => ({
  id,
  place,
  words: componentWords(one),
})

/** Components in catalogue order; at one place the older comes first, as the database has it. */
const byPlace = (one: Placed, other: Placed): number =>
  one.place - other.place || (one.id < other.id ? -1 : 1)
