import { label, type Label, type Language, type Locale } from '../../domain/label'

/** What the printer itself says, in the languages of documents. */
const WORDS = {
  version: label('Version', 'Version', 'Versión'),
  printed: label('Printed', 'Imprimé', 'Impreso'),
  page: label('Page {page} of {pages}', 'Page {page} de {pages}', 'Página {page} de {pages}'),
  signedBy: label(
    'Electronically signed by',
    'Signé électroniquement par',
    'Firmado electrónicamente por',
  ),
  role: label('Role', 'Rôle', 'Función'),
  meaning: label('Meaning', 'Signification', 'Significado'),
  time: label('Time', 'Heure', 'Hora'),
  content: label('Content (SHA-256)', 'Contenu (SHA-256)', 'Contenido (SHA-256)'),
  note: label('Note', 'Remarque', 'Nota'),
  intact: label(
    'The signed content is unchanged.',
    'Le contenu signé est inchangé.',
    'El contenido firmado no ha cambiado.',
  ),
  altered: label(
    'The content was altered after signing: it no longer has the signed hash.',
    'Le contenu a été modifié après la signature : son empreinte ne correspond plus.',
    'El contenido fue alterado después de la firma: su huella ya no coincide.',
  ),
} as const satisfies Record<string, Label>

export type Word = keyof typeof WORDS

export const localeOf = (language: Language): Locale => LOCALE_OF[language]

const LOCALE_OF = { EN: 'en', FR: 'fr', ES: 'es' } as const satisfies Record<Language, Locale>

export const word = (name: Word, language: Language): string => WORDS[name][localeOf(language)]

/** The role and the meaning of a signature in words, by their codes; a code that is not known stays. */
export const signatureWord = (code: string, language: Language): string =>
  CODES[code]?.[localeOf(language)] ?? code

const CODES: Readonly<Record<string, Label>> = {
  REVIEW: label('Review', 'Revue', 'Revisión'),
  APPROVAL: label('Approval', 'Approbation', 'Aprobación'),
  REJECTION: label('Rejection', 'Rejet', 'Rechazo'),
  RESPONSIBILITY: label('Responsibility', 'Responsabilité', 'Responsabilidad'),
  AUTHORSHIP: label('Authorship', 'Rédaction', 'Autoría'),
  ADMIN: label('Administrator', 'Administrateur', 'Administrador'),
  PRODUCTION_COORDINATOR: label(
    'Production coordinator',
    'Coordination de la production',
    'Coordinación de producción',
  ),
  PROCUREMENT: label('Procurement', 'Approvisionnement', 'Compras'),
  QC_PERSON: label('Quality control', 'Contrôle de la qualité', 'Control de calidad'),
  ASSEMBLER: label('Assembler', 'Assemblage', 'Montaje'),
  SERVICE_DEPARTMENT: label('Service', 'Service', 'Servicio'),
}
