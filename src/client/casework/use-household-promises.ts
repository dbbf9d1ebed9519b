import { useSession } from '#client/app/session.tsx'
import { useLive } from '#client/store/live.ts'
import { can } from '#domain/permissions/can.ts'
import type { Promise as MadePromise } from '#domain/records/promise.ts'
import { calledName } from '#domain/records/pupil.ts'
import { isKept, type KeptOf } from './kept-record.ts'
import { usePupilView } from './pupil-view.tsx'
import { readKept } from './read-file.ts'

/** A promise about a brother or sister that nobody has settled. */
export type HouseholdPromise = { promise: MadePromise; about: string; maySettle: boolean }

/** What was promised to the same home about its other children, as far as their files are on this tablet; soonest due first. */
export const useHouseholdPromises = (): HouseholdPromise[] => {
  const { siblings } = usePupilView()
  const { db, actor } = useSession()
  const ids = siblings.map(({ id }) => id)
  const kept = useLive(async () => {
    if (ids.length === 0) return []
    const rows = await db.records
      .where('[fileId+kind]')
      .anyOf(ids.map((id) => [id, 'promise']))
      .toArray()
    return rows.map(readKept)
  }, [db, ids.join()])
  return (kept ?? [])
    .filter((one): one is KeptOf<'promise'> => one !== null && isKept(one, 'promise') && one.record.settled === null)
    .flatMap(({ record }) => {
      const pupil = siblings.find(({ id }) => id === record.pupilId)
      if (pupil === undefined) return []
      const maySettle = can(actor, 'settle-promise', { organisationId: pupil.organisationId, pupil })
      return [{ promise: record, about: calledName(pupil), maySettle }]
    })
    .toSorted((a, b) => (a.promise.dueOn < b.promise.dueOn ? -1 : 1))
}
