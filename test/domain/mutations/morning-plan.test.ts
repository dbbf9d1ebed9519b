import { describe, expect, test } from 'vitest'
import { logContact } from '#domain/mutations/log-contact.ts'
import { setMorningPlan } from '#domain/mutations/set-morning-plan.ts'
import { morningPlanIdOf, usualCutOffs } from '#domain/records/morning-plan.ts'
import { fileOf } from '#domain/records/record.ts'
import { aCall } from '../acts.ts'
import { actor, aisha, aishasCase, hollins, id, openHollins, otherSchool } from '../small-school.ts'

const early = { firstCallBy: '08:55', everyNumberBy: '09:30', tellLeadBy: '10:00' }
const done = { ok: true }
const lead = actor('attendance-lead')
const set = (to: typeof early, from = usualCutOffs) => ({ organisationId: hollins, cutOffs: { from, to } })
const takes = (over: Partial<typeof early>) => setMorningPlan.args.safeParse(set({ ...early, ...over })).success

describe('a school’s cut-offs for the morning', () => {
  test('who answers for the work sets them, in the school’s own file; others may not, nor anybody for another school', () => {
    for (const role of ['attendance-lead', 'service-manager', 'administrator'] as const) {
      const school = openHollins()
      expect(school.attempt(setMorningPlan, set(early), actor(role))).toEqual(done)
      const plan = school.find('morning-plan', hollins, morningPlanIdOf(hollins))
      expect(plan).toMatchObject({ cutOffs: early })
      expect(plan !== null && fileOf(plan)).toBe(hollins)
    }
    const refused = { ok: false, refusal: 'not-permitted' }
    for (const role of ['pastoral', 'head-of-year', 'education-welfare-officer'] as const)
      expect(openHollins().attempt(setMorningPlan, set(early), actor(role))).toEqual(refused)
    expect(openHollins().attempt(setMorningPlan, { ...set(early), organisationId: otherSchool }, lead)).toEqual(refused)
  })

  test('[SPEC I18] whoever did not see what stands does not replace it; the same again changes nothing', () => {
    const school = openHollins()
    school.attempt(setMorningPlan, set(early), lead)
    const later = { ...early, tellLeadBy: '11:00' }
    expect(school.attempt(setMorningPlan, set(later), lead)).toEqual({ ok: false, refusal: 'already-settled' })
    expect(school.attempt(setMorningPlan, set(early), lead)).toEqual(done)
    expect(school.attempt(setMorningPlan, set(later, early), lead)).toEqual(done)
    expect(school.find('morning-plan', hollins, morningPlanIdOf(hollins))?.cutOffs).toEqual(later)
  })

  test('those of the afternoon are the school’s to set or not; an older tablet that says nothing of them leaves them', () => {
    const school = openHollins()
    const plan = () => school.find('morning-plan', hollins, morningPlanIdOf(hollins))
    const afternoon = { firstCallBy: '13:30', everyNumberBy: '14:00', tellLeadBy: '14:15' }
    expect(school.attempt(setMorningPlan, set(early), lead)).toEqual(done)
    expect(plan()).not.toHaveProperty('afternoon')
    const both = { ...set(early, early), afternoon: { from: null, to: afternoon } }
    expect(school.attempt(setMorningPlan, both, lead)).toEqual(done)
    expect(school.attempt(setMorningPlan, set({ ...early, tellLeadBy: '11:00' }, early), lead)).toEqual(done)
    expect(plan()).toMatchObject({ cutOffs: { tellLeadBy: '11:00' }, afternoon })
    const stands = { ...early, tellLeadBy: '11:00' }
    const blind = { ...set(stands, stands), afternoon: { from: null, to: { ...afternoon, tellLeadBy: '15:00' } } }
    expect(school.attempt(setMorningPlan, blind, lead)).toEqual({ ok: false, refusal: 'already-settled' })
    const none = { ...set(stands, stands), afternoon: { from: afternoon, to: null } }
    expect(school.attempt(setMorningPlan, none, lead)).toEqual(done)
    expect(plan()).not.toHaveProperty('afternoon')
  })

  test('times that are no times, or out of their order, are none', () => {
    expect(takes({})).toBe(true)
    expect(takes({ firstCallBy: '9:00' })).toBe(false)
    expect(takes({ everyNumberBy: '08:30' })).toBe(false)
    expect(takes({ tellLeadBy: '09:00' })).toBe(false)
  })
})

describe('a contact about a session that the register does not explain', () => {
  const child = { pupilId: aisha, organisationId: hollins, caseId: aishasCase, noteId: id(40), childWords: '' }
  const absence = { day: '2026-11-19', session: 'morning' as const, reason: 'ill' as const }

  test('keeps the session and the reason with the note; a contact of an older tablet has neither', () => {
    const school = openHollins()
    expect(
      school.attempt(logContact, { ...aCall, actId: id(39), absence, children: [child] }, actor('pastoral')),
    ).toEqual(done)
    expect(school.find('contact-note', aisha, id(40))?.absence).toEqual(absence)
    const other = { ...child, noteId: id(41) }
    school.attempt(logContact, { ...aCall, actId: id(38), children: [other] }, actor('pastoral'))
    expect(school.find('contact-note', aisha, id(41))).not.toHaveProperty('absence')
  })
})
