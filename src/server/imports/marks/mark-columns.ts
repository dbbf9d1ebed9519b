import type { SchoolDay } from '#domain/time/school-day.ts'
import type { Session } from '#domain/time/school-session.ts'
import { readDay } from '../read-date.ts'
import { plainKey } from '../read-words.ts'

/** What a column says of marks. `marks` is one session's, or a whole day's where `session` is null; `day` is null where a column of days says it. */
export type MarkColumn =
  | { holds: 'day' }
  | { holds: 'session' }
  | { holds: 'mark' }
  | { holds: 'marks'; day: SchoolDay | null; session: Session | null }

const keys = (words: string): Set<string> => new Set(words.split(' '))
const dayHeadings = keys('date day attendancedate sessiondate markdate registerdate eventdate dateofsession')
const sessionHeadings = keys('session ampm sessionname sessiontype timeofday halfday part')
const markHeadings = keys(
  'mark code attendancecode attendancemark markcode sessionmark registrationmark sessioncode registermark attendance',
)
const morningHeadings = keys('am ammark amcode morning morningmark morningcode amsession amattendance')
const afternoonHeadings = keys('pm pmmark pmcode afternoon afternoonmark afternooncode pmsession pmattendance')

const sessionWords: ReadonlyMap<string, Session> = new Map([
  ...['am', 'a', 'morning', '1', 'am1', 'session1', 'amsession'].map((word) => [word, 'morning'] as const),
  ...['pm', 'p', 'afternoon', '2', 'pm1', 'session2', 'pmsession'].map((word) => [word, 'afternoon'] as const),
])

/** Morning or afternoon, from `AM`, `Morning`, `1` and what else schools' systems write; null when it is neither. */
export const readSession = (cell: string): Session | null => sessionWords.get(plainKey(cell)) ?? null

/** What a heading says of marks; null when it says nothing of them. */
export const readMarkHeading = (heading: string, notAfterYear: number): MarkColumn | null => {
  const key = plainKey(heading)
  if (dayHeadings.has(key)) return { holds: 'day' }
  if (sessionHeadings.has(key)) return { holds: 'session' }
  if (markHeadings.has(key)) return { holds: 'mark' }
  if (morningHeadings.has(key)) return { holds: 'marks', day: null, session: 'morning' }
  if (afternoonHeadings.has(key)) return { holds: 'marks', day: null, session: 'afternoon' }
  const [, dayText = heading, sessionText = ''] = /^(.*?\d)[\s:_-]*\(?([a-z]+)\)?$/i.exec(heading.trim()) ?? []
  const day = /\d.*\d/.test(dayText) ? readDay(dayText, notAfterYear) : null
  if (day === null || !day.ok) return null
  const session = sessionText === '' ? null : readSession(sessionText)
  return sessionText !== '' && session === null ? null : { holds: 'marks', day: day.day, session }
}
