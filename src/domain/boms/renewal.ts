/**
 * How the next version of an unchanged bill of materials comes about: by command while the build is in its
 * first status, later by an Admin who gives a reason (domain handbook 4.6, contract 4). Ends a sentence that
 * says what comes before.
 */
export const renewalInWords = (isFirstStatus: boolean): string =>
  isFirstStatus
    ? 'generate the BOM again.'
    : 'an Admin saves the configuration of the build again, changed or as it is, with a reason: that makes the next version.'
