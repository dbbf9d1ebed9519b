/** An invariant of src/sync/SPEC.md does not hold. */
export class Violation extends Error {
  constructor(invariant: string, what: string) {
    super(`${invariant}: ${what}`)
    this.name = 'Violation'
  }
}

/** Stops the run unless `holds`. */
export const must = (holds: boolean, invariant: string, what: () => string): void => {
  if (!holds) throw new Violation(invariant, what())
}
