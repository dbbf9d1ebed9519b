import type { z } from 'zod'
import type { answerHandover } from '#domain/mutations/answer-handover.ts'
import type { handOverCase } from '#domain/mutations/hand-over-case.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import type { PupilFile } from '../casework/pupil-file.ts'
import type { ActBook, When } from './act-book.ts'

/** A case that was offered to a colleague. */
export type Offered = { handoverId: string; toId: string }

/** Cases handed to a colleague, and what the colleague answered. */
export const handovers = (acts: ActBook) => ({
  /** At most five lines of digest. Nothing changes hands until it is accepted. */
  handOver(file: PupilFile, told: When & { to: Actor; digest: string[] }): Offered {
    const args: z.infer<typeof handOverCase.args> = {
      pupilId: file.pupil.id,
      organisationId: file.pupil.organisationId,
      caseId: file.openCase,
      handoverId: acts.choice.id(),
      toId: told.to.personId,
      digest: told.digest,
      offeredOn: acts.term.ago(told.ago),
    }
    acts.book(told, 'hand-over-case@1', args)
    return { handoverId: args.handoverId, toId: args.toId }
  },

  accept(file: PupilFile, told: When & { offered: Offered; words?: string }): void {
    const args: z.infer<typeof answerHandover.args> = {
      pupilId: file.pupil.id,
      caseId: file.openCase,
      handoverId: told.offered.handoverId,
      clashId: acts.choice.id(),
      how: 'accepted',
      on: acts.term.ago(told.ago),
      words: told.words ?? '',
    }
    acts.book(told, 'answer-handover@1', args)
    file.ownerId = told.offered.toId
  },
})
