import type { ShippedInstruction } from '../instructions'
import { instruction, step } from './write'

/** Accessories and the last touch. */
export const finishing: ShippedInstruction[] = [
  instruction(
    'ACCESSORY_FITTING',
    ['Fitting accessories', 'Montage des accessoires', 'Montaje de accesorios'],
    ['SCREWDRIVER', 'DRILL_SET', 'SAFETY_GLASSES'],
    [
      step(
        5,
        ['Choose the place', 'Choisir la place', 'Elegir el lugar'],
        ['Take the place from the drawing. Where it shows none, keep clear of faucets and light.'],
      ),
      step(
        15,
        ['Fasten', 'Fixer', 'Fijar'],
        ['Use the hardware of the kit only and tighten until the accessory holds its own load.'],
        {
          checkpoint: [
            'The accessory does not move when loaded by hand.',
            'L’accessoire ne bouge pas sous la main.',
            'El accesorio no se mueve al cargarlo con la mano.',
          ],
          safety: [
            'Catch chips when drilling; wear safety glasses.',
            'Recueillir les copeaux ; porter des lunettes.',
            'Recoger las virutas; usar gafas.',
          ],
        },
      ),
    ],
  ),
  instruction(
    'FINISHING',
    ['Logo and cleaning', 'Logo et nettoyage', 'Logotipo y limpieza'],
    ['CLEANING_SUPPLIES'],
    [
      step(
        10,
        ['Logo', 'Logo', 'Logotipo'],
        ['Degrease the left side and press the logo on from the middle to the edges.'],
        {
          checkpoint: [
            'The logo is straight, on the left and without bubbles.',
            'Le logo est droit, à gauche et sans bulles.',
            'El logotipo está recto, a la izquierda y sin burbujas.',
          ],
        },
      ),
      step(
        20,
        ['Clean', 'Nettoyer', 'Limpiar'],
        [
          'Vacuum chips from body, basins and control box bracket, then wipe steel along its grain.',
          'Run a hand along every edge that was cut or drilled.',
        ],
        {
          checkpoint: [
            'No chips, no waste, no sharp edge.',
            'Ni copeaux, ni déchets, ni arête vive.',
            'Sin virutas, restos ni bordes cortantes.',
          ],
          safety: [
            'Wear gloves while feeling for edges.',
            'Porter des gants pour contrôler les arêtes.',
            'Usar guantes al comprobar los bordes.',
          ],
        },
      ),
    ],
  ),
]
