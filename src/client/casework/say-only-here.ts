/** How many photos and signatures: `1 photo or signature`. */
export const sayPictures = (count: number): string =>
  count === 1 ? '1 photo or signature' : `${count} photos and signatures`

/** How many entries: `1 entry`. */
export const sayEntries = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`)

/** The parts that there are, as a list in words; `Nothing` where there is none. */
export const sayParts = (parts: readonly (string | null)[]): string => {
  const there = parts.filter((part) => part !== null)
  const last = there.at(-1)
  if (last === undefined) return 'Nothing'
  return there.length === 1 ? last : `${there.slice(0, -1).join(', ')} and ${last}`
}
