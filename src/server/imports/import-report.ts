import { csvText } from '#domain/csv.ts'
import type { ImportPlan } from './plan-import.ts'
import type { ImportWarning, RejectedRow, Roll } from './roll-row.ts'

/** What an import did, or would do: counts, and every line that was not taken with the reason. */
export type ImportReport = {
  format: Roll['format']
  encoding: string
  /** Pupils' lines in the file, taken or not; blank lines and instructions are not counted. */
  rows: number
  /** Pupils who are new here. */
  accepted: number
  updated: number
  unchanged: number
  rejected: { line: number; reason: string }[]
  warnings: ImportWarning[]
  /** Columns that were left out. */
  extraColumns: string[]
  /** Lines that were passed over as instructions or notes. */
  noteLines: number[]
  /** Pupils on roll here whom the file does not name; they stay as they are. */
  notInFile: number
  /** Pupils of the file of whom it has marks of this school’s register too: a roll takes none of them, they are taken by themselves. */
  withMarks: number
}

/** The report of one plan, for the school of this DfE number (`LLL/EEEE`); with none, any marks may be of its register. */
export const reportOf = (roll: Roll, plan: ImportPlan, dfeNumber: string | null): ImportReport => {
  const count = (change: 'new' | 'updated' | 'unchanged') =>
    plan.pupils.filter((pupil) => pupil.change === change).length
  return {
    format: roll.format,
    encoding: roll.encoding,
    rows: roll.rows,
    accepted: count('new'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    rejected: plan.rejected.map(({ line, reason }) => ({ line, reason })),
    warnings: plan.warnings,
    extraColumns: roll.extraColumns,
    noteLines: roll.noteLines,
    notInFile: plan.notInFile,
    withMarks: roll.strips.filter((schools) => dfeNumber === null || schools.includes(dfeNumber)).length,
  }
}

/** The rejected lines as CSV to mend and import again: the file's own columns after the line and the reason. */
export const rejectedCsv = (headings: readonly string[], rejected: readonly RejectedRow[]): string =>
  csvText([
    ['Line', 'Reason', ...headings],
    ...rejected.map(({ line, reason, cells }) => [String(line), reason, ...cells]),
  ])
