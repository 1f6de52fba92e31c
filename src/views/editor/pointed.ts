import { getAt } from '../../domain/drafts/tree'

const RULE_ROW = /^rules\.(\d+)$/

/** Whether rows of rules are among these: another rule is looked at from now on. */
export const hasRuleRow = (keys: readonly string[]): boolean =>
  keys.some((key) => RULE_ROW.test(key))

/** The id of the rule whose form was opened last and still stands open. */
export function ruleOpened(content: unknown, open: ReadonlySet<string>): string | null {
  const last = [...open].findLast((key) => RULE_ROW.test(key))
  const index = RULE_ROW.exec(last ?? '')?.[1]
  const id = index === undefined ? undefined : getAt(content, ['rules', Number(index), 'id'])
  return typeof id === 'string' ? id : null
}
