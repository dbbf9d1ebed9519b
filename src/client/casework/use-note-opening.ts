import { useEffect } from 'react'
import { useSession } from '#client/app/session.tsx'
import { noteOpening } from '#client/store/openings.ts'
import type { FileId } from '#domain/records/record.ts'

/** Notes that files are open on the screen, for whoever answers for the children to see later; null and none while there are none. */
export const useNoteOpening = (files: readonly FileId[] | null): void => {
  const { db, clock } = useSession()
  const named = files === null ? '' : files.join(' ')
  useEffect(() => {
    // One after the other, since each reads what is noted. Reading goes on where it cannot be noted: a full tablet must not keep
    // anybody out of a file at a doorstep.
    const note = async (): Promise<void> => {
      for (const file of named.split(' ').filter((one) => one !== '')) await noteOpening(db, file, clock)
    }
    note().catch(() => {})
  }, [named, db, clock])
}
