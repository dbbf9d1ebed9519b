import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { z } from 'zod'
import type { Answer, Office } from '#client/app/office.ts'

/** What the office offers for signing in. */
export const SignInMethods = z.object({
  password: z.boolean().catch(true),
  passkey: z.boolean().catch(false),
  providers: z.array(z.object({ id: z.string(), name: z.string() })).catch([]),
  demo: z
    .array(
      z.object({
        name: z.string(),
        role: z.string(),
        organisation: z.string(),
        email: z.string(),
        password: z.string(),
      }),
    )
    .nullable()
    .catch(null),
})
export type SignInMethods = z.infer<typeof SignInMethods>
export type DemoSignIn = NonNullable<SignInMethods['demo']>[number]

const Next = z.object({
  next: z.enum(['signed-in', 'second-factor', 'signed-out', 'mfa-required', 'sign-in', 'join-provider']),
})
export type Next = z.infer<typeof Next>

export const askMethods = (office: Office): Promise<Answer<SignInMethods>> =>
  office.get('/api/sign-in-methods', SignInMethods)

export const signInWithPassword = (office: Office, email: string, password: string): Promise<Answer<Next>> =>
  office.post('/api/auth/sign-in/email', { email, password }, Next)

export const proveWithCode = (office: Office, code: string): Promise<Answer<Next>> =>
  office.post('/api/auth/two-factor/verify-totp', { code }, Next)

export const proveWithRecoveryCode = (office: Office, code: string): Promise<Answer<Next>> =>
  office.post('/api/auth/two-factor/verify-backup-code', { code }, Next)

export const signOut = (office: Office): Promise<Answer<Next>> => office.post('/api/auth/sign-out', {}, Next)

/** Where to go for a school's or council's own sign-in. */
export const askProviderAddress = (
  office: Office,
  provider: string,
  joining: boolean,
): Promise<Answer<{ url: string }>> =>
  office.post(joining ? '/api/auth/link-social' : '/api/auth/sign-in/social', { provider }, z.object({ url: z.url() }))

/** Uses up an administrator's one-time link: with a password it sets that, without one it begins joining a work account. */
export const spendInvitation = (office: Office, code: string, password: string | null): Promise<Answer<Next>> =>
  office.post('/api/auth/invitation', password === null ? { code } : { code, password }, Next)

const Authenticator = z.object({ totpUri: z.string(), recoveryCodes: z.array(z.string()) })
export type Authenticator = z.infer<typeof Authenticator>

/** Begins an authenticator app for an account that has no second step yet. In force after the first right code. */
export const beginAuthenticator = (office: Office, password: string): Promise<Answer<Authenticator>> =>
  office.post('/api/auth/two-factor/enable', password === '' ? {} : { password }, Authenticator)

/** The person closed the platform's window, or the platform has no passkey for us. */
export type PasskeyAnswer = Answer<Next> | { kind: 'not-given' }

export const canUsePasskeys = (): boolean => browserSupportsWebAuthn()

/** Signs in with a passkey. */
export const signInWithPasskey = async (office: Office): Promise<PasskeyAnswer> => {
  const options = await office.get('/api/auth/passkey/generate-authenticate-options', AuthenticationOptions)
  if (options.kind !== 'ok') return options
  const response = await startAuthentication({ optionsJSON: options.body }).catch(() => null)
  if (response === null) return { kind: 'not-given' }
  return office.post('/api/auth/passkey/verify-authentication', { response }, Next)
}

/** Makes a passkey the account's second step. */
export const addPasskeyToAccount = async (office: Office, name: string): Promise<PasskeyAnswer> => {
  const options = await office.get('/api/auth/passkey/generate-register-options', RegistrationOptions)
  if (options.kind !== 'ok') return options
  const response = await startRegistration({ optionsJSON: options.body }).catch(() => null)
  if (response === null) return { kind: 'not-given' }
  return office.post('/api/auth/passkey/verify-registration', { response, name }, Next)
}

type AuthenticationJson = Parameters<typeof startAuthentication>[0]['optionsJSON']
type RegistrationJson = Parameters<typeof startRegistration>[0]['optionsJSON']

/** The browser checks every member of these itself; we only make sure that they are WebAuthn options at all. */
const AuthenticationOptions = z.custom<AuthenticationJson>(
  (value) => z.looseObject({ challenge: z.string() }).safeParse(value).success,
)
const RegistrationOptions = z.custom<RegistrationJson>(
  (value) => z.looseObject({ challenge: z.string(), user: z.looseObject({ id: z.string() }) }).safeParse(value).success,
)
