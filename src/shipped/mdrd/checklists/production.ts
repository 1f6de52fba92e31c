import { label } from '../../../domain/label'
import type { Checklist } from '../../../domain/quality/checklist'
import { hasPegboard, isEDrain, isESink } from '../words'
import {
  BASIN_HEADING,
  check,
  hasAirGun,
  hasFaucets,
  hasGooseneck,
  hasLifter,
  hasPreRinse,
  hasPump,
  hasWaterGun,
  oneOf,
} from './words'

const NA = { naAllowed: true } as const

/** PC and BP, answered by completing the tasks (domain handbook 8.3, 8.4). */
export const production: Checklist = {
  key: 'PC',
  kind: 'PRODUCTION',
  label: label('Production check', 'Contrôle de production', 'Control de producción'),
  document: 'CLP.T2.001 V01, sections 2 and 3',
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
      key: 'PC',
      label: label('Sink', 'Évier', 'Fregadero'),
      items: [
        check(
          'C1',
          [
            'The bracket of the overhead light sits on plastic washers',
            'Le support de l’éclairage supérieur repose sur des rondelles en plastique',
            'El soporte de la luz superior lleva arandelas de plástico',
          ],
          { ...NA, when: hasPegboard },
        ),
        check(
          'C2',
          [
            'The button of the overhead light is lasered and fitted',
            'Le bouton de l’éclairage supérieur est gravé et monté',
            'El botón de la luz superior está grabado y montado',
          ],
          { ...NA, when: hasPegboard },
        ),
        check(
          'C3',
          [
            'The standard basin faucets are fitted',
            'Les robinets de cuve standard sont montés',
            'Los grifos estándar están montados',
          ],
          { ...NA, when: hasFaucets },
        ),
        check(
          'C4',
          [
            'The lifter button is fitted',
            'Le bouton de levage est monté',
            'El botón de elevación está montado',
          ],
          { when: hasLifter },
        ),
        oneOf(
          'C4-button',
          ['Which lifter button', 'Quel bouton de levage', 'Qué botón de elevación'],
          [
            {
              code: 'DPF1K',
              label: label(
                'DPF1K, not programmable',
                'DPF1K, non programmable',
                'DPF1K, no programable',
              ),
            },
            {
              code: 'DP1C',
              label: label('DP1C, programmable', 'DP1C, programmable', 'DP1C, programable'),
            },
          ],
          { when: hasLifter, required: false },
        ),
        check(
          'C5',
          [
            'The lifter controller is mounted below the sink',
            'Le contrôleur de levage est monté sous l’évier',
            'El controlador de elevación está montado bajo el fregadero',
          ],
          { when: hasLifter },
        ),
        check(
          'C6',
          [
            'The Torvan logo is on the left side',
            'Le logo Torvan est à gauche',
            'El logotipo Torvan está a la izquierda',
          ],
          NA,
        ),
        check('C7', [
          'The power bar is fitted',
          'La barre d’alimentation est montée',
          'La regleta está montada',
        ]),
        check(
          'C8',
          [
            'The control boxes that are needed are fitted',
            'Les boîtiers de commande requis sont montés',
            'Las cajas de control necesarias están montadas',
          ],
          NA,
        ),
        check(
          'C9',
          [
            'Cables carry D# or S#, those of the overhead light L4 and S4',
            'Les câbles portent D# ou S#, ceux de l’éclairage supérieur L4 et S4',
            'Los cables llevan D# o S#, los de la luz superior L4 y S4',
          ],
          NA,
        ),
        check(
          'C10',
          [
            'No chips and no waste are left',
            'Il ne reste ni copeaux ni déchets',
            'No quedan virutas ni restos',
          ],
          NA,
        ),
        check(
          'C11',
          [
            'Air gun: BL-4350-01 and BL-5500-07 are fitted',
            'Pistolet à air : BL-4350-01 et BL-5500-07 sont montés',
            'Pistola de aire: BL-4350-01 y BL-5500-07 están montados',
          ],
          { ...NA, when: hasAirGun },
        ),
        check(
          'C12',
          [
            'Water gun: BL-4500-02 and BL-4249 are fitted',
            'Pistolet à eau : BL-4500-02 et BL-4249 sont montés',
            'Pistola de agua: BL-4500-02 y BL-4249 están montados',
          ],
          { ...NA, when: hasWaterGun },
        ),
        check(
          'C13',
          [
            'The faucet for treated water is fitted',
            'Le robinet d’eau traitée est monté',
            'El grifo de agua tratada está montado',
          ],
          { ...NA, when: hasGooseneck },
        ),
        check(
          'C14',
          [
            'The combination faucet stands at its basin',
            'Le robinet combiné est à sa cuve',
            'El grifo combinado está en su pileta',
          ],
          { ...NA, when: hasPreRinse },
        ),
      ],
    },
    {
      key: 'BP',
      label: BASIN_HEADING,
      repeat: 'basins',
      items: [
        check(
          'D1',
          [
            'Mixing valve of the bottom fill, and its faucet',
            'Mitigeur du remplissage par le bas et son robinet',
            'Válvula mezcladora del llenado inferior y su grifo',
          ],
          { ...NA, when: isEDrain },
        ),
        check(
          'D2',
          [
            'Fill chain from valve DER-1899-14-CC to the fill hole',
            'Chaîne de remplissage de la vanne DER-1899-14-CC au perçage',
            'Cadena de llenado de la válvula DER-1899-14-CC al orificio',
          ],
          {
            ...NA,
            when: isEDrain,
            help: label(
              'In order: valve, ½" NPT male to ¾" BSPP adapter, check valve, ½" PEX adapter, ½" PEX pipe, fill hole.',
              'Dans l’ordre : vanne, adaptateur ½" NPT mâle à ¾" BSPP, clapet, adaptateur PEX ½", tube PEX ½", perçage.',
              'En orden: válvula, adaptador ½" NPT macho a ¾" BSPP, antirretorno, adaptador PEX ½", tubo PEX ½", orificio.',
            ),
          },
        ),
        check(
          'D3',
          [
            'Hot and cold pipes are marked',
            'Les tubes chaud et froid sont marqués',
            'Los tubos caliente y frío están marcados',
          ],
          { ...NA, when: isEDrain },
        ),
        check('D4', ['Overflow sensor', 'Capteur de débordement', 'Sensor de rebose'], {
          ...NA,
          when: isEDrain,
        }),
        check(
          'S1',
          [
            'The plate with the mixing valve is in place',
            'La plaque avec le mitigeur est en place',
            'La placa con la mezcladora está en su sitio',
          ],
          { ...NA, when: isESink },
        ),
        check(
          'S2',
          [
            'The emergency stops are in place',
            'Les arrêts d’urgence sont en place',
            'Las paradas de emergencia están en su sitio',
          ],
          { ...NA, when: isESink },
        ),
        check(
          'S3',
          [
            'The screen is fixed to the sink',
            'L’écran est fixé à l’évier',
            'La pantalla está fijada al fregadero',
          ],
          { ...NA, when: isESink },
        ),
        check(
          'S4',
          [
            'The screen is wired to the E-Sink control box',
            'L’écran est raccordé au boîtier E-Sink',
            'La pantalla está conectada a la caja E-Sink',
          ],
          { ...NA, when: isESink },
        ),
        check(
          'S5',
          [
            'The sensor against overflow is fitted',
            'Le capteur anti-débordement est monté',
            'El sensor contra rebose está montado',
          ],
          { ...NA, when: isESink },
        ),
        check(
          'S6',
          [
            'The backsplash has the dosing port',
            'Le dosseret a l’orifice de dosage',
            'El salpicadero tiene el puerto de dosificación',
          ],
          { ...NA, when: hasPump },
        ),
        check(
          'S7',
          [
            'The backsplash has the gland for the cable of the temperature probe',
            'Le dosseret a le presse-étoupe du câble de la sonde de température',
            'El salpicadero tiene el prensaestopas del cable de la sonda de temperatura',
          ],
          { ...NA, when: isESink },
        ),
      ],
    },
  ],
  statement: label(
    'I have carried out the work recorded here.',
    'J’ai exécuté le travail consigné ici.',
    'He realizado el trabajo aquí anotado.',
  ),
}
