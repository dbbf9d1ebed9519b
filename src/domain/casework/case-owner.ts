import { membershipIn, type Actor } from '../permissions/actor.ts'
import type { Pupil } from '../records/pupil.ts'
import type { Records, Reference } from '../store.ts'
import type { Instant } from '../time/instant.ts'

/** What `mayOwn` reads. */
export const ownerReads = (organisationId: string, ownerId: string | null): Reference[] =>
  ownerId === null ? [] : [{ kind: 'staff-member', fileId: organisationId, id: ownerId }]

/** True when this person can answer for a case here: nobody yet, the person acting, or a colleague who has not left. */
export const mayOwn = (records: Records, by: Actor, organisationId: string, ownerId: string | null): boolean => {
  if (ownerId === null) return true
  if (ownerId === by.personId) return membershipIn(by, organisationId) !== null
  const colleague = records.get('staff-member', organisationId, ownerId)
  return colleague !== null && colleague.leftOn === null
}

/** The pupil with the case's owner noted, which decides which officers may see the file, and since when its last one has it no more. */
export const withOwner = (pupil: Pupil, caseId: string, ownerId: string | null, at: Instant): Pupil => {
  const before = pupil.caseOwners?.[caseId] ?? null
  return {
    ...pupil,
    caseOwners: { ...pupil.caseOwners, [caseId]: ownerId },
    ...(before === null || before === ownerId ? {} : { formerOwners: { ...pupil.formerOwners, [before]: at } }),
  }
}
