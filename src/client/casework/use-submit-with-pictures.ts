import type { z } from 'zod'
import { useSession } from '#client/app/session.tsx'
import { markSaved, picturesFor, saidOf } from '#client/store/attachments.ts'
import type { AttachmentRow } from '#client/store/tables.ts'
import { withReopen } from '#client/store/with-reopen.ts'
import type { Mutation } from '#domain/mutation.ts'
import type { NewAttachment } from '#domain/records/attachment.ts'
import type { Identified } from './use-saving.ts'
import { useSubmit, type Ready } from './use-submit.ts'

/**
 * Saves a note with the pictures that were taken for it. `ready` says what would be saved with these pictures. They are read as
 * the note itself is written: a store that the browser closed is opened again, and one that does not come back is told as
 * *Not saved*.
 */
export const useSubmitWithPictures = (from: Identified, of: { pupilId: string; noteId: string }) => {
  const { db } = useSession()
  const submitting = useSubmit(from)
  const submit = async <S extends z.ZodType>(
    mutation: Mutation<S>,
    ready: (pictures: readonly NewAttachment[]) => Ready<z.input<S>>,
  ): Promise<boolean> => {
    let pictures: AttachmentRow[] = []
    // What is missing in the form is said without asking the store anything: a picture never stands in the way.
    const isSaved = await submitting.submit(mutation, ready([]), async (args) => {
      pictures = await withReopen(db, () => picturesFor(db, of.pupilId, of.noteId))
      const whole = ready(saidOf(pictures))
      return whole.ok ? whole.args : args
    })
    // On a tablet that is now full this fails. The note is saved all the same, and so its pictures wait to be sent.
    if (isSaved) await markSaved(db, pictures).catch(() => {})
    return isSaved
  }
  return { ...submitting, submit }
}
