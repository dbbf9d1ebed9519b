import { useMemo } from 'react'
import { useOutletContext } from 'react-router'
import { useSession } from '#client/app/session.tsx'
import { readMorning, standingOf, type Morning, type MorningRow } from '#client/casework/read-morning.ts'
import { useNow } from '#client/casework/use-now.ts'
import { useFiled, useLive } from '#client/store/live.ts'
import type { MorningStanding } from '#domain/morning/morning-standing.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'

/** A row with how it stands just now. */
export type StandingRow = MorningRow & { standing: MorningStanding }

/** The morning as it stands just now. */
export type MorningNow = Omit<Morning, 'schools'> & {
  now: Instant
  schools: (Omit<Morning['schools'][number], 'rows'> & { rows: StandingRow[] })[]
}
export type SchoolNow = MorningNow['schools'][number]

/** The morning, read anew when anything in it changes and looked at again as time passes; undefined while it is first read. */
export const useMorning = (): MorningNow | undefined => {
  const { db, actor } = useSession()
  const now = useNow()
  const today = dayOf(now)
  const filed = useFiled(true)
  const morning = useLive(
    async () => (filed === null ? undefined : readMorning(filed, { db, actor }, today)),
    [filed, db, actor, today],
  )
  return useMemo(
    () =>
      morning === undefined
        ? undefined
        : {
            ...morning,
            now,
            schools: morning.schools.map((school) => ({
              ...school,
              rows: school.rows.map((row) => ({ ...row, standing: standingOf(row, now) })),
            })),
          },
    [morning, now],
  )
}

/** The morning of the list beside which this is drawn. */
export const useMorningBeside = (): MorningNow => useOutletContext<MorningNow>()
