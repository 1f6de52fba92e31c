import type { Condition } from '../../../domain/configurator/ast'
import { all, any, compare, count, is, isIn, some } from '../../../domain/configurator/write'
import { label } from '../../../domain/label'
import type { Checklist } from '../../../domain/quality/checklist'
import { basinCount, hasPegboard, INCHES, isDi, isEDrain } from '../words'
import {
  BASIN_HEADING,
  check,
  hasCasters,
  hasLifter,
  hasLight,
  hasSprayers,
  measure,
  oneOf,
} from './words'

const placed = (place: string): Condition => some('faucets', is('element.placement', place))

/** A faucet stands over the current basin: chosen there, or brought along for treated water. */
const overThisBasin = any(
  isDi,
  ...[1, 2, 3].map((n) => all(is('element.number', n), placed(`BASIN_${n}`))),
)

const between = (left: number, [en, fr, es]: [string, string, string]) => ({
  code: `BETWEEN_${left}_${left + 1}`,
  label: label(
    `${en} ${left} and ${left + 1}`,
    `${fr} ${left} et ${left + 1}`,
    `${es} ${left} y ${left + 1}`,
  ),
  when: all(isIn('element.number', left, left + 1), compare(basinCount, 'GE', left + 1)),
  ordered: placed(`BETWEEN_${left}_${left + 1}`),
})

const BETWEEN: [string, string, string] = ['Between basins', 'Entre les cuves', 'Entre las piletas']

/** PQ, filled when the body has arrived (domain handbook 8.2). */
export const preQc: Checklist = {
  key: 'PQ',
  kind: 'PRE_QC',
  label: label('Pre-QC', 'Contrôle à l’arrivée', 'Control de entrada'),
  document: 'CLP.T2.001 V01, section 1',
  header: [
    {
      key: 'jobId',
      label: label('Job', 'Travail', 'Trabajo'),
      source: { fact: 'buildNumber' },
    },
    {
      key: 'basins',
      label: label('Number of basins', 'Nombre de cuves', 'Número de piletas'),
      source: { expression: count('basins') },
    },
    {
      key: 'inspector',
      label: label('Inspector', 'Inspecteur', 'Inspector'),
      source: { fact: 'inspectorInitials' },
    },
  ],
  sections: [
    {
      key: 'sink',
      label: label('Whole sink', 'Évier complet', 'Fregadero completo'),
      items: [
        check(
          'P1',
          [
            'Measurements of the sink, of each basin and of everything else drawn agree with drawing and bill of materials',
            'Les mesures de l’évier, de chaque cuve et du reste du dessin concordent avec le dessin et la nomenclature',
            'Las medidas del fregadero, de cada pileta y de lo demás dibujado coinciden con el plano y la lista de materiales',
          ],
          { photoRequired: true, documents: ['TECHNICAL_DRAWING'] },
        ),
        measure('P1-length', ['Measured length', 'Longueur mesurée', 'Longitud medida'], {
          unit: INCHES,
        }),
        measure('P1-width', ['Measured width', 'Profondeur mesurée', 'Profundidad medida'], {
          unit: INCHES,
        }),
        check(
          'P2',
          [
            'The approved final drawing and the papers accompany the body',
            'Le dessin final approuvé et les papiers accompagnent le corps',
            'El plano final aprobado y los papeles acompañan al cuerpo',
          ],
          { documents: ['TECHNICAL_DRAWING', 'PO_DOCUMENT'] },
        ),
        check(
          'P3',
          [
            'The pegboard is mounted and as large as drawn',
            'Le panneau est monté et de la taille dessinée',
            'El panel está montado y tiene el tamaño dibujado',
          ],
          { when: hasPegboard, documents: ['TECHNICAL_DRAWING'] },
        ),
        check(
          'P4',
          [
            'Holes for faucets and mounting are where the drawing and the order want them',
            'Les perçages des robinets et des fixations sont là où le dessin et la commande les veulent',
            'Los orificios de grifos y montaje están donde los piden el plano y el pedido',
          ],
          { documents: ['TECHNICAL_DRAWING'] },
        ),
        oneOf(
          'P5',
          ['Feet fitted', 'Appuis montés', 'Apoyos montados'],
          [
            {
              code: 'CASTERS',
              label: label('Lock and level casters', 'Roulettes à blocage', 'Ruedas con bloqueo'),
              ordered: hasCasters,
            },
            {
              code: 'SEISMIC',
              label: label('Levelling feet', 'Pieds de nivellement', 'Pies niveladores'),
              ordered: is('feet', 'SEISMIC'),
            },
          ],
          { mustBeOrdered: true },
        ),
        check(
          'P6',
          [
            'The casters lock and level',
            'Les roulettes se bloquent et se règlent',
            'Las ruedas bloquean y nivelan',
          ],
          { when: hasCasters },
        ),
        check(
          'P7',
          [
            'Lifter button DPF1K is fitted',
            'Le bouton de levage DPF1K est monté',
            'El botón de elevación DPF1K está montado',
          ],
          { when: hasLifter, required: false },
        ),
        check(
          'P8',
          [
            'Lifter button DP1C is fitted',
            'Le bouton de levage DP1C est monté',
            'El botón de elevación DP1C está montado',
          ],
          { when: hasLifter, required: false },
        ),
        check(
          'P9',
          [
            'The lifter controller hangs below the sink',
            'Le contrôleur de levage est fixé sous l’évier',
            'El controlador de elevación está bajo el fregadero',
          ],
          { when: hasLifter },
        ),
        check(
          'P10',
          [
            'The hole for the sprayer is there',
            'Le perçage du pistolet existe',
            'El orificio de la pistola existe',
          ],
          { when: hasSprayers },
        ),
      ],
    },
    {
      key: 'basins',
      label: BASIN_HEADING,
      repeat: 'basins',
      items: [
        check(
          'N1',
          [
            'The hole for filling from below is there',
            'Le perçage de remplissage par le bas existe',
            'El orificio de llenado inferior existe',
          ],
          { naAllowed: isDi },
        ),
        check(
          'N2',
          [
            'Drain button and its hole',
            'Bouton de vidange et son perçage',
            'Botón de desagüe y su orificio',
          ],
          { when: isEDrain },
        ),
        check(
          'N3',
          [
            'Basin light and its hole',
            'Éclairage de cuve et son perçage',
            'Luz de pileta y su orificio',
          ],
          { when: hasLight },
        ),
        oneOf(
          'N4',
          ['Place of the drain', 'Emplacement du drain', 'Lugar del desagüe'],
          [
            { code: 'CENTER', label: label('Centre', 'Centre', 'Centro') },
            { code: 'OTHER', label: label('Other', 'Autre', 'Otro'), needsNote: true },
          ],
          {
            notePrompt: label(
              'Where is the drain, if not in the centre?',
              'Où est le drain, s’il n’est pas au centre ?',
              '¿Dónde está el desagüe, si no en el centro?',
            ),
          },
        ),
        oneOf(
          'N5',
          ['Place of the faucet', 'Emplacement du robinet', 'Lugar del grifo'],
          [
            {
              code: 'CENTER',
              label: label('Centre of the basin', 'Centre de la cuve', 'Centro de la pileta'),
              ordered: overThisBasin,
            },
            between(1, BETWEEN),
            between(2, BETWEEN),
          ],
          { naAllowed: true },
        ),
        check('N6', [
          'The basin has the size ordered',
          'La cuve a la taille commandée',
          'La pileta tiene el tamaño pedido',
        ]),
        measure('N6-width', ['Basin width', 'Largeur de la cuve', 'Ancho de la pileta'], {
          unit: INCHES,
        }),
        measure('N6-length', ['Basin length', 'Longueur de la cuve', 'Largo de la pileta'], {
          unit: INCHES,
        }),
        measure('N6-depth', ['Basin depth', 'Profondeur de la cuve', 'Fondo de la pileta'], {
          unit: INCHES,
        }),
      ],
    },
  ],
  statement: label(
    'I have inspected this body and stand by what is recorded here.',
    'J’ai inspecté ce corps et je réponds de ce qui est consigné ici.',
    'He inspeccionado este cuerpo y respondo de lo aquí anotado.',
  ),
}
