import type { Derived } from '../../domain/configurator/release'
import { all, any, compare, count, is, isKnown } from '../../domain/configurator/write'
import { label } from '../../domain/label'
import { BASIN_SIZES, CONTROL_BOXES, PANEL_HEIGHT, PANELS } from './sizes'
import { hasPegboard, isCustomPanel, isEDrain, isESink, lengthFrom, onlyDrains } from './words'

/** Decision tables: what follows from the choices (domain handbook 5.3, 6.3 to 6.5). */
export const derived: Derived[] = [
  {
    key: 'panelSize',
    label: label('Panel size', 'Taille du panneau', 'Tamaño del panel'),
    cases: PANELS.map(({ code, width, lengths }) => {
      const asLongAsSink =
        lengths && all(is('pegboardSize', 'SAME_AS_SINK'), lengthFrom(lengths[0], lengths[1]))
      const cutToStandard = all(
        isCustomPanel,
        is('pegboardWidth', width),
        is('pegboardLength', PANEL_HEIGHT),
      )
      return {
        when: all(hasPegboard, asLongAsSink ? any(asLongAsSink, cutToStandard) : cutToStandard),
        value: code,
      }
    }),
  },
  {
    key: 'standardSize',
    group: 'basins',
    label: label('Standard basin size', 'Taille standard de cuve', 'Tamaño estándar de pileta'),
    cases: BASIN_SIZES.map(({ code, width, length, depth }) => ({
      when: any(
        is('element.size', code),
        all(
          is('element.size', 'CUSTOM'),
          is('element.width', width),
          is('element.length', length),
          is('element.depth', depth),
        ),
      ),
      value: code,
    })),
  },
  {
    key: 'controlBox',
    label: label('Control box', 'Boîtier de commande', 'Caja de control'),
    cases: CONTROL_BOXES.map(({ code, drains, sinks }) => ({
      when: all(
        compare(count('basins', isEDrain), 'EQ', drains),
        compare(count('basins', isESink), 'EQ', sinks),
      ),
      value: code,
    })),
  },
  {
    key: 'faucetLimit',
    label: label('Most faucets', 'Nombre maximal de robinets', 'Máximo de grifos'),
    cases: [
      { when: all(onlyDrains, is('sinkModel', 'T2-B3')), value: 2 },
      { when: all(onlyDrains, isKnown('sinkModel')), value: 1 },
      { when: is('sinkModel', 'T2-B3'), value: 3 },
      { when: isKnown('sinkModel'), value: 2 },
    ],
  },
  {
    key: 'manualLanguage',
    label: label('Manual', 'Manuel', 'Manual'),
    cases: [
      { when: is('language', 'EN'), value: 'EN' },
      { when: is('language', 'FR'), value: 'FR' },
      { when: is('language', 'ES'), value: 'SP' },
    ],
  },
]
