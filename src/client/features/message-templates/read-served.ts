import type { DoorstepDatabase } from '#client/store/database.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { can } from '#domain/permissions/can.ts'
import { Organisation } from '#domain/records/organisation.ts'
import { ServedSchool } from '#domain/records/served-school.ts'

/** A school that a council serves, or that this person could have it serve. */
export type School = { id: string; name: string; isServed: boolean; mayBegin: boolean }

/** The schools of a council's service, by name; null for an organisation that is none. */
export const readServed = async (db: DoorstepDatabase, actor: Actor, councilId: string): Promise<School[] | null> => {
  const organisations = (await db.records.where('kind').equals('organisation').toArray()).flatMap(
    (row) => Organisation.safeParse(row.body).data ?? [],
  )
  if (organisations.find(({ id }) => id === councilId)?.type !== 'council-service') return null
  const mine = organisations.filter(
    ({ id, type }) => type === 'school' && can(actor, 'serve-school', { organisationId: id }),
  )
  const served = (await db.records.where('[fileId+kind]').equals([councilId, 'served-school']).toArray())
    .flatMap((row) => ServedSchool.safeParse(row.body).data ?? [])
    .filter(({ ended }) => ended === null)
  const names = new Map([...served, ...mine].map(({ id, name }) => [id, name]))
  return [...names]
    .map(([id, name]) => ({
      id,
      name,
      isServed: served.some((tie) => tie.id === id),
      mayBegin: mine.some((school) => school.id === id),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
