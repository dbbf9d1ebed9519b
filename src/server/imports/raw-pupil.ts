import type { ContactField, PupilField } from './columns.ts'
import type { RollPhone } from './roll-row.ts'

/** A line (or an element) of the file: where it is, and its cells as they were. */
export type SourceLine = { line: number; cells: string[] }

/** A contact before its words are read. A missing key means that the file has no such column. */
export type RawContact = {
  fields: Partial<Record<ContactField, string>>
  /** Missing when the file has no telephone columns for this contact. */
  phones?: { cell: string; label: RollPhone['label'] | null }[]
  /** Lines of an address in the order of an envelope; missing when the file has no such columns. */
  address?: string[]
  /** The contact's number in the file, from 1, where the layout gives one. */
  number: number | null
}

/** A pupil before the words are read: the meeting point of every layout. */
export type RawPupil = {
  lines: [SourceLine, ...SourceLine[]]
  fields: Partial<Record<PupilField, string>>
  formerUpns: string[]
  /** The cells of the school's own groupings; missing when the file has none. */
  groups?: { grouping: string; cell: string }[]
  address?: string[]
  contacts?: RawContact[]
}
