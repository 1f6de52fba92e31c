import type { Mover } from './definition'

/** Who makes a move, in a sentence. */
export const MOVER_WORDS: Record<Mover, string> = {
  ADMIN: 'an administrator',
  PRODUCTION_COORDINATOR: 'a production coordinator',
  PROCUREMENT: 'procurement',
  QC_PERSON: 'quality control',
  ASSEMBLER: 'the assembler to whom the build is assigned',
  SERVICE_DEPARTMENT: 'the service department',
  SYSTEM: 'the system',
}
