import type { CustomNumbers } from '../boms/customPart'
import type { Label, Language, Locale } from '../label'
import type { Scalar } from './ast'

export type Value = Scalar | null

/** One element of a repeating group, by field key. */
export type ElementValues = { [field: string]: Value }

/** A normalised configuration: every option and group of the family is present. */
export type Configuration = { [key: string]: Value | ElementValues[] }

/** An accessory of one build: a catalogue id, kept byte for byte, and a whole number of at least 1. */
export type Accessory = { partNumber: string; quantity: number }

/** Facts around a configuration that are not options of it. */
export type ConfigurationContext = {
  language: Language
  /** Settings that override the defaults of the release, by parameter name. */
  parameters?: Readonly<Record<string, number>>
  /** Numbers of parts made to measure that are not those of the release. */
  customNumbers?: CustomNumbers
  /** Language of the sentences in refusals. */
  locale?: Locale
}

/** A sentence for people that keeps its other languages. */
export type Sentence = { message: string; label: Label }

export type Warning = Sentence & {
  /** W1, W2 ...: what the coordinator acknowledges. */
  code: string
  /** Unique within a build: the rule and the element it speaks of. */
  id: string
  /** Dotted path of the input it concerns: `basins.0.size`, `accessories.2`. */
  field: string
}
