import {
  between,
  count,
  every,
  firstOf,
  is,
  isIn,
  some,
  value,
} from '../../domain/configurator/write'
import { label } from '../../domain/label'

/** Conditions and expressions that several MDRD tables share. */

export const INCHES = label('inches', 'pouces', 'pulgadas')

export const hasPegboard = is('pegboard', true)
export const isCustomPanel = is('pegboardSize', 'CUSTOM')

const E_SINKS = ['E_SINK', 'E_SINK_DI'] as const
export const isESink = isIn('element.type', ...E_SINKS)
export const isEDrain = is('element.type', 'E_DRAIN')
export const isDi = is('element.type', 'E_SINK_DI')
export const anyESink = some('basins', isESink)
export const anyDi = some('basins', isDi)
export const onlyDrains = every('basins', isEDrain)

/** Basins of the model, whether or not they are filled in yet. */
export const basinCount = value('sinkModel#basins')
export const diBasins = count('basins', isDi)

/** Dimensions of the current basin, standard or custom. */
export const basinWidth = firstOf(value('element.size#width'), value('element.width'))
export const basinLength = firstOf(value('element.size#length'), value('element.length'))
export const basinDepth = firstOf(value('element.size#depth'), value('element.depth'))

export const lengthFrom = (min: number, max: number) => between('length', min, max)
