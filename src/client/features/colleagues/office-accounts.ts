import { z } from 'zod'
import { officeFor, type Answer } from '#client/app/office.ts'
import { Id } from '#domain/records/words.ts'
import { Instant } from '#domain/time/instant.ts'

/** How one colleague's sign-in stands at the office. A state from a newer office reads as none that this app knows. */
const Standing = z.object({
  organisationId: Id,
  personId: Id,
  email: z.string().nullable(),
  state: z.enum(['none', 'invited', 'link-over', 'active', 'off']).nullable().catch(null),
  lastSeenAt: Instant.nullable(),
  /** What became of the letter with their link; null where none was asked for. */
  mailed: z.enum(['asked', 'failing', 'sent']).nullable().catch(null),
  openCases: z.int(),
  /** How many things they wrote had not been sent when their tablets last asked. */
  unsent: z.int().catch(0),
})
export type Standing = z.infer<typeof Standing>

const Standings = z.object({ accounts: z.array(Standing) })

export const askStandings = (deviceId: string): Promise<Answer<z.infer<typeof Standings>>> =>
  officeFor({ deviceId }).get('/api/accounts', Standings)

/** A link that sets a password once, to hand over; null for somebody who has a way in already. */
export const LinkGiven = z.object({
  link: z.url().nullable(),
  expiresAt: Instant.nullable(),
  /** Whether this office can send it by e-mail. */
  mayMail: z.boolean().catch(false),
})
export type LinkGiven = z.infer<typeof LinkGiven>

export const stateWords: Record<NonNullable<Standing['state']>, string> = {
  none: 'Cannot sign in yet',
  invited: 'Has a link that was not used yet',
  'link-over': 'Their link was not used in time',
  active: 'Can sign in',
  off: 'Switched off by whoever runs the office',
}
