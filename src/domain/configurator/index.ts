/** The configurator: what a product family is, what may be configured, and what that needs. */
export { checkConfiguration } from './check'
export type {
  Accessory,
  Configuration,
  ConfigurationContext,
  ElementValues,
  Value,
  Warning,
} from './configuration'
export { deriveBom, type DeriveInput, type DerivedBom } from './derive'
export {
  formState,
  visibleFields,
  type ChoiceState,
  type FieldState,
  type FormState,
  type GroupState,
} from './fieldStates'
export { blankConfiguration, followChanges, newElement, type Reassignment } from './follow'
export { itemIdsAsked } from './itemIds'
export { normalizeConfiguration } from './normalize'
export { familyContentSchema, type FamilyContent } from './release'
export { fitHints, warningsOf } from './warnings'
