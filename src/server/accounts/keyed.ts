import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** What keys are derived for. One secret, a different key for each purpose, so that no output helps with another. */
type Purpose = 'database-name' | 'device-recovery' | 'recovery-code' | 'totp-code' | 'throttle' | 'mail'

const keyFor = (secret: string, purpose: Purpose): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `doorstep ${purpose} 1`, 32))

/** A keyed hash in hex: the same input gives the same output here, and nothing to anybody without the office's secret. */
export const keyedHash = (secret: string, purpose: Purpose, text: string): string =>
  createHmac('sha256', keyFor(secret, purpose)).update(text).digest('hex')

/** Fingerprint of a random 256-bit token or code, which needs no key: it cannot be guessed. */
export const fingerprint = (token: string): string => createHash('sha256').update(token).digest('hex')

/** A random 256-bit token that may stand in a cookie or a link. */
export const newToken = (): string => randomBytes(32).toString('base64url')

const nonceLength = 12
const tagLength = 16

/** Seals bytes for the database (AES-256-GCM, random nonce). `about` binds them to their row and must be given to open. */
export const seal = (secret: string, purpose: Purpose, about: string, bytes: Buffer): Buffer => {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, purpose), nonce).setAAD(Buffer.from(about))
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

/** Opens what `seal` sealed. Throws when the bytes, their row or the office's secret are not the ones they were sealed with. */
export const unseal = (secret: string, purpose: Purpose, about: string, sealed: Buffer): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, purpose), sealed.subarray(0, nonceLength)).setAAD(
    Buffer.from(about),
  )
  decipher.setAuthTag(sealed.subarray(-tagLength))
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength, -tagLength)), decipher.final()])
}
