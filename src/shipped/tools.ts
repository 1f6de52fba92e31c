import { label, type Label } from '../domain/label'

/** A tool as shipped: what tasks and instructions name by code (domain handbook 9.2 and 9.3). */
export type ShippedTool = {
  code: string
  name: Label
  /** Measures something, so its calibration has a due date. */
  isMeasuring: boolean
  /** Months from one calibration to the next; only of measuring tools. */
  calibrationMonths?: number
}

const plain = (code: string, en: string, fr: string, es: string): ShippedTool => ({
  code,
  name: label(en, fr, es),
  isMeasuring: false,
})

const measuring = (
  code: string,
  calibrationMonths: number,
  en: string,
  fr: string,
  es: string,
): ShippedTool => ({ code, name: label(en, fr, es), isMeasuring: true, calibrationMonths })

export const TOOLS: ShippedTool[] = [
  measuring(
    'TORQUE_WRENCH',
    12,
    'Digital torque wrench, 20–200 Nm',
    'Clé dynamométrique numérique, 20–200 Nm',
    'Llave dinamométrica digital, 20–200 Nm',
  ),
  plain(
    'SOCKET_SET',
    'Metric sockets, 8–19 mm',
    'Douilles métriques, 8–19 mm',
    'Vasos métricos, 8–19 mm',
  ),
  measuring('LEVEL', 12, 'Level, 4 ft', 'Niveau, 4 pi', 'Nivel, 4 pies'),
  plain(
    'SAFETY_GLASSES',
    'Safety glasses, ANSI Z87.1',
    'Lunettes de protection, ANSI Z87.1',
    'Gafas de seguridad, ANSI Z87.1',
  ),
  plain(
    'DRILL_SET',
    'Drill with HSS bits, 1–10 mm',
    'Perceuse et forets HSS, 1–10 mm',
    'Taladro y brocas HSS, 1–10 mm',
  ),
  measuring('MULTIMETER', 12, 'Digital multimeter', 'Multimètre numérique', 'Multímetro digital'),
  measuring('TAPE_MEASURE', 24, 'Tape measure', 'Mètre à ruban', 'Cinta métrica'),
  measuring('CALIPERS', 12, 'Calipers', 'Pied à coulisse', 'Calibre'),
  measuring(
    'THERMOMETER',
    12,
    'Thermometer with two probes',
    'Thermomètre à deux sondes',
    'Termómetro de dos sondas',
  ),
  plain('SCREWDRIVER', 'Screwdrivers', 'Tournevis', 'Destornilladores'),
  plain('WIRE_STRIPPER', 'Wire stripper', 'Pince à dénuder', 'Pelacables'),
  plain('PIPE_WRENCH', 'Pipe wrench', 'Clé à tubes', 'Llave para tubos'),
  plain('ADJUSTABLE_WRENCH', 'Adjustable wrench', 'Clé à molette', 'Llave ajustable'),
  plain('SEALING_TAPE', 'Sealing tape', 'Ruban d’étanchéité', 'Cinta selladora'),
  plain('SEALANT_GUN', 'Sealant gun', 'Pistolet à mastic', 'Pistola de sellador'),
  plain('LABEL_PRINTER', 'Label printer', 'Imprimante d’étiquettes', 'Impresora de etiquetas'),
  plain('CLEANING_SUPPLIES', 'Cleaning supplies', 'Produits d’entretien', 'Material de limpieza'),
]
