/** The same keys, each with a value or not there at all. */
type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** A key without a value becomes a key that is not there: the file does not speak of it. */
export function withoutMissing<T extends Record<string, unknown>>(values: T): Present<T>
export function withoutMissing(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
