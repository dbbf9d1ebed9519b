import type { AbsenceCase } from '../records/absence-case.ts'
import { stageWords, Stage } from '../records/absence-case.ts'
import { sayDay } from '../time/day-words.ts'
import { addDays, weekdayOf, type SchoolDay } from '../time/school-day.ts'
import type { TodaySubject } from './today-lines.ts'
import { barrierUnanswered } from './barrier-unanswered.ts'
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

/**
 * Where a pupil stands on Monday's sheet, or null where nothing puts them there. It stands on what was written down (cases,
 * visits, contacts, barriers, promises), not on the register: it says so at its head.
 */
export const mondayRowOf = (subject: TodaySubject): MondayRow | null => {
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

type Finder = (subject: TodaySubject, absenceCase: AbsenceCase) => string | null

const finders: Record<MondayPart, Finder> = {
  worse: ({ today, barriers }, { stageMoves, failedVisitsOn = [] }) => {
    const since = weekBegins(today)
    const failed = failedVisitsOn.filter((day) => day >= since).length
    if (failed > 0)
      return failed === 1
        ? 'A visit without an answer since last Monday'
        : `${failed} visits without an answer since last Monday`
    const up = stageMoves.find(({ from, to, on }) => on >= since && from !== null && rung(to) > rung(from))
    if (up !== undefined) return `Moved up to ${stageWords[up.to].toLowerCase()} on ${sayDay(up.on, today)}`
    return barriers.some(({ status }) => status === 'recurring') ? 'A barrier that was removed has come back' : null
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
  better: ({ today, barriers, promises }, { stageMoves }) => {
    const since = weekBegins(today)
    const down = stageMoves.find(({ from, to, on }) => on >= since && from !== null && rung(to) < rung(from))
    if (down !== undefined) return `Moved down to ${stageWords[down.to].toLowerCase()} on ${sayDay(down.on, today)}`
    const removed = barriers.find(({ removedOn }) => removedOn !== null && removedOn >= since)
    if (removed !== undefined) return `A barrier was removed on ${sayDay(removed.removedOn ?? since, today)}`
    const kept = promises.find(({ settled }) => settled?.how === 'kept' && settled.on >= since)
    return kept === undefined ? null : `A promise was kept on ${sayDay(kept.settled?.on ?? since, today)}`
  },
}

const rung = (stage: Stage): number => Stage.options.indexOf(stage)
