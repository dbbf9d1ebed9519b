import type { NewPromise } from '#domain/mutations/make-promise.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import type { Promise as MadePromise } from '#domain/records/promise.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { PupilFile } from '../casework/pupil-file.ts'
import type { ActBook, When } from './act-book.ts'

/** Something promised. */
export type Promised = NewPromise

/** What was promised to families, and how it ended. */
export const promises = (acts: ActBook) => ({
  promised(words: string, promisedTo: string, owner: Actor, dueOn: SchoolDay): Promised {
    return { promiseId: acts.choice.id(), words, promisedTo, ownerId: owner.personId, dueOn }
  },

  promise(file: PupilFile, told: When & { promise: Promised }): void {
    acts.book(told, 'make-promise@1', {
      pupilId: file.pupil.id,
      caseId: file.caseId,
      madeOn: acts.term.ago(told.ago),
      ...told.promise,
    })
  },

  settle(
    file: PupilFile,
    told: When & { promise: Promised; how: NonNullable<MadePromise['settled']>['how']; words?: string },
  ): void {
    acts.book(told, 'settle-promise@1', {
      pupilId: file.pupil.id,
      promiseId: told.promise.promiseId,
      how: told.how,
      on: acts.term.ago(told.ago),
      words: told.words ?? '',
    })
  },

  changePromise(file: PupilFile, told: When & { promise: Promised; dueOn: SchoolDay }): void {
    acts.book(told, 'change-promise@1', {
      pupilId: file.pupil.id,
      promiseId: told.promise.promiseId,
      clashId: acts.choice.id(),
      dueOn: { from: told.promise.dueOn, to: told.dueOn },
    })
    told.promise.dueOn = told.dueOn
  },
})
