import type { CaseBook } from '../book/case-book.ts'
import type { PupilFile } from '../casework/pupil-file.ts'
import type { PlannedFamily } from '../people/family.ts'
import type { Places, Staff } from '../people/staff.ts'
import type { Term } from '../term.ts'

/** What a story has at hand when it is told. */
export type Telling = { book: CaseBook; staff: Staff; places: Places; term: Term; file: (key: string) => PupilFile }

/** One family and what happened to it this term, written by hand. */
export type Story = { family: (term: Term) => PlannedFamily; tell: (telling: Telling) => void }
