import type { CollectionBeforeChangeHook } from 'payload'
import type { AssemblyComponent } from '../../src/payload-types'
import { resolveComponent } from '../../src/services/catalogue/structure'
import { idOf } from '../../src/services/relation'

/** Fills the child of a component row from the id it asks for; a circle is refused. */
export const resolveChild: CollectionBeforeChangeHook<AssemblyComponent> = async ({
  data,
  originalDoc,
  req,
}) => {
  const parent = idOf(data.parentAssembly ?? originalDoc?.parentAssembly)
  const askedId = data.askedId ?? originalDoc?.askedId
  if (!parent || !askedId) return data
  return { ...data, ...(await resolveComponent(req, parent, askedId)) }
}
