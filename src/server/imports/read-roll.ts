import type { SchoolDay } from '#domain/time/school-day.ts'
import { readCsv } from './read-csv.ts'
import { readCtf } from './read-ctf.ts'
import { readText } from './read-text.ts'
import { LARGEST_FILE, type RollReading } from './roll-row.ts'

/**
 * Reads a school's roll from the bytes of a file: CSV or a Common Transfer File, told apart by what is in it and never by its
 * name. `today` is the day in England. Whatever the bytes, the answer is a roll or one of the faults of `ReadFault`.
 */
export const readRoll = (bytes: Uint8Array, today: SchoolDay): RollReading => {
  if (bytes.length > LARGEST_FILE) return { ok: false, fault: { why: 'too-large' } }
  const read = readText(bytes)
  if (!read.ok) return read
  const reading = /^\s*</.test(read.text)
    ? readCtf(read.text, read.encoding, today)
    : readCsv(read.text, read.encoding, today)
  if (reading.ok) reading.roll.rejected.sort((a, b) => a.line - b.line)
  return reading
}
