/** As which a rule may put an item on a bill: replacements stand in place of a child of what it adds. */
export const RULE_WAYS = [
  'ALTERNATIVE',
  'CUSTOM',
  'CUSTOM_REPLACEMENT',
  'ITEM',
  'REPLACEMENT',
] as const
export type RuleWay = (typeof RULE_WAYS)[number]
