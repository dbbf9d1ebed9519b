import { useSession } from '#client/app/session.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { useLive } from '#client/store/live.ts'
import { RegisterYear } from '#domain/records/register-year.ts'

/** The same school year of the brothers and sisters whose files are on the tablet, by pupil; undefined while it is read. */
export const useSiblingsYears = (year: number): ReadonlyMap<string, RegisterYear> | undefined => {
  const { db } = useSession()
  const ids = usePupilView().siblings.map(({ id }) => id)
  return useLive(() => readYears(db, ids, year), [db, ids.join(' '), year])
}

const readYears = async (
  db: DoorstepDatabase,
  pupilIds: readonly string[],
  year: number,
): Promise<ReadonlyMap<string, RegisterYear>> => {
  const rows = await db.records
    .where('[fileId+kind]')
    .anyOf(pupilIds.map((id) => [id, 'register-year']))
    .toArray()
  return new Map(
    rows
      .map((row) => RegisterYear.safeParse(row.body))
      .filter((parsed) => parsed.success)
      .filter(({ data }) => data.year === year)
      .map(({ data }) => [data.pupilId, data]),
  )
}
