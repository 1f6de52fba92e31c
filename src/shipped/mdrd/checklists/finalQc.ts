import { not } from '../../../domain/configurator/write'
import { label } from '../../../domain/label'
import type { Checklist, ChecklistItem } from '../../../domain/quality/checklist'
import { anyESink, hasPegboard, isDi, isEDrain, isESink } from '../words'
import {
  anyEDrain,
  BASIN_HEADING,
  check,
  hasCasters,
  hasLifter,
  hasLight,
  hasPump,
  oneOf,
} from './words'

const hipot: ChecklistItem = {
  key: 'HIPOT',
  type: 'YES_NO',
  label: label(
    'The hi-pot test has been done',
    'L’essai diélectrique a été fait',
    'Se ha hecho el ensayo dieléctrico',
  ),
  required: true,
  naAllowed: false,
  expected: true,
}

/** FQ, filled after hand-over (domain handbook 8.6). */
export const finalQc: Checklist = {
  key: 'FQ',
  kind: 'FINAL_QC',
  label: label('Final QC', 'Contrôle final', 'Control final'),
  document: 'CLQ.T2.001 V01',
  header: [
    {
      key: 'project',
      label: label('Project', 'Projet', 'Proyecto'),
      source: { fact: 'projectName' },
    },
    {
      key: 'poNumber',
      label: label('PO number', 'Bon de commande', 'Orden de compra'),
      source: { fact: 'poNumber' },
    },
    {
      key: 'buildNumber',
      label: label('Build', 'Fabrication', 'Fabricación'),
      source: { fact: 'buildNumber' },
    },
    { key: 'model', label: label('Model', 'Modèle', 'Modelo'), source: { path: 'sinkModel' } },
    {
      key: 'firstPass',
      label: label('First pass', 'Premier passage', 'Primera pasada'),
      source: { fact: 'firstPass' },
    },
  ],
  sections: [
    {
      key: 'electrical',
      label: label('Electrical safety', 'Sécurité électrique', 'Seguridad eléctrica'),
      items: [hipot],
    },
    {
      key: 'A',
      label: label('A Project', 'A Projet', 'A Proyecto'),
      items: [
        check(
          'A1',
          [
            'Model, size and type are those of the purchase order',
            'Modèle, taille et type sont ceux du bon de commande',
            'Modelo, tamaño y tipo son los de la orden de compra',
          ],
          { documents: ['PO_DOCUMENT'] },
        ),
        check(
          'A2',
          [
            'Shop drawing and engineering drawing both fit the sink, signed by the customer where that is demanded',
            'Le dessin d’atelier et celui d’ingénierie correspondent à l’évier, signés par le client si c’est exigé',
            'El plano de taller y el de ingeniería corresponden al fregadero, firmados por el cliente si se exige',
          ],
          { documents: ['TECHNICAL_DRAWING'] },
        ),
        check('A3', [
          'The technician has filled in every box and noted the serials',
          'Le technicien a rempli chaque case et noté les numéros de série',
          'El técnico ha rellenado cada casilla y anotado los números de serie',
        ]),
        check('A4', [
          'Edges are blunt; nothing is left from drilling',
          'Les arêtes sont émoussées ; il ne reste rien du perçage',
          'Los cantos están matados; no quedan restos de taladrado',
        ]),
        check('A5', [
          'Production has finished its tests',
          'La production a terminé ses essais',
          'Producción ha terminado sus pruebas',
        ]),
        check('A6', [
          'Two build labels: lower left corner of the right skirt, and rear',
          'Deux étiquettes : coin inférieur gauche de la jupe droite, et à l’arrière',
          'Dos etiquetas: esquina inferior izquierda del faldón derecho, y detrás',
        ]),
      ],
    },
    {
      key: 'B',
      label: label('B General', 'B Général', 'B General'),
      items: [
        check(
          'B-0',
          [
            'The finished sink as a whole',
            'L’évier fini dans son ensemble',
            'El fregadero terminado en conjunto',
          ],
          { photoRequired: true },
        ),
        check(
          'B-1',
          [
            'The light sits in its bracket on the right hardware, swivels and holds',
            'L’éclairage tient dans son support avec la bonne visserie, pivote et reste en place',
            'La luz está en su soporte con los herrajes correctos, gira y se sostiene',
          ],
          { when: hasPegboard },
        ),
        oneOf(
          'B-2',
          ['Touchscreen', 'Écran tactile', 'Pantalla táctil'],
          [
            { code: 'PACKAGED', label: label('Packaged', 'Emballé', 'Embalada') },
            { code: 'MOUNTED', label: label('Mounted', 'Monté', 'Montada') },
          ],
          { repeat: 'basins', when: isESink },
        ),
        check('B-3', [
          'The logo is on the left',
          'Le logo est à gauche',
          'El logotipo está a la izquierda',
        ]),
        check('B-4', [
          'The faucets are as drawn, or packed',
          'Les robinets sont conformes au dessin, ou emballés',
          'Los grifos están según el plano, o embalados',
        ]),
        check('B-5', ['Drain button', 'Bouton de vidange', 'Botón de desagüe'], {
          repeat: 'basins',
          when: isEDrain,
        }),
        check(
          'B-5b',
          [
            'Light button of the sink',
            'Bouton d’éclairage de l’évier',
            'Botón de luz del fregadero',
          ],
          { when: anyEDrain },
        ),
        check('B-6', ['Emergency button', 'Bouton d’urgence', 'Botón de emergencia'], {
          repeat: 'basins',
          when: isESink,
        }),
        check(
          'B-7',
          [
            'The temperature sensor is mounted',
            'La sonde de température est montée',
            'El sensor de temperatura está montado',
          ],
          { repeat: 'basins', when: isESink, naAllowed: isDi },
        ),
        check(
          'B-8',
          ['The casters are in order', 'Les roulettes sont en ordre', 'Las ruedas están en orden'],
          { naAllowed: not(hasCasters) },
        ),
        check(
          'B-9',
          [
            'The height buttons are mounted',
            'Les boutons de hauteur sont montés',
            'Los botones de altura están montados',
          ],
          { when: hasLifter },
        ),
      ],
    },
    {
      key: 'basins',
      label: BASIN_HEADING,
      repeat: 'basins',
      items: [
        check('Q1', [
          'Nothing is left in the bowl',
          'Il ne reste rien dans la cuve',
          'No queda nada en la pileta',
        ]),
        check(
          'Q2',
          [
            'The fill hole leads to the mixing valve (E-Drain) or to the valve plate (E-Sink)',
            'Le perçage de remplissage mène au mitigeur (E-Drain) ou à la plaque de vannes (E-Sink)',
            'El orificio de llenado lleva a la mezcladora (E-Drain) o a la placa de válvulas (E-Sink)',
          ],
          { naAllowed: isDi },
        ),
        check(
          'Q3',
          [
            'Basin light with its button on the backsplash',
            'Éclairage de cuve avec son bouton sur le dosseret',
            'Luz de pileta con su botón en el salpicadero',
          ],
          { when: hasLight },
        ),
        check('Q4', [
          'Sensor against overflow',
          'Capteur anti-débordement',
          'Sensor contra rebose',
        ]),
        check('Q5', [
          'A level mark is etched on the rear wall, 60 L or 80 L as drawn',
          'Un repère de niveau est gravé au fond, 60 L ou 80 L selon le dessin',
          'Hay una marca de nivel grabada en la pared trasera, 60 L u 80 L según el plano',
        ]),
        check('Q6', ['Dosing port', 'Orifice de dosage', 'Puerto de dosificación'], {
          when: hasPump,
        }),
      ],
    },
    {
      key: 'F',
      label: label('F Packaging', 'F Emballage', 'F Embalaje'),
      items: [
        check('F1', [
          'Solenoids are in bubble wrap',
          'Les électrovannes sont sous film à bulles',
          'Las electroválvulas van en plástico de burbujas',
        ]),
        check('F2', [
          'One strainer for each basin',
          'Une crépine par cuve',
          'Un colador por pileta',
        ]),
        check('F3', [
          'One hose and two clamps for each drain',
          'Un tuyau et deux colliers par drain',
          'Una manguera y dos abrazaderas por desagüe',
        ]),
        check('F4', [
          'One drain assembly for each basin',
          'Un ensemble de vidange par cuve',
          'Un conjunto de desagüe por pileta',
        ]),
        check('F5a', [
          'Manuals for preparing the site, installing and operating',
          'Manuels de préparation du site, d’installation et d’utilisation',
          'Manuales de preparación del lugar, instalación y uso',
        ]),
        check(
          'F5b',
          [
            'Manual of the E-Sink automation',
            'Manuel de l’automatisation E-Sink',
            'Manual de la automatización E-Sink',
          ],
          { when: anyESink },
        ),
        check(
          'F6',
          [
            'Temperature sensor with mount and hardware for each E-Drain basin',
            'Sonde de température avec support et visserie par cuve E-Drain',
            'Sensor de temperatura con soporte y herrajes por pileta E-Drain',
          ],
          { when: anyEDrain },
        ),
        check('F7', [
          'One mat for the sink',
          'Un tapis pour l’évier',
          'Una alfombra para el fregadero',
        ]),
      ],
    },
    {
      key: 'verification',
      label: label(
        'Earlier forms verified',
        'Fiches précédentes vérifiées',
        'Fichas anteriores verificadas',
      ),
      items: [
        check('V-PC', [
          'Production check of the sink is complete and true',
          'Le contrôle de production de l’évier est complet et exact',
          'El control de producción del fregadero está completo y es cierto',
        ]),
        check(
          'V-BP',
          [
            'Production check of the basin is complete and true',
            'Le contrôle de production de la cuve est complet et exact',
            'El control de producción de la pileta está completo y es cierto',
          ],
          { repeat: 'basins' },
        ),
        check('V-PK', [
          'The packing list is complete and true',
          'La liste d’emballage est complète et exacte',
          'La lista de embalaje está completa y es cierta',
        ]),
      ],
    },
  ],
  statement: label(
    'I have inspected this build and release it.',
    'J’ai inspecté cette fabrication et je la libère.',
    'He inspeccionado esta fabricación y la libero.',
  ),
}
