/**
 * What may leave the case team of counts of pupils in groups. A figure about fewer than five pupils could tell of a child who is known to
 * be in the group, so it is left out, and with it whatever it could be had from by subtraction (domain: section 5.1; the Department
 * suppresses its own tables in the same way).
 */
export const FEWEST = 5

/** Pupils of a group, those of them who are persistently absent, and those of these who are severely absent. */
export type PupilCounts = { pupils: number; persistent: number; severe: number }

/** The same, with null for what is left out. Without `pupils` nothing of the group may be told, its sessions neither. */
export type ToldCounts = { [each in keyof PupilCounts]: number | null }

/** A table of groups that share no pupil and have all of them, with its line of totals. */
export type ToldTable = { all: ToldCounts; groups: ToldCounts[] }

/**
 * Leaves out of a table what could tell of fewer than five pupils. `groups` have each pupil once, so that their sum is the line of totals,
 * which is told too unless it is small itself. Told are whole numbers alone: a rate is made of those that are told.
 *
 * Safe against a reader who knows the totals and this rule: whatever is left out could as well be another number, one child more here and
 * one fewer there, with nothing told being different. Several tables of the same pupils may stand on one paper: they share their totals,
 * which are told or left out in all of them alike, and nothing of one table follows from another. Papers about different pupils or different
 * spans of days are not compared.
 */
export const suppress = (groups: readonly PupilCounts[]): ToldTable => {
  const all = sumOf(groups)
  const isTotalTold = { pupils: true, persistent: true, severe: true }
  const lines: Line[] = groups.map((counts) => ({ counts, told: { ...isTotalTold } }))
  for (const column of columns) {
    if (isSmallIn(column, all, isTotalTold)) hide(isTotalTold, column)
    for (const { counts, told } of lines) {
      // Where the total is left out, what it leaves a few of is so in each group, whether the group tells the other figure or not.
      const beside = isTotalTold[column] ? told : { ...told, persistent: true }
      if (!isTotalTold.pupils || isSmallIn(column, counts, beside)) hide(told, column)
    }
    hideMore(lines, column, isTotalTold)
  }
  if (lines.some((line) => columns.some((column) => !isHidden(line, column, lines, isTotalTold)))) {
    // What is told of one column fixes the other: neither is told of any group. The totals, which are not small, stay.
    for (const { told } of lines) Object.assign(told, { persistent: false, severe: false })
  }
  return {
    all: tell({ counts: all, told: isTotalTold }),
    groups: lines.map(tell),
  }
}

/** What is counted of a group; pupils first, since nothing else is told without them. */
export type Column = keyof PupilCounts
type Told = Record<Column, boolean>
type Line = { counts: PupilCounts; told: Told }

export const columns: readonly Column[] = ['pupils', 'persistent', 'severe']

/** Groups that share no pupil, as one. */
export const sumOf = (groups: readonly PupilCounts[]): PupilCounts => {
  const sum = { pupils: 0, persistent: 0, severe: 0 }
  for (const each of groups) for (const column of columns) sum[column] += each[column]
  return sum
}

const tell = ({ counts, told }: Line): ToldCounts => ({
  pupils: told.pupils ? counts.pupils : null,
  persistent: told.persistent ? counts.persistent : null,
  severe: told.severe ? counts.severe : null,
})

/** About some, and about fewer than five. */
export const isSmall = (count: number): boolean => count > 0 && count < FEWEST

/** Of a group whose pupils are not told nothing is. */
const hide = (told: Told, column: Column): void => {
  if (column === 'pupils') Object.assign(told, { persistent: false, severe: false })
  told[column] = false
}

/** Whether a figure is about a few, or leaves a few when it is taken from one told beside it: 28 of 30 tell of two. */
export const isSmallIn = (
  column: Column,
  { pupils, persistent, severe }: PupilCounts,
  beside: Readonly<Record<Column, boolean>>,
): boolean => {
  switch (column) {
    case 'pupils':
      return isSmall(pupils)
    case 'persistent':
      return isSmall(persistent) || isSmall(pupils - persistent)
    case 'severe':
      return isSmall(severe) || isSmall(pupils - severe) || (beside.persistent && isSmall(persistent - severe))
  }
}

/**
 * Leaves out more of a column, the smallest figure first, until what is left out tells of a few neither one by one nor together: the sum of
 * what is missing is had by taking what is there from the total.
 */
const hideMore = (lines: readonly Line[], column: Column, isTotalTold: Told): void => {
  if (!isTotalTold[column]) return
  for (;;) {
    const hidden = lines.filter(({ told }) => !told[column])
    if (hidden.length === 0) return
    const isSafe =
      hidden.length > 1 &&
      !isSmallIn(column, sumOf(hidden.map(({ counts }) => counts)), isTotalTold) &&
      hidden.every((line) => isHidden(line, column, lines, isTotalTold))
    const next = isSafe ? undefined : smallestTold(lines, column)
    if (next === undefined) return
    hide(next.told, column)
  }
}

/** An empty figure hides nothing, so it is the last to be left out. */
const smallestTold = (lines: readonly Line[], column: Column): Line | undefined =>
  lines
    .filter(({ told }) => told[column])
    .toSorted((a, b) => rank(a.counts[column]) - rank(b.counts[column]) || a.counts.pupils - b.counts.pupils)
    .at(0)

const rank = (count: number): number => (count === 0 ? Number.POSITIVE_INFINITY : count)

/** A pupil of a group is one of these; each counts in the columns that are listed. */
const standings = [['pupils'], ['pupils', 'persistent'], ['pupils', 'persistent', 'severe']] as const

const howMany = ({ pupils, persistent, severe }: PupilCounts): number[] => [
  pupils - persistent,
  persistent - severe,
  severe,
]

/**
 * True when a figure that is left out could as well be another: when a child of this group and one of another may change places, or one
 * may belong there instead, or, where totals are left out too, may stand otherwise, and everything that is told is as before.
 */
const isHidden = (line: Line, column: Column, lines: readonly Line[], isTotalTold: Told): boolean => {
  if (line.told[column]) return true
  const [here, changes] = [howMany(line.counts), changesOf(column)]
  return changes.some(({ from, to, differs }) => {
    const stays = (told: Told): boolean => differs.every((each) => !told[each])
    if (!stays(line.told)) return false
    if (here[from] === 0 && from !== NOBODY) return false
    if (from !== NOBODY && to !== NOBODY && stays(isTotalTold)) return true
    return lines.some(
      (other) => other !== line && stays(other.told) && (to === NOBODY || (howMany(other.counts)[to] ?? 0) > 0),
    )
  })
}

/** Stands for no child at all in an exchange between two groups: one child goes, and none comes. */
const NOBODY = -1

/** A child who stands one way leaves the group, and one who stands another way takes the place: which columns of the group differ then. */
const changesOf = (column: Column): { from: number; to: number; differs: readonly Column[] }[] => {
  const ways = [NOBODY, 0, 1, 2]
  return ways
    .flatMap((from) => ways.map((to) => ({ from, to })))
    .map(({ from, to }) => {
      const [went, came]: readonly (readonly Column[])[] = [standings[from] ?? [], standings[to] ?? []]
      return { from, to, differs: columns.filter((each) => went?.includes(each) !== came?.includes(each)) }
    })
    .filter(({ differs }) => differs.includes(column))
}
