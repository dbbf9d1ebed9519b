import type { z } from 'zod'
import type { addAgency } from '#domain/mutations/add-agency.ts'
import type { hearChild } from '#domain/mutations/hear-child.ts'
import type { noteSupport } from '#domain/mutations/note-support.ts'
import type { offerSupport } from '#domain/mutations/offer-support.ts'
import type { PupilFile } from '../casework/pupil-file.ts'
import type { ActBook, When } from './act-book.ts'
import type { Heard } from './barriers.ts'

type VoiceDetail = 'method' | 'through' | 'alone' | 'wouldHelp' | 'goodAtSchool' | 'agreesWithPlan' | 'consent'

/** What the child said, who else helps, what was offered and what came of it. */
export const support = (acts: ActBook) => ({
  /** What the child said, as they said it. */
  voice(
    file: PupilFile,
    told: When & { words: string } & Partial<Pick<z.infer<typeof hearChild.args>, VoiceDetail>>,
  ): void {
    const { by: _, ago, at: _at, ...said } = told
    const args: z.infer<typeof hearChild.args> = {
      pupilId: file.pupil.id,
      caseId: file.caseId,
      voiceId: acts.choice.id(),
      heardOn: acts.term.ago(ago),
      method: 'conversation',
      through: '',
      alone: 'alone',
      wouldHelp: '',
      goodAtSchool: '',
      agreesWithPlan: 'not-asked',
      consent: 'share',
      declined: null,
      ...said,
    }
    acts.book(told, 'hear-child@1', args)
  },

  /** Answers the identity of the service. */
  agency(
    file: PupilFile,
    told: When & Pick<z.infer<typeof addAgency.args>, 'type' | 'name' | 'person' | 'phone' | 'role' | 'consent'>,
  ): string {
    const { by: _, ago, at: _at, ...said } = told
    const agencyId = acts.choice.id()
    acts.book(told, 'add-agency@1', { pupilId: file.pupil.id, agencyId, since: acts.term.ago(ago), ...said })
    return agencyId
  },

  /** Answers the identity of the offer. */
  offer(
    file: PupilFile,
    told: When & { words: string; to: string; givenBy: string; agencyId?: string; barriers?: Heard[] },
  ): string {
    const offerId = acts.choice.id()
    const args: z.infer<typeof offerSupport.args> = {
      pupilId: file.pupil.id,
      caseId: file.caseId,
      offerId,
      words: told.words,
      offeredTo: told.to,
      givenBy: told.givenBy,
      agencyId: told.agencyId ?? null,
      barrierIds: (told.barriers ?? []).map(({ barrierId }) => barrierId),
      offeredOn: acts.term.ago(told.ago),
      reviewOn: null,
    }
    acts.book(told, 'offer-support@1', args)
    return offerId
  },

  cameOf(
    file: PupilFile,
    told: When & { offer: string } & Pick<z.infer<typeof noteSupport.args>, 'what' | 'words'> &
      Partial<Pick<z.infer<typeof noteSupport.args>, 'effect'>>,
  ): void {
    const { offer, what, words, effect = null } = told
    const on = acts.term.ago(told.ago)
    acts.book(told, 'note-support@1', { pupilId: file.pupil.id, offerId: offer, what, on, words, effect })
  },
})
