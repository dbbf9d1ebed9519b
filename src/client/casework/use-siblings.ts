import { useEffect, useState } from 'react'
import { useSession } from '#client/app/session.tsx'
import { liveDigestsOf, type Filed } from '#client/store/live-digests.ts'
import type { Pupil } from '#domain/records/pupil.ts'

/**
 * The brothers and sisters of a pupil's household whose files are on this tablet, eldest first; undefined until they are
 * known. The same list as long as nothing about them changes, so that a form is not drawn anew for the files of others.
 */
export const useSiblings = (pupil: Pupil | null): readonly Pupil[] | undefined => {
  const { db } = useSession()
  const [found, setFound] = useState<{ of: string; siblings: readonly Pupil[] } | null>(null)
  const pupilId = pupil?.id ?? null
  const householdId = pupil?.householdId ?? null
  useEffect(() => {
    if (pupilId === null) return undefined
    const take = (siblings: readonly Pupil[]): void =>
      setFound((before) => {
        const next = { of: pupilId, siblings }
        return JSON.stringify(before) === JSON.stringify(next) ? before : next
      })
    if (householdId === null) return take(none)
    const live = liveDigestsOf(db)
    const look = (): void => {
      try {
        const filed = live.current()
        if (filed !== null) take(siblingsIn(filed, pupilId, householdId))
      } catch (error) {
        // Thrown where it is drawn, so that the problem screen says it.
        setFound(() => {
          throw error
        })
      }
    }
    const stop = live.subscribe(look)
    look()
    return stop
  }, [db, pupilId, householdId])
  if (found?.of === pupilId) return found.siblings
  return pupil !== null && householdId === null ? none : undefined
}

const none: readonly Pupil[] = []

const siblingsIn = ({ digests, loading }: Filed, pupilId: string, householdId: string): Pupil[] =>
  digests
    .flatMap(({ records }) => records.filter((record) => record.kind === 'pupil'))
    .filter((one) => one.householdId === householdId && one.id !== pupilId && one.leftOn === null)
    .filter((one) => !loading.has(one.id))
    .toSorted((a, b) => (a.bornOn < b.bornOn ? -1 : 1))
