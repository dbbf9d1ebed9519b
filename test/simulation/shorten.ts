/**
 * The fewest steps that still fail in the same way: pieces are left out, large ones first, for as long as `fails` holds without
 * them. Numbers in steps pick among what there is, so that any part of a run is a run.
 */
export const shorten = async <T>(
  steps: readonly T[],
  fails: (fewer: readonly T[]) => Promise<boolean>,
): Promise<T[]> => {
  let shortest = [...steps]
  for (let size = Math.ceil(shortest.length / 2); size >= 1; size = Math.floor(size / 2)) {
    let at = 0
    while (at < shortest.length) {
      const fewer = [...shortest.slice(0, at), ...shortest.slice(at + size)]
      if (await fails(fewer)) shortest = fewer
      else at += size
    }
  }
  return shortest
}
