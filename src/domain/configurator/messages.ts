import { label, sameLabel, type Label } from '../label'
import type { Field, Group } from './release'

/** Standard sentences about a configuration, in the three languages. */

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

export const notAnObject = label(
  'The configuration must be an object of options.',
  'La configuration doit être un objet d’options.',
  'La configuración debe ser un objeto de opciones.',
)

export const unknownKey = (key: string): Label =>
  label(
    `“${shown(key)}” is not an option of this family; remove it.`,
    `« ${shown(key)} » n’est pas une option de cette famille ; retirez-la.`,
    `«${shown(key)}» no es una opción de esta familia; quítela.`,
  )

export const unknownChoice = (field: Field, value: string): Label =>
  label(
    `“${shown(value)}” is not a choice of ${field.label.en}.`,
    `« ${shown(value)} » n’est pas un choix pour ${field.label.fr}.`,
    `«${shown(value)}» no es una opción de ${field.label.es}.`,
  )

const EXPECTED: Record<Field['type'], Label> = {
  CHOICE: label('one of its choices', 'un de ses choix', 'una de sus opciones'),
  INTEGER: label('a whole number', 'un nombre entier', 'un número entero'),
  NUMBER: label('a number', 'un nombre', 'un número'),
  BOOLEAN: label('true or false', 'vrai ou faux', 'verdadero o falso'),
}

export const wrongType = (field: Field): Label =>
  label(
    `${field.label.en} must be ${EXPECTED[field.type].en}.`,
    `${field.label.fr} doit être ${EXPECTED[field.type].fr}.`,
    `${field.label.es} debe ser ${EXPECTED[field.type].es}.`,
  )

export const missing = (field: Field): Label =>
  label(
    `${field.label.en} is required.`,
    `${field.label.fr} est obligatoire.`,
    `${field.label.es} es obligatorio.`,
  )

export const outsideRange = (field: Extract<Field, { type: 'INTEGER' | 'NUMBER' }>): Label => {
  const expected = EXPECTED[field.type]
  const unit = field.unit ?? sameLabel('')
  const { min, max } = field
  return label(
    `${field.label.en} must be ${expected.en} from ${min} to ${max} ${unit.en}`.trim() + '.',
    `${field.label.fr} doit être ${expected.fr} de ${min} à ${max} ${unit.fr}`.trim() + '.',
    `${field.label.es} debe ser ${expected.es} de ${min} a ${max} ${unit.es}`.trim() + '.',
  )
}

export const notAList = (group: Group): Label =>
  label(
    `${group.label.en} must be a list.`,
    `${group.label.fr} doit être une liste.`,
    `${group.label.es} debe ser una lista.`,
  )

export const notAnElement = (group: Group): Label =>
  label(
    `Each entry of ${group.label.en} must be an object.`,
    `Chaque entrée de ${group.label.fr} doit être un objet.`,
    `Cada entrada de ${group.label.es} debe ser un objeto.`,
  )

export const wrongCount = (group: Group, min: number, max: number, given: number): Label =>
  min === max
    ? label(
        `${group.label.en}: exactly ${max} expected, ${given} given.`,
        `${group.label.fr} : exactement ${max} attendus, ${given} donnés.`,
        `${group.label.es}: se esperan exactamente ${max}, hay ${given}.`,
      )
    : label(
        `${group.label.en}: ${min} to ${max} expected, ${given} given.`,
        `${group.label.fr} : de ${min} à ${max} attendus, ${given} donnés.`,
        `${group.label.es}: se esperan de ${min} a ${max}, hay ${given}.`,
      )

export const notOfferedYet = (field: Field): Label =>
  label(
    `${field.label.en}: this choice has no meaning for the rest of the configuration.`,
    `${field.label.fr} : ce choix n’a pas de sens avec le reste de la configuration.`,
    `${field.label.es}: esta opción no tiene sentido con el resto de la configuración.`,
  )

export const accessoriesNotAList = label(
  'Accessories must be a list of {partNumber, quantity}.',
  'Les accessoires doivent être une liste de {partNumber, quantity}.',
  'Los accesorios deben ser una lista de {partNumber, quantity}.',
)

export const accessoryNumber = label(
  'An accessory needs a part number of the catalogue.',
  'Un accessoire exige un numéro de pièce du catalogue.',
  'Un accesorio exige un número de pieza del catálogo.',
)

export const accessoryQuantity = (most: number): Label =>
  label(
    `The quantity of an accessory must be a whole number from 1 to ${most}.`,
    `La quantité d’un accessoire doit être un nombre entier de 1 à ${most}.`,
    `La cantidad de un accesorio debe ser un número entero de 1 a ${most}.`,
  )

export const tooManyAccessories = (most: number): Label =>
  label(
    `At most ${most} accessories can be listed for one build.`,
    `Au plus ${most} accessoires par fabrication.`,
    `Como máximo ${most} accesorios por fabricación.`,
  )
