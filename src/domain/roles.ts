/** The six roles of the house (domain handbook 1.1). A user has exactly one. */
export const ROLES = [
  'ADMIN',
  'PRODUCTION_COORDINATOR',
  'PROCUREMENT',
  'QC_PERSON',
  'ASSEMBLER',
  'SERVICE_DEPARTMENT',
] as const

export type Role = (typeof ROLES)[number]

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  ADMIN: 'Admin',
  PRODUCTION_COORDINATOR: 'Production Coordinator',
  PROCUREMENT: 'Procurement',
  QC_PERSON: 'Quality Control',
  ASSEMBLER: 'Assembler',
  SERVICE_DEPARTMENT: 'Service Department',
}

export const isRole = (value: unknown): value is Role =>
  typeof value === 'string' && (ROLES as readonly string[]).includes(value)

/** Who is acting. The system acts only in jobs, seeds and scripts that say so. */
export type Actor = { kind: 'user'; id: string; role: Role } | { kind: 'system' }

export const SYSTEM: Actor = { kind: 'system' }
