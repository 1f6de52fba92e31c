import type { FamilyContent } from '../domain/configurator/release'
import { label, sameLabel } from '../domain/label'

/** Family ENDOSCOPE: a draft without options or rules, to be completed in the panel. Never published. */
export const ENDOSCOPE: FamilyContent = {
  schema: 1,
  code: 'ENDOSCOPE',
  label: sameLabel('CleanStation Endoscope'),
  description: label(
    'Under construction: this family cannot be ordered yet.',
    'En préparation : cette famille ne peut pas encore être commandée.',
    'En preparación: esta familia aún no se puede pedir.',
  ),
  parameters: [],
  options: [],
  groups: [],
  derived: [],
  constraints: [],
  warnings: [],
  notes: [],
  wizard: { sections: [] },
  accessories: { categories: ['720'], excludedSubcategories: ['720.701'], hidden: [] },
  rules: [],
  displayOrder: [],
  invariants: [],
  schematic: null,
  checklists: [],
  legacyCodes: {},
  taskTemplates: [],
  samples: [],
}
