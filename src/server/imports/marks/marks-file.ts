import type { SchoolDay } from '#domain/time/school-day.ts'
import type { Session } from '#domain/time/school-session.ts'
import type { Encoding } from '../read-text.ts'
import type { ImportWarning, ReadFault } from '../roll-row.ts'
import type { ColumnsRead } from './columns-read.ts'

/** Whom a line or an element of a file names, as far as it does. */
export type NamedPupil = {
  upn: string | null
  formerUpns: string[]
  forename: string | null
  surname: string | null
  bornOn: SchoolDay | null
  /** What the system that the marks come from calls the pupil, whatever becomes of their UPN. */
  upi?: string
}

/** One mark as the file has it, in its place. Cells that hold no mark are not among them. */
export type WrittenMark = { line: number; day: SchoolDay; session: Session; written: string }

/** Totals that the file itself states for a pupil's strip, in sessions; null where it states none. */
export type StatedTotals = Partial<Record<'possible' | 'attended' | 'authorised' | 'unauthorised', number>>

/**
 * One pupil's marks. `strip` is there when the marks came as one row of them from a first day, which may or may not have weekends
 * in it: `marks` are then by the calendar, `withoutWeekends` the same row over weekdays alone. `stated` is there when the file has
 * columns of totals beside its marks: what each line of this pupil states in them.
 */
export type MarkedPupil = {
  line: number
  who: NamedPupil
  marks: WrittenMark[]
  strip?: { withoutWeekends: WrittenMark[]; stated: StatedTotals }
  stated?: { line: number; totals: StatedTotals }[]
}

/** Lines of a file as they were, for a person to mend: cells under the headings. A line of a transfer file may have several rows. */
export type LinesAsWritten = { headings: string[]; rows: { line: number; cells: string[] }[] }

/** What a file of marks was found to hold, before anybody is looked up. */
export type MarksFile = {
  format: 'csv' | 'xlsx' | 'ctf' | 'wonde'
  /**
   * `long`: a line a mark or a day; `wide`: a column a session or a day; `strips`: a row of marks from a first day;
   * `fetched`: no file, the marks were asked for.
   */
  layout: 'long' | 'wide' | 'strips' | 'fetched'
  encoding: Encoding
  pupils: MarkedPupil[]
  rejected: { line: number; reason: string }[]
  warnings: ImportWarning[]
  /** How the columns were read; null where marks came in no table. */
  columns: ColumnsRead | null
  /** Reads these lines again as they are written; null where marks came in no file. */
  asWritten: ((lines: ReadonlySet<number>) => LinesAsWritten) | null
}

export type MarksReading = { ok: true; file: MarksFile } | { ok: false; fault: ReadFault }
