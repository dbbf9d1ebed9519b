import { useEffect, useRef, useState } from 'react'
import { useSession } from '#client/app/session.tsx'
import { useLive } from '#client/store/live.ts'
import { dayOf } from '#domain/time/instant.ts'
import type { NoteWords } from './filter-rows.ts'
import { caseloadReader, readNoteWords, type Caseload } from './read-caseload.ts'

/** Milliseconds between two readings of the whole list: a first sync changes it many times a second. */
const REST = 1000

/** The caseload, drawn again when something in it changes; undefined while it is first read. */
export const useCaseload = (): Caseload | undefined => {
  const { db, actor, clock } = useSession()
  const [read] = useState(caseloadReader)
  const lastRead = useRef(0)
  return useLive(async () => {
    const rest = lastRead.current === 0 ? 0 : lastRead.current + REST - performance.now()
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
    const caseload = await read(db, actor.personId, dayOf(clock()))
    lastRead.current = performance.now()
    return caseload
  }, [db, actor, clock, read])
}

/** The words of all notes, read when a search begins; null until then and while they are read. */
export const useNoteWords = (isSearching: boolean): NoteWords => {
  const { db } = useSession()
  const [words, setWords] = useState<NoteWords>(null)
  useEffect(() => {
    if (!isSearching) return undefined
    let isWanted = true
    const read = async () => {
      const found = await readNoteWords(db)
      if (isWanted) setWords(found)
    }
    void read()
    return () => {
      isWanted = false
    }
  }, [db, isSearching])
  return isSearching ? words : null
}
