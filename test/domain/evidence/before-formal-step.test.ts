import { describe, expect, test } from 'vitest'
import { beforeFormalStep, evidenceWords, missingOf } from '#domain/evidence/before-formal-step.ts'
import type { CaseFacts } from '#domain/evidence/case-facts.ts'
import { addBarrier } from '#domain/mutations/add-barrier.ts'
import { addAgency } from '#domain/mutations/add-agency.ts'
import { changeStage } from '#domain/mutations/change-stage.ts'
import { hearChild } from '#domain/mutations/hear-child.ts'
import { logContact } from '#domain/mutations/log-contact.ts'
import { makePlan } from '#domain/mutations/make-plan.ts'
import { noteSupport } from '#domain/mutations/note-support.ts'
import { offerSupport } from '#domain/mutations/offer-support.ts'
import { recordMeeting } from '#domain/mutations/record-meeting.ts'
import { reviewPlan } from '#domain/mutations/review-plan.ts'
import { tellSafeguardingLead } from '#domain/mutations/tell-safeguarding-lead.ts'
import { EvidenceName } from '#domain/records/evidence-name.ts'
import { aCall, aMeeting, anAgency, anOffer, aSupportPlan, aVoice, theBusPass } from '../acts.ts'
import {
  absenceCase,
  actor,
  aisha,
  aishasCase,
  hollins,
  id,
  mum,
  openHollins,
  parent,
  type SmallSchool,
} from '../small-school.ts'

const lead = actor('attendance-lead')
const here = { pupilId: aisha, caseId: aishasCase }

const factsOf = (school: SmallSchool): CaseFacts => ({
  absenceCase: school.find('absence-case', aisha, aishasCase) ?? absenceCase(),
  parents: school.all('parent').filter(({ pupilId }) => pupilId === aisha),
  notes: school.all('contact-note'),
  visits: school.all('home-visit'),
  barriers: school.all('barrier'),
  offers: school.all('support-offer'),
  voices: school.all('child-voice'),
  meetings: school.all('meeting'),
  plans: school.all('plan'),
  agencies: school.all('agency'),
})
const missing = (school: SmallSchool, stage: 'formalise-support' | 'enforce' = 'formalise-support') =>
  missingOf(beforeFormalStep(factsOf(school), stage))

describe('what the record should show before a formal step (domain: sections 1.2 and 3)', () => {
  test('nothing is looked for before an informal step: rungs may be skipped', () => {
    expect(beforeFormalStep(factsOf(openHollins()), 'facilitate-support')).toEqual([])
  })

  test('an empty case lacks all of it, by name; enforcement asks for more than formal support', () => {
    expect(missing(openHollins())).toEqual([
      'family-heard',
      'child-heard',
      'barriers-recorded',
      'support-offered',
      'support-followed',
      'meeting-held',
      'plan-reviewed',
    ])
    expect(missing(openHollins(), 'enforce')).toEqual([...EvidenceName.options])
    for (const name of EvidenceName.options) expect(evidenceWords(name)).not.toBe(name)
  })

  test('each thing that people do takes its own line off, and the day on which the record shows it is said', () => {
    const school = openHollins()
    const lacks = new Set(missing(school, 'enforce'))
    const nowShows = (names: string[]) => {
      const now = missing(school, 'enforce')
      expect([...lacks].filter((name) => !now.includes(name)).toSorted()).toEqual(names.toSorted())
      for (const name of names) lacks.delete(EvidenceName.parse(name))
    }
    school.attempt(hearChild, { ...here, ...aVoice, voiceId: id(60) }, lead)
    nowShows(['child-heard'])
    school.attempt(recordMeeting, { ...here, ...aMeeting, meetingId: id(67) }, lead)
    nowShows(['family-heard', 'meeting-held'])
    school.attempt(addBarrier, { ...here, raisedOn: '2026-11-02', ...theBusPass, barrierId: id(41) }, lead)
    nowShows(['barriers-recorded'])
    school.attempt(offerSupport, { ...here, ...anOffer, offerId: id(63) }, lead)
    nowShows(['support-offered'])
    const step = { pupilId: aisha, offerId: id(63), words: '', effect: null } as const
    school.attempt(noteSupport, { ...step, what: 'accepted', on: '2026-11-11' }, lead)
    nowShows([])
    school.attempt(noteSupport, { ...step, what: 'delivered', on: '2026-11-12' }, lead)
    nowShows(['support-followed'])
    const contract = {
      ...aSupportPlan,
      type: 'attendance-contract',
      contract: { parentAgrees: '', schoolAgrees: '', childAgrees: '', consequencesSaid: true },
    } as const
    school.attempt(makePlan, { ...here, ...contract, planId: id(65), actions: [] }, lead)
    nowShows(['contract-explored'])
    const review = { pupilId: aisha, planId: id(65), attended: '', progress: 'Two Mondays.', nextReviewOn: null }
    school.attempt(reviewPlan, { ...review, on: '2026-11-19', decision: 'end' }, lead)
    nowShows(['plan-reviewed'])
    school.attempt(addAgency, { pupilId: aisha, agencyId: id(64), ...anAgency }, lead)
    nowShows(['early-help-considered'])
    const letter = {
      ...aCall,
      means: 'letter-out',
      result: 'sent',
      participants: [{ parentId: mum, name: 'Nadia', relationship: 'Mum' }],
      actId: id(80),
      children: [{ pupilId: aisha, organisationId: hollins, caseId: aishasCase, noteId: id(81), childWords: '' }],
    } as const
    school.attempt(logContact, letter, lead)
    nowShows(['each-parent-written-to'])
    expect(missing(school, 'enforce')).toEqual([])
    const days = beforeFormalStep(factsOf(school), 'enforce').map(({ name, shownOn }) => [name, shownOn])
    expect(Object.fromEntries(days)).toMatchObject({ 'child-heard': '2026-11-18', 'support-followed': '2026-11-12' })
  })

  test('a child who did not want to say was asked: that counts', () => {
    const school = openHollins()
    const asked = { ...here, ...aVoice, voiceId: id(60), words: '', declined: { why: '' } }
    school.attempt(hearChild, asked, lead)
    expect(missing(school)).not.toContain('child-heard')
  })

  test('a meeting at school with the child alone, or with another service, is none with the family', () => {
    const school = openHollins()
    const met = (withFamily: boolean, of: number) => {
      const inAct = { pupilId: aisha, organisationId: hollins, caseId: aishasCase, childWords: '' }
      const children = [{ ...inAct, noteId: id(of) }]
      const meeting = {
        ...aCall,
        means: 'meeting-school',
        result: 'met',
        withFamily,
        actId: id(of + 1),
        children,
      } as const
      expect(school.attempt(logContact, meeting, lead)).toEqual({ ok: true })
    }
    met(false, 80)
    expect(missing(school)).toContain('meeting-held')
    met(true, 82)
    expect(missing(school)).not.toContain('meeting-held')
  })

  test('a refusal is an answer: support that was declined counts as followed', () => {
    const school = openHollins()
    school.attempt(offerSupport, { ...here, ...anOffer, offerId: id(63) }, lead)
    expect(missing(school)).toContain('support-followed')
    const no = { pupilId: aisha, offerId: id(63), what: 'declined', on: '2026-11-11', effect: null } as const
    school.attempt(noteSupport, { ...no, words: 'We would rather walk.' }, lead)
    expect(missing(school)).not.toContain('support-followed')
  })

  test('what belongs to an earlier case is no evidence for this one', () => {
    const school = openHollins()
    school.attempt(hearChild, { pupilId: aisha, caseId: null, ...aVoice, voiceId: id(60) }, lead)
    expect(missing(school)).toContain('child-heard')
  })

  test('every parent is written to alone, save those whom nobody may contact', () => {
    const dad = parent({ id: id(33), relationship: 'father' })
    const school = openHollins([dad])
    const letter = {
      ...aCall,
      means: 'letter-out',
      result: 'sent',
      participants: [{ parentId: mum, name: 'Nadia', relationship: 'Mum' }],
      actId: id(80),
      children: [{ pupilId: aisha, organisationId: hollins, caseId: aishasCase, noteId: id(81), childWords: '' }],
    } as const
    school.attempt(logContact, letter, lead)
    expect(missing(school, 'enforce')).toContain('each-parent-written-to')
    const facts = factsOf(school)
    const barred = facts.parents.map((one) => (one.id === dad.id ? { ...one, doNotContact: true } : one))
    expect(missingOf(beforeFormalStep({ ...facts, parents: barred }, 'enforce'))).not.toContain(
      'each-parent-written-to',
    )
  })
})

describe('it stops nothing', () => {
  test('a case with nothing on its record moves to enforcement, and the move says what was missing', () => {
    const school = openHollins()
    const move = {
      ...here,
      clashId: id(70),
      stage: { from: 'monitor', to: 'enforce' },
      on: '2026-11-20',
      why: 'A holiday in term time, for the third year.',
      missing: missing(school, 'enforce'),
    } as const
    expect(school.attempt(changeStage, move, lead)).toEqual({ ok: true })
    expect(school.find('absence-case', aisha, aishasCase)?.stageMoves.at(-1)?.missing).toEqual([
      ...EvidenceName.options,
    ])
  })

  test('the safeguarding lead is told whatever the record shows', () => {
    const school = openHollins()
    const told = {
      pupilId: aisha,
      threadId: id(46),
      noteId: id(47),
      urgency: 'today',
      fromNoteId: null,
      words: 'A mark on her arm.',
    } as const
    expect(school.attempt(tellSafeguardingLead, told, lead)).toEqual({ ok: true })
  })
})
