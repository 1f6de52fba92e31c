/**
 * The id of a relationship, whatever depth it was read with (trap 11). Absent reads as ''.
 */
export function idOf(relation: string | { id: string } | null | undefined): string {
  if (typeof relation === 'object' && relation !== null) return relation.id
  return relation ?? ''
}
