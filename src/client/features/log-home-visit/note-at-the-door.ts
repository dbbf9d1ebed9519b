import { useState } from 'react'
import type { z } from 'zod'
import { useSession } from '#client/app/session.tsx'
import { myOuting, readOutings } from '#client/casework/read-outings.ts'
import { identified, useSaving } from '#client/casework/use-saving.ts'
import { classifyFault, sayFault } from '#client/store/fault.ts'
import { withReopen } from '#client/store/with-reopen.ts'
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
  const [notRead, setNotRead] = useState<string | null>(null)
  const note = async (step: Step): Promise<void> => {
    setNotRead(null)
    const mine = myOuting(await withReopen(db, () => readOutings(db)), actor.personId)?.record ?? null
    if (mine === null || mine.ended !== null) return
    const { organisationId, personId, id: outingId } = mine
    const args: z.input<typeof noteArrival.args> = { organisationId, personId, outingId }
    await save(identified(crypto.randomUUID()), step, args)
  }
  // Whether an outing is open could not be read: then nothing is noted with one, and nobody may believe that it was.
  const told = (step: Step): void =>
    void note(step).catch((error: unknown) => setNotRead(sayFault(classifyFault(error))))
  return {
    noteArrived: () => told(noteArrival),
    noteLeft: () => told(noteLeaving),
    notSaved: notRead ?? notSaved,
  }
}
