/** Handbook 1.1 and architecture 5: only humans sign in and sign; machines carry an API key. */
export const ACCOUNT_KINDS = ['HUMAN', 'MACHINE'] as const
export type AccountKind = (typeof ACCOUNT_KINDS)[number]

export const ACCOUNT_KIND_LABELS: Readonly<Record<AccountKind, string>> = {
  HUMAN: 'Person',
  MACHINE: 'Machine (API key)',
}

/** Handbook 14: figures of sign-in and session. */
export const LOCK = { failures: 5, minutes: 30 } as const
export const SESSION = { idleMinutes: 30, absoluteHours: 8 } as const

/** So long after a sign-in with the password it counts as known to whoever sits there (handbook 15.2). */
export const PASSWORD_KNOWN_MINUTES = 10

/** An API key is a secret that nobody types: short ones could be guessed. */
export const API_KEY_MIN_LENGTH = 32

export const fullNameOf = (firstName: string, lastName: string): string =>
  `${firstName.trim()} ${lastName.trim()}`.trim()

/** Proposal for the initials printed beside a signature: first letter of each part of the name. */
export const initialsOf = (firstName: string, lastName: string): string =>
  `${firstName} ${lastName}`
    .split(/[\s-]+/)
    .flatMap((part) => [...part].slice(0, 1))
    .join('')
    .toUpperCase()
    .slice(0, 5)

/** Whether the sign-in is recent enough that the person need not show again that they know the password. */
export const isJustSignedIn = (startedAt: Date, now: Date): boolean =>
  now.getTime() - startedAt.getTime() < PASSWORD_KNOWN_MINUTES * 60_000

/** Seconds that a session may still live: idle time, but never past the absolute end. */
export function secondsLeft(startedAt: Date, now: Date): number {
  const absoluteEnd = startedAt.getTime() + SESSION.absoluteHours * 3_600_000
  const left = Math.floor((absoluteEnd - now.getTime()) / 1_000)
  return Math.max(0, Math.min(SESSION.idleMinutes * 60, left))
}
