import { refuse, type Refused } from '../mutation.ts'
import { membershipIn, type Actor } from '../permissions/actor.ts'
import { can, type Action } from '../permissions/can.ts'
import type { RestrictedThread } from '../records/restricted-thread.ts'
import type { StaffMember } from '../records/staff-member.ts'
import type { Records, Reference } from '../store.ts'

/** What `reachThread` reads. */
export const threadReference = (threadId: string): Reference => ({
  kind: 'restricted-thread',
  fileId: threadId,
  id: threadId,
})

/**
 * Finds the restricted thread an act is about, with the place of whoever acts. A thread that is not there and one that this
 * person may not read get the same answer.
 */
export const reachThread = (
  records: Records,
  by: Actor,
  action: Action,
  threadId: string,
): { ok: true; thread: RestrictedThread; member: StaffMember } | Refused => {
  const thread = records.get('restricted-thread', threadId, threadId)
  if (thread === null || !can(by, action, { organisationId: thread.organisationId, thread }))
    return refuse('not-permitted')
  const member = membershipIn(by, thread.organisationId)
  return member === null ? refuse('not-permitted') : { ok: true, thread, member }
}
