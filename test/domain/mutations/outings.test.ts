import { describe, expect, test } from 'vitest'
import { officeActsOf } from '#domain/casework/office-act.ts'
import { isWidened, outingState, watchersOf } from '#domain/casework/outing-state.ts'
import { changeReturn } from '#domain/mutations/change-return.ts'
import { clearOuting } from '#domain/mutations/clear-outing.ts'
import { lodgeOuting } from '#domain/mutations/lodge-outing.ts'
import { noteArrival } from '#domain/mutations/note-arrival.ts'
import { noteLeaving } from '#domain/mutations/note-leaving.ts'
import { raiseAlarm } from '#domain/mutations/raise-alarm.ts'
import { saySafe } from '#domain/mutations/say-safe.ts'
import { takeAlarm } from '#domain/mutations/take-alarm.ts'
import { widenAlarm } from '#domain/mutations/widen-alarm.ts'
import { can } from '#domain/permissions/can.ts'
import { theOffice } from '#domain/permissions/actor.ts'
import { mayReadOwnFile } from '#domain/permissions/visible-to.ts'
import { outingsFileOf, ownFileOf } from '#domain/records/own-file.ts'
import type { Role } from '#domain/records/staff-member.ts'
import { Id } from '#domain/records/words.ts'
import { actor, hollins, id, memberOf, openHollins, otherSchool, staff } from '../small-school.ts'

const officer = actor('education-welfare-officer')
const lead = actor('attendance-lead')
const pastoral = actor('pastoral')
const place = { organisationId: hollins, personId: officer.personId, outingId: id(80) }
const file = outingsFileOf(hollins, officer.personId)
const aTrip = {
  where: '14 Mill Lane, then back to school.',
  visitIds: [],
  backBy: '2026-11-20T15:30:00.000Z',
  watcherId: staff['attendance-lead'],
  withId: null,
  phone: '07700 900555',
  watcherPhone: '07700 900666',
}
const done = { ok: true }
const at = (time: string) => `2026-11-20T${time}:00.000Z`

const lodged = () => {
  const school = openHollins()
  expect(school.attempt(lodgeOuting, { ...place, ...aTrip }, officer, at('14:00'))).toEqual(done)
  return school
}
type School = ReturnType<typeof lodged>
const outingIn = (school: School) => {
  const found = school.find('outing', file, place.outingId)
  if (found === null) throw new Error('Nobody is out.')
  return found
}
const raised = () => {
  const school = lodged()
  expect(school.attempt(raiseAlarm, { ...place, backBy: aTrip.backBy }, theOffice, at('15:30'))).toEqual(done)
  return school
}
const whats = (school: School) => outingIn(school).steps.map(({ what }) => what)

test('a person’s outings lie apart from what is their own, since a colleague holds them too', () => {
  for (const [organisation, person] of [
    [hollins, staff.pastoral],
    [otherSchool, staff.pastoral],
    [hollins, staff['head-of-year']],
  ] as const) {
    expect(Id.safeParse(outingsFileOf(organisation, person)).success).toBe(true)
    expect(outingsFileOf(organisation, person)).not.toBe(ownFileOf(organisation, person))
  }
  expect(outingsFileOf('9b2d7a31-6f0c-4e15-8a77-1c5d2e9f0b64', '1f6a0c52-33be-4d09-b1e4-7a90c3d8e215')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-9[0-9a-f]{3}-[0-9a-f]{12}$/,
  )
})

describe('lodging where one goes', () => {
  test('keeps the place, the time, the colleague and both numbers', () => {
    expect(outingIn(lodged())).toMatchObject({ ...aTrip, recordedAt: at('14:00'), steps: [], ended: null })
  })

  test('the colleague belongs here, is somebody else, and no administrator, who may not learn where a family lives', () => {
    for (const watcherId of [staff['education-welfare-officer'], staff.administrator, id(190)]) {
      expect(openHollins().attempt(lodgeOuting, { ...place, ...aTrip, watcherId }, officer)).toMatchObject({
        refusal: 'does-not-belong',
      })
    }
    const gone = openHollins([memberOf(hollins, 'attendance-lead', { leftOn: '2026-10-01' })])
    expect(gone.attempt(lodgeOuting, { ...place, ...aTrip }, officer)).toMatchObject({ refusal: 'does-not-belong' })
  })

  test('nobody lodges for a colleague, and no time is lodged that has passed', () => {
    expect(openHollins().attempt(lodgeOuting, { ...place, ...aTrip }, lead)).toMatchObject({ refusal: 'not-permitted' })
    expect(openHollins().attempt(lodgeOuting, { ...place, ...aTrip }, officer, at('15:30'))).toMatchObject({
      refusal: 'does-not-belong',
    })
  })
})

describe('being out', () => {
  test('each thing that happens is added, with who and when', () => {
    const school = lodged()
    expect(school.attempt(noteArrival, place, officer, at('14:20'))).toEqual(done)
    expect(school.attempt(noteLeaving, place, officer, at('14:50'))).toEqual(done)
    expect(outingIn(school).steps).toMatchObject([
      { what: 'arrived', by: officer.personId, at: at('14:20') },
      { what: 'left', by: officer.personId, at: at('14:50') },
    ])
    expect(school.attempt(noteArrival, place, lead)).toMatchObject({ refusal: 'not-permitted' })
  })

  test('a later time moves the moment at which the office acts', () => {
    const school = lodged()
    expect(officeActsOf(outingIn(school))).toMatchObject([{ name: 'raise-alarm@1', at: aTrip.backBy }])
    const later = { ...place, backBy: at('16:15'), why: 'Waiting for the bus.' }
    expect(school.attempt(changeReturn, later, officer, at('15:20'))).toEqual(done)
    expect(officeActsOf(outingIn(school))).toMatchObject([{ at: at('16:15'), args: { backBy: at('16:15') } }])
    expect(school.attempt(changeReturn, { ...later, backBy: at('15:00') }, officer, at('15:20'))).toMatchObject({
      ok: false,
    })
  })

  test('safe ends it: no alarm is due any more, and the office takes place and numbers away, which linger no longer', () => {
    const school = lodged()
    expect(school.attempt(saySafe, { ...place, howKnown: '' }, officer, at('15:10'))).toEqual(done)
    const outing = outingIn(school)
    expect(outing.ended).toMatchObject({ by: officer.personId })
    // Until the office has heard, whoever is safe may have to ring the colleague.
    expect(outing.watcherPhone).toBe('07700 900666')
    expect(officeActsOf(outing)).toMatchObject([{ name: 'clear-outing@1', at: null }])
    expect(school.attempt(clearOuting, place, officer)).toMatchObject({ refusal: 'not-permitted' })
    expect(school.attempt(clearOuting, place, theOffice)).toEqual(done)
    expect(JSON.stringify(outingIn(school))).not.toMatch(/Mill Lane|07700/)
    expect(officeActsOf(outingIn(school))).toEqual([])
    expect(lodged().attempt(clearOuting, place, theOffice)).toMatchObject({ refusal: 'does-not-belong' })
    expect(outingState(outing, at('18:00'))).toBe('safe')
    expect(school.attempt(noteArrival, place, officer)).toMatchObject({ refusal: 'already-settled' })
  })

  test('who looks out for them may say that they are safe, and says how they know; nobody else may', () => {
    const school = lodged()
    expect(school.attempt(saySafe, { ...place, howKnown: '' }, lead)).toMatchObject({ refusal: 'does-not-belong' })
    expect(school.attempt(saySafe, { ...place, howKnown: 'She rang.' }, pastoral)).toMatchObject({
      refusal: 'not-permitted',
    })
    expect(school.attempt(saySafe, { ...place, howKnown: 'She rang.' }, lead)).toEqual(done)
    expect(outingIn(school).steps.at(-1)).toMatchObject({ what: 'safe', by: lead.personId, words: 'She rang.' })
  })
})

describe('the alarm', () => {
  test('is raised by the office and by nobody’s hand', () => {
    for (const by of [officer, lead, actor('service-manager'), actor('administrator')]) {
      expect(lodged().attempt(raiseAlarm, { ...place, backBy: aTrip.backBy }, by)).toMatchObject({
        refusal: 'not-permitted',
      })
    }
    expect(can(theOffice, 'see-pupil', { organisationId: hollins })).toBe(false)
    expect(whats(raised())).toEqual(['alarm-raised'])
  })

  test('is not raised for a time that was changed meanwhile, nor twice, nor for somebody who is safe', () => {
    const act = { ...place, backBy: aTrip.backBy }
    const changed = lodged()
    changed.attempt(changeReturn, { ...place, backBy: at('16:15'), why: '' }, officer, at('15:20'))
    expect(changed.attempt(raiseAlarm, act, theOffice)).toMatchObject({ refusal: 'already-settled' })
    expect(raised().attempt(raiseAlarm, act, theOffice)).toMatchObject({ refusal: 'already-settled' })
    const safe = lodged()
    safe.attempt(saySafe, { ...place, howKnown: '' }, officer, at('15:10'))
    expect(safe.attempt(raiseAlarm, act, theOffice)).toMatchObject({ refusal: 'already-settled' })
  })

  test('is taken once, by the colleague who was named', () => {
    const school = raised()
    expect(school.attempt(takeAlarm, place, officer)).toMatchObject({ refusal: 'not-permitted' })
    expect(school.attempt(takeAlarm, place, lead, at('15:33'))).toEqual(done)
    expect(school.attempt(takeAlarm, place, lead, at('15:34'))).toMatchObject({ refusal: 'already-settled' })
    expect(lodged().attempt(takeAlarm, place, lead)).toMatchObject({ refusal: 'already-settled' })
  })

  test('is over when another time is given, and is raised again when that passes', () => {
    const school = raised()
    school.attempt(takeAlarm, place, lead, at('15:33'))
    school.attempt(changeReturn, { ...place, backBy: at('16:15'), why: 'Flat tyre.' }, officer, at('15:35'))
    expect(outingState(outingIn(school), at('15:36'))).toBe('out')
    expect(school.attempt(raiseAlarm, { ...place, backBy: at('16:15') }, theOffice, at('16:15'))).toEqual(done)
    expect(outingState(outingIn(school), at('16:16'))).toBe('alarm')
  })

  test('grows louder when nobody takes it for ten minutes; a tablet tells by itself that the time has passed', () => {
    const school = lodged()
    expect(outingState(outingIn(school), at('15:29'))).toBe('out')
    expect(outingState(outingIn(school), at('15:30'))).toBe('late')
    const alarm = raised()
    expect(outingState(outingIn(alarm), at('15:39'))).toBe('alarm')
    expect(outingState(outingIn(alarm), at('15:40'))).toBe('alarm-unanswered')
    alarm.attempt(takeAlarm, place, lead, at('15:41'))
    expect(outingState(outingIn(alarm), at('15:50'))).toBe('alarm-taken')
  })
})

describe('an alarm that nobody takes', () => {
  const manager = actor('service-manager')
  const act = { ...place, raisedAt: at('15:30') }
  const widened = () => {
    const school = raised()
    expect(school.attempt(widenAlarm, act, theOffice, at('15:40'))).toEqual(done)
    return school
  }

  test('is told to more people by the office ten minutes later, and not once somebody has it', () => {
    const school = raised()
    expect(officeActsOf(outingIn(school))).toMatchObject([{ name: 'widen-alarm@1', at: at('15:40'), args: act }])
    school.attempt(takeAlarm, place, lead, at('15:33'))
    expect(officeActsOf(outingIn(school))).toEqual([])
    expect(school.attempt(widenAlarm, act, theOffice)).toMatchObject({ refusal: 'already-settled' })
    expect(officeActsOf(outingIn(widened()))).toEqual([])
    expect(widened().attempt(widenAlarm, act, theOffice)).toMatchObject({ refusal: 'already-settled' })
  })

  test('is widened by nobody’s hand, and never for an alarm that was meant by another time', () => {
    for (const by of [officer, lead, manager, actor('administrator')])
      expect(raised().attempt(widenAlarm, act, by)).toMatchObject({ refusal: 'not-permitted' })
    const again = raised()
    again.attempt(changeReturn, { ...place, backBy: at('16:15'), why: '' }, officer, at('15:35'))
    expect(again.attempt(widenAlarm, act, theOffice)).toMatchObject({ refusal: 'already-settled' })
    again.attempt(raiseAlarm, { ...place, backBy: at('16:15') }, theOffice, at('16:15'))
    expect(again.attempt(widenAlarm, act, theOffice)).toMatchObject({ refusal: 'already-settled' })
    expect(officeActsOf(outingIn(again))).toMatchObject([{ at: at('16:25') }])
  })

  test('may then be taken by whoever leads the work or the safeguarding, and by nobody else', () => {
    expect(raised().attempt(takeAlarm, place, manager)).toMatchObject({ refusal: 'not-permitted' })
    for (const by of [manager, actor('designated-safeguarding-lead'), lead])
      expect(widened().attempt(takeAlarm, place, by, at('15:45'))).toEqual(done)
    for (const by of [pastoral, actor('head-of-year'), actor('administrator'), officer])
      expect(widened().attempt(takeAlarm, place, by)).toMatchObject({ refusal: 'not-permitted' })
    expect(widened().attempt(saySafe, { ...place, howKnown: 'He is here.' }, manager)).toEqual(done)
    expect(widened().attempt(saySafe, { ...place, howKnown: '' }, officer)).toEqual(done)
  })

  test('lets them hold the outings until the next one, so that they learn how it ended; an administrator never', () => {
    const outing = outingIn(widened())
    const ended = { by: officer.personId, at: at('15:50') }
    const next = { ...outing, id: id(82), steps: [], recordedAt: at('16:00') }
    expect(isWidened([outing])).toBe(true)
    expect(isWidened([{ ...outing, ended }])).toBe(true)
    expect(isWidened([{ ...outing, ended }, next])).toBe(false)
    const own = { organisationId: hollins, personId: officer.personId, watchers: [], isWidened: true }
    const holds = (role: Role) => mayReadOwnFile(memberOf(hollins, role), own)
    expect((['service-manager', 'attendance-lead', 'designated-safeguarding-lead'] as const).every(holds)).toBe(true)
    expect((['pastoral', 'head-of-year', 'administrator'] as const).some(holds)).toBe(false)
    expect(mayReadOwnFile(memberOf(hollins, 'service-manager', { leftOn: '2026-10-01' }), own)).toBe(false)
    expect(mayReadOwnFile(memberOf(otherSchool, 'service-manager'), own)).toBe(false)
  })
})

test('a colleague holds somebody’s outings while they look out for them, and until the next one learns how the last ended', () => {
  const outing = outingIn(lodged())
  const ended = { by: officer.personId, at: at('15:10') }
  const earlier = { ...outing, id: id(81), watcherId: staff.pastoral, recordedAt: at('09:00') }
  expect(watchersOf([])).toEqual([])
  expect(watchersOf([{ ...outing, ended }])).toEqual([staff['attendance-lead']])
  expect(watchersOf([{ ...earlier, ended }, outing])).toEqual([staff['attendance-lead']])
  expect(watchersOf([earlier, outing])).toEqual([staff.pastoral, staff['attendance-lead']].toSorted())
})
