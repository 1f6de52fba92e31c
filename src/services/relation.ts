/**
 * The id of a relationship, whatever depth it was read with (trap 11). Absent reads as '', and so does
 * what a client sent instead of an id: its refusal is Payload's own business.
 */
export function idOf(relation: string | { id: string } | null | undefined): string {
  const id: unknown =
    typeof relation === 'object' && relation !== null ? Reflect.get(relation, 'id') : relation
  return typeof id === 'string' ? id : ''
}
