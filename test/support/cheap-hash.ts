import { argon2Sync, randomBytes } from 'node:crypto'

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

/**
 * A hash of this password that costs next to nothing to check, since each carries its own cost: for tests in which hundreds
 * sign in. What a real one costs is asked in `passwords.test.ts`.
 */
export const cheapHash = (password: string): string => {
  const nonce = randomBytes(16)
  const tag = argon2Sync('argon2id', {
    message: password,
    nonce,
    memory: 64,
    passes: 1,
    parallelism: 1,
    tagLength: 32,
  })
  return `$argon2id$v=19$m=64,t=1,p=1$${unpadded(nonce)}$${unpadded(tag)}`
}
