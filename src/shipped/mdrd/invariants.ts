import type { Invariant } from '../../domain/configurator/release'
import { add, count, is, not } from '../../domain/configurator/write'
import { label, type Label } from '../../domain/label'
import { PANELS, panelId } from './sizes'
import { diBasins, hasPegboard } from './words'

const exactlyOne = (id: string, role: string, text: Label): Invariant => ({
  id,
  label: text,
  of: { role },
  measure: 'QUANTITY',
  min: 1,
  max: 1,
})

const allBasins = count('basins')
const addOns = add(
  count('basins', is('element.pTrap', true)),
  count('basins', is('element.light', true)),
)

/** What every MDRD bill of materials satisfies; `npm run verify:config` proves it. */
export const invariants: Invariant[] = [
  exactlyOne('ONE_BODY', 'BODY', label('Exactly one body', 'Un seul corps', 'Un solo cuerpo')),
  exactlyOne(
    'ONE_CONTROL_BOX',
    'CONTROL_BOX',
    label('Exactly one control box', 'Un seul boîtier de commande', 'Una sola caja de control'),
  ),
  exactlyOne('ONE_LEGS', 'LEGS', label('Legs once', 'Pieds une fois', 'Patas una vez')),
  exactlyOne('ONE_FEET', 'FEET', label('Feet once', 'Appuis une fois', 'Apoyos una vez')),
  exactlyOne('ONE_MANUAL', 'MANUAL', label('Manual once', 'Manuel une fois', 'Manual una vez')),
  {
    id: 'AT_MOST_ONE_PANEL',
    label: label('At most one panel', 'Un panneau au plus', 'Un panel como máximo'),
    of: { items: PANELS.map(({ code }) => panelId(code)), classCode: '720.215.002' },
    measure: 'QUANTITY',
    min: 0,
    max: 1,
  },
  {
    id: 'PEGBOARD_KIT',
    label: label('One kit for a pegboard', 'Un kit par panneau', 'Un kit por panel'),
    when: hasPegboard,
    of: { role: 'PEGBOARD' },
    measure: 'QUANTITY',
    min: 1,
    max: 1,
  },
  {
    id: 'NO_PEGBOARD_KIT',
    label: label('No kit without pegboard', 'Pas de kit sans panneau', 'Sin panel no hay kit'),
    when: not(hasPegboard),
    of: { role: 'PEGBOARD' },
    measure: 'QUANTITY',
    min: 0,
    max: 0,
  },
  {
    id: 'BASIN_KITS',
    label: label('A kit for each basin', 'Un kit par cuve', 'Un kit por pileta'),
    of: { role: 'BASIN_KIT' },
    measure: 'QUANTITY',
    min: allBasins,
    max: allBasins,
  },
  {
    id: 'BASIN_SIZE',
    label: label('Each basin in its size', 'Chaque cuve à sa taille', 'Cada pileta en su tamaño'),
    forEach: 'basins',
    of: { role: 'BASIN' },
    measure: 'QUANTITY',
    min: 1,
    max: 1,
  },
  {
    id: 'BASIN_ADD_ONS',
    label: label('Add-ons as chosen', 'Options choisies', 'Extras elegidos'),
    of: { role: 'BASIN_ADD_ON' },
    measure: 'QUANTITY',
    min: addOns,
    max: addOns,
  },
  {
    id: 'GOOSENECKS',
    label: label(
      'A gooseneck for each E-Sink DI basin',
      'Un col de cygne par cuve E-Sink DI',
      'Un cuello de cisne por pileta E-Sink DI',
    ),
    of: { items: ['T2-OA-DI-GOOSENECK-FAUCET-KIT'] },
    measure: 'QUANTITY',
    min: diBasins,
    max: null,
  },
]
