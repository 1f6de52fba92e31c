import { add, all, count, sum, value } from '../../../domain/configurator/write'
import type { Condition } from '../../../domain/configurator/ast'
import { label } from '../../../domain/label'
import type { Checklist, ChecklistItem } from '../../../domain/quality/checklist'
import { anyESink, isEDrain } from '../words'
import {
  anyEDrain,
  anyPump,
  hasAirGun,
  hasPreRinse,
  hasPump,
  hasWaterGun,
  hasWristBlade,
  isAirGun,
  isFrench,
  isPreRinse,
  isWaterGun,
  isWristBlade,
  ofEach,
  packed,
  perBasin,
} from './words'

const part = (partNumber: string) => ({ part: [{ partNumber }] })

type Words = [en: string, fr: string, es: string]

/** Both faucet kits are packed with the same inlet parts. */
const faucetKit = (
  code: string,
  faucet: string,
  which: Condition,
  when: Condition,
  [en, fr, es]: Words,
): ChecklistItem[] => {
  const each = ofEach('faucets', which)
  const line = (partNumber: string, quantity = each) =>
    packed(
      `${code}-${partNumber}`,
      [`${en}: ${partNumber}`, `${fr} : ${partNumber}`, `${es}: ${partNumber}`],
      quantity,
      { when, ...part(partNumber) },
    )
  return [line(faucet), line('B-0230-K'), line('PFX146332', add(each, each))]
}

const manual = (key: string, partNumber: string, [en, fr, es]: Words, when?: Condition) =>
  packed(key, [`${en} ${partNumber}`, `${fr} ${partNumber}`, `${es} ${partNumber}`], 1, {
    ...(when ? { when } : {}),
    ...part(partNumber),
  })

const airGuns = ofEach('sprayers', isAirGun)
const waterGuns = ofEach('sprayers', isWaterGun)

/** PK, packed after a passed test; a list of its own, apart from the bill of materials (handbook 8.5). */
export const packaging: Checklist = {
  key: 'PK',
  kind: 'PACKAGING',
  label: label('Packaging and kits', 'Emballage et trousses', 'Embalaje y kits'),
  document: 'CLP.T2.001 V01, section 4',
  header: [
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
  ],
  sections: [
    {
      key: 'PK',
      label: label('Packing list', 'Liste d’emballage', 'Lista de embalaje'),
      items: [
        packed('K1', ['Anti-fatigue mat', 'Tapis antifatigue', 'Alfombra antifatiga'], 1),
        packed(
          'K2',
          ['Strainer with lasered logo', 'Crépine au logo gravé', 'Colador con logotipo grabado'],
          perBasin,
        ),
        packed(
          'K3-hose',
          [
            'Flexible hose Ø1.5", 4 ft',
            'Tuyau flexible Ø1,5", 4 pi',
            'Manguera flexible Ø1,5", 4 pies',
          ],
          perBasin,
        ),
        packed(
          'K3-clamps',
          ['Hose clamps', 'Colliers de serrage', 'Abrazaderas de manguera'],
          sum('basins', 2),
        ),
        packed(
          'K4',
          ['Temperature sensor', 'Sonde de température', 'Sensor de temperatura'],
          count('basins', isEDrain),
          { when: anyEDrain, naAllowed: true },
        ),
        packed(
          'K5',
          [
            'Drain solenoid, wired, tested and labelled',
            'Électrovanne de vidange, câblée, essayée et étiquetée',
            'Electroválvula de desagüe, cableada, probada y etiquetada',
          ],
          perBasin,
        ),
        packed('K6', ['Drain assembly', 'Ensemble de vidange', 'Conjunto de desagüe'], perBasin),
        packed(
          'K7-shelf',
          [
            'Shelf of the dosing pump',
            'Tablette de la pompe de dosage',
            'Estante de la bomba dosificadora',
          ],
          count('basins', hasPump),
          { when: anyPump, naAllowed: true },
        ),
        packed(
          'K7-tubes',
          [
            'Tube set of the dosing pump',
            'Tubulure de la pompe de dosage',
            'Juego de tubos de la bomba dosificadora',
          ],
          count('basins', hasPump),
          { when: anyPump, naAllowed: true },
        ),
        packed('K8', ['Drain gasket', 'Joint de vidange', 'Junta de desagüe'], perBasin),
        packed(
          'K9-64-20900-00',
          [
            'Air-gun kit: 64-20900-00',
            'Trousse pistolet à air : 64-20900-00',
            'Kit de pistola de aire: 64-20900-00',
          ],
          airGuns,
          { when: hasAirGun, ...part('64-20900-00') },
        ),
        packed(
          'K9-holder',
          [
            'Air-gun kit: holder for gun and tips',
            'Trousse pistolet à air : support du pistolet et des embouts',
            'Kit de pistola de aire: soporte de pistola y puntas',
          ],
          airGuns,
          { when: hasAirGun },
        ),
        packed(
          'K10-64-20900-00',
          [
            'Water-gun kit: 64-20900-00',
            'Trousse pistolet à eau : 64-20900-00',
            'Kit de pistola de agua: 64-20900-00',
          ],
          waterGuns,
          { when: hasWaterGun, ...part('64-20900-00') },
        ),
        packed(
          'K10-hose',
          [
            'Water-gun kit: hose and gun for treated water',
            'Trousse pistolet à eau : tuyau et pistolet pour eau traitée',
            'Kit de pistola de agua: manguera y pistola para agua tratada',
          ],
          waterGuns,
          { when: hasWaterGun },
        ),
        packed(
          'K10-holder',
          [
            'Water-gun kit: holder',
            'Trousse pistolet à eau : support',
            'Kit de pistola de agua: soporte',
          ],
          waterGuns,
          { when: hasWaterGun },
        ),
        ...faucetKit('K11', 'B-0133', isPreRinse, hasPreRinse, [
          'Pre-rinse faucet',
          'Robinet de prérinçage',
          'Grifo de preenjuague',
        ]),
        ...faucetKit('K12', 'B-2342', isWristBlade, hasWristBlade, [
          'Faucet kit',
          'Trousse de robinet',
          'Kit de grifo',
        ]),
        manual('K13', 'IFU.T2.SinkInstUser', ['Manual', 'Manuel', 'Manual']),
        manual(
          'K14',
          'IFU.T2.SinkInstUserFR',
          ['French manual', 'Manuel français', 'Manual francés'],
          isFrench,
        ),
        manual(
          'K15',
          'IFU.T2.ESinkInstUserFR',
          ['French E-Sink manual', 'Manuel E-Sink français', 'Manual francés E-Sink'],
          all(isFrench, anyESink),
        ),
      ],
    },
    {
      key: 'accessories',
      label: label('Accessories', 'Accessoires', 'Accesorios'),
      items: [
        packed(
          'ACC',
          [
            'Accessory {element.partNumber}',
            'Accessoire {element.partNumber}',
            'Accesorio {element.partNumber}',
          ],
          value('element.quantity'),
          { repeat: 'accessories', ...part('{element.partNumber}') },
        ),
      ],
    },
  ],
  statement: label(
    'Everything listed is packed; the sink may be inspected.',
    'Tout ce qui est listé est emballé ; l’évier peut être inspecté.',
    'Todo lo listado está embalado; el fregadero puede inspeccionarse.',
  ),
}
