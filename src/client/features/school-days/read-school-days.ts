import { readClosures } from '#client/casework/read-calendars.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { membershipIn, type Actor } from '#domain/permissions/actor.ts'
import { Organisation } from '#domain/records/organisation.ts'
import type { SchoolClosure } from '#domain/records/school-closure.ts'

/** A school with every closure it ever entered. */
export type SchoolDays = { school: Organisation; closures: SchoolClosure[] }

/** The schools where this person works, by name. A council's service holds no sessions and has no days of its own. */
export const readSchoolDays = async (db: DoorstepDatabase, actor: Actor): Promise<SchoolDays[]> => {
  const [rows, closures] = await Promise.all([
    db.records.where('kind').equals('organisation').toArray(),
    readClosures(db),
  ])
  return rows
    .flatMap((row) => Organisation.safeParse(row.body).data ?? [])
    .filter(({ id, type }) => type === 'school' && membershipIn(actor, id) !== null)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((school) => ({ school, closures: closures.filter(({ organisationId }) => organisationId === school.id) }))
}
