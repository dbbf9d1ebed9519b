import type { Staff } from '../people/staff.ts'
import { headOfYear } from '../people/staff.ts'
import type { SeededChoice } from '../seeded-choice.ts'
import type { CaseBook } from './case-book.ts'
import { standings, tellEverydayCase, type Standing, type Workers } from './everyday-case.ts'
import { themes } from './everyday-themes.ts'
import type { PupilFile } from './pupil-file.ts'

/** How many everyday cases each person has, for how many of each year: more in the upper years, as the country's are. */
const shares: readonly (readonly [Owner, readonly number[]])[] = [
  ['officer', [8, 9, 11, 9, 10, 4, 7, 9, 1, 10, 8, 3, 11, 5]],
  ['secondOfficer', [9, 10, 7, 9, 11, 2, 8, 10, 6, 11, 9]],
  ['thirdOfficer', [10, 11, 8, 0, 9]],
  ['school', [7, 9, 8, 10, 11, 3, 9, 10, 1, 7, 5, 11]],
]
type Owner = 'officer' | 'secondOfficer' | 'thirdOfficer' | 'school'

/** Tells the term of some forty children, no two of one person's with the same trouble in the same words. */
export const tellEverydayCases = (
  book: CaseBook,
  files: readonly PupilFile[],
  staff: Staff,
  choice: SeededChoice,
): void => {
  const left = choice
    .shuffled(files)
    .filter(({ parents: [first] }) => first?.relationship === 'mother' || first?.relationship === 'father')
  const times = new Map<(typeof themes)[number], number>()
  let turn = 0
  for (const [owner, years] of shares)
    for (const year of years) {
      const at = left.findIndex(({ pupil }) => pupil.yearGroup === year)
      const [file] = left.splice(at, 1)
      if (at < 0 || file === undefined) throw new RangeError(`Nobody in Year ${year} is left to tell of.`)
      const school = year >= 7 ? 'secondary' : 'primary'
      const [theme] = themes
        .filter((one) => one.for.includes(school))
        .toSorted((a, b) => (times.get(a) ?? 0) - (times.get(b) ?? 0))
      if (theme === undefined) throw new RangeError('There are no troubles to tell of.')
      const place = times.get(theme) ?? 0
      times.set(theme, place + 1)
      tellEverydayCase(book, file, {
        theme,
        standing: standings[turn % standings.length] ?? ('nothing-due' satisfies Standing),
        workers: workersOf(owner, year, staff),
        place,
        choice,
      })
      turn += 1
    }
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
