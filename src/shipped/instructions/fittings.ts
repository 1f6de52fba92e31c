import type { ShippedInstruction } from '../instructions'
import { instruction, step } from './write'

/** What is fitted to basins and body: plumbing, E-Sink fittings, faucets, controls. */
export const fittings: ShippedInstruction[] = [
  instruction(
    'DRAIN_BASIN_PLUMBING',
    ['E-Drain plumbing', 'Plomberie E-Drain', 'Fontanería E-Drain'],
    ['PIPE_WRENCH', 'SEALING_TAPE', 'MULTIMETER'],
    [
      step(
        45,
        ['Mixing valve', 'Mitigeur', 'Válvula mezcladora'],
        [
          'Mount the mixing valve on its bracket with the arrow pointing to the basin.',
          'Seal each thread with tape and hold the valve while the pipes are tightened.',
        ],
      ),
      step(
        60,
        ['Fill chain', 'Chaîne de remplissage', 'Cadena de llenado'],
        [
          'Join valve, adapter, check valve, PEX adapter and PEX pipe in this order and lead the pipe to the fill hole.',
          'The check valve only works one way: its arrow points to the basin.',
        ],
        {
          checkpoint: [
            'All arrows point to the basin and no thread shows bare metal.',
            'Toutes les flèches vont vers la cuve, aucun filet n’est nu.',
            'Todas las flechas van hacia la pileta y ninguna rosca queda desnuda.',
          ],
        },
      ),
      step(
        10,
        ['Mark the pipes', 'Repérer les tuyaux', 'Marcar los tubos'],
        ['Put a red mark on every hot pipe and a blue one on every cold pipe, at both ends.'],
      ),
      step(
        25,
        ['Overflow sensor', 'Capteur de trop-plein', 'Sensor de rebose'],
        [
          'Seat the sensor with its seal inside the basin and its nut outside, hand-tight and a quarter turn.',
          'Measure that the contact changes when the tip is wetted.',
        ],
        {
          checkpoint: [
            'The contact changes when the tip is wet.',
            'Le contact change quand la pointe est mouillée.',
            'El contacto cambia al mojar la punta.',
          ],
          safety: [
            'Measure without mains voltage.',
            'Mesurer hors tension.',
            'Medir sin tensión de red.',
          ],
        },
      ),
    ],
  ),
  instruction(
    'ESINK_BASIN_FITTINGS',
    ['E-Sink fittings', 'Équipements E-Sink', 'Equipos E-Sink'],
    ['DRILL_SET', 'SCREWDRIVER', 'WIRE_STRIPPER', 'MULTIMETER'],
    [
      step(
        30,
        ['Valve plate', 'Platine de vannes', 'Placa de válvulas'],
        [
          'Hang the valve plate behind the basin, fasten all screws and note its serial number.',
          'Connect hot, cold and fill line by their colours.',
        ],
        {
          checkpoint: [
            'The serial number is recorded and the lines match their colours.',
            'Le numéro de série est noté et les couleurs concordent.',
            'El número de serie está anotado y los colores coinciden.',
          ],
        },
      ),
      step(
        45,
        ['Stops and screen', 'Arrêts et écran', 'Paradas y pantalla'],
        [
          'Fit the emergency stops with the anti-rotation nose in its notch.',
          'Fasten the touchscreen to its foot and note its serial number. Peel the film only at the very end.',
        ],
        {
          checkpoint: [
            'Each stop latches and releases by turning.',
            'Chaque arrêt s’enclenche et se libère en tournant.',
            'Cada parada encaja y se libera girando.',
          ],
        },
      ),
      step(
        45,
        ['Wire and sense', 'Câbler et capter', 'Cablear y medir'],
        [
          'Lead the screen cable to the control box and strap it every hand’s width.',
          'Fit the overflow sensor and measure that its contact changes when wet.',
        ],
        {
          safety: [
            'Plug nothing in while the mains are on.',
            'Ne rien brancher sous tension.',
            'No conectar nada con tensión de red.',
          ],
        },
      ),
      step(
        30,
        ['Ports of the backsplash', 'Passages du dosseret', 'Pasos del salpicadero'],
        [
          'Fit the dosing port where the basin has a pump, and the gland for the temperature probe.',
          'Tighten the gland until the cable no longer slides by hand.',
        ],
        {
          checkpoint: [
            'The probe cable holds against a light pull.',
            'Le câble de la sonde résiste à une légère traction.',
            'El cable de la sonda resiste un tirón leve.',
          ],
        },
      ),
    ],
  ),
  instruction(
    'FAUCETS_AND_SPRAYERS',
    ['Faucets and sprayers', 'Robinets et pistolets', 'Grifos y pistolas'],
    ['PIPE_WRENCH', 'ADJUSTABLE_WRENCH', 'SEALING_TAPE', 'DRILL_SET', 'SCREWDRIVER'],
    [
      step(
        15,
        ['Find the place', 'Trouver l’emplacement', 'Encontrar el lugar'],
        ['Compare the holes with the drawing: every faucet and gun stands where it was ordered.'],
        {
          checkpoint: [
            'Places agree with the drawing.',
            'Les emplacements correspondent au plan.',
            'Los lugares coinciden con el plano.',
          ],
        },
      ),
      step(
        30,
        ['Fit and seal', 'Monter et étancher', 'Montar y sellar'],
        [
          'Seat body and gasket, tighten from below and keep the handles parallel to the backsplash.',
          'Treated water runs through plastic only: use no metal fitting on that line.',
        ],
        {
          safety: [
            'Do not overtighten plastic threads.',
            'Ne pas trop serrer les filets en plastique.',
            'No apretar en exceso las roscas de plástico.',
          ],
        },
      ),
      step(
        15,
        ['Try the flow', 'Essayer le débit', 'Probar el caudal'],
        ['Open every faucet and gun once under pressure and look below the deck for drops.'],
        {
          checkpoint: [
            'Everything opens, closes and stays dry below.',
            'Tout s’ouvre, se ferme et reste sec dessous.',
            'Todo abre, cierra y queda seco por debajo.',
          ],
        },
      ),
    ],
  ),
  instruction(
    'CONTROL_SYSTEM',
    ['Control system', 'Système de commande', 'Sistema de control'],
    ['SCREWDRIVER', 'WIRE_STRIPPER', 'MULTIMETER', 'LABEL_PRINTER'],
    [
      step(
        45,
        ['Lifter', 'Levage', 'Elevador'],
        [
          'Mount the controller below the sink with its plugs facing down, then the button in the front skirt.',
          'Leave slack in the cables for the full stroke of the legs.',
        ],
        {
          checkpoint: [
            'No cable is tight at the highest position.',
            'Aucun câble n’est tendu en position haute.',
            'Ningún cable queda tenso en la posición más alta.',
          ],
        },
      ),
      step(
        60,
        ['Control box', 'Boîtier de commande', 'Caja de control'],
        [
          'Hang the box on its bracket, note its serial number and connect the leads by their numbers.',
          'Measure the protective earth from the box to the body before power comes on for the first time.',
        ],
        {
          checkpoint: [
            'The earth connection measures as continuous.',
            'La continuité de terre est mesurée.',
            'La continuidad de tierra está medida.',
          ],
          safety: [
            'Lock out the mains while the box is open.',
            'Consigner l’alimentation tant que le boîtier est ouvert.',
            'Bloquear la red mientras la caja esté abierta.',
          ],
        },
      ),
      step(
        20,
        ['Power bar', 'Barre d’alimentation', 'Regleta'],
        ['Fasten the power bar on its bracket, switch up, cable led away from water lines.'],
      ),
      step(
        30,
        ['Label the cables', 'Repérer les câbles', 'Marcar los cables'],
        [
          'Mark both ends of every cable: D and the basin number on E-Drain leads, S and the basin number on E-Sink leads.',
          'The overhead light has marks of its own, L4 and S4.',
        ],
        {
          checkpoint: [
            'Each cable carries the same mark at both ends.',
            'Chaque câble porte le même repère aux deux bouts.',
            'Cada cable lleva la misma marca en ambos extremos.',
          ],
        },
      ),
    ],
  ),
]
