import { useSession } from '#client/app/session.tsx'
import { useLive } from '#client/store/live.ts'
import { can } from '#domain/permissions/can.ts'
import type { Promise as MadePromise } from '#domain/records/promise.ts'
import { calledName, type Pupil } from '#domain/records/pupil.ts'
import { isKept, type KeptOf } from './kept-record.ts'
import { readKept } from './read-file.ts'

/** A promise about a brother or sister that nobody has settled. */
export type HouseholdPromise = { promise: MadePromise; about: string; maySettle: boolean }

/**
 * What was promised to the same home about its other children, as far as their files are on this tablet; soonest due
 * first. Undefined until it is known: what stands above a form must not come late and move what is under a thumb.
 */
export const useHouseholdPromises = (
  pupilId: string,
  siblings: readonly Pupil[] | undefined,
): HouseholdPromise[] | undefined => {
  const { db, actor } = useSession()
  const found = useLive(async () => {
    if (siblings === undefined) return undefined
    const rows = await db.records
      .where('[fileId+kind]')
      .anyOf(siblings.map(({ id }) => [id, 'promise']))
      .toArray()
    return { of: pupilId, kept: rows.map(readKept) }
  }, [db, pupilId, siblings])
  if (siblings === undefined || found === undefined || found.of !== pupilId) return undefined
  return found.kept
    .filter((one): one is KeptOf<'promise'> => one !== null && isKept(one, 'promise') && one.record.settled === null)
    .flatMap(({ record }) => {
      const pupil = siblings.find(({ id }) => id === record.pupilId)
      if (pupil === undefined) return []
      const maySettle = can(actor, 'settle-promise', { organisationId: pupil.organisationId, pupil })
      return [{ promise: record, about: calledName(pupil), maySettle }]
    })
    .toSorted((a, b) => (a.promise.dueOn < b.promise.dueOn ? -1 : 1))
}
