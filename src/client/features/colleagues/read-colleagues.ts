import { readKept, readSchools } from '#client/casework/read-file.ts'
import { isKept } from '#client/casework/kept-record.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { can } from '#domain/permissions/can.ts'
import { calledName } from '#domain/records/pupil.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'

/** A case that somebody answers for, by the child's name: only where the file is on this tablet. */
export type NamedCase = { pupilId: string; name: string }

/** One colleague's place in one organisation, as this tablet holds it. */
export type Colleague = {
  member: StaffMember
  organisation: string
  /** Whether the person holding the tablet may change this place, and looks after its tablets. */
  mayChange: boolean
  /** The open cases they answer for of which this tablet holds the file. */
  cases: NamedCase[]
}

/** Everyone in the organisations whose people this person looks after, or whose children they answer for; by name. */
export const readColleaguePlaces = async (db: DoorstepDatabase, actor: Actor): Promise<Colleague[]> => {
  const schools = await readSchools(db)
  const cases = await readOpenCases(db)
  const kept = (await db.records.where('kind').equals('staff-member').toArray()).map(readKept)
  return kept
    .flatMap((one) => (one !== null && isKept(one, 'staff-member') ? [one.record] : []))
    .flatMap((member): Colleague[] => {
      const { organisationId } = member
      const mayChange = can(actor, 'change-staff-member', { organisationId, staffRoles: [member.role] })
      if (!mayChange && !can(actor, 'see-access-log', { organisationId })) return []
      const organisation = schools.get(organisationId) ?? ''
      return [{ member, organisation, mayChange, cases: cases.get(`${organisationId} ${member.id}`) ?? [] }]
    })
    .toSorted((a, b) => a.organisation.localeCompare(b.organisation) || a.member.name.localeCompare(b.member.name))
}

/** Open cases by organisation and owner. */
const readOpenCases = async (db: DoorstepDatabase): Promise<Map<string, NamedCase[]>> => {
  const pupils = new Map(
    (await db.records.where('kind').equals('pupil').toArray())
      .map(readKept)
      .flatMap((one) => (one !== null && isKept(one, 'pupil') ? [[one.record.id, one.record] as const] : [])),
  )
  const found = new Map<string, NamedCase[]>()
  for (const one of (await db.records.where('kind').equals('absence-case').toArray()).map(readKept)) {
    if (one === null || !isKept(one, 'absence-case') || one.record.status !== 'open') continue
    const pupil = pupils.get(one.record.pupilId)
    if (pupil === undefined) continue
    const key = `${pupil.organisationId} ${one.record.ownerId ?? ''}`
    found.set(key, [...(found.get(key) ?? []), { pupilId: pupil.id, name: calledName(pupil) }])
  }
  return found
}
