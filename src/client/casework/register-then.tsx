import { usePupilView } from '#client/casework/pupil-view.tsx'
import {
  sayCalendarChanged,
  sayChanged,
  sayClosedThen,
  sayCounted,
  sinceDecided,
} from '#client/casework/say-register-then.ts'
import { Due } from '#client/ui/list-row.tsx'
import type { RegisterDecision } from '#domain/records/register-decision.ts'
import { dayOf } from '#domain/time/instant.ts'
import { sayDay } from '#domain/time/day-words.ts'

/** What the register showed when somebody decided on it, and which of those sessions and closed days are otherwise now. */
export const RegisterThen = ({ decision }: { decision: RegisterDecision }) => {
  const { file, calendar, today } = usePupilView()
  const { saw } = decision
  const changed = sayChanged(sinceDecided(decision, file), today)
  const closed = sayClosedThen(decision, (day) => sayDay(day, today))
  const calendarChanged = sayCalendarChanged(decision, file, calendar, today)
  return (
    <>
      <p>
        The register then, as the school’s system gave it on {sayDay(dayOf(saw.takenAt), today)}: {sayCounted(decision)}
        , from {sayDay(saw.from, today)} to {sayDay(saw.to, today)}.{closed !== null && ` ${closed}`}
      </p>
      {changed !== null && (
        <p>
          <Due>{changed}</Due>
        </p>
      )}
      {calendarChanged !== null && (
        <p>
          <Due>{calendarChanged}</Due>
        </p>
      )}
    </>
  )
}
