import type { z } from 'zod'
import { useSession } from '#client/app/session.tsx'
import { myOuting, readOutings } from '#client/casework/read-outings.ts'
import { identified, useSaving } from '#client/casework/use-saving.ts'
import type { Mutation } from '#domain/mutation.ts'
import { noteArrival } from '#domain/mutations/note-arrival.ts'
import { noteLeaving } from '#domain/mutations/note-leaving.ts'

/** Arriving and leaving name the outing in the same way. */
type Step = Mutation<typeof noteArrival.args>

/**
 * What is pressed at the door is noted with the outing too, where one is open: whoever looks out for this person sees the
 * same times as the note holds, and nothing is pressed twice. It never ends the outing and changes no time, so the office's
 * alarm is what it was. Its own act, which goes as soon as there is signal; the form goes on whether or not it was kept, and
 * `notSaved` says so where it was not.
 */
export const useNoteAtTheDoor = () => {
  const { db, actor } = useSession()
  const { save, notSaved } = useSaving()
  const note = async (step: Step): Promise<void> => {
    const mine = myOuting(await readOutings(db), actor.personId)?.record ?? null
    if (mine === null || mine.ended !== null) return
    const { organisationId, personId, id: outingId } = mine
    const args: z.input<typeof noteArrival.args> = { organisationId, personId, outingId }
    await save(identified(crypto.randomUUID()), step, args)
  }
  return {
    noteArrived: () => void note(noteArrival),
    noteLeft: () => void note(noteLeaving),
    notSaved,
  }
}
