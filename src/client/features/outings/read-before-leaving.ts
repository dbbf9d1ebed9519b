import type { DoorstepDatabase } from '#client/store/database.ts'
import { isKept } from '#client/casework/kept-record.ts'
import { readColleaguesOf, readKept } from '#client/casework/read-file.ts'
import { myOuting, readOutings } from '#client/casework/read-outings.ts'
import { isOpen, readPlans } from '#client/casework/read-visits.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import type { PlannedVisit } from '#domain/records/planned-visit.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { readNumbersGiven, type NumbersGiven } from './numbers-given.ts'

/** What the form before leaving is filled with. */
export type BeforeLeaving = {
  /** Colleagues who may be told, each once though they work in several places. */
  colleagues: StaffMember[]
  visitIds: string[]
  /** Today's visits with time and address, and no child's name. */
  where: string
  /** Who was told last time, where they do not come along today; or null. */
  lastWatcher: string | null
  /** Who comes along to a visit of today, where it is one colleague; null otherwise. */
  companion: string | null
  /** The numbers given last time. */
  numbers: NumbersGiven
  /** The outing this person is on already, or null. */
  out: string | null
}

export const readBeforeLeaving = async (
  db: DoorstepDatabase,
  actor: Actor,
  today: SchoolDay,
): Promise<BeforeLeaving> => {
  const [outings, plans, numbers, ...members] = await Promise.all([
    readOutings(db),
    readPlans(db, actor),
    readNumbersGiven(db),
    ...actor.memberships.map(({ organisationId }) => readColleaguesOf(db, organisationId)),
  ])
  const able = members.flat().filter(({ id, role }) => id !== actor.personId && role !== 'administrator')
  const colleagues = [...new Map(able.toReversed().map((member) => [member.id, member])).values()].toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  )
  const due = plans.map(({ record }) => record).filter((plan) => isOpen(plan) && plan.on <= today)
  const companions = [...new Set(due.flatMap(({ withId }) => withId ?? []))]
  const [only = null] = companions.length === 1 ? companions : []
  const lines = await Promise.all(due.map((plan) => lineOf(db, plan)))
  const mine = outings.filter(({ record }) => record.personId === actor.personId)
  const last = mine[0]?.record.watcherId ?? null
  const out = myOuting(outings, actor.personId)
  return {
    colleagues,
    visitIds: due.map(({ id }) => id).slice(0, 30),
    where: lines.join('\n'),
    lastWatcher: last !== only && colleagues.some(({ id }) => id === last) ? last : null,
    companion: colleagues.some(({ id }) => id === only) ? only : null,
    numbers,
    out: out === null || out.record.ended !== null ? null : out.record.id,
  }
}

const lineOf = async (db: DoorstepDatabase, plan: PlannedVisit): Promise<string> => {
  const [pupilId = ''] = plan.pupilIds
  const row = await db.records.get([pupilId, pupilId])
  const kept = row === undefined ? null : readKept(row)
  const address = kept !== null && isKept(kept, 'pupil') ? kept.record.address : null
  const place =
    address === null || address === undefined
      ? 'a family whose address is not on this tablet'
      : [...address.lines, address.postcode].filter((part) => part !== null && part !== '').join(', ')
  return plan.at === null ? place : `${plan.at} ${place}`
}
