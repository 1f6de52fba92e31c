import type { Checklist } from '../../domain/quality/checklist'
import { endOfLine } from './checklists/endOfLine'
import { finalQc } from './checklists/finalQc'
import { packaging } from './checklists/packaging'
import { preQc } from './checklists/preQc'
import { production } from './checklists/production'

/** The five forms of an MDRD build, in the order in which it meets them (domain handbook 8). */
export const checklists: Checklist[] = [preQc, production, endOfLine, packaging, finalQc]
