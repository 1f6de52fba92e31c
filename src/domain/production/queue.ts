/** What a queue of work sorts by; `wantDate` is YYYY-MM-DD. */
export type Urgency = { priority: string; wantDate: string | null; number: string }

const RANK: Readonly<Record<string, number>> = { EMERGENCY: 0, RUSH: 1, STANDARD: 2 }
const LAST = Object.keys(RANK).length

const rankOf = (priority: string): number =>
  Object.hasOwn(RANK, priority) ? (RANK[priority] ?? LAST) : LAST

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Order of every work queue: EMERGENCY, RUSH, STANDARD, then the earlier want date; work without a
 * date comes last, and equal work by its number, so that a list never jumps (domain handbook 4.2).
 */
export const byUrgency = (a: Urgency, b: Urgency): number =>
  rankOf(a.priority) - rankOf(b.priority) ||
  inOrder(a.wantDate ?? '~', b.wantDate ?? '~') ||
  inOrder(a.number, b.number)
