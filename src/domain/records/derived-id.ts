/**
 * An identity that every copy works out alike from another one: its last two digits with `place` mixed in. For a record of
 * which a file has exactly one, so that two people who first need it at the same time make the same record.
 */
export const derivedId = (id: string, place: number): string => {
  const last = Number.parseInt(id.slice(-2), 16) ^ place
  return `${id.slice(0, -2)}${last.toString(16).padStart(2, '0')}`
}
