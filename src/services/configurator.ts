import type { PayloadRequest } from 'payload'
import { loadCatalogue, type LoadedCatalogue } from '../db/catalogue'
import { substitutionsFor } from '../domain/boms/substitution'
import { readAccessories } from '../domain/configurator/accessories'
import { deriveBom, type DerivedBom } from '../domain/configurator/derive'
import { itemsAsked } from '../domain/configurator/itemIds'
import { normalizeConfiguration } from '../domain/configurator/normalize'
import { Complaints } from '../domain/configurator/raw'
import type { FamilyContent } from '../domain/configurator/release'
import type { Language } from '../domain/label'
import { allow, refuse, type Decision, type Refusal } from '../domain/refusal'
import { customNumbersOf } from './customNumbers'
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

export type ConfigureContext = {
  parameters: Readonly<Record<string, number>>
  /** False: what the family says, whatever the plant takes in place of some items today. */
  substitutes?: boolean
}

export type Configured = { boms: readonly DerivedBom[]; catalogue: LoadedCatalogue }

/**
 * Judges configurations and derives their bills of materials, with one catalogue load for all of them
 * and the substitutions that are in force now. Refuses with every fault of every build. Writes nothing.
 */
export async function configure(
  req: PayloadRequest,
  questions: readonly BuildQuestion[],
  { language, ...context }: ConfigureContext & { language: Language },
): Promise<Decision<Configured>> {
  const { answers, catalogue } = await configureEach(
    req,
    questions.map((question) => ({ ...question, language })),
    context,
  )
  const boms: DerivedBom[] = []
  const faults: Refusal[] = []
  for (const answer of answers) {
    if (answer.ok) boms.push(answer.value)
    else faults.push(...answer.refusals)
  }
  const [first, ...rest] = faults
  return first ? refuse(first, ...rest) : allow({ boms, catalogue })
}

/** The same, with an answer of its own for each question, in their order. */
export async function configureEach(
  req: PayloadRequest,
  questions: readonly (BuildQuestion & { language: Language })[],
  { parameters, substitutes = true }: ConfigureContext,
): Promise<{ answers: readonly Decision<DerivedBom>[]; catalogue: LoadedCatalogue }> {
  const asked = questions.map(({ content, configuration, accessories, language }) =>
    itemsAsked(
      content,
      normalizeConfiguration(content, configuration).configuration,
      readAccessories(accessories, new Complaints('en')),
      language,
    ),
  )
  const substitutions = substitutes
    ? await substitutionsInForce(req, {
        families: [...new Set(questions.map(({ content }) => content.code))],
        builds: questions.flatMap(({ build }) => build ?? []),
      })
    : []
  const customParts = asked.flatMap((one) => one.customParts)
  const customNumbers = await customNumbersOf(req, customParts)
  const catalogue = await loadCatalogue(req, [
    ...asked.flatMap(({ ids }) => [...ids]),
    ...customParts.flatMap(
      ({ classCode, dimensions }) => customNumbers(classCode, dimensions) ?? [],
    ),
    ...substitutions.map(({ substituteId }) => substituteId),
  ])
  const answers = questions.map((question): Decision<DerivedBom> => {
    const { content, build = null, at } = question
    const derived = deriveBom({
      ...question,
      parameters,
      customNumbers,
      lookup: catalogue.lookup,
      substitutions: substitutionsFor(substitutions, { family: content.code, build }),
    })
    if (derived.ok) return derived
    const [first, ...rest] = derived.refusals
    return refuse(placed(first, at), ...rest.map((refusal) => placed(refusal, at)))
  })
  return { answers, catalogue }
}

/** The engine names fields within the configuration; callers name them within what they were sent. */
function placed(refusal: Refusal, at: string): Refusal {
  const { field } = refusal
  if (field?.startsWith('accessories')) return { ...refusal, field: at + field }
  return { ...refusal, field: `${at}configuration${field ? `.${field}` : ''}` }
}
