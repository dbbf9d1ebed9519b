import type { Database } from '../store/database.ts'
import type { Touched } from '../sync/write-acts.ts'
import { applyImport, previewImport, type ImportDone, type ImportFailed, type ImportRequest } from './import-roll.ts'
import { applyMarks, previewMarks, type MarksDone, type MarksFailed } from './marks/import-marks.ts'
import { readText } from './read-text.ts'

/** What became of a file, or would: a roll's import or a register's. */
export type FileDone = ({ of: 'roll' } & ImportDone) | ({ of: 'marks' } & MarksDone)
/** Why nothing was taken. Nothing is ever half imported. */
export type NotTaken = ImportFailed | MarksFailed

/** `auto`: marks where the headings speak of them, else a roll; of a transfer file, which holds both, the roll. */
export type Wanted = 'auto' | 'marks'

/** Says what a file would change, and changes nothing. */
export const previewFile = async (
  database: Database,
  request: ImportRequest,
  wanted: Wanted,
): Promise<FileDone | NotTaken> => {
  const marks = isRollFirst(request.bytes, wanted) ? null : await previewMarks(database, request)
  if (marks?.ok) return { of: 'marks', ...marks }
  if (marks !== null && (wanted === 'marks' || marks.why !== 'no-marks')) return marks
  const roll = await previewImport(database, request)
  return roll.ok ? { of: 'roll', ...roll } : roll
}

/** Imports a file: all of it that can be taken, or nothing. With `preview`, only exactly what that preview showed. */
export const applyFile = async (
  database: Database,
  request: ImportRequest & { preview?: string | null },
  wanted: Wanted,
  poke: (touched: readonly Touched[], grantsChangedFor: readonly string[]) => void,
): Promise<FileDone | NotTaken> => {
  const marks = isRollFirst(request.bytes, wanted) ? null : await applyMarks(database, request, poke)
  if (marks?.ok) return { of: 'marks', ...marks }
  if (marks !== null && (wanted === 'marks' || marks.why !== 'no-marks')) return marks
  const roll = await applyImport(database, request, poke)
  return roll.ok ? { of: 'roll', ...roll } : roll
}

const isRollFirst = (bytes: Uint8Array, wanted: Wanted): boolean => {
  if (wanted === 'marks') return false
  const read = readText(bytes)
  return read.ok && /^\s*</.test(read.text)
}
