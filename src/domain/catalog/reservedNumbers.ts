import { patternShape } from '../boms/customPart'

/** How the numbers of one class of parts made to measure look: under its code, or by a pattern. */
export type CustomNumbering = { classCode: string; patterns: readonly string[] }

/** Whether a number is this dotted code itself, or stands under it. */
const isUnder = (partNumber: string, code: string): boolean =>
  partNumber.startsWith(code) && !/^[A-Za-z0-9]/.test(partNumber.slice(code.length))

/**
 * Why nobody may type this part number, to be read behind it; null when it is free. Numbers of the 700
 * class, of the classes of custom parts and of their patterns are given by orders alone (BR-006).
 */
export function reservedFault(
  partNumber: string,
  classes: readonly CustomNumbering[],
): string | null {
  const number = partNumber.trim()
  const owner = classes.find(
    ({ classCode, patterns }) =>
      isUnder(number, classCode) || patterns.some((pattern) => patternShape(pattern).test(number)),
  )
  if (owner)
    return `is a number of class ${owner.classCode}, whose parts are made when an order asks for their size. Choose another one`
  return /^700(\.|$)/.test(number)
    ? 'is a number of the 700 class, which configured and custom items get by themselves. Choose another one'
    : null
}
