import type { FurtherWork, TemplateTask } from '../../../domain/production/template'
import { is, isIn, not } from '../../../domain/configurator/write'
import { fillLabel, label, sameLabel, type Label } from '../../../domain/label'

/** Words that the task templates of the MDRD family share. */

/** A task that needs nothing special says only what it is. */
export const task = (
  entry: Pick<TemplateTask, 'key' | 'number' | 'title' | 'category' | 'minutes'> &
    Partial<TemplateTask>,
): TemplateTask => ({ after: [], tools: [], ticks: [], parts: [], ...entry })

/** Names the basin behind what is done in it. */
export const inBasin = (title: Label): Label =>
  fillLabel(
    label('{title}, basin {basin}', '{title}, cuve {basin}', '{title}, pileta {basin}'),
    (name) => (name === 'title' ? title : sameLabel('{element.number}')),
  )

/** Done in each basin for which `when` holds. */
export const perBasin = <Entry extends TemplateTask | FurtherWork>(entry: Entry): Entry => ({
  ...entry,
  title: inBasin(entry.title),
  repeat: 'basins',
})

export const hasPTrap = is('element.pTrap', true)

/** Accessories that nothing is fastened with: bins, covers and small goods travel in the crate. */
export const LOOSE_ACCESSORIES = [
  'T-OA-B110505',
  'T-OA-B110807',
  'T-OA-B111105',
  'B210-BLUE',
  'T2-OA-SC-2020-SS',
  'T2-OA-SC-2420-SS',
  'T2-OA-SC-3020-SS',
  'T2-AER-TUBEORG',
  'T2-OA-SINK-STRAINER',
] as const
export const isFitted = not(isIn('element.partNumber', ...LOOSE_ACCESSORIES))

/** Manuals are laid into the crate, never fitted. */
export const PACKED_ROLES = ['MANUAL', 'EXTRA_MANUAL', 'ACCESSORY']
