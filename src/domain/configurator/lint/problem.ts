/** Something in a family draft that must be corrected before it can be published. */
export type FamilyProblem = {
  /** The part of the draft: `rule R4`, `option length`, `wizard body`. */
  where: string
  /** The member of that part that is meant, where it is one: `because`. */
  member?: string
  message: string
}
