import { any, count, is, isIn, isKnown, some, sum, value } from '../../../domain/configurator/write'
import type { Condition, Expression } from '../../../domain/configurator/ast'
import { label, sameLabel, type Label } from '../../../domain/label'
import type { ChecklistChoice, ChecklistItem } from '../../../domain/quality/checklist'
import { anyDi } from '../words'

/** Conditions, quantities and kinds of items that the MDRD forms share (domain handbook 8.1). */

export const hasCasters = is('feet', 'CASTERS')
export const hasLifter = is('legsType', 'HEIGHT_ADJUSTABLE')
export const hasLight = is('element.light', true)
export const hasSprayers = isKnown('sprayers')

export const isAirGun = isIn('element.type', 'AIR_GUN_TURRET', 'AIR_GUN_ROSETTE')
export const isWaterGun = isIn('element.type', 'DI_WATER_GUN_TURRET', 'DI_WATER_GUN_ROSETTE')
export const isPreRinse = is('element.type', 'PRE_RINSE')
export const isWristBlade = is('element.type', 'WRIST_BLADE')
export const hasAirGun = some('sprayers', isAirGun)
export const hasWaterGun = some('sprayers', isWaterGun)
export const hasPreRinse = some('faucets', isPreRinse)
export const hasWristBlade = some('faucets', isWristBlade)
/** Chosen, or brought along by a basin for treated water. */
export const hasGooseneck = any(some('faucets', is('element.type', 'GOOSENECK_DI')), anyDi)
/** Of any kind, chosen or brought along. */
export const hasFaucets = any(some('faucets', isKnown('element.type')), anyDi)

export const isFrench = is('language', 'FR')
export const anyEDrain = some('basins', is('element.type', 'E_DRAIN'))
/** The kit of a plain E-Sink brings a dosing pump; that for treated water does not. */
export const hasPump = is('element.type', 'E_SINK')
export const anyPump = some('basins', hasPump)

export const perBasin = count('basins')
export const ofEach = (group: 'faucets' | 'sprayers', which: Condition): Expression =>
  sum(group, value('element.quantity'), which)

export const CELSIUS = sameLabel('°C')
export const LITRES = sameLabel('L')
export const SECONDS = sameLabel('s')

type Words = [en: string, fr: string, es: string]
type Rest<Type extends ChecklistItem['type']> = Partial<
  Omit<Extract<ChecklistItem, { type: Type }>, 'key' | 'label' | 'type'>
>

const asked = (key: string, words: Words): { key: string; label: Label } & typeof ANSWERED => ({
  key,
  label: label(...words),
  ...ANSWERED,
})
const ANSWERED = { required: true, naAllowed: false } as const

/** Passes or fails. */
export const check = (key: string, words: Words, rest: Rest<'PASS_FAIL'> = {}): ChecklistItem => ({
  ...asked(key, words),
  ...rest,
  type: 'PASS_FAIL',
})

/** A number that is measured. */
export const measure = (key: string, words: Words, rest: Rest<'NUMBER'>): ChecklistItem => ({
  ...asked(key, words),
  ...rest,
  type: 'NUMBER',
})

/** A text that is noted: serials and versions. */
export const note = (key: string, words: Words, rest: Rest<'TEXT'> = {}): ChecklistItem => ({
  ...asked(key, words),
  ...rest,
  type: 'TEXT',
})

/** One of several. */
export const oneOf = (
  key: string,
  words: Words,
  choices: ChecklistChoice[],
  rest: Omit<Rest<'CHOICE'>, 'choices'> = {},
): ChecklistItem => ({ ...asked(key, words), multiple: false, ...rest, choices, type: 'CHOICE' })

/** A line of the packing list. */
export const packed = (
  key: string,
  words: Words,
  quantity: Expression,
  rest: Omit<Rest<'QUANTITY'>, 'quantity'> = {},
): ChecklistItem => ({ ...asked(key, words), ...rest, quantity, type: 'QUANTITY' })

export const BASIN_HEADING = label(
  'Basin {element.number}: {element.type}',
  'Cuve {element.number} : {element.type}',
  'Pileta {element.number}: {element.type}',
)
