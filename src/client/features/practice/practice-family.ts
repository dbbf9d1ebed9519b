import type { AbsenceCase } from '#domain/records/absence-case.ts'
import type { Barrier } from '#domain/records/barrier.ts'
import type { HomeVisit } from '#domain/records/home-visit.ts'
import type { Parent } from '#domain/records/parent.ts'
import type { PlannedVisit } from '#domain/records/planned-visit.ts'
import type { Promise as MadePromise } from '#domain/records/promise.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import type { DoorstepRecord } from '#domain/records/record.ts'
import type { Role, StaffMember } from '#domain/records/staff-member.ts'
import { endOfDay } from '#domain/time/instant.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { addSchoolDays } from '#domain/time/school-calendar.ts'
import { addDays, weekdayOf, type SchoolDay } from '#domain/time/school-day.ts'
import { practiceMarks } from './practice-marks.ts'

/** Who practises, when, and how ids are made. */
type Practising = { personId: string; name: string; role: Role; today: SchoolDay; newId: () => string }

/** An invented school with one family, on the day somebody practises on it. */
export type PracticeFamily = { member: StaffMember; records: DoorstepRecord[] }

/**
 * Pip and Posy Practice, their mother, and a case on which everything can be tried: a visit to make today, a promise that is
 * due, a barrier that is only suspected, a door that nobody opened. Nobody of them exists, and their name says so.
 */
export const practiceFamily = ({ personId, name, role, today, newId }: Practising): PracticeFamily => {
  const ago = (weeks: number): SchoolDay => addDays(weekdayUpTo(today), -7 * weeks)
  const organisationId = newId()
  const [householdId, caseId, posysCaseId, pipId, posyId] = [newId(), newId(), newId(), newId(), newId()] as const
  const member: StaffMember = {
    kind: 'staff-member',
    id: personId,
    organisationId,
    name,
    role,
    yearGroups: null,
    leftOn: null,
  }
  const by = { by: personId, byRole: role }
  const pip: Pupil = {
    kind: 'pupil',
    id: pipId,
    organisationId,
    upn: null,
    forename: 'Pip',
    surname: 'Practice',
    preferredForename: null,
    preferredSurname: null,
    bornOn: '2012-10-02',
    sex: 'male',
    yearGroup: 9,
    registrationGroup: '9P',
    onRollFrom: '2024-09-02',
    leftOn: null,
    address: { lines: ['1 Practice Row', 'Anytown'], postcode: 'ZZ99 9ZZ' },
    householdId,
    firstLanguage: 'English',
    sen: 'none',
    freeSchoolMeals: 'no',
    lookedAfter: 'no',
    hasSocialWorker: 'no',
    youngCarer: 'unknown',
    medicalNote: null,
    openCaseId: caseId,
  }
  const posy: Pupil = {
    ...pip,
    id: posyId,
    forename: 'Posy',
    bornOn: '2014-03-01',
    sex: 'female',
    yearGroup: 7,
    registrationGroup: '7P',
    openCaseId: posysCaseId,
  }
  const mum: Omit<Parent, 'id' | 'pupilId'> = {
    kind: 'parent',
    title: 'Ms',
    forename: 'Dee',
    surname: 'Practice',
    relationship: 'mother',
    parentalResponsibility: 'yes',
    livesWithPupil: 'yes',
    priority: 1,
    // One of the numbers that Ofcom keeps free for drama: ringing it rings nobody.
    phones: [{ number: '07700 900000', label: 'mobile', failing: false }],
    email: null,
    address: null,
    language: 'English',
    interpreterNeeded: false,
    safeContactRule: null,
    doNotContact: false,
  }
  const absenceCase: AbsenceCase = {
    kind: 'absence-case',
    id: caseId,
    pupilId: pipId,
    organisationId,
    status: 'open',
    concerns: ['severe-absence'],
    reasons: { child: '', family: '', school: '' },
    stage: 'monitor',
    stageMoves: [
      {
        from: null,
        to: 'monitor',
        by: personId,
        on: ago(3),
        recordedAt: endOfDay(ago(3)),
        why: 'Mondays missed since half-term.',
      },
    ],
    ownerId: personId,
    reviewOn: addSchoolDays(today, 3, noClosuresEntered),
    openedOn: ago(3),
    openedBy: personId,
    closed: null,
    lastContactOn: ago(2),
    lastSeenOn: ago(2),
    failedVisits: 1,
  }
  const visit: HomeVisit = {
    kind: 'home-visit',
    id: newId(),
    pupilId: pipId,
    caseId,
    actId: newId(),
    ...by,
    happenedOn: ago(1),
    happenedAt: '10:20',
    recordedAt: endOfDay(ago(1)),
    planned: true,
    reason: 'no-contact',
    withStaff: [],
    forewarned: false,
    address: null,
    arrivedAt: '10:20',
    leftAt: '10:30',
    access: 'no-reply',
    answeredBy: [],
    cardLeft: true,
    saw: 'Curtains open, a bicycle in the hall seen through the glass. Nobody came.',
    thinks: '',
    familyWords: '',
    riskAction: 'none',
    outcome: 'follow-up-visit',
    nextStep: 'Visit again, in the afternoon.',
    seen: 'not-seen',
    childWords: '',
    privateLines: '',
    returnOn: null,
  }
  const barrier: Barrier = {
    kind: 'barrier',
    id: newId(),
    pupilId: pipId,
    caseId,
    about: 'travel',
    raisedBy: 'parent',
    words: 'The bus goes past full most mornings.',
    raisedOn: ago(2),
    status: 'suspected',
    severity: 2,
    agreedByFamily: 'yes',
    evidence: '',
    reviewOn: null,
    removedOn: null,
    whatWorked: '',
    by: personId,
    recordedAt: endOfDay(ago(2)),
  }
  const promise: MadePromise = {
    kind: 'promise',
    id: newId(),
    pupilId: pipId,
    caseId,
    words: 'Ask the bus company about a second bus',
    promisedTo: 'Mum',
    ownerId: personId,
    dueOn: today,
    madeOn: ago(2),
    by: personId,
    recordedAt: endOfDay(ago(2)),
    settled: null,
  }
  const planned: PlannedVisit = {
    kind: 'planned-visit',
    id: newId(),
    organisationId,
    personId,
    pupilIds: [pipId, posyId],
    on: today,
    at: '15:30',
    order: 0,
    reason: 'no-contact',
    withId: null,
    aloneBecause: '',
    flagsRead: [],
    recordedAt: endOfDay(ago(1)),
    moves: [],
    ended: null,
  }
  return {
    member,
    records: [
      {
        kind: 'organisation',
        id: organisationId,
        code: 'practice',
        name: 'Practice School',
        type: 'school',
        phase: 'secondary',
        dfeNumber: null,
      },
      member,
      { ...member, id: newId(), name: 'Pat Practice', role: 'head-of-year' },
      pip,
      posy,
      { ...mum, id: newId(), pupilId: pipId },
      { ...mum, id: newId(), pupilId: posyId },
      absenceCase,
      // Her own: an officer answers for children whose case is theirs.
      { ...absenceCase, id: posysCaseId, pupilId: posyId, concerns: ['persistent-absence'], failedVisits: 0 },
      visit,
      barrier,
      promise,
      planned,
      ...practiceMarks('pip', { pupilId: pipId, organisationId }, today),
      ...practiceMarks('posy', { pupilId: posyId, organisationId }, today),
    ],
  }
}

/** The day itself, or the Friday before a weekend. */
const weekdayUpTo = (day: SchoolDay): SchoolDay => {
  const weekday = weekdayOf(day)
  return weekday === 0 ? addDays(day, -2) : weekday === 6 ? addDays(day, -1) : day
}
