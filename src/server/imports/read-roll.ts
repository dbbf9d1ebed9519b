import type { SchoolDay } from '#domain/time/school-day.ts'
import { readCsv } from './read-csv.ts'
import { readCtf } from './read-ctf.ts'
import { readFile } from './read-file.ts'
import { LARGEST_FILE, type RollReading } from './roll-row.ts'

/**
 * Reads a school's roll from the bytes of a file: CSV, an Excel workbook or a Common Transfer File, told apart by what is in it and never by its
 * name. `today` is the day in England; `groupings` are headings of which the school says that they are groupings of its own. Whatever the bytes, the answer is a roll or one of the faults of `ReadFault`.
 */
export const readRoll = (
  bytes: Uint8Array,
  today: SchoolDay,
  groupings: ReadonlyMap<string, string> = new Map(),
): RollReading => {
  if (bytes.length > LARGEST_FILE) return { ok: false, fault: { why: 'too-large' } }
  const read = readFile(bytes)
  if (!read.ok) return read
  const reading = read.of === 'xml' ? readCtf(read.text, read.encoding, today) : readCsv(read.table, today, groupings)
  if (reading.ok) reading.roll.rejected.sort((a, b) => a.line - b.line)
  return reading
}
