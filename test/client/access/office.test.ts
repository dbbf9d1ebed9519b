import { z } from 'zod'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { officeFor, sayAnswer, sayWait, type Answer } from '#client/app/office.ts'

const Body = z.object({ said: z.string() })

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } })

const ask = (reply: () => Response | Promise<Response>): Promise<Answer<z.infer<typeof Body>>> =>
  officeFor({ fetch: async () => await reply() }).get('/api/anything', Body)

/** An answer whose pieces come one by one with a pause before each, and stop coming after so many. */
const inPieces =
  (pieces: readonly string[], pause: number, comes = pieces.length) =>
  async (_path: unknown, init?: RequestInit) => {
    let place = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) =>
        new Promise<void>((resolve, reject) => {
          const silent = (): void => {
            controller.error(new DOMException('', 'AbortError'))
            reject(new DOMException('', 'AbortError'))
          }
          init?.signal?.addEventListener('abort', silent)
          if (place === comes && comes < pieces.length) return
          setTimeout(() => {
            const piece = pieces[place]
            place += 1
            if (piece === undefined) controller.close()
            else controller.enqueue(new TextEncoder().encode(piece))
            resolve()
          }, pause)
        }),
    })
    return new Response(body, { headers: { 'Content-Type': 'application/json' } })
  }

afterEach(() => {
  vi.useRealTimers()
})

describe('asking the office', () => {
  test('carries our header and the tablet’s id, and never follows a redirect', async () => {
    const asked: { path: unknown; init: RequestInit | undefined }[] = []
    await officeFor({
      deviceId: '0b1c2d3e-4f50-4617-a8b9-c0d1e2f30415',
      fetch: async (path, init) => {
        asked.push({ path, init })
        return json({ said: 'yes' })
      },
    }).post('/api/devices', { name: 'Blue tablet' }, Body)
    const headers = new Headers(asked[0]?.init?.headers)
    expect(headers.get('X-Doorstep')).toBe('1')
    expect(headers.get('X-Doorstep-Device')).toBe('0b1c2d3e-4f50-4617-a8b9-c0d1e2f30415')
    expect(asked[0]?.init).toMatchObject({
      method: 'POST',
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'same-origin',
    })
  })

  const outcomes: [string, () => Response | Promise<Response>, Answer<unknown>][] = [
    ['an answer', () => json({ said: 'yes', more: 1 }), { kind: 'ok', body: { said: 'yes' } }],
    ['nothing', () => Promise.reject(new TypeError('Failed to fetch')), { kind: 'offline' }],
    [
      'a hotel’s page instead',
      () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } }),
      { kind: 'captive' },
    ],
    ['“network sign-in needed”', () => new Response('', { status: 511 }), { kind: 'captive' }],
    ['no session', () => json({ error: 'signed-out' }, 401), { kind: 'signed-out' }],
    [
      'one factor of two',
      () => json({ error: 'mfa-required', mfa: { totp: true, passkey: false } }, 403),
      { kind: 'mfa-required', mfa: { totp: true, passkey: false } },
    ],
    [
      'a no',
      () => json({ error: 'device-revoked', message: 'Taken away.', reference: '7F3A' }, 403),
      { kind: 'refused', error: 'device-revoked', message: 'Taken away.', reference: '7F3A' },
    ],
    ['too old an app', () => json({ error: 'update' }, 426), { kind: 'update-needed' }],
    [
      'too many tries',
      () => json({ error: 'too-many-tries' }, 429, { 'Retry-After': '90' }),
      { kind: 'busy', error: 'too-many-tries', retryAfter: 90 },
    ],
    ['a full office', () => json({ error: 'busy' }, 503), { kind: 'busy', error: 'busy', retryAfter: 30 }],
    ['a fault', () => json({ error: 'fault', reference: '9C01' }, 500), { kind: 'fault', reference: '9C01' }],
    ['a broken proxy', () => new Response('Bad gateway', { status: 502 }), { kind: 'fault', reference: null }],
    [
      'an answer cut short',
      () => new Response('{"sa', { headers: { 'Content-Type': 'application/json' } }),
      { kind: 'fault', reference: null },
    ],
    ['an answer of another shape', () => json({ spoke: 'yes' }), { kind: 'fault', reference: null }],
  ]
  test.each(outcomes)(
    'that gives %s ends in one of a closed list, and is said in words',
    async (_what, reply, outcome) => {
      const answer = await ask(reply)
      expect(answer).toEqual(outcome)
      const words = answer.kind === 'ok' ? 'Nothing to say.' : sayAnswer(answer, 'to sign in')
      expect(words).toMatch(/^[A-Z].{8,}\.$/)
    },
  )

  test('gives up after its patience', async () => {
    const answer = await officeFor({
      patience: 10,
      fetch: (_path, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'TimeoutError')))
        }),
    }).get('/api/anything', Body)
    expect(answer).toEqual({ kind: 'offline' })
  })

  /** Twenty letters in pieces, which together take four times as long to come as our patience lasts. */
  const slowly = ['{"said":"', ...Array.from({ length: 20 }, () => 'é'), '"}']

  test('an answer that takes longer than its patience and never stalls is taken whole', async () => {
    vi.useFakeTimers()
    const asked = officeFor({ patience: 30_000, fetch: inPieces(slowly, 5_000) }).get('/api/anything', Body)
    await vi.advanceTimersByTimeAsync(130_000)
    expect(await asked).toEqual({ kind: 'ok', body: { said: 'é'.repeat(20) } })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('one that stalls is given up once nothing came for as long as its patience, and is no answer', async () => {
    vi.useFakeTimers()
    const ended = vi.fn<(answer: unknown) => void>()
    void officeFor({ patience: 30_000, fetch: inPieces(slowly, 5_000, 10) })
      .get('/api/anything', Body)
      .then(ended)
    await vi.advanceTimersByTimeAsync(50_000 + 29_000)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(ended).toHaveBeenCalledWith({ kind: 'offline' })
  })

  test.each([
    [1, '1 second'],
    [40, '40 seconds'],
    [840, '14 minutes'],
  ])('a wait of %i s is said as %s', (seconds, words) => {
    expect(sayWait(seconds)).toBe(words)
  })
})
