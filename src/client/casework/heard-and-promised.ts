import { z } from 'zod'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
import { BarrierAbout, BarrierStatus, RaisedBy } from '#domain/records/barrier.ts'
import type { NewBarrier } from '#domain/mutations/add-barrier.ts'
import type { NewPromise } from '#domain/mutations/make-promise.ts'
import { addDays, weekdayOf, type SchoolDay } from '#domain/time/school-day.ts'

/**
 * A barrier as it stands in an open form. The identity is made when the line is added, so that a second try to save is
 * the same barrier and never another one.
 */
export const HeardBarrier = z.object({
  barrierId: z.string(),
  about: BarrierAbout.nullable(),
  raisedBy: RaisedBy.nullable(),
  words: z.string(),
  status: BarrierStatus,
})
export type HeardBarrier = z.infer<typeof HeardBarrier>

/** A promise as it stands in an open form. `dueOn` is empty while nobody has said a day. */
export const OpenPromise = z.object({
  promiseId: z.string(),
  words: z.string(),
  promisedTo: z.string(),
  ownerId: z.string(),
  dueOn: z.string(),
})
export type OpenPromise = z.infer<typeof OpenPromise>

/** A line is blank when nothing was written in it: it is left out rather than complained about. */
export const isBlankBarrier = (barrier: HeardBarrier): boolean => barrier.words.trim() === '' && barrier.about === null
export const isBlankPromise = (promise: OpenPromise): boolean => promise.words.trim() === ''

/** What is missing in a barrier that was begun. `at` names the line in the form. */
export const barrierProblems = (barrier: HeardBarrier, at: string): FieldProblem[] => [
  ...(barrier.about === null ? [{ fieldId: `${at}-about`, message: 'Choose what the barrier is about.' }] : []),
  ...(barrier.words.trim() === ''
    ? [{ fieldId: `${at}-words`, message: 'Write the barrier in the words of whoever raised it.' }]
    : []),
  ...(barrier.raisedBy === null ? [{ fieldId: `${at}-raised-by`, message: 'Say who raised it.' }] : []),
]

/** What is missing in a promise that was begun. */
export const promiseProblems = (promise: OpenPromise, at: string, madeOn: SchoolDay): FieldProblem[] => [
  ...(promise.dueOn === '' ? [{ fieldId: `${at}-due`, message: 'Say by which day the promise will be kept.' }] : []),
  ...(promise.dueOn !== '' && promise.dueOn < madeOn
    ? [{ fieldId: `${at}-due`, message: 'The day to keep the promise cannot be before it was made.' }]
    : []),
  ...(promise.promisedTo.trim() === '' ? [{ fieldId: `${at}-to`, message: 'Say who it was promised to.' }] : []),
]

/** The barrier for the record; null while what it is about, or who raised it, is not chosen. */
export const newBarrierOf = (barrier: HeardBarrier): NewBarrier | null =>
  barrier.about === null || barrier.raisedBy === null
    ? null
    : {
        barrierId: barrier.barrierId,
        about: barrier.about,
        raisedBy: barrier.raisedBy,
        words: barrier.words.trim(),
        status: barrier.status,
        severity: null,
        agreedByFamily: 'not-discussed',
        evidence: '',
        reviewOn: null,
      }

/** The promise for the record. */
export const newPromiseOf = (promise: OpenPromise): NewPromise => ({
  promiseId: promise.promiseId,
  words: promise.words.trim(),
  promisedTo: promise.promisedTo.trim(),
  ownerId: promise.ownerId,
  dueOn: promise.dueOn,
})

/** A week on, or the Monday after when that falls on a weekend: what a promise is due by until someone says. */
export const usualDueDay = (madeOn: SchoolDay): SchoolDay => {
  const due = addDays(madeOn, 7)
  const weekday = weekdayOf(due)
  return weekday === 6 ? addDays(due, 2) : weekday === 0 ? addDays(due, 1) : due
}

/** A new line for a barrier, raised by whoever was spoken to; null where that is not known, and has to be said. */
export const blankBarrier = (barrierId: string, raisedBy: RaisedBy | null): HeardBarrier => ({
  barrierId,
  about: null,
  raisedBy,
  words: '',
  status: 'suspected',
})

/** A new line for a promise. */
export const blankPromise = (promiseId: string, to: string, ownerId: string, madeOn: SchoolDay): OpenPromise => ({
  promiseId,
  words: '',
  promisedTo: to,
  ownerId,
  dueOn: usualDueDay(madeOn),
})
