import type { CloseReason, Concern, Stage } from '#domain/records/absence-case.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { PupilFile } from '../casework/pupil-file.ts'
import type { ActBook, When } from './act-book.ts'

/** How a case was opened, moved, reviewed, given to someone, closed and opened again. */
export const caseChanges = (acts: ActBook) => ({
  openCase(
    file: PupilFile,
    told: When & {
      concerns: Concern[]
      stage?: Stage
      why?: string
      child?: string
      family?: string
      school?: string
      owner: Actor | null
      review?: SchoolDay | null
    },
  ): void {
    file.caseId = acts.choice.id()
    file.stage = told.stage ?? 'monitor'
    file.ownerId = told.owner?.personId ?? null
    file.reviewOn = told.review ?? null
    file.reasons = { child: told.child ?? '', family: told.family ?? '', school: told.school ?? '' }
    acts.book(told, 'open-absence-case@1', {
      caseId: file.caseId,
      pupilId: file.pupil.id,
      organisationId: file.pupil.organisationId,
      concerns: told.concerns,
      reasons: file.reasons,
      stage: file.stage,
      why: told.why ?? '',
      ownerId: file.ownerId,
      reviewOn: file.reviewOn,
      openedOn: acts.term.ago(told.ago),
    })
  },

  /** `sawStage` is what the person saw when it was not how the case stood by then: the two meet as a clash. */
  move(file: PupilFile, told: When & { to: Stage; why: string; sawStage?: Stage; signalAfter?: number }): void {
    acts.book(
      told,
      'change-stage@1',
      {
        pupilId: file.pupil.id,
        caseId: file.openCase,
        clashId: acts.choice.id(),
        stage: { from: told.sawStage ?? file.stage, to: told.to },
        on: acts.term.ago(told.ago),
        why: told.why,
      },
      { signal: told.signalAfter ?? 0 },
    )
    if (told.sawStage === undefined) file.stage = told.to
  },

  review(file: PupilFile, told: When & { on: SchoolDay | null; sawDay?: SchoolDay; signalAfter?: number }): void {
    acts.book(
      told,
      'set-review-date@1',
      {
        pupilId: file.pupil.id,
        caseId: file.openCase,
        clashId: acts.choice.id(),
        reviewOn: { from: told.sawDay ?? file.reviewOn, to: told.on },
      },
      { signal: told.signalAfter ?? 0 },
    )
    if (told.sawDay === undefined) file.reviewOn = told.on
  },

  /** `saw` is the words the person saw when a colleague had changed them meanwhile. */
  reasons(
    file: PupilFile,
    told: When &
      Partial<Record<'child' | 'family' | 'school', string>> & {
        saw?: Partial<PupilFile['reasons']>
        signalAfter?: number
      },
  ): void {
    const before = { ...file.reasons, ...told.saw }
    const part = (name: 'child' | 'family' | 'school') =>
      told[name] === undefined ? {} : { [name]: { from: before[name], to: told[name] } }
    acts.book(
      told,
      'change-reasons@1',
      {
        pupilId: file.pupil.id,
        caseId: file.openCase,
        clashId: acts.choice.id(),
        ...part('child'),
        ...part('family'),
        ...part('school'),
      },
      { signal: told.signalAfter ?? 0 },
    )
    if (told.saw !== undefined) return
    for (const name of ['child', 'family', 'school'] as const) file.reasons[name] = told[name] ?? file.reasons[name]
  },

  assign(file: PupilFile, told: When & { to: Actor | null }): void {
    const to = told.to?.personId ?? null
    acts.book(told, 'assign-absence-case@1', {
      pupilId: file.pupil.id,
      organisationId: file.pupil.organisationId,
      caseId: file.openCase,
      clashId: acts.choice.id(),
      ownerId: { from: file.ownerId, to },
    })
    file.ownerId = to
  },

  close(file: PupilFile, told: When & { reason: CloseReason; outcome: string }): void {
    acts.book(told, 'close-absence-case@1', {
      pupilId: file.pupil.id,
      caseId: file.openCase,
      on: acts.term.ago(told.ago),
      reason: told.reason,
      outcome: told.outcome,
    })
  },

  reopen(file: PupilFile, told: When & { why: string }): void {
    acts.book(told, 'reopen-absence-case@1', {
      pupilId: file.pupil.id,
      caseId: file.openCase,
      on: acts.term.ago(told.ago),
      why: told.why,
    })
  },
})
