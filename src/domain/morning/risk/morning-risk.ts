import { beingSupported } from './being-supported.ts'
import { dangerAtHome } from './danger-at-home.ts'
import { daysWithoutAReason } from './days-without-a-reason.ts'
import { knownToSocialCare } from './known-to-social-care.ts'
import { missesMuch } from './misses-much.ts'
import { needsMoreCare } from './needs-more-care.ts'
import { nobodyAtTheDoor } from './nobody-at-the-door.ts'
import { notReachedBefore } from './not-reached-before.ts'
import { notSeen } from './not-seen.ts'
import { safeguardingTold } from './safeguarding-told.ts'
import { tiers, type MorningRule, type MorningSubject, type Tier } from './rule.ts'
import { wasHere } from './was-here.ts'
import { young } from './young.ts'

/** In the order in which reasons are said. A new one is one file and one line here. */
const rules: readonly MorningRule[] = [
  wasHere,
  knownToSocialCare,
  safeguardingTold,
  dangerAtHome,
  nobodyAtTheDoor,
  notSeen,
  daysWithoutAReason,
  young,
  notReachedBefore,
  missesMuch,
  needsMoreCare,
  beingSupported,
]

/** Where a missing child stands on the list, and why: every reason, those of the tier first. */
export type MorningRisk = { tier: Tier; why: string[] }

export const morningRisk = (subject: MorningSubject): MorningRisk => {
  const reasons = rules
    .flatMap((rule) => rule(subject))
    .toSorted((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier))
  return { tier: reasons[0]?.tier ?? 'later', why: reasons.map(({ why }) => why) }
}

/** The higher tier first; within one, whoever has more reasons. */
export const byRisk = (a: MorningRisk, b: MorningRisk): number =>
  tiers.indexOf(a.tier) - tiers.indexOf(b.tier) || b.why.length - a.why.length
