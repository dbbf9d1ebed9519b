import { expect } from 'vitest'
import { theOffice, type Actor } from '#domain/permissions/actor.ts'
import { closeSchool } from '#domain/mutations/close-school.ts'
import { serveSchool } from '#domain/mutations/serve-school.ts'
import { writeTemplate } from '#domain/mutations/write-template.ts'
import { lodgeOuting } from '#domain/mutations/lodge-outing.ts'
import { takeRegister } from '#domain/mutations/take-register.ts'
import { raiseAlarm } from '#domain/mutations/raise-alarm.ts'
import { saySafe } from '#domain/mutations/say-safe.ts'
import { keepView } from '#domain/mutations/keep-view.ts'
import { addBarrier } from '#domain/mutations/add-barrier.ts'
import { makePromise } from '#domain/mutations/make-promise.ts'
import { planVisit } from '#domain/mutations/plan-visit.ts'
import { addAgency } from '#domain/mutations/add-agency.ts'
import { handOverCase } from '#domain/mutations/hand-over-case.ts'
import { hearChild } from '#domain/mutations/hear-child.ts'
import { makePlan } from '#domain/mutations/make-plan.ts'
import { offerSupport } from '#domain/mutations/offer-support.ts'
import { recordMeeting } from '#domain/mutations/record-meeting.ts'
import { viewBarrier } from '#domain/mutations/view-barrier.ts'
import { raiseRiskFlag } from '#domain/mutations/raise-risk-flag.ts'
import { tellSafeguardingLead } from '#domain/mutations/tell-safeguarding-lead.ts'
import { logContact } from '#domain/mutations/log-contact.ts'
import {
  absenceCase,
  actor,
  aisha,
  aishasCase,
  hollins,
  id,
  memberOf,
  mum,
  omar,
  openHollins,
  staff,
  stranger,
} from './small-school.ts'
import {
  aCall,
  aMeeting,
  aPlan,
  anAction,
  anAgency,
  anOffer,
  aSupportPlan,
  aPromise,
  aView,
  aVoice,
  theBusPass,
} from './acts.ts'

const note = id(40)
const barrier = id(41)
const promise = id(42)
const flag = id(43)
const clash = id(44)
const shut = id(45)
const thread = id(46)
const told = id(47)
const visit = id(48)
const voice = id(61)
const view = id(62)
const offer = id(63)
const agency = id(64)
const plan = id(65)
const action = id(66)
const meeting = id(67)
const handover = id(68)
const kept = id(69)
const offered = id(71)
const template = id(72)
const out = id(73)
const overdue = id(74)
const home = id(75)
const closure = id(76)
const notice = id(78)
const order = id(79)
const council = id(3)
const councilsTemplate = id(77)
/** Somebody who answers for the work at the council's service and at Hollins. */
export const managerOfBoth: Actor = {
  personId: staff['service-manager'],
  memberships: [hollins, council].map((organisationId) => memberOf(organisationId, 'service-manager')),
}
const backBy = '2026-11-21T10:00:00.000Z'
const fresh = [id(50), id(51), id(52), id(53)]
/** Ids that mean something in the busy school, for drawing arguments: `likely` by the name of the argument. */
export const ids = {
  any: [
    hollins,
    aisha,
    omar,
    stranger,
    aishasCase,
    mum,
    note,
    barrier,
    promise,
    flag,
    clash,
    shut,
    thread,
    told,
    visit,
    voice,
    view,
    offer,
    agency,
    plan,
    action,
    meeting,
    handover,
    kept,
    offered,
    template,
    out,
    overdue,
    closure,
    notice,
    order,
    council,
    councilsTemplate,
    staff.pastoral,
    ...fresh,
  ],
  likely: {
    urn: ['999001'],
    ukprn: ['10099001'],
    organisationId: [hollins],
    pupilId: [aisha, aisha, omar],
    caseId: [aishasCase, aishasCase, offered, shut, id(53)],
    noteId: [note, ...fresh],
    threadId: [thread, thread, ...fresh],
    noteIds: [told],
    barrierId: [barrier, ...fresh],
    promiseId: [promise, kept, ...fresh],
    pupilIds: [aisha, omar],
    visitId: [visit, ...fresh],
    withId: [staff['attendance-lead'], staff.pastoral],
    flagId: [flag, ...fresh],
    voiceId: [voice, ...fresh],
    viewId: [view, ...fresh],
    offerId: [offer, offer, ...fresh],
    agencyId: [agency, agency, ...fresh],
    planId: [plan, plan, ...fresh],
    actionId: [action, action, ...fresh],
    meetingId: [meeting, ...fresh],
    handoverId: [handover, handover, ...fresh],
    barrierIds: [barrier],
    toId: [staff.pastoral, staff['head-of-year']],
    clashId: [clash, clash, ...fresh],
    newClashId: fresh,
    recordId: [aishasCase],
    field: ['stage'],
    hash: ['7f3a'.repeat(16)],
    sha256: ['7f3a'.repeat(16)],
    attachmentId: fresh,
    paperId: fresh,
    name: ['The pastoral'],
    amendmentId: fresh,
    savedViewId: [id(90), ...fresh],
    templateId: [template, template, councilsTemplate, ...fresh],
    councilId: [council],
    schoolId: [hollins],
    noticeId: [notice, notice, ...fresh],
    orderId: [order, order, ...fresh],
    decisionId: fresh,
    moveId: fresh,
    closureId: [closure, closure, ...fresh],
    outingId: [out, overdue, overdue, home, id(50)],
    watcherId: [staff.pastoral],
    title: ['Bus pass', 'Bus passes'],
    language: ['Polish'],
    parentId: [mum],
    ownerId: [staff['education-welfare-officer'], staff.pastoral],
    personId: [staff.administrator, staff.pastoral, staff['attendance-lead'], ...fresh],
    id: [aisha, mum, ...fresh],
    noLongerListed: [mum],
    marks: ['/\\', '/\\I.', 'N.'],
    firstCallBy: ['09:30'],
    everyNumberBy: ['09:30', '10:00'],
    tellLeadBy: ['10:30'],
  },
  likelyNumbers: { year: [2025, 2026] },
}

/** A school in which there is something of every kind to change. */
export const busySchool = () => {
  const school = openHollins([
    {
      kind: 'organisation',
      id: council,
      code: 'larkmere',
      name: 'Larkmere Attendance Service',
      type: 'council-service',
      phase: null,
      dfeNumber: null,
    },
    // Already offered to a colleague, so that the other one still can be.
    absenceCase({ id: offered }),
    {
      kind: 'penalty-notice',
      id: notice,
      pupilId: aisha,
      caseId: aishasCase,
      parentId: mum,
      issuedOn: '2026-03-02',
      offence: 'first',
      reference: 'PN 0417',
      steps: [],
      by: staff['education-welfare-officer'],
      byRole: 'education-welfare-officer',
      recordedAt: '2026-03-02T10:00:00.000Z',
    },
    {
      kind: 'court-order',
      id: order,
      pupilId: aisha,
      parentIds: [mum],
      otherPerson: '',
      forbids: ['collecting'],
      says: 'Mum told the office.',
      since: '2026-09-01',
      until: null,
      by: staff.pastoral,
      recordedAt: '2026-11-02T10:00:00.000Z',
      seen: [],
      ended: null,
    },
    {
      kind: 'promise',
      id: kept,
      pupilId: aisha,
      caseId: aishasCase,
      ...aPromise,
      madeOn: '2026-11-02',
      by: staff.pastoral,
      recordedAt: '2026-11-02T10:00:00.000Z',
      settled: {
        how: 'kept',
        on: '2026-11-03',
        by: staff.pastoral,
        words: 'Rang her.',
        recordedAt: '2026-11-03T10:00:00.000Z',
      },
    },
    absenceCase({
      id: shut,
      pupilId: omar,
      status: 'closed',
      closed: { on: '2026-06-01', by: staff.pastoral, reason: 'other', outcome: 'Back every day.' },
    }),
    {
      kind: 'clash',
      id: clash,
      pupilId: aisha,
      recordKind: 'absence-case',
      recordId: aishasCase,
      field: 'stage',
      was: '"monitor"',
      stands: '"monitor"',
      other: '"enforce"',
      otherBy: staff.pastoral,
      recordedAt: '2026-11-01T10:00:00.000Z',
      settled: null,
    },
  ])
  const lead = actor('attendance-lead')
  const child = { pupilId: aisha, organisationId: hollins, caseId: aishasCase, noteId: note, childWords: '' }
  expect(school.attempt(logContact, { ...aCall, actId: id(60), children: [child] }, lead)).toEqual({ ok: true })
  expect(
    school.attempt(
      addBarrier,
      { pupilId: aisha, caseId: aishasCase, raisedOn: '2026-11-02', ...theBusPass, barrierId: barrier },
      lead,
    ),
  ).toEqual({ ok: true })
  expect(
    school.attempt(
      makePromise,
      { pupilId: aisha, caseId: aishasCase, madeOn: '2026-11-02', ...aPromise, promiseId: promise },
      lead,
    ),
  ).toEqual({ ok: true })
  const risk = {
    about: 'dog-or-animal',
    severity: 'two-people',
    evidence: 'A large dog.',
    raisedOn: '2026-11-02',
    reviewBy: '2027-01-10',
  } as const
  expect(school.attempt(raiseRiskFlag, { pupilId: aisha, flagId: flag, ...risk }, lead)).toEqual({ ok: true })
  const words = {
    threadId: thread,
    noteId: told,
    urgency: 'today',
    fromNoteId: null,
    words: 'A mark on her arm.',
  } as const
  expect(school.attempt(tellSafeguardingLead, { pupilId: aisha, ...words }, lead)).toEqual({ ok: true })
  const planned = {
    organisationId: hollins,
    personId: staff['attendance-lead'],
    visitId: visit,
    pupilIds: [aisha],
    ...aPlan,
    withId: staff.pastoral,
    flagsRead: [{ pupilId: aisha, flagId: flag }],
  }
  expect(school.attempt(planVisit, planned, lead)).toEqual({ ok: true })
  const there = { pupilId: aisha, caseId: aishasCase }
  expect(school.attempt(hearChild, { ...there, ...aVoice, voiceId: voice }, lead)).toEqual({ ok: true })
  expect(school.attempt(viewBarrier, { pupilId: aisha, barrierId: barrier, viewId: view, ...aView }, lead)).toEqual({
    ok: true,
  })
  expect(school.attempt(addAgency, { pupilId: aisha, agencyId: agency, ...anAgency }, lead)).toEqual({ ok: true })
  expect(school.attempt(offerSupport, { ...there, ...anOffer, offerId: offer }, lead)).toEqual({ ok: true })
  const agreed = { ...aSupportPlan, actions: [{ ...anAction, actionId: action }] }
  expect(school.attempt(makePlan, { ...there, ...agreed, planId: plan }, lead)).toEqual({ ok: true })
  expect(school.attempt(recordMeeting, { ...there, ...aMeeting, meetingId: meeting }, lead)).toEqual({ ok: true })
  const anOfferedCase = {
    pupilId: aisha,
    organisationId: hollins,
    caseId: offered,
    handoverId: handover,
    toId: staff.pastoral,
    digest: ['Mum is hopeful.'],
    offeredOn: '2026-11-19',
  }
  expect(school.attempt(handOverCase, anOfferedCase, lead)).toEqual({ ok: true })
  const whose = { organisationId: hollins, personId: staff['attendance-lead'], savedViewId: id(90) }
  const asked = { search: '', yearGroup: 8, filters: [], sort: 'due' as const }
  expect(school.attempt(keepView, { ...whose, ...asked }, lead)).toEqual({ ok: true })
  const busPass = { title: 'Bus pass', words: 'Bus pass', language: 'Polish', isGood: false }
  const readyMessage = { organisationId: hollins, templateId: template, ...busPass }
  expect(school.attempt(writeTemplate, readyMessage, lead)).toEqual({ ok: true })
  const councilsMessage = { ...readyMessage, organisationId: council, templateId: councilsTemplate }
  expect(school.attempt(writeTemplate, councilsMessage, managerOfBoth)).toEqual({ ok: true })
  const served = { councilId: council, schoolId: hollins, isServed: true }
  expect(school.attempt(serveSchool, served, managerOfBoth)).toEqual({ ok: true })
  const pollingDay = { from: '2026-11-19', to: '2026-11-19', part: 'day' as const }
  const closed = {
    organisationId: hollins,
    closureId: closure,
    span: pollingDay,
    reason: 'polling' as const,
    title: '',
  }
  expect(school.attempt(closeSchool, closed, lead)).toEqual({ ok: true })
  const trip = {
    organisationId: hollins,
    personId: staff['attendance-lead'],
    where: '14 Mill Lane',
    visitIds: [],
    backBy,
    watcherId: staff.pastoral,
    withId: null,
    phone: '07700 900555',
    watcherPhone: '07700 900666',
  }
  expect(school.attempt(lodgeOuting, { ...trip, outingId: out }, lead)).toEqual({ ok: true })
  const late = { organisationId: hollins, personId: staff.pastoral, outingId: overdue, backBy }
  const theirs = { ...trip, ...late, watcherId: staff['attendance-lead'] }
  expect(school.attempt(lodgeOuting, theirs, actor('pastoral'))).toEqual({ ok: true })
  expect(school.attempt(raiseAlarm, late, theOffice)).toEqual({ ok: true })
  const register = { organisationId: hollins, pupilId: aisha, year: 2026, from: '2026-11-19', marks: '/\\N.' }
  expect(school.attempt(takeRegister, register, theOffice)).toEqual({ ok: true })
  const back = { organisationId: hollins, personId: trip.personId, outingId: home }
  expect(school.attempt(lodgeOuting, { ...trip, outingId: home }, lead)).toEqual({ ok: true })
  expect(school.attempt(saySafe, { ...back, howKnown: '' }, lead)).toEqual({ ok: true })
  return school
}
