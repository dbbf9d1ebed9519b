import { readUpn } from '#domain/people/upn.ts'

/** A letter, eleven digits, and a digit or a letter: what may stand in a pupil's record as a UPN, whatever its check letter. */
export const isUpnShaped = (upn: string): boolean => /^[A-Z]\d{11}[\dA-Z]$/.test(upn)

/** A temporary number, which a school gives until the real one is found: its last character is a letter. */
export const isTemporaryUpn = (upn: string): boolean => /[A-Z]$/.test(upn)

/** What a person should know of a UPN, or null. A wrong check letter is kept with a warning; what is no UPN at all is left out. */
export const upnWarning = (upn: string): string | null => {
  if (upn === '') return null
  if (!isUpnShaped(upn)) return 'The UPN is not a letter, eleven digits and a last digit or letter, so it was left out.'
  const read = readUpn(upn)
  return read.ok ? null : read.warning
}
