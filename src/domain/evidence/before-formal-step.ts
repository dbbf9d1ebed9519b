import { Stage } from '../records/absence-case.ts'
import type { EvidenceName } from '../records/evidence-name.ts'
import type { SchoolDay } from '../time/school-day.ts'
import { barriersRecorded } from './barriers-recorded.ts'
import type { CaseFacts, Evidence } from './case-facts.ts'
import { childHeard } from './child-heard.ts'
import { contractExplored } from './contract-explored.ts'
import { eachParentWrittenTo } from './each-parent-written-to.ts'
import { earlyHelpConsidered } from './early-help-considered.ts'
import { familyHeard } from './family-heard.ts'
import { meetingHeld } from './meeting-held.ts'
import { planReviewed } from './plan-reviewed.ts'
import { supportFollowed } from './support-followed.ts'
import { supportOffered } from './support-offered.ts'

/** In the order in which they are usually done. */
const everyEvidence: readonly Evidence[] = [
  familyHeard,
  childHeard,
  barriersRecorded,
  supportOffered,
  supportFollowed,
  meetingHeld,
  planReviewed,
  earlyHelpConsidered,
  contractExplored,
  eachParentWrittenTo,
]

/** One line of the evidence meter. `shownOn` is null while the record does not show it. */
export type EvidenceLine = { name: EvidenceName; words: string; missing: string; shownOn: SchoolDay | null }

/** True for the rungs that weigh on a family: formal support and enforcement. */
export const isFormal = (stage: Stage): boolean => stage === 'formalise-support' || stage === 'enforce'

/**
 * What the record shows and does not show before a case moves to `stage`; nothing is looked for before an informal one. It
 * informs people and stands in nobody’s way: rungs may be skipped, a family may refuse all support, and keeping a child safe
 * never waits for it.
 */
export const beforeFormalStep = (facts: CaseFacts, stage: Stage): EvidenceLine[] => {
  if (!isFormal(stage)) return []
  const own = aboutCase(facts)
  return everyEvidence
    .filter(({ from }) => Stage.options.indexOf(from) <= Stage.options.indexOf(stage))
    .map(({ name, words, missing, shownOn }) => ({ name, words, missing, shownOn: shownOn(own) }))
}

/** The names of what is not shown yet. */
export const missingOf = (lines: readonly EvidenceLine[]): EvidenceName[] =>
  lines.flatMap(({ name, shownOn }) => (shownOn === null ? [name] : []))

/** The words of a stored name: `Child heard`. */
export const evidenceWords = (name: EvidenceName): string =>
  everyEvidence.find((evidence) => evidence.name === name)?.words ?? name

/** What belongs to this case: an earlier case’s plan is no evidence for this one. Services belong to the child. */
const aboutCase = (facts: CaseFacts): CaseFacts => {
  const { id } = facts.absenceCase
  const own = <R extends { caseId: string | null }>(records: readonly R[]): R[] =>
    records.filter(({ caseId }) => caseId === id)
  return {
    ...facts,
    notes: own(facts.notes),
    visits: own(facts.visits),
    barriers: own(facts.barriers),
    offers: own(facts.offers),
    voices: own(facts.voices),
    meetings: own(facts.meetings),
    plans: own(facts.plans),
  }
}
