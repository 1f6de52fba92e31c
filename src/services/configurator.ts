import type { PayloadRequest } from 'payload'
import { loadCatalogue, type LoadedCatalogue } from '../db/catalogue'
import { substitutionsFor } from '../domain/boms/substitution'
import { readAccessories } from '../domain/configurator/accessories'
import { deriveBom, type DerivedBom } from '../domain/configurator/derive'
import { itemIdsAsked } from '../domain/configurator/itemIds'
import { normalizeConfiguration } from '../domain/configurator/normalize'
import { Complaints } from '../domain/configurator/raw'
import type { FamilyContent } from '../domain/configurator/release'
import type { Language } from '../domain/label'
import { allow, refuse, type Decision, type Refusal } from '../domain/refusal'
import { substitutionsInForce } from './procurement/substitutions'

/** One build to configure; `at` prefixes the field of each refusal, e.g. `builds.0.`. */
export type BuildQuestion = {
  content: FamilyContent
  configuration: unknown
  accessories: unknown
  at: string
  /** The build, once it exists: substitutions may be for it alone. */
  build?: string
}

export type Configured = { boms: readonly DerivedBom[]; catalogue: LoadedCatalogue }

/**
 * Judges configurations and derives their bills of materials, with one catalogue load for all of them
 * and the substitutions that are in force now. Refuses with every fault of every build. Writes nothing.
 */
export async function configure(
  req: PayloadRequest,
  questions: readonly BuildQuestion[],
  context: { language: Language; parameters: Readonly<Record<string, number>> },
): Promise<Decision<Configured>> {
  const asked = questions.flatMap(({ content, configuration, accessories }) =>
    itemIdsAsked(
      content,
      normalizeConfiguration(content, configuration).configuration,
      readAccessories(accessories, new Complaints('en')),
      context.language,
    ),
  )
  const substitutions = await substitutionsInForce(req, {
    families: [...new Set(questions.map(({ content }) => content.code))],
    builds: questions.flatMap(({ build }) => build ?? []),
  })
  const catalogue = await loadCatalogue(req, [
    ...asked,
    ...substitutions.map(({ substituteId }) => substituteId),
  ])
  const boms: DerivedBom[] = []
  const faults: Refusal[] = []
  for (const question of questions) {
    const { content, build = null } = question
    const derived = deriveBom({
      ...question,
      ...context,
      lookup: catalogue.lookup,
      substitutions: substitutionsFor(substitutions, { family: content.code, build }),
    })
    if (derived.ok) boms.push(derived.value)
    else faults.push(...derived.refusals.map((refusal) => placed(refusal, question.at)))
  }
  const [first, ...rest] = faults
  return first ? refuse(first, ...rest) : allow({ boms, catalogue })
}

/** The engine names fields within the configuration; callers name them within what they were sent. */
function placed(refusal: Refusal, at: string): Refusal {
  const { field } = refusal
  if (field?.startsWith('accessories')) return { ...refusal, field: at + field }
  return { ...refusal, field: `${at}configuration${field ? `.${field}` : ''}` }
}
