import type { Urgency } from '#domain/records/restricted-thread.ts'
import type { PupilFile } from '../casework/pupil-file.ts'
import type { ActBook, When } from './act-book.ts'

/** A restricted thread and its first note. */
export type Told = { threadId: string; noteId: string }

/** What the safeguarding lead was told, read and answered. */
export const toldToTheLead = (acts: ActBook) => ({
  /** Something told to the safeguarding lead: in a file of its own, with a marker in the pupil's. */
  tellLead(file: PupilFile, told: When & { urgency: Urgency; words: string; signalAfter?: number }): Told {
    const thread = { threadId: acts.choice.id(), noteId: acts.choice.id() }
    const { urgency, words } = told
    const args = { pupilId: file.pupil.id, ...thread, urgency, fromNoteId: null, words }
    acts.book(told, 'tell-safeguarding-lead@1', args, { signal: told.signalAfter ?? 0 })
    return thread
  },

  /** The lead says that they have read it. */
  readTold({ threadId, noteId }: Told, told: When): void {
    acts.book(told, 'mark-restricted-read@1', { threadId, noteIds: [noteId] })
  },

  /** What came of it, as the lead tells whoever told them. */
  cameOfTold({ threadId }: Told, told: When & { words: string }): void {
    acts.book(told, 'note-restricted-outcome@1', { threadId, words: told.words })
  },
})
