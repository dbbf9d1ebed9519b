import { dayOf, type Instant } from '../time/instant.ts'
import type { Actor } from './actor.ts'
import type { Action } from './can.ts'

/**
 * What is still taken from somebody who has left, when they did it on or before their last day: what they saw, heard, did and
 * thought about a child. It would be lost otherwise, on a tablet whose owner may not open the file any more. Left out is whatever
 * settles who reads a file or answers for it, and all that is about colleagues, tablets, rolls and the organisation: a clock can be
 * put back, and nobody may come by anything that way. A case may be opened, since what was written into it hangs on it.
 */
const heard: readonly Action[] = [
  'open-absence-case',
  'change-stage',
  'set-review-date',
  'change-reasons',
  'log-contact',
  'log-home-visit',
  'amend-note',
  'add-barrier',
  'change-barrier',
  'view-barrier',
  'make-promise',
  'change-promise',
  'settle-promise',
  'unsettle-promise',
  'raise-risk-flag',
  'review-risk-flag',
  'mark-phone',
  'set-safe-contact',
  'record-court-order',
  'see-court-order',
  'hear-child',
  'offer-support',
  'note-support',
  'add-agency',
  'change-agency',
  'make-plan',
  'add-plan-action',
  'settle-plan-action',
  'review-plan',
  'record-meeting',
  'share-paper',
  'decide-on-register',
  'record-penalty-notice',
  'note-penalty-notice',
  'say-school-move',
  'tell-safeguarding-lead',
  'add-restricted-note',
]

/** What may take away from what keeps people safe. From somebody who has left it is kept beside what stands; from an officer without the case it is refused. */
const mayWeaken: readonly Action[] = ['review-risk-flag', 'set-safe-contact']

/**
 * Who somebody is for an act by its stored name, done at a moment by their own clock: as they are now, and in a place that has
 * ended as they were, where this act is one that is still heard and its day not after their last. A case that was handed on since
 * counts as theirs on a day when they had it (`can`), whether they have left or not: what they saw at a door is theirs to tell, and
 * waited on their tablet for a signal (decision 0048).
 */
export const actorFor = (actor: Actor, { name, recordedAt }: { name: string; recordedAt: Instant }): Actor => {
  const on = dayOf(recordedAt)
  const isOf = (action: Action): boolean => name.startsWith(`${action}@`)
  const isHeard = heard.some(isOf)
  const left = actor.memberships.filter(({ leftOn }) => isHeard && leftOn !== null && on <= leftOn)
  if (left.length === 0) return isHeard && !mayWeaken.some(isOf) ? { ...actor, wroteOn: on } : actor
  return {
    personId: actor.personId,
    memberships: actor.memberships.map((place) => (left.includes(place) ? { ...place, leftOn: null } : place)),
    heard: { organisations: left.map(({ organisationId }) => organisationId), on },
  }
}
