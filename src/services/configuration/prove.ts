import { setImmediate } from 'node:timers/promises'
import type { PayloadRequest } from 'payload'
import { loadWholeCatalogue } from '../../db/catalogue'
import type { CatalogLookup } from '../../domain/catalog/lookup'
import { rulesCounted } from '../../domain/configurator/invariants'
import type { FamilyContent, Invariant } from '../../domain/configurator/release'
import { exampleInWords } from '../../domain/configurator/verify/exampleInWords'
import { failureSteps, type VerifyFailure } from '../../domain/configurator/verify/verifyFamily'
import type { Refusal } from '../../domain/refusal'
import { accessoryNumbers } from '../catalogue/accessories'
import { contentHash } from '../contentHash'
import { orThrow, refused } from '../http'
import { judgeFamily } from './candidate'
import { expectInUse, expectSeen, readHeader, type Seen } from './header'
import { publishedFamilies } from './releases'
import { runDraftSamples } from './tryDraft'

/** The content that was proved, by its hash. */
export type Proof = { sha256: string }

/** More failures than this are not named one by one. */
const FAILURES_NAMED = 50

/** Work of this length keeps no other request waiting. */
const TURN_MS = 20

/**
 * Proves the draft of a family before it is published: its samples come out as they did, and every
 * combination is a complete bill of materials or a named refusal, else the release is refused with rule, item and an example. What the release in
 * force fails in just the same way keeps nobody from publishing something else. Takes seconds, so it
 * holds no lock: whoever publishes compares the hash.
 */
export async function proveDraft(req: PayloadRequest, id: string, seen: Seen): Promise<Proof> {
  const header = await readHeader(req, 'FAMILY', id)
  expectSeen(req, 'FAMILY', header, seen)
  expectInUse(header)
  const { code, draft, inForce } = header
  const content = orThrow(await judgeFamily(req, draft, code))
  const sha256 = contentHash(content)
  if (sha256 === inForce) return { sha256 }

  await checkSamples(req, content)
  const lookup = await loadWholeCatalogue(req)
  const failures = await failuresOf(req, content, lookup)
  const known = await knownFailures(req, code, failures, lookup)
  const unknown = failures.filter((failure) => !known.has(keyOf(failure, content)))
  const [first, ...rest] = onePerPlace(unknown)
    .slice(0, FAILURES_NAMED)
    .map((failure) => asRefusal(content, failure))
  if (first) throw refused(first, ...rest)
  return { sha256 }
}

/** The samples of a family are its own tests: one that no longer gives what it expects stops the release. */
async function checkSamples(req: PayloadRequest, content: FamilyContent): Promise<void> {
  if (content.samples.length === 0) return
  const { results } = await runDraftSamples(req, content)
  const failed = results.filter(({ ok }) => !ok)
  const [first, ...rest] = failed.map(
    ({ name, refused: refusals, missing, unexpected }): Refusal => ({
      code: 'invalid_value',
      field: `draft.samples.${name}`,
      message: `The sample “${name}” comes out differently: ${[
        ...refusals.map((said) => said.replace(/\.$/, '')),
        ...missing.map(({ partNumber, quantity }) => `${quantity} × ${partNumber} is missing`),
        ...unexpected.map(({ partNumber, quantity }) => `${quantity} × ${partNumber} is new`),
      ].join(', ')}.`,
    }),
  )
  if (first) throw refused(first, ...rest)
}

/** Lets others have their turn between the steps of a long computation. */
export async function inTurns<Step, Result>(
  steps: Generator<Step, Result>,
  onStep?: (step: Step) => Promise<void>,
): Promise<Result> {
  let since = performance.now()
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    if (performance.now() - since < TURN_MS) continue
    await onStep?.(step.value)
    await setImmediate()
    since = performance.now()
  }
}

const failuresOf = async (
  req: PayloadRequest,
  content: FamilyContent,
  lookup: CatalogLookup,
): Promise<VerifyFailure[]> =>
  inTurns(
    failureSteps(content, lookup, {
      accessories: await accessoryNumbers(req, content.accessories),
    }),
  )

/** Of these failures those that the release in force shows too; only the rules in question are walked. */
async function knownFailures(
  req: PayloadRequest,
  code: string,
  failures: readonly VerifyFailure[],
  lookup: CatalogLookup,
): Promise<Set<string>> {
  const content = (await publishedFamilies(req, [code])).get(code)?.content
  if (!content || failures.length === 0) return new Set()
  const failing = new Set(failures.map(({ rule }) => rule))
  const invariants = content.invariants.filter(({ id }) => failing.has(id))
  const asked: FamilyContent = {
    ...content,
    invariants,
    rules: content.rules.filter(
      ({ id, item }) =>
        invariants.length > 0 ||
        failing.has(id) ||
        (item.kind === 'FIRST_OF' && item.alternatives.some(({ provides }) => provides)),
    ),
  }
  return new Set((await failuresOf(req, asked, lookup)).map((failure) => keyOf(failure, content)))
}

/** An item is missing in the same way by the same rule; an invariant is broken by the same figures. */
const keyOf = ({ rule, item, why }: VerifyFailure, { invariants }: FamilyContent): string =>
  JSON.stringify(invariants.some(({ id }) => id === rule) ? [rule, why] : [rule, item])

/** An invariant that is broken by several figures is told once. */
export const onePerPlace = (failures: readonly VerifyFailure[]): VerifyFailure[] =>
  [
    ...new Map(
      failures.toReversed().map((failure) => [`${failure.rule} ${failure.item}`, failure]),
    ).values(),
  ].toReversed()

function asRefusal(content: FamilyContent, failure: VerifyFailure): Refusal {
  const { where, isCheck, sentence } = failureInWords(content, failure)
  return {
    code: 'invalid_value',
    field: `draft.${where}`,
    message: isCheck ? `Not published. ${sentence}` : `${where}: ${sentence}`,
  }
}

/** A failure with the part of the draft it is about (`rule R4`), an example, and the ways out of a broken check. */
export function failureInWords(
  content: FamilyContent,
  failure: VerifyFailure,
): { where: string; isCheck: boolean; sentence: string } {
  const { rule, why } = failure
  const invariant = content.invariants.find(({ id }) => id === rule)
  const where = invariant
    ? `invariant ${rule}`
    : rule === 'SPACE'
      ? `option ${failure.item}`
      : `rule ${rule}`
  const shown = exampleInWords(content, failure)
  const example = shown === '' ? '' : ` For example with ${shown}.`
  const sentence = invariant
    ? `${brokenInWords(invariant, why)}${example} ${waysOut(content, invariant)}`
    : `${why}${example}`
  return { where, isCheck: invariant !== undefined, sentence }
}

/** `The check “Feet once” fails: expected exactly 1, found 0.` */
const brokenInWords = ({ label }: Invariant, why: string): string =>
  `The check “${label.en}” fails: ${why.replace(`${label.en}: `, '')}`

/** Where a broken check can be mended. */
function waysOut(content: FamilyContent, invariant: Invariant): string {
  const adding = rulesCounted(content, invariant)
  const named = adding.map((rule) => `${rule.id} “${rule.label.en}”`).join(', ')
  return `Change ${named === '' ? 'what the rules add' : `rule ${named}`}, or this check (${invariant.id}) under Verification.`
}
