import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mutations } from '#domain/mutations/index.ts'
import type { KnownRoute } from '#server/app.ts'
import { linkAfter, ROOT } from '#sync/chain.ts'
import { addressOf, everyRoute, signedInAs } from '#test/support/every-route.ts'
import { startOffice, type TestOffice } from '#test/support/office.ts'
import { addOrganisations, type OrganisationRows } from '#test/support/organisation-rows.ts'
import { createTestDatabase, type TestDatabase } from '#test/support/postgres.ts'

/** Requests to each route, signed in and not. More with FUZZ_RUNS. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 40)

const mutationNames = Object.keys(mutations)
const canary = 'Canary-7f3a-words'

let made: TestDatabase
let school: OrganisationRows
let signedIn: TestOffice
let stranger: TestOffice
beforeAll(async () => {
  made = await createTestDatabase({ poolSize: 10 })
  school = (await addOrganisations(made, ['Fernhill']))[0]!
  stranger = await startOffice({ made })
  signedIn = await startOffice({ made, change: signedInAs(school) })
})
afterAll(async () => {
  await stranger.stop()
  await signedIn.stop()
  await made.close()
})

const hostileText = fc.constantFrom(
  'a\u0000b',
  '\ud83d',
  'x'.repeat(70_000),
  canary,
  '',
  ' ',
  '../../etc/passwd',
  "'; drop table record; --",
  '{{7*7}}',
  '${jndi:ldap://x}',
  '\u202e\u200b',
  'ﷺ'.repeat(500),
  '%00',
  '2026-02-30',
  '0000-00-00T00:00:00Z',
)
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(null, true, -1, 0, 2 ** 31, 2 ** 53, -(2 ** 53), 1.5, -0, 1e300, [], {}, [[]], [null]),
  fc.uuid({ version: 4 }),
  fc.jsonValue({ maxDepth: 3 }),
)

/** A part as the app makes it, or now and then anything else instead. */
const maybe = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 25, arbitrary: good }, { weight: 1, arbitrary: hostileValue })
const hash = fc.stringMatching(/^[0-9a-f]{64}$/)
const instant = fc.constantFrom('2026-11-22T09:31:07.120Z', '9999-12-31T23:59:59.999Z', '0001-01-01T00:00:00.000Z')
const version = fc.constantFrom(0, 1, 2 ** 31, 2 ** 52)

/** The first mutation of a line, linked as the app links it, so that the office tries to apply what it says. */
const mutation = fc
  .record({
    uid: fc.uuid({ version: 4 }),
    name: fc.constantFrom(...mutationNames, 'toString', '__proto__', 'a\u0000b'),
    args: fc.oneof(
      hostileValue,
      fc.dictionary(fc.constantFrom('id', 'pupilId', 'caseId', 'actId', 'facts', 'words'), hostileValue),
    ),
    files: fc.array(fc.uuid({ version: 4 }), { maxLength: 3 }),
    recordedAt: instant,
  })
  .chain((act) => {
    const chain = linkAfter(ROOT, act)
    return fc.record({
      id: maybe(fc.constant(1)),
      uid: maybe(fc.constant(act.uid)),
      name: maybe(fc.constant(act.name)),
      args: fc.constant(act.args),
      files: maybe(fc.constant(act.files)),
      recordedAt: maybe(fc.constant(act.recordedAt)),
      prev: maybe(fc.constant(ROOT)),
      chain: maybe(fc.oneof(fc.constant(chain), hash)),
    })
  })

/** What the app sends to each route, by the end of its address. */
const likeOurs: Record<string, fc.Arbitrary<unknown>> = {
  '/push': fc.record({
    protocol: maybe(fc.constant(1)),
    client: maybe(fc.uuid({ version: 4 })),
    device: maybe(fc.uuid({ version: 4 })),
    app: maybe(fc.constantFrom('1.0.0', 'a\u0000b', '\ud83d')),
    mutations: maybe(fc.array(mutation, { maxLength: 3 })),
  }),
  '/pull': fc.record({
    protocol: maybe(fc.constant(1)),
    client: maybe(fc.uuid({ version: 4 })),
    device: maybe(fc.uuid({ version: 4 })),
    epoch: maybe(fc.option(fc.uuid({ version: 4 }))),
    schema: maybe(fc.constantFrom(1, 2 ** 40)),
    cursors: maybe(fc.dictionary(fc.uuid({ version: 4 }), version)),
    want: maybe(
      fc.array(
        fc.record({
          file: maybe(fc.uuid({ version: 4 })),
          after: maybe(fc.option(fc.record({ version, id: fc.constantFrom(canary, '', 'x') }))),
        }),
        { maxLength: 3 },
      ),
    ),
    lmid: maybe(version),
    made: maybe(version),
    limit: maybe(fc.constantFrom(1, 20_000)),
  }),
  '/devices': fc.record({ id: maybe(fc.uuid({ version: 4 })), name: maybe(fc.constant('Tablet 4')) }),
  '/sign-in/email': fc.record({ email: hostileText, password: hostileText }),
  '/sign-in/social': fc.record({ provider: hostileText }),
  '/invitation': fc.record({ code: hostileText, password: hostileText }),
  '/verify-totp': fc.record({ code: hostileText }),
  '/verify-backup-code': fc.record({ code: hostileText }),
  '/verify-authentication': fc.record({
    response: fc.record({
      id: fc.constantFrom('x', 'a'.repeat(1400)),
      response: hostileValue,
      type: hostileText,
      clientExtensionResults: hostileValue,
    }),
  }),
  '/client-report': fc.record({
    code: maybe(fc.constantFrom('eviction', 'fork')),
    device: maybe(fc.option(fc.uuid({ version: 4 }))),
  }),
}
const forRoute = ({ url }: KnownRoute): fc.Arbitrary<unknown> =>
  Object.entries(likeOurs).find(([end]) => url.endsWith(end))?.[1] ?? hostileValue

const notOurs = fc.constantFrom(
  '',
  '{',
  '[1e400]',
  '{"a":9223372036854775808}',
  '{"__proto__":{"x":1}}',
  '{"a":1,"a":2}',
  '['.repeat(5000),
  'null',
  '"\\u0000"',
  '\uFEFF{}',
  '\u0000',
  'x'.repeat(100_000),
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
)

const contentType = fc.oneof(
  { weight: 30, arbitrary: fc.constant('application/json') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'text/plain',
      'text/csv',
      'application/xml',
      'application/octet-stream',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-16',
      'nonsense',
      '__proto__',
    ),
  },
)
const part = fc.oneof(
  fc.uuid({ version: 4 }),
  fc.constantFrom(
    'x',
    '%00',
    '%ED%A0%80',
    '..%2f..%2fetc',
    'a'.repeat(199),
    'a'.repeat(300),
    canary,
    '%f0%9f%98%80',
    '0',
    'index.html',
    '__proto__',
  ),
)
const query = fc.constantFrom(
  '',
  '?',
  '?organisation=x',
  `?organisation=${canary}`,
  '?organisation=a&organisation=b',
  '?__proto__[x]=1',
  '?preview=%00',
  `?q=${'x'.repeat(3000)}`,
  '?state=%00&code=x',
  '?error=access_denied',
)

const hostileRequest = (route: KnownRoute) =>
  fc.record({
    part,
    query,
    contentType,
    body: fc.oneof(
      { weight: 6, arbitrary: forRoute(route).map((value) => JSON.stringify(value)) },
      { weight: 1, arbitrary: hostileValue.map((value) => JSON.stringify(value)) },
      { weight: 1, arbitrary: notOurs },
    ),
  })

/** Every refusal looks the same and repeats nothing of the request. */
const checkRefusal = async (answer: Response): Promise<void> => {
  const text = await answer.text()
  if (answer.status < 400) return
  expect(JSON.parse(text)).toEqual(
    expect.objectContaining({
      error: expect.stringMatching(/^[a-z-]+$/),
      message: expect.any(String),
      reference: expect.stringMatching(/^[2-9A-Z]{6,12}$/),
    }),
  )
  expect(text).not.toContain(canary)
}

const send = (
  running: TestOffice,
  route: KnownRoute,
  request: { part: string; query: string; body: string; contentType: string },
  method = route.method,
): Promise<Response> =>
  fetch(`${running.origin}${addressOf(route, request.part)}${request.query}`, {
    method,
    headers: {
      origin: running.origin,
      'x-doorstep': '1',
      ...(route.method === 'GET' ? {} : { 'content-type': request.contentType }),
    },
    ...(route.method === 'GET' ? {} : { body: request.body }),
    redirect: 'manual',
  })

describe('[I5] whatever is sent to any route, by anybody, is never a fault of the office', () => {
  test.each([
    ['a stranger', () => stranger, ['/api/health', '/api/sign-in-methods']],
    ['an administrator', () => signedIn, ['/api/sync/push', '/api/sync/pull', '/api/devices']],
  ])('%s', { timeout: 240_000 }, async (_who, whose, reached) => {
    const running = whose()
    const taken = new Set<string>()
    const routes = everyRoute(running)
    expect(routes.length).toBeGreaterThan(20)
    for (const route of routes) {
      await fc.assert(
        fc.asyncProperty(hostileRequest(route), async (request) => {
          const answer = await send(running, route, request)
          const said = `${route.method} ${route.url} answered ${answer.status}`
          expect({ said, fault: answer.status >= 500 }).toEqual({ said, fault: false })
          if (answer.status === 200) taken.add(route.url)
          if (answer.headers.get('content-type')?.startsWith('text/event-stream') === true) await answer.body?.cancel()
          else await checkRefusal(answer)
        }),
        { numRuns: RUNS, seed: 20_261_122 },
      )
    }
    // Some of it must have come through every check, or this test would be looking at closed doors.
    expect([...taken]).toEqual(expect.arrayContaining(reached))
  })

  test('nothing of it is in the log', () => {
    const log = [...stranger.logged, ...signedIn.logged].join('\n')
    expect(log.length).toBeGreaterThan(1000)
    expect(log).not.toContain(canary)
    expect(log).not.toContain('"event":"fault"')
  })
})
