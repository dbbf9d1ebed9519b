import type { PasskeySlot } from './key-slots.ts'

/** What a passkey answered: the same secret for the same passkey and salt, every time. */
export type PasskeyAnswer = { credentialId: Uint8Array; secret: Uint8Array }

/** Passkeys that can open a tablet (WebAuthn with the PRF extension). */
export type Passkeys = {
  /** Makes a passkey and asks it twice. `cannot-unlock`: it was made, and answers no secret or not the same one. */
  make(
    salt: Uint8Array<ArrayBuffer>,
  ): Promise<({ ok: true } & PasskeyAnswer) | { ok: false; why: 'not-made' | 'cannot-unlock' }>
  /** Asks for one of these passkeys; null when none was shown or it answers no secret. */
  ask(slots: readonly Pick<PasskeySlot, 'credentialId' | 'salt'>[]): Promise<PasskeyAnswer | null>
}

/** A minute to find the finger or the key. Milliseconds. */
const PATIENCE = 60_000

/**
 * The browser's passkeys. They only ever answer a secret here, offline: nothing is signed for the office, so the challenge
 * need not come from it.
 */
export const browserPasskeys = (credentials: CredentialsContainer, hostname: string): Passkeys => {
  const ask: Passkeys['ask'] = async (slots) => {
    const evalByCredential = Object.fromEntries(
      slots.map(({ credentialId, salt }) => [base64Url(credentialId), { first: Uint8Array.from(salt) }]),
    )
    const shown = await credentials
      .get({
        publicKey: {
          rpId: hostname,
          challenge: random(32),
          timeout: PATIENCE,
          userVerification: 'required',
          allowCredentials: slots.map(({ credentialId }) => ({
            type: 'public-key',
            id: Uint8Array.from(credentialId),
          })),
          extensions: { prf: { evalByCredential } },
        },
      })
      .catch(() => null)
    return shown instanceof PublicKeyCredential ? answerOf(shown) : null
  }

  return {
    ask,
    make: async (salt) => {
      const made = await credentials
        .create({
          publicKey: {
            rp: { id: hostname, name: 'Doorstep' },
            // Shown by the system's own list of passkeys, so nothing of the person's is in it.
            user: { id: random(16), name: 'This tablet', displayName: 'Doorstep on this tablet' },
            challenge: random(32),
            timeout: PATIENCE,
            pubKeyCredParams: [
              { type: 'public-key', alg: -7 },
              { type: 'public-key', alg: -257 },
            ],
            authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
            extensions: { prf: { eval: { first: salt } } },
          },
        })
        .catch(() => null)
      if (!(made instanceof PublicKeyCredential)) return { ok: false, why: 'not-made' }
      if (made.getClientExtensionResults().prf?.enabled !== true) return { ok: false, why: 'cannot-unlock' }
      // Asked again before it is trusted: a passkey that answers at its making and not later would lock its owner out.
      const credentialId = new Uint8Array(made.rawId)
      const first = answerOf(made)
      const second = await ask([{ credentialId, salt }])
      const same = second !== null && (first === null || sameSecret(first.secret, second.secret))
      return same ? { ok: true, ...second } : { ok: false, why: 'cannot-unlock' }
    },
  }
}

const answerOf = (credential: PublicKeyCredential): PasskeyAnswer | null => {
  const secret = credential.getClientExtensionResults().prf?.results?.first
  if (secret === undefined) return null
  const bytes =
    secret instanceof ArrayBuffer
      ? new Uint8Array(secret)
      : new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
  return bytes.length < 32 ? null : { credentialId: new Uint8Array(credential.rawId), secret: bytes }
}

const sameSecret = (first: Uint8Array, second: Uint8Array): boolean =>
  first.length === second.length && first.every((byte, place) => byte === second[place])

const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length))

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
