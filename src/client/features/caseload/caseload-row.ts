import { reviewsOf } from '#domain/today/rules.ts'
import { byNeed, whyAndNext, type WhyAndNext } from '#domain/today/why-and-next.ts'
import type { Calendars } from '#client/casework/read-calendars.ts'
import type { PupilSource } from '#client/casework/read-sources.ts'
import { folded } from '#client/store/folded.ts'
import type { Concern } from '#domain/records/absence-case.ts'
import { calledName, type Pupil } from '#domain/records/pupil.ts'
import { schoolDaysFrom } from '#domain/time/school-calendar.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

/** From how many school days nobody has noted seeing a child before *Not seen* finds them. */
const NOT_SEEN = 5

/** One pupil in the list: who, why they are here, what is next, and what the filters ask about. */
export type CaseloadRow = {
  pupilId: string
  called: string
  form: string | null
  yearGroup: number | null
  /** Null where one school is all this person has. */
  school: string | null
  need: WhyAndNext
  hasCase: boolean
  isMine: boolean
  isNotSeen: boolean
  isPromiseDue: boolean
  /** A review of the case, a plan, support or a warning is due. */
  isReviewDue: boolean
  /** Something about this pupil has not been received by the office. */
  isOnlyHere: boolean
  /** The gravest of the reasons that the case was opened for, where no register says how it is now. */
  openedFor: 'severe' | 'persistent' | 'at-risk' | null
  /** What counting their register needs to know of the pupil. */
  onRoll: Pick<Pupil, 'bornOn' | 'onRollFrom' | 'leftOn'>
  /** Names, form and school, made ready to be searched. */
  words: string
}

/** What is the same for every row. */
export type RowSetting = {
  mine: string
  today: SchoolDay
  calendars: Calendars
  schools: ReadonlyMap<string, string>
  /** Files with something in them that waits. */
  onlyHere: ReadonlySet<string>
}

/** The row of one pupil. */
export const caseloadRowOf = (source: PupilSource, setting: RowSetting): CaseloadRow => {
  const { pupil, cases, promises } = source
  const { mine, today, schools, onlyHere } = setting
  const calendar = setting.calendars(pupil.organisationId)
  const absenceCase = cases.find((one) => one.status === 'open') ?? null
  const subject = { ...source, absenceCase, today, calendar }
  const called = calledName(pupil)
  const school = schools.get(pupil.organisationId) ?? ''
  const seenFrom = absenceCase === null ? null : (absenceCase.lastSeenOn ?? absenceCase.openedOn)
  return {
    pupilId: pupil.id,
    called,
    form: pupil.registrationGroup,
    yearGroup: pupil.yearGroup,
    school: schools.size > 1 ? school : null,
    need: whyAndNext(subject),
    hasCase: absenceCase !== null,
    isMine: absenceCase?.ownerId === mine,
    isNotSeen: seenFrom !== null && schoolDaysFrom(seenFrom, today, calendar) >= NOT_SEEN,
    isPromiseDue: promises.some((promise) => promise.settled === null && promise.dueOn <= today),
    isReviewDue: reviewsOf(subject).some(({ isNow }) => isNow),
    isOnlyHere: onlyHere.has(pupil.id),
    openedFor: absenceCase === null ? null : gravestOf(absenceCase.concerns),
    onRoll: { bornOn: pupil.bornOn, onRollFrom: pupil.onRollFrom, leftOn: pupil.leftOn },
    words: folded([called, pupil.forename, pupil.surname, pupil.registrationGroup ?? '', school].join(' ')),
  }
}

const gravestOf = (concerns: readonly Concern[]): CaseloadRow['openedFor'] => {
  if (concerns.includes('severe-absence')) return 'severe'
  if (concerns.includes('persistent-absence')) return 'persistent'
  return concerns.includes('at-risk-of-persistent-absence') ? 'at-risk' : null
}

/** Rows in the order in which they need someone; those who need the same, by name (`words` begins with it, folded). */
export const inOrder = (rows: readonly CaseloadRow[]): CaseloadRow[] =>
  rows.toSorted((a, b) => byNeed(a.need, b.need) || (a.words < b.words ? -1 : 1))
