import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/** Argon2id at OWASP's floor: 19 MiB, two passes, one lane (trust F5). Kept beside each hash, so that they may rise. */
const memory = 19_456
const passes = 2
const parallelism = 1
const saltLength = 16
const tagLength = 32

const derive = (
  password: string,
  nonce: Buffer,
  cost: { memory: number; passes: number; parallelism: number },
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // The same characters may be typed as different code points on different keyboards.
    argon2('argon2id', { message: password.normalize('NFKC'), nonce, tagLength, ...cost }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

/** A new salted hash in the usual text form, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. About 26 ms of one core. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(saltLength)
  const tag = await derive(password, salt, { memory, passes, parallelism })
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`
}

const form = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** True when `password` is the one that `hash` was made from. A hash in an unknown form matches nothing. */
export const verifyPassword = async ({ hash, password }: { hash: string; password: string }): Promise<boolean> => {
  const [, m, t, p, salt, tag] = form.exec(hash) ?? []
  if (m === undefined || t === undefined || p === undefined || salt === undefined || tag === undefined) return false
  const expected = Buffer.from(tag, 'base64')
  const found = await derive(password, Buffer.from(salt, 'base64'), {
    memory: Number(m),
    passes: Number(t),
    parallelism: Number(p),
  })
  return expected.length === found.length && timingSafeEqual(expected, found)
}
