import type { FurtherWork } from '../../../domain/production/template'
import { label } from '../../../domain/label'
import { hasPegboard, isEDrain, isESink } from '../words'
import { all } from '../../../domain/configurator/write'
import { hasLifter, hasLight, hasPump } from '../checklists/words'
import { perBasin } from './words'

/** Minutes of the end-of-line test and of packing (domain handbook 9.2). */

const test = (
  key: string,
  minutes: number,
  title: FurtherWork['title'],
  when?: FurtherWork['when'],
): FurtherWork => ({ key, phase: 'TEST', title, minutes, ...(when ? { when } : {}) })

const wholeSink: FurtherWork[] = [
  test('testSetUp', 30, label('Set up the test', 'Préparer l’essai', 'Preparar la prueba')),
  test('testPower', 10, label('Power on', 'Mise sous tension', 'Encendido')),
  test('testHeightUp', 5, label('Height up', 'Montée', 'Subida'), hasLifter),
  test('testHeightDown', 5, label('Height down', 'Descente', 'Bajada'), hasLifter),
]

const eDrain: FurtherWork[] = [
  test('testDrainFill', 15, label('Fill', 'Remplissage', 'Llenado'), isEDrain),
  test('testDrain', 20, label('Drain', 'Vidange', 'Vaciado'), isEDrain),
  test(
    'testDrainOverflowOn',
    15,
    label('Overflow opens the drain', 'Le trop-plein ouvre', 'El rebose abre el desagüe'),
    isEDrain,
  ),
  test(
    'testDrainOverflowOff',
    20,
    label('Overflow releases', 'Le trop-plein se libère', 'El rebose se libera'),
    isEDrain,
  ),
  test('testDrainRefill', 10, label('Refill', 'Nouveau remplissage', 'Rellenado'), isEDrain),
  test(
    'testDrainOverheadLight',
    10,
    label('Overhead light', 'Éclairage supérieur', 'Luz superior'),
    all(isEDrain, hasPegboard),
  ),
  test(
    'testDrainBasinLight',
    5,
    label('Basin light', 'Éclairage de cuve', 'Luz de pileta'),
    all(isEDrain, hasLight),
  ),
]

const eSink: FurtherWork[] = [
  test(
    'testTemperatureCalibration',
    45,
    label('Calibrate the temperature', 'Étalonner la température', 'Calibrar la temperatura'),
    isESink,
  ),
  test(
    'testFlowCalibration',
    30,
    label('Calibrate the flow', 'Étalonner le débit', 'Calibrar el caudal'),
    isESink,
  ),
  test('testFill20', 20, label('Fill at 20 °C', 'Remplir à 20 °C', 'Llenar a 20 °C'), isESink),
  test(
    'testMixing',
    25,
    label('Accuracy of mixing', 'Précision du mélange', 'Precisión de la mezcla'),
    isESink,
  ),
  test(
    'testBasinTemperature',
    25,
    label('Accuracy in the basin', 'Précision dans la cuve', 'Precisión en la pileta'),
    isESink,
  ),
  test('testOverflow', 15, label('Overflow', 'Trop-plein', 'Rebose'), isESink),
  test('testRecovery', 20, label('Recovery', 'Retour à la normale', 'Recuperación'), isESink),
  test(
    'testSinkOverheadLight',
    10,
    label('Overhead light', 'Éclairage supérieur', 'Luz superior'),
    all(isESink, hasPegboard),
  ),
  test(
    'testSinkBasinLight',
    5,
    label('Basin light', 'Éclairage de cuve', 'Luz de pileta'),
    all(isESink, hasLight),
  ),
  test('testDosing', 15, label('Dosing pump', 'Pompe doseuse', 'Bomba dosificadora'), hasPump),
]

export const furtherWork: FurtherWork[] = [
  ...wholeSink,
  ...[...eDrain, ...eSink].map(perBasin),
  {
    key: 'packing',
    phase: 'PACKING',
    title: label('Pack and count', 'Emballer et compter', 'Embalar y contar'),
    minutes: 45,
  },
]
