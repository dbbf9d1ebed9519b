import { registerYearId, type RegisterYear } from '#domain/records/register-year.ts'
import { marksIn, writeLetters } from '#domain/register/mark-letters.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { endOfDay, instantOf } from '#domain/time/instant.ts'
import { isSchoolDay, weekOf } from '#domain/time/school-calendar.ts'
import { addDays, type SchoolDay } from '#domain/time/school-day.ts'
import { daysOfSchoolYear, schoolYearOf } from '#domain/time/school-year.ts'

/** Pip: well enough in September, Mondays first, and of late hardly a day. Monday to Friday, the week before this one last. */
const pips = [
  '/\\ /\\ /\\ /\\ /\\',
  '/\\ /\\ L\\ /\\ /\\',
  'II /\\ /\\ /\\ /\\',
  'OO /\\ /\\ MM /O',
  'OO L\\ /\\ /\\ /O',
  'OO /\\ U\\ /\\ OO',
  '## ## ## ## ##',
  'OO OO /\\ U\\ OO',
  'OO OO II II OO',
  'OO OO U\\ OO OO',
  'OO OO OO /\\ OO',
  'OO OO OO OO NN',
]

/** Posy: here and cheerful, away on some of her brother's Mondays. */
const posys = [
  '/\\ /\\ /\\ /\\ /\\',
  '/\\ /\\ /\\ /\\ /\\',
  'II /\\ /\\ /\\ /\\',
  'OO /\\ /\\ /\\ /\\',
  'OO /\\ /\\ /\\ /\\',
  '/\\ /\\ L\\ /\\ /\\',
  '## ## ## ## ##',
  'OO /\\ /\\ /\\ VV',
  '/\\ /\\ /\\ /\\ /\\',
  'OO /\\ /\\ L\\ /\\',
  'II /\\ /\\ /\\ /\\',
  'OO /\\ /\\ /\\ /\\',
]

const written = { pip: pips, posy: posys }

/** This morning, once the registers have closed: Pip is missing and nobody knows why, so that there is somebody to ring. */
const thisMorning = { pip: 'N', posy: '/' } as const
const REGISTER_CLOSES = '08:55'

/**
 * The marks of the practice children up to last week, and this morning's on a school day, in this school year; none in its first days. A bank
 * holiday has no mark, whenever somebody practises.
 */
export const practiceMarks = (
  child: keyof typeof written,
  ids: { pupilId: string; organisationId: string },
  today: SchoolDay,
): RegisterYear[] => {
  const weeks = written[child]
  const from = addDays(weekOf(today), -7 * weeks.length)
  const letters = weeks.map((week) => `${week.replaceAll(' ', '')}....`).join('')
  const year = schoolYearOf(today)
  const marks = [...marksIn({ from, marks: letters }, daysOfSchoolYear(year))]
  if (marks.length > 0) marks.push({ day: today, session: 'morning', code: thisMorning[child] })
  const held = writeLetters(marks.filter(({ day }) => isSchoolDay(day, noClosuresEntered)))
  if (held === null) return []
  return [
    {
      kind: 'register-year',
      id: registerYearId(ids.pupilId, year),
      ...ids,
      year,
      ...held,
      takenAt: isSchoolDay(today, noClosuresEntered)
        ? instantOf(today, REGISTER_CLOSES)
        : endOfDay(addDays(weekOf(today), -3)),
    },
  ]
}
