import { label, type Label, type Language } from '../../domain/label'
import type { Priority } from '../../domain/orders/entry'
import { localeOf } from './words'

const PRIORITIES: Readonly<Record<Priority, Label>> = {
  STANDARD: label('Standard', 'Normale', 'Normal'),
  RUSH: label('Rush', 'Urgente', 'Urgente'),
  EMERGENCY: label('Emergency', 'Très urgente', 'Emergencia'),
}

const WORDS = {
  project: label('Project', 'Projet', 'Proyecto'),
  salesPerson: label('Sales person', 'Vendeur', 'Vendedor'),
  wantDate: label('Want date', 'Date souhaitée', 'Fecha deseada'),
  priority: label('Priority', 'Priorité', 'Prioridad'),
  instructions: label(
    'Special instructions',
    'Instructions particulières',
    'Instrucciones especiales',
  ),
  model: label('Model', 'Modèle', 'Modelo'),
  accessories: label('Accessories', 'Accessoires', 'Accesorios'),
  quantity: label('Quantity', 'Quantité', 'Cantidad'),
  assembler: label('Assembler', 'Assemblage', 'Montaje'),
} as const satisfies Record<string, Label>

/** What prints about orders and builds say besides the words of the record, in one language. */
export const orderWords = (language: Language) => {
  const locale = localeOf(language)
  return {
    say: (name: keyof typeof WORDS): string => WORDS[name][locale],
    priority: (code: Priority): string => PRIORITIES[code][locale],
  }
}
