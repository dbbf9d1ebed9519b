/**
 * A value as JSON text with its keys in order. A record that came back from PostgreSQL has its keys in another order than
 * the one a tablet wrote, and is the same record.
 */
export const jsonText = (value: unknown): string => JSON.stringify(ordered(value))

/** True when two values that can be written as JSON say the same. */
export const sameValue = (a: unknown, b: unknown): boolean => jsonText(a) === jsonText(b)

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => [key, ordered(held)]),
  )
}
