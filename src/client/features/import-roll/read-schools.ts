import { can } from '#domain/permissions/can.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { Organisation } from '#domain/records/organisation.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'

/** A school whose roll this person may import. */
export type School = Pick<Organisation, 'id' | 'code' | 'name'>

/** The schools on this tablet whose roll this person may import, by name. A council's service has no roll of its own. */
export const readSchools = async (db: DoorstepDatabase, actor: Actor): Promise<School[]> => {
  const rows = await db.records.where('kind').equals('organisation').toArray()
  return rows
    .flatMap((row) => Organisation.safeParse(row.body).data ?? [])
    .filter(({ id, type }) => type === 'school' && can(actor, 'import-roll', { organisationId: id }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
