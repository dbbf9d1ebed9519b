import type { SchoolDay } from '#domain/time/school-day.ts'
import type { RawPupil } from './raw-pupil.ts'
import { readPupil } from './read-pupil.ts'
import type { Roll } from './roll-row.ts'

/** Reads one pupil into the roll: taken, or rejected on each of its lines. */
export const takePupil = (roll: Roll, raw: RawPupil, today: SchoolDay): void => {
  const read = readPupil(raw, today)
  roll.warnings.push(...read.warnings)
  if (!read.ok) {
    for (const line of raw.lines) roll.rejected.push({ ...line, reason: read.reason })
    return
  }
  roll.pupils.push(read.row)
  roll.sources.set(read.row.line, raw.lines)
}
