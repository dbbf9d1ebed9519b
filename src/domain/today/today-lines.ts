import { calledName, type Pupil } from '../records/pupil.ts'
import type { StaffMember } from '../records/staff-member.ts'
import { schoolDaysFrom } from '../time/school-calendar.ts'
import type { SchoolDay } from '../time/school-day.ts'
import { firstLine, pronoun, type NextAct, type Reason, type RuleSubject } from './rule.ts'
import { byPressing, reasonsFor } from './rules.ts'
import { isFor } from './whose.ts'

/** One line of Today: what to do, why it is there, and the act itself. */
export type TodayLine = {
  /** The same for the same thing on every day, so that a list that is read anew keeps its place. */
  key: string
  pupilId: string | null
  /** What to do: `Ring about the bus pass`, `See Ayesha Rahman`. */
  title: string
  /** Why it is here and how it stands. */
  why: string
  act:
    | NextAct
    | { kind: 'draft' | 'thread' | 'visit-plan' | 'case' | 'outing' | 'morning'; href: string; label: string }
  priority: number
  dueOn: SchoolDay | null
  late: boolean
}

/** What Today is worked out from, for one pupil. */
export type TodaySubject = RuleSubject & { pupil: Pupil }

/** At most so many lines are shown at once; the rest is folded, never dropped. */
export const MOST_AT_ONCE = 7

/** The lines of one pupil that are this person's to do now. */
export const linesOf = (subject: TodaySubject, member: StaffMember): TodayLine[] =>
  byAct(reasonsFor(subject).filter((reason) => reason.isNow && isFor(member, reason, aboutOf(reason, subject)))).map(
    ([reason, ...others]) => ({
      key: `${subject.pupil.id}/${reason.act.kind}${reason.act.kind === 'settle-promise' ? `/${reason.act.promiseId}` : ''}`,
      pupilId: subject.pupil.id,
      title: titleOf(reason, subject),
      why: [whyOf(reason, subject), ...others.map(({ why }) => `${why}.`)].join(' '),
      act: reason.act,
      priority: reason.priority,
      dueOn: reason.dueOn,
      late: reason.late,
    }),
  )

/** Several reasons for the same act are one thing to do, the most pressing first. Each promise is a thing of its own. */
const byAct = (reasons: readonly Reason[]): [Reason, ...Reason[]][] => {
  const acts = new Map<string, [Reason, ...Reason[]]>()
  for (const reason of reasons) {
    const act = reason.act.kind === 'settle-promise' ? reason.act.promiseId : reason.act.kind
    const known = acts.get(act)
    if (known === undefined) acts.set(act, [reason])
    else known.push(reason)
  }
  return [...acts.values()]
}

/** All lines in the stated order. */
export const inOrder = (lines: readonly TodayLine[]): TodayLine[] =>
  lines.toSorted((a, b) => byPressing(a, b) || (a.title < b.title ? -1 : 1))

const aboutOf = (reason: Reason, { absenceCase, today, calendar }: TodaySubject) => ({
  absenceCase,
  lateFor: reason.dueOn === null ? 0 : schoolDaysFrom(reason.dueOn, today, calendar),
})

const titleOf = (reason: Reason, { pupil, promises }: TodaySubject): string => {
  const called = calledName(pupil)
  switch (reason.act.kind) {
    case 'settle-promise': {
      const { promiseId } = reason.act
      const promise = promises.find(({ id }) => id === promiseId)
      return `${firstLine(promise?.words ?? 'A promise')}: ${called}`
    }
    case 'visit':
      return `See ${called}`
    case 'tell-lead':
      return `Tell the safeguarding lead: ${called}`
    case 'call':
      return `Ring ${called}’s family`
    case 'review':
      return `Review ${called}’s case`
    case 'offer':
      return `Offer ${called} something`
    case 'open-case':
    case 'look':
      return `Look at ${called}’s file`
  }
}

const whyOf = (reason: Reason, { pupil, absenceCase }: TodaySubject): string => {
  const unowned = absenceCase !== null && absenceCase.ownerId === null ? ' Nobody has the case.' : ''
  const them = pronoun[pupil.sex]
  const next = reason.act.kind === 'visit' && reason.next === `See ${them}, or note who has` ? '' : ` ${reason.next}.`
  return reason.act.kind === 'settle-promise' || reason.act.kind === 'review'
    ? `${reason.why}.${unowned}`
    : `${reason.why}.${next}${unowned}`
}
