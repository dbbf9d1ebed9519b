import { describe, expect, test } from 'vitest'
import { officeActsOf } from '#domain/casework/office-act.ts'
import { watchersOf } from '#domain/casework/outing-state.ts'
import { callOffVisit } from '#domain/mutations/call-off-visit.ts'
import { lodgeOuting } from '#domain/mutations/lodge-outing.ts'
import { movePlannedVisit } from '#domain/mutations/move-planned-visit.ts'
import { planVisit } from '#domain/mutations/plan-visit.ts'
import { saySafe } from '#domain/mutations/say-safe.ts'
import { takeAlarm } from '#domain/mutations/take-alarm.ts'
import { tellCompanion } from '#domain/mutations/tell-companion.ts'
import { theOffice } from '#domain/permissions/actor.ts'
import type { Outing } from '#domain/records/outing.ts'
import { outingsFileOf, ownFileOf } from '#domain/records/own-file.ts'
import { fileKindOf, fileOf } from '#domain/records/record.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'
import { aPlan } from '../acts.ts'
import { actor, aisha, hollins, id, memberOf, omar, openHollins, staff, type SmallSchool } from '../small-school.ts'

const planner = actor('pastoral')
const place = { organisationId: hollins, personId: planner.personId, visitId: id(70) }
const officer = staff['education-welfare-officer']
const done = { ok: true }

/** Hollins with a visit to Aisha and Omar to which the officer was asked; she has Aisha's case and not Omar's. */
const asked = (over: Partial<StaffMember> = {}, pupilIds: string[] = [aisha, omar]): SmallSchool => {
  const school = openHollins([memberOf(hollins, 'education-welfare-officer', over)])
  expect(school.attempt(planVisit, { ...place, pupilIds, ...aPlan, withId: officer }, planner)).toEqual(done)
  return school
}

/** Does what the rule says that the office is to do about the plan; answers how each act ended. */
const letTheOfficeAct = (school: SmallSchool) =>
  school
    .all('planned-visit')
    .flatMap((plan) => officeActsOf(plan))
    .map(({ args }) => school.attempt(tellCompanion, tellCompanion.args.parse(args), theOffice))

const toldIn = (school: SmallSchool) => school.find('accompanied-visit', ownFileOf(hollins, officer), place.visitId)

describe('whoever comes along', () => {
  test('has the visit in their own file, with the children whose files they may read and that there is another', () => {
    const school = asked()
    expect(letTheOfficeAct(school)).toEqual([done])
    const told = toldIn(school)
    expect(told).toMatchObject({
      plannedBy: planner.personId,
      pupilIds: [aisha],
      isWhole: false,
      on: '2026-11-20',
      at: '10:30',
      reason: 'engagement',
      ended: null,
    })
    expect(told && [fileOf(told), fileKindOf(told)]).toEqual([ownFileOf(hollins, officer), 'person'])
    expect(JSON.stringify(told)).not.toContain(omar)
  })

  test('may read none of them: only who, when and that they go', () => {
    const school = asked({}, [omar])
    expect(letTheOfficeAct(school)).toEqual([done])
    expect(toldIn(school)).toMatchObject({ pupilIds: [], isWhole: false, reason: null, on: '2026-11-20' })
    expect(JSON.stringify(toldIn(school))).not.toMatch(/engagement|Omar/)
    expect(JSON.stringify(toldIn(school))).not.toContain(omar)
  })

  test('hears that it was moved, and that it was called off, but not the words why', () => {
    const school = asked()
    letTheOfficeAct(school)
    const moved = { on: '2026-11-24', at: null, order: 0, why: 'Mum works on Friday.' }
    expect(school.attempt(movePlannedVisit, { ...place, ...moved }, planner)).toEqual(done)
    expect(letTheOfficeAct(school)).toEqual([done])
    expect(toldIn(school)).toMatchObject({ on: '2026-11-24', at: null })
    const off = { on: '2026-11-23', why: 'Aisha was in school.' }
    expect(school.attempt(callOffVisit, { ...place, ...off }, planner)).toEqual(done)
    expect(letTheOfficeAct(school)).toEqual([done])
    expect(toldIn(school)).toMatchObject({ ended: { how: 'called-off', on: '2026-11-23' } })
    expect(JSON.stringify(toldIn(school))).not.toMatch(/works on Friday|was in school/)
    // Done again with nothing new it writes nothing.
    expect(letTheOfficeAct(school)).toEqual([{ ok: false, refusal: 'already-settled' }])
  })

  test('has left, or is nobody: nothing is told, and no job fails for it', () => {
    const settled = { ok: false, refusal: 'already-settled' }
    const school = asked({ leftOn: '2026-11-19' })
    expect(letTheOfficeAct(school)).toEqual([settled])
    expect(toldIn(school)).toBeNull()
    const alone = openHollins()
    expect(alone.attempt(planVisit, { ...place, pupilIds: [aisha], ...aPlan }, planner)).toEqual(done)
    expect(letTheOfficeAct(alone)).toEqual([])
  })

  test('is told by the office alone, and by no tablet', () => {
    const school = asked()
    const args = { ...place, withId: officer, pupilIds: [aisha, omar] }
    for (const by of [planner, actor('education-welfare-officer'), actor('attendance-lead'), actor('administrator')])
      expect(school.attempt(tellCompanion, args, by)).toMatchObject({ refusal: 'not-permitted' })
  })
})

describe('whoever is out with somebody', () => {
  const out = { organisationId: hollins, personId: planner.personId, outingId: id(80) }
  const trip = {
    where: '14 Mill Lane',
    visitIds: [],
    backBy: '2026-11-20T15:30:00.000Z',
    watcherId: staff['attendance-lead'],
    phone: '07700 900555',
    watcherPhone: '07700 900666',
  }
  const outWith = (withId: string | null): SmallSchool => {
    const school = openHollins()
    expect(school.attempt(lodgeOuting, { ...out, ...trip, withId }, planner)).toEqual(done)
    return school
  }
  const outingOf = (school: SmallSchool): Outing => {
    const outing = school.find('outing', outingsFileOf(hollins, planner.personId), out.outingId)
    if (outing === null) throw new Error('There is no outing.')
    return outing
  }

  test('holds the outing with whoever is told, and may say that they are safe, saying how they know', () => {
    const school = outWith(officer)
    expect(watchersOf([outingOf(school)])).toEqual([trip.watcherId, officer].toSorted())
    const by = actor('education-welfare-officer')
    expect(school.attempt(saySafe, { ...out, howKnown: '' }, by)).toMatchObject({ refusal: 'does-not-belong' })
    expect(school.attempt(saySafe, { ...out, howKnown: 'We are both in the car.' }, by)).toEqual(done)
    expect(outingOf(school).ended).toMatchObject({ by: officer })
  })

  test('takes no alarm about themself, and somebody who was not named may say nothing', () => {
    const by = actor('education-welfare-officer')
    expect(outWith(officer).attempt(takeAlarm, out, by)).toMatchObject({ refusal: 'not-permitted' })
    const alone = outWith(null)
    expect(watchersOf([outingOf(alone)])).toEqual([trip.watcherId])
    expect(alone.attempt(saySafe, { ...out, howKnown: 'Seen.' }, by)).toMatchObject({ refusal: 'not-permitted' })
  })
})
