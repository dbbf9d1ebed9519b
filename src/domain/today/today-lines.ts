import { calledName, type Pupil } from '../records/pupil.ts'
import type { StaffMember } from '../records/staff-member.ts'
import { planTypeWords } from '../records/plan.ts'
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
  /** Place among visits of one day, as their planner put them; smaller comes first. */
  place?: number
}

/** What Today is worked out from, for one pupil. */
export type TodaySubject = RuleSubject & { pupil: Pupil }

/** At most so many lines are shown at once; the rest is folded, never dropped. */
export const MOST_AT_ONCE = 7

/** The lines of one pupil that are this person's to do now. */
export const linesOf = (subject: TodaySubject, member: StaffMember): TodayLine[] =>
  byAct(reasonsFor(subject).filter((reason) => reason.isNow && isFor(member, reason, aboutOf(reason, subject)))).map(
    ([reason, ...others]) => ({
      key: [subject.pupil.id, reason.act.kind, ...thingOf(reason.act)].join('/'),
      pupilId: subject.pupil.id,
      title: titleOf(reason, subject),
      why: [whyOf(reason, subject), ...others.map(({ why }) => `${why}.`)].join(' '),
      act: reason.act,
      priority: reason.priority,
      dueOn: reason.dueOn,
      late: reason.late,
    }),
  )

/** Several reasons for the same act are one thing to do, the most pressing first. Each promise, plan, offer and warning is a thing of its own. */
const byAct = (reasons: readonly Reason[]): [Reason, ...Reason[]][] => {
  const acts = new Map<string, [Reason, ...Reason[]]>()
  for (const reason of reasons) {
    const act = [reason.act.kind, ...thingOf(reason.act)].join('/')
    const known = acts.get(act)
    if (known === undefined) acts.set(act, [reason])
    else known.push(reason)
  }
  return [...acts.values()]
}

/** What the act is done to, where there may be several of its kind in one file. Actions of one plan are asked about together. */
const thingOf = (act: NextAct): string[] => {
  switch (act.kind) {
    case 'settle-promise':
      return [act.promiseId]
    case 'review-plan':
    case 'settle-plan-action':
      return [act.planId]
    case 'review-support':
      return [act.offerId]
    case 'review-flag':
      return [act.flagId]
    case 'visit':
    case 'tell-lead':
    case 'call':
    case 'review':
    case 'offer':
    case 'open-case':
    case 'look':
      return []
  }
}

/** All lines in the stated order; planned visits of one day as their planner put them. */
export const inOrder = (lines: readonly TodayLine[]): TodayLine[] =>
  lines.toSorted((a, b) => byPressing(a, b) || (a.place ?? -1) - (b.place ?? -1) || (a.title < b.title ? -1 : 1))

const aboutOf = (reason: Reason, { absenceCase, today, calendar }: TodaySubject) => ({
  absenceCase,
  lateFor: reason.dueOn === null ? 0 : schoolDaysFrom(reason.dueOn, today, calendar),
})

const titleOf = (reason: Reason, { pupil, promises, plans, offers }: TodaySubject): string => {
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
    case 'review-plan': {
      const { planId } = reason.act
      const plan = plans.find(({ id }) => id === planId)
      return `Review the ${plan === undefined ? 'plan' : planTypeWords[plan.type].toLowerCase()}: ${called}`
    }
    case 'settle-plan-action': {
      const { actionId } = reason.act
      const action = plans.flatMap(({ actions }) => actions).find(({ id }) => id === actionId)
      return `Ask how it went: ${firstLine(action?.words ?? 'an action of the plan')}, ${called}`
    }
    case 'review-support': {
      const { offerId } = reason.act
      const offer = offers.find(({ id }) => id === offerId)
      return `Look at what came of it: ${firstLine(offer?.words ?? 'an offer of support')}, ${called}`
    }
    case 'review-flag':
      return `Look at the warning again: ${called}`
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
  switch (reason.act.kind) {
    case 'settle-promise':
    case 'review':
      return `${reason.why}.${unowned}`
    case 'review-plan':
      return `${reason.why}. Say how it went, and whether it goes on.${unowned}`
    case 'settle-plan-action':
      return `${reason.why}. Say whether it was done.${unowned}`
    case 'review-support':
      return `${reason.why}. Say whether it was given, and whether it helped.${unowned}`
    case 'review-flag':
      return `${reason.why}. Until then it stands as it was written. Keep it with a new day, or end it.${unowned}`
    case 'visit':
    case 'tell-lead':
    case 'call':
    case 'offer':
    case 'open-case':
    case 'look':
      return `${reason.why}.${next}${unowned}`
  }
}
