/**
 * The file of what is a person's own in one organisation: their planned visits, their saved views. Every copy works it out
 * alike from the two identities. It belongs to the organisation, so that row-level security, grants and leaving hold for it
 * as for every other file; somebody with two places has two.
 */
export const ownFileOf = (organisationId: string, personId: string): string => {
  const organisation = digits(organisationId)
  // Turned, so that places and people who are numbered in order do not meet.
  const mixed = digits(personId).map((digit, place) => digit ^ (organisation[(place + TURN) % 32] ?? 0))
  // Version 8 is the one that RFC 9562 leaves to whoever makes the identity; the variant must be its own too.
  mixed[12] = 8
  mixed[16] = 8
  const text = mixed.map((digit) => digit.toString(16)).join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
}

const TURN = 5

const digits = (id: string): number[] =>
  id
    .replaceAll('-', '')
    .split('')
    .map((digit) => Number.parseInt(digit, 16))
