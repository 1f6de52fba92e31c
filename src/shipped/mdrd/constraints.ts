import type { Constraint } from '../../domain/configurator/release'
import { compare, is, sum, value } from '../../domain/configurator/write'
import { label } from '../../domain/label'
import { basinCount } from './words'

const chosen = (group: string) => sum(group, value('element.quantity'))

/** One chosen faucet per place; the only place of a one-basin sink may be shared by two. */
const onePerPlace = (place: string, en: string, fr: string, es: string): Constraint => ({
  id: `FAUCET.ONE_PER_PLACE.${place}`,
  when: compare(basinCount, 'GE', 2),
  require: compare(
    sum('faucets', value('element.quantity'), is('element.placement', place)),
    'LE',
    1,
  ),
  code: 'out_of_range',
  field: 'faucets',
  message: label(
    `Only one faucet fits ${en}; choose another place for the rest.`,
    `Un seul robinet tient ${fr} ; placez les autres ailleurs.`,
    `Solo cabe un grifo ${es}; coloque los demás en otro lugar.`,
  ),
})

/** What the choices must satisfy together (domain handbook 5.3). */
export const constraints: Constraint[] = [
  {
    id: 'FAUCET.LIMIT',
    require: compare(chosen('faucets'), 'LE', value('faucetLimit')),
    code: 'out_of_range',
    field: 'faucets',
    message: label(
      'At most {faucetLimit} faucets fit this sink; goosenecks that come with a basin do not count.',
      'Au plus {faucetLimit} robinets sur cet évier ; les cols de cygne fournis avec une cuve ne comptent pas.',
      'Como máximo {faucetLimit} grifos en este fregadero; los cuellos de cisne incluidos con una pileta no cuentan.',
    ),
  },
  ...[1, 2, 3].map((n) =>
    onePerPlace(
      `BASIN_${n}`,
      `over basin ${n}`,
      `au-dessus de la cuve ${n}`,
      `sobre la pileta ${n}`,
    ),
  ),
  ...[1, 2].map((n) =>
    onePerPlace(
      `BETWEEN_${n}_${n + 1}`,
      `between basins ${n} and ${n + 1}`,
      `entre les cuves ${n} et ${n + 1}`,
      `entre las piletas ${n} y ${n + 1}`,
    ),
  ),
  {
    id: 'SPRAYER.LIMIT',
    require: compare(chosen('sprayers'), 'LE', 2),
    code: 'out_of_range',
    field: 'sprayers',
    message: label(
      'At most two sprayers fit a sink.',
      'Au plus deux pistolets par évier.',
      'Como máximo dos pistolas por fregadero.',
    ),
  },
]
