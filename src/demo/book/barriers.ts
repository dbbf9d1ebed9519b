import type { z } from 'zod'
import type { addBarrier, NewBarrier } from '#domain/mutations/add-barrier.ts'
import type { changeBarrier } from '#domain/mutations/change-barrier.ts'
import type { viewBarrier } from '#domain/mutations/view-barrier.ts'
import type { BarrierAbout, BarrierStatus, RaisedBy } from '#domain/records/barrier.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { PupilFile } from '../casework/pupil-file.ts'
import type { ActBook, When } from './act-book.ts'

/** Something heard that keeps a child away; its fields follow later changes, so that each change says what it was before. */
export type Heard = NewBarrier

/** What keeps a child from school, how each side sees it, and what became of it. */
export const barriers = (acts: ActBook) => ({
  heard(about: BarrierAbout, raisedBy: RaisedBy, words: string, more: Partial<NewBarrier> = {}): Heard {
    return {
      barrierId: acts.choice.id(),
      about,
      raisedBy,
      words,
      status: 'confirmed',
      severity: null,
      agreedByFamily: 'yes',
      evidence: '',
      reviewOn: null,
      ...more,
    }
  },

  barrier(file: PupilFile, told: When & { barrier: Heard }): void {
    const args: z.infer<typeof addBarrier.args> = {
      pupilId: file.pupil.id,
      caseId: file.caseId,
      raisedOn: acts.term.ago(told.ago),
      ...told.barrier,
    }
    acts.book(told, 'add-barrier@1', args)
  },

  changeBarrier(
    file: PupilFile,
    told: When & {
      barrier: Heard
      status?: BarrierStatus
      severity?: 1 | 2 | 3
      whatWorked?: string
      review?: SchoolDay
    },
  ): void {
    const { barrier, status, severity, whatWorked, review } = told
    const removedOn = status === 'removed' ? acts.term.ago(told.ago) : undefined
    const args: z.infer<typeof changeBarrier.args> = {
      pupilId: file.pupil.id,
      caseId: file.caseId,
      barrierId: barrier.barrierId,
      clashId: acts.choice.id(),
      ...(status === undefined ? {} : { status: { from: barrier.status, to: status } }),
      ...(severity === undefined ? {} : { severity: { from: barrier.severity, to: severity } }),
      ...(whatWorked === undefined ? {} : { whatWorked: { from: '', to: whatWorked } }),
      ...(review === undefined ? {} : { reviewOn: { from: barrier.reviewOn, to: review } }),
      ...(removedOn === undefined ? {} : { removedOn: { from: null, to: removedOn } }),
    }
    barrier.status = status ?? barrier.status
    barrier.severity = severity ?? barrier.severity
    barrier.reviewOn = review ?? barrier.reviewOn
    acts.book(told, 'change-barrier@1', args)
  },

  /** How another side sees a barrier that somebody raised. */
  view(
    file: PupilFile,
    told: When & { barrier: Heard } & Pick<z.infer<typeof viewBarrier.args>, 'side' | 'sees' | 'effect' | 'words'>,
  ): void {
    const { barrier, side, sees, effect, words } = told
    const args: z.infer<typeof viewBarrier.args> = {
      pupilId: file.pupil.id,
      barrierId: barrier.barrierId,
      viewId: acts.choice.id(),
      side,
      sees,
      effect,
      words,
      on: acts.term.ago(told.ago),
    }
    acts.book(told, 'view-barrier@1', args)
  },
})
