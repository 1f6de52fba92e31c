import { label, type Label, type Language } from '../../domain/label'
import type {
  Disposition,
  FailureReason,
  FormKind,
  NcSource,
  NcStatus,
  Severity,
} from '../../domain/quality/codes'
import { localeOf } from './words'

/** The codes of quality in the languages of documents (domain handbook 8.1, 8.8). */

const FORMS: Readonly<Record<FormKind, Label>> = {
  PRE_QC: label('Pre-QC', 'Contrôle de réception', 'Control de recepción'),
  PRODUCTION: label('Production check', 'Contrôle de production', 'Control de producción'),
  END_OF_LINE: label('End-of-line test', 'Essai de fin de ligne', 'Prueba de fin de línea'),
  PACKAGING: label('Packing list', 'Liste de colisage', 'Lista de embalaje'),
  FINAL_QC: label('Final QC', 'Contrôle final', 'Control final'),
}

const REASONS: Readonly<Record<FailureReason, Label>> = {
  DIMENSIONAL: label('Dimensions', 'Dimensions', 'Dimensiones'),
  SURFACE: label('Surface', 'Surface', 'Superficie'),
  ASSEMBLY_GAPS: label('Assembly gaps', 'Jeux d’assemblage', 'Holguras de montaje'),
  COMPONENT_MISSING: label('Component missing', 'Composant manquant', 'Falta un componente'),
  MISALIGNED: label('Misaligned', 'Mal aligné', 'Desalineado'),
  ELECTRICAL: label('Electrical', 'Électricité', 'Electricidad'),
  PLUMBING: label('Plumbing', 'Plomberie', 'Fontanería'),
  DOCUMENTATION_MISSING: label(
    'Documentation missing',
    'Documentation manquante',
    'Falta documentación',
  ),
  CLEANLINESS: label('Cleanliness', 'Propreté', 'Limpieza'),
  OTHER: label('Other', 'Autre', 'Otro'),
}

const SEVERITIES: Readonly<Record<Severity, Label>> = {
  CRITICAL: label('Critical', 'Critique', 'Crítica'),
  MAJOR: label('Major', 'Majeure', 'Mayor'),
  MINOR: label('Minor', 'Mineure', 'Menor'),
}

const STATUSES: Readonly<Record<NcStatus, Label>> = {
  OPEN: label('Open', 'Ouverte', 'Abierta'),
  IN_PROGRESS: label('In progress', 'En cours', 'En curso'),
  RESOLVED: label('Resolved', 'Résolue', 'Resuelta'),
  CLOSED: label('Closed', 'Close', 'Cerrada'),
}

const SOURCES: Readonly<Record<NcSource, Label>> = {
  INSPECTION: label('Inspection', 'Inspection', 'Inspección'),
  ASSEMBLER: label('Assembler', 'Assemblage', 'Montaje'),
  SUPPLIER: label('Supplier', 'Fournisseur', 'Proveedor'),
  CUSTOMER: label('Customer', 'Client', 'Cliente'),
}

const DISPOSITIONS: Readonly<Record<Disposition, Label>> = {
  USE_AS_IS: label('Use as is', 'Utiliser en l’état', 'Usar tal cual'),
  REWORK: label('Rework', 'Reprise', 'Retrabajo'),
  SCRAP: label('Scrap', 'Rebut', 'Desecho'),
  RETURN_TO_SUPPLIER: label('Return to supplier', 'Retour au fournisseur', 'Devolver al proveedor'),
}

/** How quality's codes are called in one language. */
export const qualityWords = (language: Language) => {
  const locale = localeOf(language)
  return {
    form: (kind: FormKind): string => FORMS[kind][locale],
    reason: (code: FailureReason): string => REASONS[code][locale],
    severity: (code: Severity): string => SEVERITIES[code][locale],
    status: (code: NcStatus): string => STATUSES[code][locale],
    source: (code: NcSource): string => SOURCES[code][locale],
    disposition: (code: Disposition): string => DISPOSITIONS[code][locale],
  }
}
