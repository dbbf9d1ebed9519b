import { createHmac } from 'node:crypto'
import type { TestOffice } from './office.ts'

/** Somebody's browser at an office: keeps cookies, sends what the app sends. */
export type Visitor = {
  /** What the cookie jar holds. Changing it is how a test plays a thief. */
  cookies: Map<string, string>
  get(path: string, headers?: Record<string, string>): Promise<Heard>
  post(path: string, json?: unknown, headers?: Record<string, string>): Promise<Heard>
}

/** An answer, read to its end. */
// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at any part of any answer
export type Heard = { status: number; body: any; headers: Headers }

/** A fresh browser. */
export const visit = (office: TestOffice): Visitor => {
  const cookies = new Map<string, string>()
  const ask = async (path: string, json: unknown, headers: Record<string, string>): Promise<Heard> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await office.ask(path, {
      ...(json === undefined ? {} : { json }),
      headers: { ...(cookie === '' ? {} : { cookie }), ...headers },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const name = pair.slice(0, pair.indexOf('='))
      if (/max-age=0(;|$)/i.test(line)) cookies.delete(name)
      else cookies.set(name, pair.slice(pair.indexOf('=') + 1))
    }
    const text = await answer.text()
    return {
      status: answer.status,
      body: answer.headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : text,
      headers: answer.headers,
    }
  }
  return {
    cookies,
    get: (path, headers = {}) => ask(path, undefined, headers),
    post: (path, json = {}, headers = {}) => ask(path, json, headers),
  }
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** What an authenticator app shows for an `otpauth:` address at a time (RFC 6238: SHA-1, 30 seconds, six digits). */
export const authenticatorCode = (totpUri: string, at: number = Date.now()): string => {
  const secret = new URL(totpUri).searchParams.get('secret') ?? ''
  let bits = ''
  for (const letter of secret) bits += base32.indexOf(letter).toString(2).padStart(5, '0')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0')
}
