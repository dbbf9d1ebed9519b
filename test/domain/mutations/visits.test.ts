import { describe, expect, test } from 'vitest'
import { callOffVisit } from '#domain/mutations/call-off-visit.ts'
import { logHomeVisit } from '#domain/mutations/log-home-visit.ts'
import { movePlannedVisit } from '#domain/mutations/move-planned-visit.ts'
import { noteVisitMade } from '#domain/mutations/note-visit-made.ts'
import { planVisit } from '#domain/mutations/plan-visit.ts'
import { raiseRiskFlag } from '#domain/mutations/raise-risk-flag.ts'
import { ownFileOf } from '#domain/records/own-file.ts'
import { Id } from '#domain/records/words.ts'
import { aPlan, aVisit, seenChild } from '../acts.ts'
import { actor, aisha, aishasCase, hollins, id, omar, openHollins, otherSchool, staff } from '../small-school.ts'

const officer = actor('education-welfare-officer')
const pastoral = actor('pastoral')
const place = { organisationId: hollins, personId: pastoral.personId, visitId: id(70) }
const own = ownFileOf(hollins, pastoral.personId)
const planned = () => {
  const school = openHollins()
  expect(school.attempt(planVisit, { ...place, pupilIds: [aisha, omar], ...aPlan }, pastoral)).toEqual({ ok: true })
  return school
}
const planIn = (school: ReturnType<typeof planned>) => school.find('planned-visit', own, place.visitId)

describe('a person’s own file', () => {
  test('has an identity of its own for each place, the same wherever it is worked out', () => {
    const files = [hollins, otherSchool].flatMap((school) =>
      Object.values(staff).map((person) => ownFileOf(school, person)),
    )
    expect(new Set(files).size).toBe(files.length)
    for (const file of files) expect(Id.safeParse(file).success).toBe(true)
    expect(ownFileOf('9b2d7a31-6f0c-4e15-8a77-1c5d2e9f0b64', '1f6a0c52-33be-4d09-b1e4-7a90c3d8e215')).toBe(
      'bc7cfc96-d2e6-8a78-8436-9360759150c2',
    )
  })

  test('is written by nobody else: not for them, not under their name', () => {
    const school = planned()
    const lead = actor('attendance-lead')
    expect(school.attempt(planVisit, { ...place, visitId: id(71), pupilIds: [aisha], ...aPlan }, lead)).toMatchObject({
      refusal: 'not-permitted',
    })
    expect(school.attempt(callOffVisit, { ...place, on: '2026-11-20', why: 'Ill.' }, lead)).toMatchObject({
      refusal: 'not-permitted',
    })
  })
})

describe('planning a visit', () => {
  test('keeps household, day, time and reason, for a pupil whom the planner may visit and no other', () => {
    expect(planIn(planned())).toMatchObject({ pupilIds: [aisha, omar], on: '2026-11-20', at: '10:30', ended: null })
    const school = openHollins()
    const theirs = { ...place, personId: officer.personId }
    // Omar has no case of the officer's.
    expect(school.attempt(planVisit, { ...theirs, pupilIds: [aisha, omar], ...aPlan }, officer)).toMatchObject({
      refusal: 'not-permitted',
    })
  })

  test('where a flag asks for two, a colleague comes along or the reason is written; it forbids nothing', () => {
    const school = openHollins()
    const flag = { pupilId: aisha, flagId: id(72) }
    const risk = { about: 'weapon', evidence: 'Seen.', raisedOn: '2026-11-02', reviewBy: '2027-01-10' } as const
    school.attempt(raiseRiskFlag, { ...flag, severity: 'two-people', ...risk }, pastoral)
    const plan = { ...place, pupilIds: [aisha], ...aPlan, flagsRead: [flag] }
    expect(school.attempt(planVisit, plan, pastoral)).toMatchObject({ refusal: 'does-not-belong' })
    expect(school.attempt(planVisit, { ...plan, withId: pastoral.personId }, pastoral)).toMatchObject({ ok: false })
    expect(school.attempt(planVisit, { ...plan, withId: staff['head-of-year'] }, pastoral)).toEqual({ ok: true })
    const alone = { ...plan, visitId: id(73), aloneBecause: 'A child may be in danger now.' }
    expect(school.attempt(planVisit, alone, pastoral)).toEqual({ ok: true })
    expect(school.find('planned-visit', own, id(73))?.aloneBecause).toBe('A child may be in danger now.')
  })

  test('a flag of another pupil, or one that is not there, was not read for this visit', () => {
    const flagsRead = [{ pupilId: aisha, flagId: id(74) }]
    expect(
      openHollins().attempt(planVisit, { ...place, pupilIds: [omar], ...aPlan, flagsRead }, pastoral),
    ).toMatchObject({ refusal: 'does-not-belong' })
  })
})

describe('a planned visit', () => {
  test('moves to another day and remembers from which and why; a new place in the same day is no news', () => {
    const school = planned()
    const moved = { ...place, on: '2026-11-23', at: null, order: 2, why: 'Mum works Fridays.' }
    expect(school.attempt(movePlannedVisit, moved, pastoral)).toEqual({ ok: true })
    expect(school.attempt(movePlannedVisit, { ...moved, order: 1, why: '' }, pastoral)).toEqual({ ok: true })
    expect(planIn(school)).toMatchObject({ on: '2026-11-23', at: null, order: 1 })
    expect(planIn(school)?.moves).toMatchObject([{ from: '2026-11-20', to: '2026-11-23', why: 'Mum works Fridays.' }])
  })

  test('that a colleague has made ends as made, with their act; once, and by its planner alone', () => {
    const school = planned()
    const made = { ...place, on: '2026-11-20', actId: id(75) }
    expect(school.attempt(noteVisitMade, made, actor('attendance-lead'))).toMatchObject({ refusal: 'not-permitted' })
    expect(school.attempt(noteVisitMade, made, pastoral)).toEqual({ ok: true })
    expect(planIn(school)?.ended).toMatchObject({ how: 'made', on: '2026-11-20', actId: id(75), why: '' })
    expect(school.attempt(noteVisitMade, made, pastoral)).toMatchObject({ refusal: 'already-settled' })
  })

  test('is called off with a reason, once', () => {
    const school = planned()
    expect(callOffVisit.args.safeParse({ ...place, on: '2026-11-20', why: ' ' }).success).toBe(false)
    const off = { ...place, on: '2026-11-20', why: 'Back at school.' }
    expect(school.attempt(callOffVisit, off, pastoral)).toEqual({ ok: true })
    expect(planIn(school)?.ended).toMatchObject({ how: 'called-off', why: 'Back at school.' })
    expect(school.attempt(callOffVisit, off, pastoral)).toMatchObject({ refusal: 'already-settled' })
    expect(
      school.attempt(movePlannedVisit, { ...place, on: aPlan.on, at: null, order: 0, why: '' }, pastoral),
    ).toMatchObject({ ok: false })
  })

  test('ends with the Save that logs the visit; a plan that ended meanwhile costs no account', () => {
    const school = planned()
    const child = { pupilId: aisha, organisationId: hollins, caseId: aishasCase, ...seenChild }
    const visit = { ...aVisit, actId: id(75), plan: place, children: [{ ...child, noteId: id(76) }] }
    expect(school.attempt(logHomeVisit, visit, pastoral)).toEqual({ ok: true })
    expect(planIn(school)?.ended).toMatchObject({ how: 'made', on: aVisit.happenedOn, actId: id(75) })
    const again = { ...visit, actId: id(77), children: [{ ...child, noteId: id(78) }] }
    expect(school.attempt(logHomeVisit, again, pastoral)).toEqual({ ok: true })
    expect(planIn(school)?.ended).toMatchObject({ actId: id(75) })
  })
})
