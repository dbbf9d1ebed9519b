import { addDays, SchoolDay, weekdayOf } from '#domain/time/school-day.ts'
import { sessionsOfDay } from '#domain/time/school-session.ts'
import { readPupilElements, schoolOfYear } from '../read-ctf.ts'
import type { Encoding } from '../read-text.ts'
import { isUpnShaped } from '../read-upn.ts'
import { childOf, childrenOf, textAt, type XmlElement } from '../xml-element.ts'
import type { MarksFile, MarksReading, NamedPupil, StatedTotals, WrittenMark } from './marks-file.ts'

/** Parts of a pupil that say nothing of marks. */
const passedOver = new Set(['StageAssessments', 'SchoolHistory', 'Exclusions', 'Contacts'])

/** More marks than a school year has days for, weekends and holidays among them. */
const LONGEST = 2 * 366

/**
 * Reads the attendance strips of a Common Transfer File that are of this school (`dfeNumber`, `LLL/EEEE`): a mark for each morning
 * and afternoon of each day from `AttendanceStartDate`, with commas between them (since CTF 24) or one character each. A pupil's
 * strips of other schools are history that another register answers for: they are left out and counted.
 */
export const readStrips = (text: string, encoding: Encoding, dfeNumber: string | null): MarksReading => {
  const read = readPupilElements(text, passedOver, stripOf)
  if (!read.ok) return read
  const strips = read.pupils.flatMap(({ line, who, years }) => years.map((year) => ({ line, who, year })))
  const own = strips.filter(({ year }) => dfeNumber !== null && year.school === dfeNumber)
  const file: MarksFile = {
    format: 'ctf',
    layout: 'strips',
    encoding,
    pupils: [],
    rejected: [],
    warnings: [],
    columns: null,
    asWritten: (lines) => ({
      headings: ['UPN', 'Surname', 'Forename', 'Date of birth', 'AttendanceStartDate', 'AttendanceMarks'],
      rows: own
        .filter(({ line }) => lines.has(line))
        .map(({ line, who, year }) => ({
          line,
          cells: [who.upn, who.surname, who.forename, who.bornOn, year.from, year.marks.trim()].map(
            (cell) => cell ?? '',
          ),
        })),
    }),
  }
  for (const { line, who, year } of own) {
    const from = SchoolDay.safeParse(year.from)
    const marks = splitStrip(year.marks)
    if (!from.success) file.rejected.push({ line, reason: 'The day on which the strip begins cannot be read.' })
    else if (marks.length === 0) file.rejected.push({ line, reason: 'The strip holds no marks.' })
    else if (marks.length > LONGEST)
      file.rejected.push({ line, reason: `The strip holds ${marks.length} marks, more than a school year has.` })
    else
      file.pupils.push({
        line,
        who,
        marks: placed(marks, line, from.data, false),
        strip: { withoutWeekends: placed(marks, line, from.data, true), stated: year.stated },
      })
  }
  const elsewhere = strips.length - own.length
  if (elsewhere > 0)
    file.warnings.push({
      line: null,
      words:
        dfeNumber === null
          ? `${elsewhere} strips were left out: this school has no DfE number here, so it cannot be said which are its own.`
          : `${elsewhere} ${elsewhere === 1 ? 'strip of another school was' : 'strips of other schools were'} left out.`,
    })
  return { ok: true, file }
}

type Strip = { school: string; from: string; marks: string; stated: StatedTotals }
type PupilStrips = { line: number; who: NamedPupil; years: Strip[] }

const stripOf = (pupil: XmlElement, line: number): PupilStrips => {
  const upn = (textAt(pupil, 'UPN') ?? '').toUpperCase()
  const former = (textAt(pupil, 'BasicDetails', 'FormerUPN') ?? '').toUpperCase()
  const born = SchoolDay.safeParse(textAt(pupil, 'DOB'))
  return {
    line,
    who: {
      upn: isUpnShaped(upn) ? upn : null,
      formerUpns: isUpnShaped(former) ? [former] : [],
      forename: textAt(pupil, 'Forename') ?? null,
      surname: textAt(pupil, 'Surname') ?? null,
      bornOn: born.success ? born.data : null,
    },
    years: childrenOf(childOf(pupil, 'Attendance'), 'YearData').flatMap((year) => {
      const sessions = childOf(year, 'AttendSessions')
      if (sessions === undefined) return []
      return [
        {
          school: schoolOfYear(year),
          from: textAt(sessions, 'AttendanceStartDate') ?? '',
          // Space at the ends may be marks that were not made, where there is one character for each.
          marks: childOf(sessions, 'AttendanceMarks')?.text ?? '',
          stated: statedIn(year),
        },
      ]
    }),
  }
}

const statedIn = (year: XmlElement): StatedTotals => {
  const stated: StatedTotals = {}
  for (const [figure, element] of [
    ['possible', 'SessionsPossible'],
    ['attended', 'SessionsAttended'],
    ['authorised', 'SessionsAuthorised'],
    ['unauthorised', 'SessionsUnauthorised'],
  ] as const) {
    const said = textAt(year, element)
    if (said !== undefined && /^\d{1,4}$/.test(said)) stated[figure] = Number(said)
  }
  return stated
}

const splitStrip = (text: string): string[] => {
  if (text.includes(','))
    return text
      .trim()
      .split(',')
      .map((mark) => mark.trim())
  return (/[\n\t]/.test(text) ? text.trim() : text).split('')
}

/** Puts the marks of a strip in their places: two for each calendar day, or two for each weekday. */
const placed = (marks: readonly string[], line: number, from: SchoolDay, weekdaysOnly: boolean): WrittenMark[] => {
  const found: WrittenMark[] = []
  let day = from
  for (const [place, written] of marks.entries()) {
    const session = sessionsOfDay[place % 2]
    if (weekdaysOnly) day = weekdayFrom(day)
    if (session !== undefined) found.push({ line, day, session, written })
    if (place % 2 === 1) day = addDays(day, 1)
  }
  return found
}

/** The day itself, or the Monday after its weekend. */
const weekdayFrom = (day: SchoolDay): SchoolDay => addDays(day, [1, 0, 0, 0, 0, 0, 2][weekdayOf(day)] ?? 0)
