import { can } from '#domain/permissions/can.ts'
import type { Database } from '../store/database.ts'
import type { Touched } from '../sync/write-acts.ts'
import { applyImport, previewImport, type ImportDone, type ImportFailed, type ImportRequest } from './import-roll.ts'
import { applyMarks, previewMarks, type MarksDone, type MarksFailed, type MarksTaking } from './marks/import-marks.ts'
import { compareTotals, type TotalsReport } from './marks/compare-totals.ts'
import { offeredColumns, type OfferedColumn } from './marks/offered-columns.ts'
import { readingsOf } from './marks/school-readings.ts'
import { readFile } from './read-file.ts'
import { readText } from './read-text.ts'
import type { ReadFault } from './roll-row.ts'

/** What became of a file, or would: a roll's import or a register's. */
export type FileDone = ({ of: 'roll' } & ImportDone) | ({ of: 'marks' } & MarksDone)
/**
 * The columns of a table for a person to say what they hold: its headings say neither of a roll nor of marks enough, and `fault` is what it
 * would need; or the person says that it holds marks where it is read as a roll, and `fault` is null.
 */
export type ColumnsAsked = { ok: true; of: 'columns'; fault: ReadFault | null; columns: OfferedColumn[] }
/** A file that states totals and holds no marks: compared, and nothing taken. */
export type TotalsCompared = { ok: true; of: 'totals'; report: TotalsReport }
/** Why nothing was taken. Nothing is ever half imported. */
export type NotTaken = ImportFailed | MarksFailed

/** `auto`: marks where the headings speak of them, else a roll; of a transfer file, which holds both, the roll. `roll`: that alone, whatever else a column is read as. */
export type Wanted = 'auto' | 'marks' | 'roll'

/** Says what a file would change, or what has to be said first to read it, and changes nothing. `columns`: only that, whatever it is read as. */
export const previewFile = async (
  database: Database,
  request: ImportRequest,
  wanted: Wanted | 'columns',
): Promise<FileDone | TotalsCompared | ColumnsAsked | NotTaken> => {
  const { by, organisationId } = request
  if (wanted === 'columns')
    return can(by, 'import-roll', { organisationId })
      ? columnsOf(database, request, { ok: false, why: 'no-marks' }, null)
      : { ok: false, why: 'not-permitted' }
  const marks = isRollFirst(request.bytes, wanted) ? null : await previewMarks(database, request)
  if (marks?.ok) return { of: 'marks', ...marks }
  if (marks !== null && (wanted === 'marks' || marks.why !== 'no-marks')) return askForColumns(database, request, marks)
  const totals = wanted === 'roll' ? null : await compareTotals(database, request)
  if (totals !== null) return { ok: true, of: 'totals', report: totals }
  const roll = await previewImport(database, request)
  return roll.ok ? { of: 'roll', ...roll } : askForColumns(database, request, roll)
}

/** Where it is the headings alone that cannot be read, a person can say what stands under them. */
const askForColumns = async (
  database: Database,
  request: ImportRequest,
  failed: NotTaken,
): Promise<ColumnsAsked | NotTaken> => {
  if (failed.why !== 'unreadable' || !['no-heading', 'missing-columns', 'marks-twice'].includes(failed.fault.why))
    return failed
  return columnsOf(database, request, failed, failed.fault)
}

/** The columns of the file; `failed` where it has none. */
const columnsOf = async (
  database: Database,
  { bytes, organisationId, by }: ImportRequest,
  failed: NotTaken,
  fault: ReadFault | null,
): Promise<ColumnsAsked | NotTaken> => {
  const read = readFile(bytes)
  if (!read.ok || read.of !== 'table') return failed
  const readings = await database.read({ person: by.personId, organisations: [organisationId] }, (tx) =>
    readingsOf(tx, organisationId),
  )
  const columns = offeredColumns(read.table, readings)
  return columns === null ? failed : { ok: true, of: 'columns', fault, columns }
}

/** Imports a file: all of it that can be taken, or nothing. With `preview`, only exactly what that preview showed. Marks keep `fileName`. */
export const applyFile = async (
  database: Database,
  request: ImportRequest & Pick<MarksTaking, 'mayGoBack' | 'fileName'> & { preview?: string | null },
  wanted: Wanted,
  poke: (touched: readonly Touched[], grantsChangedFor: readonly string[]) => void,
): Promise<FileDone | TotalsCompared | NotTaken> => {
  const marks = isRollFirst(request.bytes, wanted) ? null : await applyMarks(database, request, poke)
  if (marks?.ok) return { of: 'marks', ...marks }
  if (marks !== null && (wanted === 'marks' || marks.why !== 'no-marks')) return marks
  const totals = wanted === 'roll' ? null : await compareTotals(database, request)
  if (totals !== null) return { ok: true, of: 'totals', report: totals }
  const roll = await applyImport(database, request, poke)
  return roll.ok ? { of: 'roll', ...roll } : roll
}

const isRollFirst = (bytes: Uint8Array, wanted: Wanted): boolean => {
  if (wanted !== 'auto') return wanted === 'roll'
  const read = readText(bytes)
  return read.ok && /^\s*</.test(read.text)
}
