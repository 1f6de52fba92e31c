/**
 * What a move may set in motion (domain handbook 4.2, 4.3). A definition names effects; services perform them,
 * each of them once and each so that a second run changes nothing.
 */
export const EFFECTS = [
  'writeHistory',
  'rollUpOrder',
  'notify',
  'stampArrival',
  'stampShipment',
  'stampDelivery',
  'generateTasks',
  'createReworkTasks',
  'generatePackingList',
  'lockAttempt',
  'openNonconformance',
  'reserveStock',
  'releaseStock',
  'issueStock',
  'createWarranty',
  'setAssignee',
  'stopClocks',
  'startClocks',
  'closeOpenWork',
  'stopOutsideWork',
  'createDocument',
] as const

export type Effect = (typeof EFFECTS)[number]

/** Every move has these, whatever its row names: a definition cannot forget the history. */
export const EFFECTS_OF_EVERY_MOVE = [
  'writeHistory',
  'rollUpOrder',
  'notify',
] as const satisfies Effect[]

/** What belongs to somebody's verdict. An override never runs these: it moves, it does not judge. */
export const VERDICT_EFFECTS: readonly Effect[] = [
  'lockAttempt',
  'openNonconformance',
  'createDocument',
]
