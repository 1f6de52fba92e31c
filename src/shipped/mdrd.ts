import type { FamilyContent } from '../domain/configurator/release'
import { label } from '../domain/label'
import { checklists } from './mdrd/checklists'
import { constraints } from './mdrd/constraints'
import { derived } from './mdrd/derived'
import { groups } from './mdrd/groups'
import { invariants } from './mdrd/invariants'
import { legacyCodes } from './mdrd/legacyCodes'
import { options } from './mdrd/options'
import { schematic, wizard } from './mdrd/presentation'
import { displayOrder, rules } from './mdrd/rules'
import { taskTemplates } from './mdrd/tasks'
import { HIDDEN_ACCESSORIES, notes, warnings, WIDTH_MARGIN } from './mdrd/warnings'

/** Family MDRD as shipped: domain handbook 5.3 to 6.7, authored as data. */
export const MDRD: FamilyContent = {
  schema: 1,
  code: 'MDRD',
  label: label(
    'CleanStation MDRD reprocessing sink',
    'Évier de retraitement CleanStation MDRD',
    'Fregadero de reprocesamiento CleanStation MDRD',
  ),
  description: label(
    'Sinks with one to three basins for medical device reprocessing departments.',
    'Éviers d’une à trois cuves pour le retraitement des dispositifs médicaux.',
    'Fregaderos de una a tres piletas para el reprocesamiento de dispositivos médicos.',
  ),
  parameters: [
    {
      name: WIDTH_MARGIN,
      label: label(
        'Room kept free beside the basins (inches)',
        'Espace laissé libre à côté des cuves (pouces)',
        'Espacio libre junto a las piletas (pulgadas)',
      ),
      default: 0,
    },
  ],
  options,
  groups,
  derived,
  constraints,
  warnings,
  notes,
  wizard,
  accessories: {
    categories: ['720'],
    excludedSubcategories: ['720.701'],
    hidden: HIDDEN_ACCESSORIES,
  },
  rules,
  displayOrder,
  invariants,
  schematic,
  checklists,
  legacyCodes,
  taskTemplates,
  samples: [],
}
