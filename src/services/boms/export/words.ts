import { label, type Label, type Language } from '../../../domain/label'
import { localeOf } from '../../print/words'

/** What exports of bills of materials say, in the languages of documents. */
const WORDS = {
  bom: label('Bill of materials', 'Nomenclature', 'Lista de materiales'),
  rollup: label('Material of the order', 'Matériel de la commande', 'Material del pedido'),
  tree: label('Tree', 'Arborescence', 'Árbol'),
  flat: label('Totals by item', 'Totaux par article', 'Totales por artículo'),
  configuration: label('Configuration', 'Configuration', 'Configuración'),
  accessories: label('Accessories', 'Accessoires', 'Accesorios'),
  about: label('About', 'À propos', 'Acerca de'),
  fact: label('Fact', 'Donnée', 'Dato'),
  value: label('Value', 'Valeur', 'Valor'),
  section: label('Section', 'Section', 'Sección'),
  option: label('Option', 'Option', 'Opción'),
  position: label('Position', 'Position', 'Posición'),
  level: label('Level', 'Niveau', 'Nivel'),
  partNumber: label('Part number', 'Numéro de pièce', 'Número de pieza'),
  name: label('Name', 'Désignation', 'Denominación'),
  kind: label('Kind', 'Genre', 'Clase'),
  quantityPer: label('Quantity per', 'Quantité par', 'Cantidad por'),
  quantity: label('Quantity', 'Quantité', 'Cantidad'),
  total: label('Total', 'Total', 'Total'),
  basin: label('Basin', 'Bassin', 'Cubeta'),
  rule: label('Rule', 'Règle', 'Regla'),
  reason: label('Reason', 'Raison', 'Razón'),
  substitutedFor: label('In place of', 'En remplacement de', 'En lugar de'),
  outside: label('Outside work', 'Sous-traitance', 'Trabajo externo'),
  note: label('Note', 'Remarque', 'Nota'),
  unitCost: label('Unit cost', 'Coût unitaire', 'Coste unitario'),
  lineCost: label('Cost with all below', 'Coût avec le contenu', 'Coste con su contenido'),
  countedCost: label('Counted cost', 'Coût compté', 'Coste contado'),
  totalCost: label('Internal cost', 'Coût interne', 'Coste interno'),
  unpriced: label(
    'Items without a known cost',
    'Articles au coût inconnu',
    'Artículos de coste desconocido',
  ),
  onLines: label('On lines', 'Lignes', 'Líneas'),
  rules: label('Rules', 'Règles', 'Reglas'),
  build: label('Build', 'Fabrication', 'Fabricación'),
  builds: label('Builds', 'Fabrications', 'Fabricaciones'),
  order: label('Order', 'Commande', 'Pedido'),
  po: label('PO number', 'Numéro de bon de commande', 'Número de orden de compra'),
  customer: label('Customer', 'Client', 'Cliente'),
  project: label('Project', 'Projet', 'Proyecto'),
  version: label('Version', 'Version', 'Versión'),
  release: label('Release', 'Publication', 'Publicación'),
  state: label('State', 'État', 'Estado'),
  generated: label('Generated', 'Établie', 'Generada'),
  lines: label('Lines', 'Lignes', 'Líneas'),
  unresolved: label('Unresolved lines', 'Lignes non résolues', 'Líneas sin resolver'),
  hash: label('Content hash (SHA-256)', 'Empreinte (SHA-256)', 'Huella (SHA-256)'),
  printed: label('Printed', 'Imprimé', 'Impreso'),
  currency: label('Currency', 'Monnaie', 'Moneda'),
  decision: label('Decision', 'Décision', 'Decisión'),
  undecided: label(
    'Not decided yet: this version is not approved.',
    'Pas encore de décision : cette version n’est pas approuvée.',
    'Aún sin decisión: esta versión no está aprobada.',
  ),
  blocked: label(
    '{count} lines name items that no catalogue record answers to; they block the approval.',
    '{count} lignes nomment des articles absents du catalogue ; elles bloquent l’approbation.',
    '{count} líneas nombran artículos que no están en el catálogo; bloquean la aprobación.',
  ),
  yes: label('yes', 'oui', 'sí'),
  ASSEMBLY: label('Assembly', 'Assemblage', 'Conjunto'),
  PART: label('Part', 'Pièce', 'Pieza'),
  CUSTOM: label('Made to measure', 'Sur mesure', 'A medida'),
  UNRESOLVED: label('Unresolved', 'Non résolu', 'Sin resolver'),
  DRAFT: label('Draft, not sent', 'Brouillon, non envoyé', 'Borrador, sin enviar'),
  PENDING_APPROVAL: label(
    'Waiting for approval',
    'En attente d’approbation',
    'Pendiente de aprobación',
  ),
  APPROVED: label('Approved', 'Approuvée', 'Aprobada'),
  REJECTED: label('Rejected', 'Rejetée', 'Rechazada'),
  SUPERSEDED: label('Superseded', 'Remplacée', 'Reemplazada'),
} as const satisfies Record<string, Label>

export type ExportWord = keyof typeof WORDS
export type Say = (name: ExportWord, count?: number) => string

export const wordsIn =
  (language: Language): Say =>
  (name, count) =>
    WORDS[name][localeOf(language)].replace('{count}', String(count ?? ''))
