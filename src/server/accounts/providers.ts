import { AsyncLocalStorage } from 'node:async_hooks'
import type { GenericOAuthConfig } from 'better-auth/plugins'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { StartFault } from '../start-fault.ts'
import { fingerprint } from './keyed.ts'

/** A work account that people may sign in with: how it is known in our routes, and by which exact issuer. */
export type Provider = {
  id: 'microsoft' | 'google'
  name: string
  issuer: string
  clientId: string
  clientSecret: string
  /** What an ID token must also hold, beyond a good signature, our audience, the issuer and the nonce. */
  accepts: (claims: Claims) => boolean
}

const Claims = z.object({
  iss: z.string(),
  sub: z.string().min(1),
  /** Entra: the tenant. */
  tid: z.string().optional(),
  /** Google: the Workspace domain the person belongs to. */
  hd: z.string().optional(),
  /** How the person was asked; `mfa` when more than one factor was. RFC 8176. */
  amr: z.array(z.string()).optional(),
})
type Claims = z.infer<typeof Claims>

const tenantId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * The providers that the office is set up for. A Microsoft tenant must be named by its id: `common` and `organizations`
 * would let in everybody who can make a tenant. Throws StartFault when it is not.
 */
export const providersOf = ({ microsoft, google }: Pick<Config, 'microsoft' | 'google'>): Provider[] => {
  const providers: Provider[] = []
  if (microsoft !== null) {
    const { tenant, clientId, clientSecret } = microsoft
    if (!tenantId.test(tenant))
      throw new StartFault('MICROSOFT_TENANT must be the id of one tenant (a UUID), not its name and not "common".')
    const issuer = microsoft.issuer ?? `https://login.microsoftonline.com/${tenant.toLowerCase()}/v2.0`
    const accepts = (claims: Claims): boolean => claims.tid?.toLowerCase() === tenant.toLowerCase()
    providers.push({ id: 'microsoft', name: 'Microsoft', issuer, clientId, clientSecret, accepts })
  }
  if (google !== null) {
    const { hostedDomain, clientId, clientSecret } = google
    const issuer = google.issuer ?? 'https://accounts.google.com'
    const accepts = (claims: Claims): boolean => claims.hd?.toLowerCase() === hostedDomain.toLowerCase()
    providers.push({ id: 'google', name: 'Google', issuer, clientId, clientSecret, accepts })
  }
  return providers
}

/** The whole identity of a person at a provider, as it is stored: the issuer, a bar, the subject. */
export const identityAt = (issuer: string, subject: string): string => `${issuer}|${subject}`

/** What a provider said during one request, for the session that the same request makes. */
export const heardFromProvider = new AsyncLocalStorage<{ askedForTwoFactors: boolean }>()

const claimsOf = (idToken: string): Claims | null => {
  try {
    return Claims.parse(JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8')))
  } catch {
    return null
  }
}

/**
 * How the sign-in library is to use a provider: code flow with PKCE, state and nonce, ID token verified against the
 * issuer's published keys. The e-mail address in the token is never read; the library wants one, so it gets the
 * fingerprint of the identity, which can match nobody.
 */
export const libraryConfig = (provider: Provider): GenericOAuthConfig => ({
  providerId: provider.id,
  name: provider.name,
  discoveryUrl: `${provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
  requireIdTokenVerification: true,
  clientId: provider.clientId,
  clientSecret: provider.clientSecret,
  scopes: ['openid'],
  pkce: true,
  disableSignUp: true,
  disableImplicitSignUp: true,
  overrideUserInfo: false,
  disableProviderLogout: true,
  // Called only after the library verified the token's signature, audience, expiry and nonce.
  getUserInfo: async ({ idToken }) => {
    const claims = idToken === undefined ? null : claimsOf(idToken)
    if (claims === null || claims.iss !== provider.issuer || !provider.accepts(claims)) return null
    const heard = heardFromProvider.getStore()
    if (heard !== undefined) heard.askedForTwoFactors = claims.amr?.includes('mfa') ?? false
    const identity = identityAt(claims.iss, claims.sub)
    return {
      id: identity,
      sub: claims.sub,
      name: '',
      email: `${fingerprint(identity)}@identity.invalid`,
      emailVerified: false,
    }
  },
  accountSubject: ({ profile }) => z.string().min(1).parse(profile.id),
})
