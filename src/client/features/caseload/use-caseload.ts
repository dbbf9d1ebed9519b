import { useEffect, useState } from 'react'
import { useSession } from '#client/app/session.tsx'
import { readCalendars } from '#client/casework/read-calendars.ts'
import { readSchools } from '#client/casework/read-file.ts'
import { useFiled, useLive } from '#client/store/live.ts'
import { dayOf } from '#domain/time/instant.ts'
import { caseloadMaker, type Caseload } from './read-caseload.ts'

/**
 * The caseload, worked out again when something in it changes; undefined while it is first read. While it is not on the
 * screen it stays as it was, and costs nothing.
 */
export const useCaseload = (isOnScreen: boolean): Caseload | undefined => {
  const { db, actor, clock } = useSession()
  const filed = useFiled(isOnScreen)
  const around = useLive(
    async () => ({
      schools: await readSchools(db),
      calendars: await readCalendars(db),
      onlyHere: new Set((await db.records.where('waiting').above(0).primaryKeys()).map(([fileId]) => fileId)),
    }),
    [db],
  )
  const [make] = useState(caseloadMaker)
  const [caseload, setCaseload] = useState<Caseload>()
  useEffect(() => {
    if (filed === null || around === undefined) return undefined
    let isWanted = true
    const setting = { mine: actor.personId, today: dayOf(clock()), ...around }
    const work = async () => {
      const worked = await make(filed, setting, () => isWanted)
      if (worked !== null && isWanted) setCaseload(worked)
    }
    void work()
    return () => {
      isWanted = false
    }
  }, [filed, around, actor, clock, make])
  return caseload
}
