import { z } from 'zod'
import type { Actor } from '#domain/permissions/actor.ts'
import { StaffMember } from '#domain/records/staff-member.ts'
import { Id } from '#domain/records/words.ts'
import { Instant } from '#domain/time/instant.ts'
import type { Answer, Office } from './office.ts'

/**
 * A membership this app can read, or nothing: an unknown role may do nothing, and what a newer office adds to a membership
 * must not keep a person out.
 */
const Memberships = z.array(z.unknown()).transform((all): StaffMember[] =>
  all.flatMap((each) => {
    const parsed = z.object(StaffMember.shape).safeParse(each)
    return parsed.success ? [parsed.data] : []
  }),
)

/** Whom the office knows us as. */
export const AccountAtOffice = z.object({
  account: z.object({ personId: Id, name: z.string(), databaseName: z.string().min(1) }),
  actor: z.object({ personId: Id, memberships: Memberships }),
  demo: z.boolean(),
  mfa: z.object({ totp: z.boolean(), passkey: z.boolean() }),
  signedInAt: Instant.optional(),
})
export type AccountAtOffice = z.infer<typeof AccountAtOffice>

/** Asks the office who is signed in. */
export const askAccount = (office: Office): Promise<Answer<AccountAtOffice>> =>
  office.get('/api/session', AccountAtOffice)

/** True when both say the same about what a person may do. */
export const sameActor = (one: Actor, other: Actor): boolean => JSON.stringify(one) === JSON.stringify(other)
