import type { SchoolName } from '../people/family.ts'
import { headOfYear, type Staff } from '../people/staff.ts'
import type { SeededChoice } from '../seeded-choice.ts'
import type { CaseBook } from '../book/case-book.ts'
import { standings, tellEverydayCase, type Standing, type Workers } from './everyday-case.ts'
import { themes, type Theme } from './everyday-themes.ts'
import type { PupilFile } from './pupil-file.ts'

/** How many everyday cases each person has, for how many of each year: more in the upper years, as the country's are. */
const shares: readonly (readonly [Owner, readonly number[]])[] = [
  ['officer', [8, 9, 11, 9, 10, 4, 7, 9, 1, 10, 8, 3, 11, 5, 9, 10, 11, 7]],
  ['secondOfficer', [9, 10, 7, 9, 11, 2, 8, 10, 6, 11, 9]],
  ['thirdOfficer', [10, 11, 8, 0, 9]],
  ['school', [7, 9, 8, 10, 11, 3, 9, 10, 1, 7, 5, 11]],
]
/** Cases that were closed because things are better. */
const closed: readonly (readonly [Owner, number])[] = [
  ['officer', 10],
  ['officer', 2],
  ['secondOfficer', 8],
  ['thirdOfficer', 9],
  ['school', 11],
]
type Owner = 'officer' | 'secondOfficer' | 'thirdOfficer' | 'school'

/** Tells the term of some forty children, no two of one person's with the same trouble in the same words. */
export const tellEverydayCases = (
  book: CaseBook,
  files: readonly PupilFile[],
  staff: Staff,
  choice: SeededChoice,
): void => {
  const left = choice.shuffled(files).filter(isPlain)
  const forenames = new Set<string>()
  const times = new Map<Theme, number>()
  const tell = (owner: Owner, year: number, standing: Standing): void => {
    const theme = leastTold(themes, year >= 7 ? 'secondary' : 'primary', times)
    const suits = theme.suits ?? (() => true)
    const at = left.findIndex(({ pupil }) => pupil.yearGroup === year && !forenames.has(pupil.forename) && suits(pupil))
    const file = at < 0 ? undefined : left.splice(at, 1)[0]
    if (file === undefined) throw new RangeError(`Nobody in Year ${year} is left to tell of.`)
    forenames.add(file.pupil.forename)
    const place = times.get(theme) ?? 0
    times.set(theme, place + 1)
    tellEverydayCase(book, file, { theme, standing, workers: workersOf(owner, year, staff), place, choice })
  }
  const all = shares.flatMap(([owner, years]) => years.map((year) => [owner, year] as const))
  for (const [turn, [owner, year]] of all.entries())
    tell(owner, year, standings[turn % standings.length] ?? 'nothing-due')
  for (const [owner, year] of closed) tell(owner, year, 'closed')
}

/** A child with a mother or a father first on the list, in whose words the troubles are told. */
const isPlain = ({ parents: [first] }: PupilFile): boolean =>
  first?.relationship === 'mother' || first?.relationship === 'father'

const leastTold = (all: readonly Theme[], school: SchoolName, times: ReadonlyMap<Theme, number>): Theme => {
  const [least] = all
    .filter((theme) => theme.for.includes(school))
    .toSorted((a, b) => (times.get(a) ?? 0) - (times.get(b) ?? 0))
  if (least === undefined) throw new RangeError('There are no troubles to tell of.')
  return least
}

const workersOf = (owner: Owner, year: number, staff: Staff): Workers => {
  const head = headOfYear(staff, year)
  const school =
    year < 7
      ? staff.primaryPastoral
      : year > 10
        ? staff.pastoralEldest
        : year > 8
          ? staff.pastoral
          : staff.pastoralYounger
  return { opener: owner === 'school' ? school : head, owner: owner === 'school' ? head : staff[owner], school }
}
