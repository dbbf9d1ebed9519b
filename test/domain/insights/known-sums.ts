/**
 * An attacker with paper and pencil: knows some sums of numbers that were not told one by one, and says whether another sum follows from them by
 * adding and subtracting. A sum is written as how often each of the numbers is in it.
 */
export class KnownSums {
  private readonly rows: number[][] = []

  add(sum: readonly number[]): void {
    const left = this.without(sum)
    const by = left.find((one) => one !== 0)
    if (by !== undefined) this.rows.push(left.map((one) => one / by))
  }

  has(sum: readonly number[]): boolean {
    return this.without(sum).every((one) => one === 0)
  }

  /** What of a sum does not follow from those that are known. */
  private without(sum: readonly number[]): number[] {
    let left = [...sum]
    for (const known of this.rows) {
      const times = left[known.findIndex((one) => one !== 0)] ?? 0
      if (times === 0) continue
      left = left.map((one, at) => {
        const less = one - times * (known[at] ?? 0)
        return Math.abs(less) < 1e-9 ? 0 : less
      })
    }
    return left
  }
}

/** Every choice of some of `count` things, by their places. */
export const choicesOf = (count: number): number[][] =>
  Array.from({ length: 2 ** count }, (_, choice) =>
    Array.from({ length: count }, (__, place) => place).filter((place) => Math.floor(choice / 2 ** place) % 2 === 1),
  )
