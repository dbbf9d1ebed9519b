import { randomUUID } from 'node:crypto'
import type { Actor } from '#domain/permissions/actor.ts'
import type { Role, StaffMember } from '#domain/records/staff-member.ts'
import { applyAct } from '#server/sync/apply-acts.ts'
import type { Database } from '#server/store/database.ts'

/** A school small enough to hold in one's head: who works there, and its pupils with their open cases. */
export type SmallSchool = {
  id: string
  administrator: Actor
  staff: Actor[]
  pupils: { id: string; caseId: string }[]
}

/** A place in an organisation, as its record says it. */
export const memberOf = (organisationId: string, role: Role, name: string, id: string = randomUUID()): StaffMember => ({
  kind: 'staff-member',
  id,
  organisationId,
  name,
  role,
  yearGroups: null,
  leftOn: null,
})

/** The actor who holds just these places. */
export const actorOf = (...memberships: StaffMember[]): Actor => {
  const personId = memberships[0]?.id
  if (personId === undefined) throw new TypeError('An actor needs a place.')
  return { personId, memberships }
}

/** Applies one act as the office's own commands do: no tablet, no line. Throws when it is refused. */
export const actAtOffice = async (
  database: Database,
  by: Actor,
  name: string,
  args: unknown,
  now = '2026-09-07T08:00:00.000Z',
): Promise<void> => {
  const scope = { person: by.personId, organisations: by.memberships.map((membership) => membership.organisationId) }
  const applied = await database.write(scope, (tx) =>
    applyAct(tx, { uid: randomUUID(), name, args, recordedAt: now, by }, now),
  )
  if (!applied.ok) throw new Error(`${name} was refused: ${applied.refusal} ${applied.detail ?? ''}`)
}

/** Founds a school with staff of the given roles, and pupils who each have an open case owned by the first of the staff. */
export const foundSmallSchool = async (
  database: Database,
  plan: { code: string; name: string; roles: readonly Role[]; pupils: number; people?: readonly string[] },
): Promise<SmallSchool> => {
  const id = randomUUID()
  const administrator = actorOf(memberOf(id, 'administrator', 'Imran Shah'))
  await actAtOffice(database, administrator, 'found-organisation@1', {
    organisation: { id, code: plan.code, name: plan.name, type: 'school', phase: 'secondary', dfeNumber: null },
    founder: { personId: administrator.personId, name: 'Imran Shah' },
  })
  const staff: Actor[] = []
  for (const [place, role] of plan.roles.entries()) {
    const member = memberOf(id, role, `Colleague ${place + 1}`, plan.people?.[place] ?? randomUUID())
    await actAtOffice(database, administrator, 'add-staff-member@1', {
      organisationId: id,
      personId: member.id,
      name: member.name,
      role,
      yearGroups: null,
    })
    staff.push(actorOf(member))
  }
  const [first] = staff
  const lead = staff.find((actor) => actor.memberships[0]?.role === 'attendance-lead') ?? first
  if (first === undefined || lead === undefined) throw new TypeError('A school needs staff.')
  const pupils: SmallSchool['pupils'] = []
  for (let place = 0; place < plan.pupils; place += 1) {
    const pupil = { id: randomUUID(), caseId: randomUUID() }
    await actAtOffice(database, administrator, 'enrol-pupil@1', {
      pupil: {
        id: pupil.id,
        organisationId: id,
        upn: null,
        forename: 'Robin',
        surname: `Marsh${place + 1}`,
        preferredForename: null,
        preferredSurname: null,
        bornOn: '2012-03-04',
        sex: 'unknown',
        yearGroup: 9,
        registrationGroup: '9K',
        onRollFrom: '2023-09-04',
        address: null,
        householdId: null,
        firstLanguage: null,
        sen: 'none',
        freeSchoolMeals: 'unknown',
        lookedAfter: 'unknown',
        hasSocialWorker: 'unknown',
        youngCarer: 'unknown',
        medicalNote: null,
      },
      parents: [],
      listedOn: '2026-09-07',
    })
    await actAtOffice(database, lead, 'open-absence-case@1', {
      caseId: pupil.caseId,
      pupilId: pupil.id,
      organisationId: id,
      concerns: ['pattern'],
      reasons: { child: '', family: '', school: '' },
      stage: 'monitor',
      why: '',
      ownerId: first.personId,
      reviewOn: null,
      openedOn: '2026-09-07',
    })
    pupils.push(pupil)
  }
  return { id, administrator, staff, pupils }
}
