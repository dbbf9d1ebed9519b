import { isAlong, isWatched, outingState } from '../casework/outing-state.ts'
import type { Outing } from '../records/outing.ts'
import { dayOf, type Instant } from '../time/instant.ts'
import { priorities, type Pressing } from './rule.ts'

/**
 * A colleague who is out on visits and whom this person looks out for or goes with; null where they have nothing to do with it. Whoever has
 * not come back stands before every child: somebody may be in danger now (employers' duty to lone workers: Management of Health
 * and Safety at Work Regulations 1999, regulation 3; a plan for who does not turn up is part of it, domain: section 4.6). One who is out, or
 * came back today, is good to know and asks for nothing.
 */
export const colleagueOut = (
  outing: Outing,
  { personId, now }: { personId: string; now: Instant },
): (Pressing & { isMissing: boolean }) | null => {
  if (!isWatched(outing, personId) && !isAlong(outing, personId)) return null
  if (outing.ended !== null && dayOf(outing.ended.at) !== dayOf(now)) return null
  const state = outingState(outing, now)
  const isMissing = state !== 'out' && state !== 'safe'
  return {
    isMissing,
    priority: isMissing ? priorities.colleagueMissing : priorities.goodToKnow,
    dueOn: null,
    late: isMissing,
  }
}
