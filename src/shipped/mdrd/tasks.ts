import type { TaskTemplate } from '../../domain/production/template'
import { coarse } from './tasks/coarse'
import { demo } from './tasks/demo'
import { detailed } from './tasks/detailed'

/** Task templates of the family MDRD; the first is in force. */
export const taskTemplates: TaskTemplate[] = [detailed, coarse, ...demo]
