import { z } from 'zod'

import { labelSchema, placeholdersOf } from '../label'
import { PATH_PATTERN } from './ast'

/** Text with `{path}` placeholders, e.g. `T2-{legsModel}-KIT` or `{element.size#width}`. */
export const templateSchema = z
  .string()
  .min(1)
  .refine(
    (text) => placeholdersOf(text).every((name) => PATH_PATTERN.test(name)),
    'a placeholder is not a path',
  )

/** Sentences with the same placeholders, choices by their labels: `Basin {element.number}`. */
export const labelTemplateSchema = labelSchema.refine(
  (text) =>
    Object.values(text).every((line) =>
      placeholdersOf(line).every((name) => PATH_PATTERN.test(name)),
    ),
  'a placeholder is not a path',
)
