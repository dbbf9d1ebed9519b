import { createHash, createPrivateKey, createPublicKey, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { type IncomingMessage, type RequestListener, type Server, createServer } from 'node:http'
import { Provider } from 'oidc-provider'
import { freePort } from './free-port.ts'

/** Who signs in at the provider, and what its ID token says about them. */
export type Claimed = { sub: string; [claim: string]: unknown }

/** A provider of work accounts on this machine. */
export type OpenIdProvider = {
  issuer: string
  /** Who is in front of the provider's page from now on. */
  becomes(person: Claimed): void
  stop(): Promise<void>
}

export const client = { clientId: 'doorstep-in-tests', clientSecret: 'a secret between a test and its provider 51c2' }

const listen = async (port: number, listener: RequestListener): Promise<Server> => {
  const server = createServer(listener)
  await new Promise<void>((settle) => server.listen(port, 'localhost', settle))
  return server
}

const stopped = async (server: Server): Promise<void> => {
  server.closeAllConnections()
  await new Promise((settle) => server.close(settle))
}

const bodyOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = ''
  for await (const part of request) text += String(part)
  return new URLSearchParams(text)
}

/**
 * A real OpenID provider (oidc-provider) whose page signs in whoever `becomes` named, without asking. `callback` is where
 * the office expects its answers.
 */
export const startOpenIdProvider = async (callback: string): Promise<OpenIdProvider> => {
  const port = await freePort()
  const issuer = `http://localhost:${port}`
  let present: Claimed = { sub: 'nobody' }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [callback],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub', 'tid', 'hd', 'amr', 'email', 'email_verified', 'name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: [randomUUID()] },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: async () => ({ ...present, sub: id }) }),
    interactions: { url: (_context: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    // Whoever signs in agrees.
    loadExistingGrant: async ({ oidc }: { oidc: { client: { clientId: string }; session: { accountId: string } } }) => {
      const grant = new provider.Grant({ accountId: oidc.session.accountId, clientId: oidc.client.clientId })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Grant: 60, Interaction: 60, Session: 60 },
  })
  const answer = provider.callback()
  const server = await listen(port, (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) return answer(request, response)
    const amr = Array.isArray(present['amr']) ? { amr: present['amr'] } : {}
    void provider.interactionFinished(request, response, { login: { accountId: present.sub, ...amr } })
    return undefined
  })
  return {
    issuer,
    becomes: (person) => {
      present = person
    },
    stop: () => stopped(server),
  }
}

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What an ID token would rightly say, and what a bent provider makes of it. */
export type Bend = (token: {
  header: Record<string, unknown>
  claims: Record<string, unknown>
  sign: (input: string) => string
}) => string

/**
 * A provider whose ID tokens are bent: a real one refuses to make them. It speaks just enough of the protocol, with a real
 * key, and hands each rightly made token to `bend` before it leaves. `tokenSent` is the last one that did.
 */
export const startBentProvider = async (): Promise<
  OpenIdProvider & { bend: (how: Bend) => void; tokenSent: () => string }
> => {
  const port = await freePort()
  const issuer = `http://localhost:${port}`
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const key = createPrivateKey(privateKey)
  let present: Claimed = { sub: 'nobody' }
  let bending: Bend = straight
  let sent = ''
  const asked = new Map<string, { nonce: string; challenge: string }>()
  const sign = (input: string): string =>
    `${input}.${createSign('RSA-SHA256').update(input).sign(key).toString('base64url')}`

  const server = await listen(port, (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const say = (value: object): void => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(value))
    }
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return say({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
        })
      case '/keys':
        return say({
          keys: [{ ...createPublicKey(key).export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
        })
      case '/authorize': {
        const code = randomUUID()
        asked.set(code, {
          nonce: url.searchParams.get('nonce') ?? '',
          challenge: url.searchParams.get('code_challenge') ?? '',
        })
        const back = new URL(url.searchParams.get('redirect_uri') ?? '')
        back.searchParams.set('code', code)
        back.searchParams.set('state', url.searchParams.get('state') ?? '')
        response.writeHead(302, { location: back.href })
        return response.end()
      }
      case '/token': {
        void bodyOf(request).then((body) => {
          const about = asked.get(body.get('code') ?? '')
          asked.delete(body.get('code') ?? '')
          const challenge = createHash('sha256')
            .update(body.get('code_verifier') ?? '')
            .digest('base64url')
          if (
            about === undefined ||
            about.challenge !== challenge ||
            body.get('client_secret') !== client.clientSecret
          ) {
            response.statusCode = 400
            return say({ error: 'invalid_grant' })
          }
          const now = Math.floor(Date.now() / 1000)
          const claims = { iss: issuer, aud: client.clientId, iat: now, exp: now + 60, nonce: about.nonce, ...present }
          sent = bending({ header: { alg: 'RS256', typ: 'JWT', kid: 'one' }, claims, sign })
          return say({ access_token: 'unused', token_type: 'Bearer', expires_in: 60, id_token: sent })
        })
        return undefined
      }
      default:
        response.statusCode = 404
        return response.end()
    }
  })
  return {
    issuer,
    becomes: (person) => {
      present = person
    },
    bend: (how) => {
      bending = how
    },
    tokenSent: () => sent,
    stop: () => stopped(server),
  }
}

/** A token as it should be. */
export const straight: Bend = ({ header, claims, sign }) => sign(`${base64(header)}.${base64(claims)}`)

/** The same token with some claims replaced, signed with the provider's real key. */
export const saying =
  (other: Record<string, unknown>): Bend =>
  ({ header, claims, sign }) =>
    sign(`${base64(header)}.${base64({ ...claims, ...other })}`)

/** A token that claims to need no signature. */
export const unsigned: Bend = ({ claims }) => `${base64({ alg: 'none', typ: 'JWT' })}.${base64(claims)}.`

/** A token signed by a key that the provider never published. */
export const forged: Bend = ({ header, claims }) => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const input = `${base64(header)}.${base64(claims)}`
  return `${input}.${createSign('RSA-SHA256').update(input).sign(privateKey).toString('base64url')}`
}
