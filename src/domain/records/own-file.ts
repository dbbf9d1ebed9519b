/**
 * The file of what is a person's own in one organisation: their planned visits, their saved views. Every copy works it out
 * alike from the two identities. It belongs to the organisation, so that row-level security, grants and leaving hold for it
 * as for every other file; somebody with two places has two.
 */
export const ownFileOf = (organisationId: string, personId: string): string =>
  mixedOf(organisationId, personId, { turn: 5, variant: 8 })

/** The file of a person's outings in one organisation, apart from their own: whoever looks out for them holds it too. */
export const outingsFileOf = (organisationId: string, personId: string): string =>
  mixedOf(organisationId, personId, { turn: 11, variant: 9 })

/**
 * The person's digits mixed with the organisation's, which are turned so that places and people who are numbered in order do
 * not meet. Version 8 is the one that RFC 9562 leaves to whoever makes the identity; a variant for each kind of file keeps
 * them apart.
 */
const mixedOf = (
  organisationId: string,
  personId: string,
  { turn, variant }: { turn: number; variant: 8 | 9 },
): string => {
  const organisation = digits(organisationId)
  const mixed = digits(personId).map((digit, place) => digit ^ (organisation[(place + turn) % 32] ?? 0))
  mixed[12] = 8
  mixed[16] = variant
  const text = mixed.map((digit) => digit.toString(16)).join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
}

const digits = (id: string): number[] =>
  id
    .replaceAll('-', '')
    .split('')
    .map((digit) => Number.parseInt(digit, 16))
