import { z } from 'zod'

/**
 * What someone showed when their session began.
 * `password`: only a password. `invitation`: only a one-time code. `provider`: a work account whose provider is not
 * trusted to ask for a second factor. `trusted-provider`: one that is (its policy asks). The others say themselves.
 */
export const Proof = z.enum([
  'password',
  'invitation',
  'provider',
  'trusted-provider',
  'totp',
  'recovery-code',
  'passkey',
])
export type Proof = z.infer<typeof Proof>

const twoFactors: readonly Proof[] = ['trusted-provider', 'totp', 'recovery-code', 'passkey']

/** True when the session showed two factors (trust F3: every user, unless this is the demonstration). */
export const hasTwoFactors = (proof: Proof): boolean => twoFactors.includes(proof)
