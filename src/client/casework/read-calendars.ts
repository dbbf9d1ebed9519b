import type { DoorstepDatabase } from '#client/store/database.ts'
import { SchoolClosure } from '#domain/records/school-closure.ts'
import { calendarOf, noClosuresEntered } from '#domain/time/calendar-of.ts'
import type { SchoolCalendar } from '#domain/time/school-calendar.ts'

/** The calendar of each organisation. One that has entered nothing has weekdays without bank holidays. */
export type Calendars = (organisationId: string) => SchoolCalendar

/** Every closure on this tablet that can be read, those that were taken out too. */
export const readClosures = async (db: DoorstepDatabase): Promise<SchoolClosure[]> =>
  (await db.records.where('kind').equals('school-closure').toArray()).flatMap((row) => {
    const read = SchoolClosure.safeParse(row.body)
    return read.success ? [read.data] : []
  })

/** The calendars of all organisations on this tablet. */
export const readCalendars = async (db: DoorstepDatabase): Promise<Calendars> => calendarsOf(await readClosures(db))

/** The calendars that closures of several organisations make. */
export const calendarsOf = (closures: readonly SchoolClosure[]): Calendars => {
  const calendars = new Map(
    [...new Set(closures.map(({ organisationId }) => organisationId))].map((id) => [
      id,
      calendarOf(closures.filter(({ organisationId }) => organisationId === id)),
    ]),
  )
  return (organisationId) => calendars.get(organisationId) ?? noClosuresEntered
}
