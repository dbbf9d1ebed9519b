import type { AbsenceCase } from '../records/absence-case.ts'
import { stageWords, Stage } from '../records/absence-case.ts'
import { sayDay } from '../time/day-words.ts'
import { addDays, weekdayOf, type SchoolDay } from '../time/school-day.ts'
import type { RegisterYear } from '../records/register-year.ts'
import type { TodaySubject } from './today-lines.ts'
import { barrierUnanswered } from './barrier-unanswered.ts'
import { changeInMissed, sayChangeInMissed, wayOf } from './change-in-missed.ts'
import { childUnseen } from './child-unseen.ts'
import { contactOverdue } from './contact-overdue.ts'
import { promiseDue } from './promise-due.ts'
import { reviewsOf } from './rules.ts'
import { whyAndNext } from './why-and-next.ts'

/** The parts of Monday's sheet, in the order in which they stand: what cannot wait first. */
export const mondayParts = ['worse', 'unseen', 'promises', 'new', 'stuck', 'better'] as const
export type MondayPart = (typeof mondayParts)[number]

export const mondayWords: Record<MondayPart, string> = {
  worse: 'Worse',
  unseen: 'Not seen',
  promises: 'Promises due this week',
  new: 'New',
  stuck: 'Stuck',
  better: 'Better',
}

/** One pupil on the sheet: in one part, with every reason that put them on it. */
export type MondayRow = {
  part: MondayPart
  pupilId: string
  /** Why the pupil is here: a line for each part that found something, the part's own first. */
  why: string[]
  next: string
  absenceCase: AbsenceCase
}

/** The day from which something is of the last week: the Monday before, so that a sheet printed on any day of a week says the same. */
export const weekBegins = (today: SchoolDay): SchoolDay => addDays(today, -((weekdayOf(today) + 6) % 7) - 7)

/** What Monday's sheet is worked out from, for one pupil: with their register of this school year, where there is one. */
export type MondaySubject = TodaySubject & { year: RegisterYear | null }

/**
 * Where a pupil stands on Monday's sheet, or null where nothing puts them there. It stands on what was written down (cases,
 * visits, contacts, barriers, promises) and, for *worse* and *better*, on the sessions that the register says were missed.
 */
export const mondayRowOf = (subject: MondaySubject): MondayRow | null => {
  const { absenceCase } = subject
  if (absenceCase === null) return null
  const found = mondayParts.flatMap((part) => {
    const why = finders[part](subject, absenceCase)
    return why === null ? [] : [{ part, why }]
  })
  const [first] = found
  if (first === undefined) return null
  return {
    part: first.part,
    pupilId: subject.pupil.id,
    why: found.map(({ why }) => why),
    next: whyAndNext(subject).next,
    absenceCase,
  }
}

type Finder = (subject: MondaySubject, absenceCase: AbsenceCase) => string | null

const finders: Record<MondayPart, Finder> = {
  worse: (subject, { stageMoves, failedVisitsOn = [] }) => {
    const { today, barriers } = subject
    const since = weekBegins(today)
    const failed = failedVisitsOn.filter((day) => day >= since).length
    const up = stageMoves.find(({ from, to, on }) => on >= since && from !== null && rung(to) > rung(from))
    return byRegister(subject, 'rose', [
      ...(failed === 0
        ? []
        : [
            failed === 1
              ? 'A visit without an answer since last Monday'
              : `${failed} visits without an answer since last Monday`,
          ]),
      ...(up === undefined ? [] : [`Moved up to ${stageWords[up.to].toLowerCase()} on ${sayDay(up.on, today)}`]),
      ...(barriers.some(({ status }) => status === 'recurring') ? ['A barrier that was removed has come back'] : []),
    ])
  },
  unseen: (subject) => childUnseen(subject)[0]?.why ?? null,
  promises: (subject) => {
    const endOfWeek = addDays(weekBegins(subject.today), 13)
    const due = promiseDue(subject).filter(({ dueOn }) => dueOn !== null && dueOn <= endOfWeek)
    return due.length === 0 ? null : due.map(({ next }) => next).join('; ')
  },
  new: ({ today }, { openedOn }) => (openedOn >= weekBegins(today) ? `Case opened ${sayDay(openedOn, today)}` : null),
  stuck: (subject) =>
    (barrierUnanswered(subject)[0] ?? contactOverdue(subject)[0] ?? reviewsOf(subject).find(({ late }) => late))?.why ??
    null,
  better: (subject, { stageMoves }) => {
    const { today, barriers, promises } = subject
    const since = weekBegins(today)
    const down = stageMoves.find(({ from, to, on }) => on >= since && from !== null && rung(to) < rung(from))
    const removed = barriers.find(({ removedOn }) => removedOn !== null && removedOn >= since)
    const kept = promises.find(({ settled }) => settled?.how === 'kept' && settled.on >= since)
    return byRegister(subject, 'fell', [
      ...(down === undefined
        ? []
        : [`Moved down to ${stageWords[down.to].toLowerCase()} on ${sayDay(down.on, today)}`]),
      ...(removed === undefined ? [] : [`A barrier was removed on ${sayDay(removed.removedOn ?? since, today)}`]),
      ...(kept === undefined ? [] : [`A promise was kept on ${sayDay(kept.settled?.on ?? since, today)}`]),
    ])
  },
}

/** The first thing that was written down, and beside it what the register says, where that changed in this way. */
const byRegister = (
  { pupil, year, today, calendar }: MondaySubject,
  way: 'rose' | 'fell',
  [first]: readonly string[],
): string | null => {
  const change = year === null ? null : changeInMissed(pupil, year, today, calendar)
  const said = change !== null && wayOf(change) === way ? [sayChangeInMissed(change, today)] : []
  const whys = [...said, ...(first === undefined ? [] : [first])]
  return whys.length === 0 ? null : whys.join('. ')
}

const rung = (stage: Stage): number => Stage.options.indexOf(stage)
