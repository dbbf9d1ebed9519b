import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, randomUUID, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'

/** A browser that asked to be notified: what it gives its office, and what it alone can read. */
export type PushedBrowser = {
  asked: { address: string; p256dh: string; auth: string }
  /** What came for it, opened with its own key, in order. */
  opened: string[]
  /** The headers of every message, those that were turned away too. */
  headers: IncomingHttpHeaders[]
  /** What the service answers from now on: 201 takes the message, 410 says that the browser has gone. */
  answer: number
}

/** A push service on this machine: takes sealed messages for browsers over HTTP and opens them as the browser would. */
export type PushService = {
  browser: () => PushedBrowser
  close: () => Promise<void>
}

export const startPushService = async (): Promise<PushService> => {
  const browsers = new Map<string, { browser: PushedBrowser; open: (sealed: Buffer) => string }>()
  const server = createServer((request, answer) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const found = browsers.get(request.url ?? '')
      found?.browser.headers.push(request.headers)
      const status = found?.browser.answer ?? 404
      if (status === 201) found?.browser.opened.push(found.open(Buffer.concat(parts)))
      answer.writeHead(status).end()
    })
  })
  await new Promise<void>((settle) => {
    server.listen(0, 'localhost', settle)
  })
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('The push service has no port.')
  return {
    browser: () => {
      const path = `/for/${randomUUID()}`
      const curve = createECDH('prime256v1')
      curve.generateKeys()
      const auth = randomBytes(16)
      const browser: PushedBrowser = {
        asked: {
          address: `http://localhost:${at.port}${path}`,
          p256dh: curve.getPublicKey('base64url'),
          auth: auth.toString('base64url'),
        },
        opened: [],
        headers: [],
        answer: 201,
      }
      browsers.set(path, { browser, open: (sealed) => unseal(sealed, curve, auth) })
      return browser
    },
    close: () =>
      new Promise((settle) => {
        server.close(() => settle())
        server.closeAllConnections()
      }),
  }
}

const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length))

/** Opens a message of one record: RFC 8188 (aes128gcm) with the keys of RFC 8291. */
const unseal = (sealed: Buffer, curve: ReturnType<typeof createECDH>, auth: Buffer): string => {
  const [salt, theirKey] = [sealed.subarray(0, 16), sealed.subarray(21, 21 + sealed.readUInt8(20))]
  const record = sealed.subarray(21 + theirKey.length)
  const secret = derive(
    curve.computeSecret(theirKey),
    auth,
    Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), theirKey]),
    32,
  )
  const decipher = createDecipheriv(
    'aes-128-gcm',
    derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
    derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12),
  )
  decipher.setAuthTag(record.subarray(-16))
  const text = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
  // What follows the words is padding: a 2, which says that this is the last record, and zeros.
  return text.subarray(0, text.lastIndexOf(2)).toString('utf8')
}

/** What an office says of itself to the push service: RFC 8292. */
const Claims = z.object({ aud: z.string(), exp: z.number(), sub: z.string() })

/** Reads who signed a message, and throws when it was not the office of this key. */
export const signedBy = ({ authorization = '' }: IncomingHttpHeaders, publicKey: string): z.infer<typeof Claims> => {
  const [, token = '', key] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(publicKey, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const isTheirs = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isTheirs || key !== publicKey) throw new Error('The message was not signed by this office.')
  return Claims.parse(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')))
}
