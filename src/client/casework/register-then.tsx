import { usePupilView } from '#client/casework/pupil-view.tsx'
import { sayChanged, sayCounted, sinceDecided } from '#client/casework/say-register-then.ts'
import { Due } from '#client/ui/list-row.tsx'
import type { RegisterDecision } from '#domain/records/register-decision.ts'
import { dayOf } from '#domain/time/instant.ts'
import { sayDay } from '#domain/time/day-words.ts'

/** What the register showed when somebody decided on it, and which of those sessions say something else now. */
export const RegisterThen = ({ decision }: { decision: RegisterDecision }) => {
  const { file, today } = usePupilView()
  const { saw } = decision
  const changed = sayChanged(sinceDecided(decision, file), today)
  return (
    <>
      <p>
        The register then, as the school’s system gave it on {sayDay(dayOf(saw.takenAt), today)}: {sayCounted(decision)}
        , from {sayDay(saw.from, today)} to {sayDay(saw.to, today)}.
      </p>
      {changed !== null && (
        <p>
          <Due>{changed}</Due>
        </p>
      )}
    </>
  )
}
