import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

/** The few kinds of CBOR that an authenticator writes: whole numbers, bytes, text, maps. */
type Writable = number | Buffer | string | Map<number | string, Writable>

const head = (major: number, length: number): Buffer => {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255])
}

const cbor = (value: Writable): Buffer => {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item)])])
}

const coordinate = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url')
const flagsOf = ({ ownerChecked, withKey }: { ownerChecked: boolean; withKey: boolean }): number =>
  1 | (ownerChecked ? 4 : 0) | (withKey ? 64 : 0)

type Options = { challenge: string }

/**
 * A passkey made of software: an ES256 key that answers WebAuthn as a tablet's would. `origin` is where the browser says it
 * is; `ownerChecked` false is a device that asked for no finger, face or PIN.
 */
export class SoftwarePasskey {
  readonly id = randomBytes(32)
  readonly #privateKey: KeyObject
  readonly #publicKey: KeyObject
  readonly #origin: string
  readonly #ownerChecked: boolean
  #count = 0

  constructor(origin: string, ownerChecked = true) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#privateKey = pair.privateKey
    this.#publicKey = pair.publicKey
    this.#origin = origin
    this.#ownerChecked = ownerChecked
  }

  #authenticatorPart(withKey: boolean): Buffer {
    this.#count += 1
    const count = Buffer.alloc(4)
    count.writeUInt32BE(this.#count)
    const site = createHash('sha256').update(new URL(this.#origin).hostname).digest()
    const front = Buffer.concat([site, Buffer.from([flagsOf({ ownerChecked: this.#ownerChecked, withKey })]), count])
    if (!withKey) return front
    const { x, y } = this.#publicKey.export({ format: 'jwk' })
    const key = cbor(
      new Map<number, Writable>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, coordinate(x)],
        [-3, coordinate(y)],
      ]),
    )
    return Buffer.concat([front, Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, key])
  }

  #clientPart(type: string, { challenge }: Options): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.#origin, crossOrigin: false }))
  }

  #credential(response: Record<string, Buffer>) {
    const text = this.id.toString('base64url')
    return {
      id: text,
      rawId: text,
      type: 'public-key',
      clientExtensionResults: {},
      response: Object.fromEntries(
        Object.entries(response).map(([name, bytes]) => [name, bytes.toString('base64url')]),
      ),
    }
  }

  /** What the browser hands over after making this passkey. */
  created(options: Options) {
    const attestation = cbor(
      new Map<string, Writable>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', this.#authenticatorPart(true)],
      ]),
    )
    return this.#credential({
      clientDataJSON: this.#clientPart('webauthn.create', options),
      attestationObject: attestation,
    })
  }

  /** What the browser hands over after using it. */
  used(options: Options) {
    const clientPart = this.#clientPart('webauthn.get', options)
    const authenticatorPart = this.#authenticatorPart(false)
    const signed = Buffer.concat([authenticatorPart, createHash('sha256').update(clientPart).digest()])
    return this.#credential({
      clientDataJSON: clientPart,
      authenticatorData: authenticatorPart,
      signature: createSign('SHA256').update(signed).sign(this.#privateKey),
    })
  }
}
