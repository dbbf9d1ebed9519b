import type { OfficeAtWork } from '../office-at-work.ts'
import type { Family } from '../people/family.ts'
import type { Places, Staff } from '../people/staff.ts'
import { SEED } from '../seed.ts'
import { SeededChoice } from '../seeded-choice.ts'
import { stories } from '../stories/every-story.ts'
import type { Term } from '../term.ts'
import { openCaseBook } from '../book/case-book.ts'
import { tellEverydayCases } from './everyday-cases.ts'
import { enterHolidays } from './closures.ts'
import { setCutOffs } from './cut-offs.ts'
import { writeCouncilMessages } from './council-messages.ts'
import { writeMessages } from './messages.ts'
import { fillOwnFiles } from './own-files.ts'
import type { PupilFile } from './pupil-file.ts'
import { readPupilFiles } from './read-pupil-files.ts'

/** A term of casework: the stories told by hand and the commoner cases, applied in the order in which the office heard of them. */
export const tellTheTerm = async (
  office: OfficeAtWork,
  { places, staff }: { places: Places; staff: Staff },
  families: readonly Family[],
  term: Term,
): Promise<void> => {
  const fileOf = await readPupilFiles(office.tx)
  const children = families.flatMap((family) => family.children)
  const told = new Map<string, PupilFile>()
  for (const child of children) if (child.key !== null) told.set(child.key, fileOf(child))
  const book = openCaseBook(term, office.choice)
  const file = (key: string): PupilFile => {
    const found = told.get(key)
    if (found === undefined) throw new RangeError(`No story has a child called ${key}.`)
    return found
  }
  for (const story of stories) story.tell({ book, staff, places, term, file })
  const others = children.filter((child) => child.key === null).map(fileOf)
  tellEverydayCases(book, others, staff, new SeededChoice(`${SEED} everyday`))
  for (const act of book.acts.inOrder) await office.apply(act)
  for (const picture of book.acts.pictures) await office.keep(picture)
  await fillOwnFiles(office, { staff, term, file })
  await writeMessages(office, { staff, term })
  await enterHolidays(office, { places, staff, term })
  await setCutOffs(office, { places, staff })
  await writeCouncilMessages(office, { places, staff, term })
}
