/** A configuration in words is the same on screen and in records: the domain says it. */
export {
  configurationInWords,
  valueInWords,
  type SaidBlock,
  type SaidField,
  type SaidSection,
} from '../../domain/configurator/inWords'
