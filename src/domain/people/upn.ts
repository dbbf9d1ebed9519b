/** What is known of a Unique Pupil Number by looking at it. A warning is for a person to read; it never refuses a pupil. */
export type UpnReading = { ok: true; temporary: boolean } | { ok: false; warning: string }

/** The check letters in the order of their values, 0 to 22: no I, O or S, which look like digits. */
const checkLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/** A check letter; three digits for the authority, four for the school, two for the year, two of the serial; a digit, or the letter of a temporary number. */
const shape = /^([A-HJ-NP-RT-Z])(\d{11}[\dA-HJ-NP-RT-Z])$/

/**
 * Reads a Unique Pupil Number of 13 characters. The rule is that of the Unique Pupil Number standard, release 2.0: each of
 * the characters 2 to 13 is multiplied by its position, and the sum divided by 23 leaves the place of the first
 * character in the list of check letters. A number whose last character is a letter is a temporary one.
 */
export const readUpn = (upn: string): UpnReading => {
  const [, letter, rest] = shape.exec(upn) ?? []
  if (letter === undefined || rest === undefined) {
    return {
      ok: false,
      warning: 'This is not a UPN: it should be a letter, eleven digits, and a last digit or letter.',
    }
  }
  const expected = checkLetterOf(rest)
  return letter === expected
    ? { ok: true, temporary: /\D$/.test(rest) }
    : {
        ok: false,
        warning: `The first letter of this UPN should be ${expected}: one of its characters may be mistyped.`,
      }
}

/** The check letter that belongs before the other twelve characters of a UPN. */
export const checkLetterOf = (rest: string): string => {
  const sum = Array.from(rest).reduce((total, character, index) => total + valueOf(character) * (index + 2), 0)
  return checkLetters.charAt(sum % checkLetters.length)
}

const valueOf = (character: string): number =>
  /\d/.test(character) ? Number(character) : checkLetters.indexOf(character)
