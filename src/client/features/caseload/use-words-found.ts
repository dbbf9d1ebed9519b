import { useEffect, useMemo, useRef, useState } from 'react'
import { useSession } from '#client/app/session.tsx'
import { useLive } from '#client/store/live.ts'
import { askPieces, createWordReader, type Piece } from '#client/store/word-index.ts'
import { dayOf } from '#domain/time/instant.ts'
import type { WordsFound } from './filter-rows.ts'
import { readFoundPlace, type FoundPlace } from './found-place.ts'
import { readUnsaved } from './read-unsaved.ts'

/** So many letters are asked for before what people wrote is searched. */
const ENOUGH = 3

/** Milliseconds between two readings: a first sync changes the files many times a second. */
const REST = 1000

/** Where the search stands in what people wrote, kept up with as it changes; null while nothing is asked or it is first read. */
export const useWordsFound = (search: string): WordsFound => {
  const pieces = usePieces(search.trim().length >= ENOUGH)
  return useMemo(() => (pieces === null ? null : askPieces(pieces, search)), [pieces, search])
}

const usePieces = (isSearching: boolean): readonly Piece[] | null => {
  const { db } = useSession()
  const [read] = useState(createWordReader)
  const [pieces, setPieces] = useState<readonly Piece[] | null>(null)
  const restUntil = useRef(0)
  // Another object whenever a piece was made or forgotten, or something unsaved changed.
  const changed = useLive(
    async () =>
      isSearching ? { made: await db.search.toCollection().primaryKeys(), unsaved: await readUnsaved(db) } : null,
    [db, isSearching],
  )
  useEffect(() => {
    if (!isSearching || changed === undefined || changed === null) return undefined
    let isWanted = true
    const work = async () => {
      const files = await read(db)
      restUntil.current = performance.now() + REST
      if (isWanted) setPieces([...files, changed.unsaved])
    }
    const timer = setTimeout(() => void work(), Math.max(0, restUntil.current - performance.now()))
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [db, read, isSearching, changed])
  return isSearching ? pieces : null
}

/** The line in a pupil's file in which these words stand; null for none, and while it is read. */
export const useFoundPlace = (pupilId: string, words: readonly string[] | null): FoundPlace | null => {
  const { db, clock } = useSession()
  return (
    useLive(
      () => (words === null ? null : readFoundPlace(db, pupilId, words, dayOf(clock()))),
      [db, clock, pupilId, words],
    ) ?? null
  )
}
