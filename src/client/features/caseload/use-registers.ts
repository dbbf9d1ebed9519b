import { useEffect, useMemo, useState } from 'react'
import { useSession } from '#client/app/session.tsx'
import { readRegisterYears } from '#client/casework/read-register-years.ts'
import { useLive } from '#client/store/live.ts'
import type { AttendanceBand } from '#domain/register/attendance-band.ts'
import type { SessionCounts } from '#domain/register/count-sessions.ts'
import { standingIn } from '#domain/register/standing.ts'
import { weeksMissed, type WeekMissed } from '#domain/register/weeks-missed.ts'
import { dayOf } from '#domain/time/instant.ts'
import { schoolYearOf } from '#domain/time/school-year.ts'
import type { CaseloadRow } from './caseload-row.ts'

/** What a row shows of a pupil's register of this school year. */
export type RowRegister = { band: AttendanceBand | null; counts: SessionCounts; weeks: WeekMissed[] }

/** Weeks of a row's line. */
const WEEKS = 8

/** How long the same rows are in sight before their registers are read. Milliseconds. */
const REST = 200

/**
 * The registers of the rows in sight, by pupil; of those that have none there is nothing. Read once the list rests, so that scrolling
 * through hundreds opens none of them, and the list itself stands first when the tablet has just been opened.
 */
export const useRegisters = (rows: readonly CaseloadRow[]): ReadonlyMap<string, RowRegister> => {
  const { db, clock } = useSession()
  const today = dayOf(clock())
  const inSight = rows.map(({ pupilId }) => pupilId).join(' ')
  const [wanted, setWanted] = useState('')
  useEffect(() => {
    const rested = setTimeout(() => setWanted(inSight), REST)
    return () => clearTimeout(rested)
  }, [inSight])
  const years = useLive(
    async () => (wanted === '' ? undefined : readRegisterYears(db, wanted.split(' '), schoolYearOf(today))),
    [db, wanted, today],
  )
  return useMemo(() => {
    const registers = new Map<string, RowRegister>()
    for (const { pupilId, onRoll } of rows) {
      const year = years?.get(pupilId)
      if (year === undefined) continue
      const { band, counts } = standingIn(onRoll, year, today)
      registers.set(pupilId, { band, counts, weeks: weeksMissed(onRoll, year, today, WEEKS) })
    }
    return registers
    // Rows are made anew at each letter of a search; what is in sight says when they are others.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [years, inSight, today])
}
