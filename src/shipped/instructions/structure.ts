import type { ShippedInstruction } from '../instructions'
import { instruction, step } from './write'

/** Frame, pegboard and basin (domain handbook 9.3, in our own words). */
export const structure: ShippedInstruction[] = [
  instruction(
    'FRAME_ASSEMBLY',
    ['Frame assembly', 'Assemblage du châssis', 'Ensamblaje del bastidor'],
    ['TAPE_MEASURE', 'CALIPERS', 'TORQUE_WRENCH', 'SOCKET_SET', 'LEVEL', 'SAFETY_GLASSES'],
    [
      step(
        15,
        ['Sort the parts', 'Trier les pièces', 'Clasificar las piezas'],
        [
          'Lay out body, legs, feet and fasteners next to the build and compare them with the list of this task.',
          'Measure length and width of the body and compare them with the drawing before anything is bolted on.',
        ],
        {
          checkpoint: [
            'Every listed part is here and the body measures as drawn.',
            'Toutes les pièces sont là et le corps a les cotes du plan.',
            'Están todas las piezas y el cuerpo mide lo que indica el plano.',
          ],
        },
      ),
      step(
        45,
        ['Build the main frame', 'Monter le châssis principal', 'Montar el bastidor principal'],
        [
          'Set the body upside down on padded trestles. Seat the columns in their sockets and start every bolt by hand.',
          'Tighten crosswise with the torque wrench to the value stamped on the leg kit, then mark each bolt head.',
        ],
        {
          checkpoint: [
            'All marked bolts carry their torque.',
            'Toutes les vis marquées sont au couple.',
            'Todos los tornillos marcados tienen su par.',
          ],
          safety: [
            'Two people turn the body. Wear safety glasses.',
            'Retourner le corps à deux. Porter des lunettes de protection.',
            'Girar el cuerpo entre dos personas. Usar gafas de seguridad.',
          ],
        },
      ),
      step(
        30,
        ['Fit the supports', 'Monter les appuis', 'Montar los apoyos'],
        [
          'Screw in casters or seismic feet all the way, then turn the body onto its legs.',
          'Adjust the feet until the level shows true along and across the rim.',
        ],
        {
          checkpoint: [
            'The rim is level in both directions and nothing rocks.',
            'Le bord est de niveau dans les deux sens et rien ne bouge.',
            'El borde está nivelado en ambos sentidos y nada se balancea.',
          ],
          safety: [
            'Lock the casters before letting go of the body.',
            'Bloquer les roulettes avant de lâcher le corps.',
            'Bloquear las ruedas antes de soltar el cuerpo.',
          ],
        },
      ),
    ],
  ),
  instruction(
    'PEGBOARD_AND_LIGHT',
    ['Pegboard and overhead light', 'Panneau et éclairage', 'Panel y luz superior'],
    ['DRILL_SET', 'SCREWDRIVER', 'LEVEL', 'TAPE_MEASURE', 'WIRE_STRIPPER', 'SAFETY_GLASSES'],
    [
      step(
        60,
        ['Mount the panel', 'Fixer le panneau', 'Fijar el panel'],
        [
          'Check size and colour of the panel against the order, then hold it to the backsplash and level it.',
          'Fasten it from the middle outwards and press the grommets into the cable openings.',
        ],
        {
          checkpoint: [
            'The panel is level, flush and free of scratches.',
            'Le panneau est de niveau, affleurant et sans rayure.',
            'El panel está nivelado, enrasado y sin rayas.',
          ],
          safety: [
            'Edges may be sharp: wear gloves while handling the panel.',
            'Arêtes vives : porter des gants.',
            'Los bordes cortan: usar guantes.',
          ],
        },
      ),
      step(
        30,
        ['Bracket of the light', 'Support de l’éclairage', 'Soporte de la luz'],
        [
          'Put a plastic washer on each side of the bracket so that it can swivel without scratching.',
          'Hang the light, lead its cable behind the panel and leave a loop for the swivel.',
        ],
        {
          checkpoint: [
            'The light swivels and stays where it is put.',
            'L’éclairage pivote et tient en place.',
            'La luz gira y se queda donde se deja.',
          ],
        },
      ),
      step(
        15,
        ['Button of the light', 'Bouton de l’éclairage', 'Botón de la luz'],
        ['Fit the lasered button, symbol upright, and plug its cable into the marked lead.'],
        {
          checkpoint: [
            'The symbol is upright and the ring is tight.',
            'Le symbole est droit et la bague serrée.',
            'El símbolo está derecho y el anillo apretado.',
          ],
        },
      ),
    ],
  ),
  instruction(
    'BASIN_ASSEMBLY',
    ['Basin assembly', 'Assemblage de la cuve', 'Ensamblaje de la pileta'],
    ['SOCKET_SET', 'TORQUE_WRENCH', 'LEVEL', 'SEALANT_GUN', 'SCREWDRIVER'],
    [
      step(
        10,
        ['Prepare', 'Préparer', 'Preparar'],
        [
          'Unpack the basin and its kit and compare every piece with the list of this task.',
          'Wipe the cut-out in the body and the flange of the basin until they are dry and clean.',
        ],
        {
          checkpoint: [
            'The kit is complete and the basin has the ordered size.',
            'Le kit est complet et la cuve a la taille commandée.',
            'El kit está completo y la pileta tiene el tamaño pedido.',
          ],
        },
      ),
      step(
        20,
        ['Fit the brackets', 'Monter les supports', 'Montar los soportes'],
        ['Bolt the brackets below the cut-out and tighten them evenly with the torque wrench.'],
        {
          checkpoint: [
            'Every bracket bolt carries its torque.',
            'Chaque vis de support est au couple.',
            'Cada tornillo de soporte tiene su par.',
          ],
        },
      ),
      step(
        30,
        ['Place the basin', 'Poser la cuve', 'Colocar la pileta'],
        [
          'Lay an unbroken bead of sealant around the cut-out and lower the basin straight into it.',
          'Align it to the front edge, draw the clamps tight in turns and wipe off what is pressed out.',
        ],
        {
          checkpoint: [
            'The basin is level and drains towards its outlet.',
            'La cuve est de niveau et s’écoule vers la bonde.',
            'La pileta está nivelada y desagua hacia la salida.',
          ],
          safety: [
            'Two people lift the basin; keep fingers off the flange.',
            'Lever la cuve à deux ; garder les doigts loin du bord.',
            'Levantar la pileta entre dos; dedos lejos del borde.',
          ],
        },
      ),
      step(
        45,
        ['Connect the plumbing', 'Raccorder la plomberie', 'Conectar la fontanería'],
        [
          'Fit strainer, gasket and drain valve, then the hose with its two clamps.',
          'Connect the supply lines by the colour marks and keep every joint reachable.',
        ],
      ),
      step(
        15,
        ['Test', 'Essayer', 'Probar'],
        ['Fill the basin to the mark, wait five minutes, empty it and feel every joint below.'],
        {
          checkpoint: [
            'No joint is wet.',
            'Aucun raccord n’est mouillé.',
            'Ninguna unión está mojada.',
          ],
          safety: [
            'Keep water away from open electrical connections.',
            'Tenir l’eau loin des connexions ouvertes.',
            'Mantener el agua lejos de conexiones abiertas.',
          ],
        },
      ),
    ],
  ),
]
