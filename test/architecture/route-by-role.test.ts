import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#domain/permissions/actor.ts'
import { linkAfter, ROOT } from '#sync/chain.ts'
import { PROTOCOL_VERSION } from '#sync/protocol.ts'
import { cheapHash } from '#test/support/cheap-hash.ts'
import { everyRoute } from '#test/support/every-route.ts'
import { type TestOffice, startOffice } from '#test/support/office.ts'
import { actAtOffice, actorOf, memberOf } from '#test/support/small-school.ts'
import { visit, type Visitor } from '#test/support/visitor.ts'
import { callers, matrix, relations, type Caller, type Relation } from './route-matrix.ts'

const password = 'three wet herons by the weir'
const YEAR_9 = [9]

/** An organisation with one person in every role. Pastoral staff and the head of year have year 9. */
type Place = { id: string; people: Record<Caller, Actor> }

let office: TestOffice
let hollins: Place
let birch: Place
let council: Place
let pupils: Record<Relation, string>
/** Worked at Hollins until the summer. */
let leaver: string

beforeAll(async () => {
  office = await startOffice({ config: { demo: true } })
  hollins = await foundPlace('hollins', 'school')
  birch = await foundPlace('birch', 'school')
  council = await foundPlace('council', 'council-service')
  // They sign in hundreds of times.
  await office.made.pool.query('update accounts.account set password = $1', [cheapHash(password)])
  leaver = randomUUID()
  const place = { organisationId: hollins.id, personId: leaver }
  await actAtOffice(office.made.database, hollins.people.administrator, 'add-staff-member@1', {
    ...place,
    name: 'Ivo Reed',
    role: 'pastoral',
    yearGroups: null,
  })
  await actAtOffice(office.made.database, hollins.people.administrator, 'change-staff-member@1', {
    ...place,
    leftOn: { from: null, to: '2026-07-20' },
  })
  pupils = {
    own: await enrol(hollins, 9, { withCase: true }),
    'other class': await enrol(hollins, 8, {}),
    'other school': await enrol(birch, 9, { withCase: true }),
    'other organisation': await enrol(council, 9, { withCase: true }),
    gone: await enrol(hollins, 9, { leftOn: '2026-09-10' }),
    random: randomUUID(),
  }
}, 60_000)

afterAll(() => office.stop())

const codes = new Map<string, string>()

const foundPlace = async (code: string, type: 'school' | 'council-service'): Promise<Place> => {
  const id = randomUUID()
  codes.set(id, code)
  const database = office.made.database
  const founder = actorOf(memberOf(id, 'administrator', `administrator of ${code}`))
  const phase = type === 'school' ? 'secondary' : null
  await actAtOffice(database, founder, 'found-organisation@1', {
    organisation: { id, code, name: code, type, phase, dfeNumber: null },
    founder: { personId: founder.personId, name: 'Founder' },
  })
  const people: Partial<Record<Caller, Actor>> = {}
  for (const role of callers) {
    const member = memberOf(id, role, `${role} of ${code}`)
    const yearGroups = role === 'pastoral' || role === 'head-of-year' ? YEAR_9 : null
    people[role] = actorOf({ ...member, yearGroups })
    await actAtOffice(database, founder, 'add-staff-member@1', {
      organisationId: id,
      personId: member.id,
      name: member.name,
      role,
      yearGroups,
    })
    const made = await office.office.accounts.createAccount({
      name: member.name,
      email: emailOf(code, role),
      password,
      personId: member.id,
    })
    expect(made.ok).toBe(true)
  }
  return { id, people: wholeCast(people) }
}

const wholeCast = (people: Partial<Record<Caller, Actor>>): Record<Caller, Actor> => {
  const need = (role: Caller): Actor => people[role] ?? actorOf()
  return {
    pastoral: need('pastoral'),
    'head-of-year': need('head-of-year'),
    'attendance-lead': need('attendance-lead'),
    'designated-safeguarding-lead': need('designated-safeguarding-lead'),
    'education-welfare-officer': need('education-welfare-officer'),
    'service-manager': need('service-manager'),
    administrator: need('administrator'),
  }
}

const emailOf = (code: string, role: Caller): string => `${role}@${code}.example`

const enrol = async (
  place: Place,
  yearGroup: number,
  has: { withCase?: boolean; leftOn?: string },
): Promise<string> => {
  const id = randomUUID()
  const { database } = office.made
  const { administrator } = place.people
  await actAtOffice(database, administrator, 'enrol-pupil@1', {
    pupil: {
      id,
      organisationId: place.id,
      upn: null,
      forename: 'Robin',
      surname: 'Marsh',
      preferredForename: null,
      preferredSurname: null,
      bornOn: '2012-03-04',
      sex: 'unknown',
      yearGroup,
      registrationGroup: `${yearGroup}K`,
      onRollFrom: '2023-09-04',
      address: null,
      householdId: null,
      firstLanguage: null,
      sen: 'none',
      freeSchoolMeals: 'unknown',
      lookedAfter: 'unknown',
      hasSocialWorker: 'unknown',
      youngCarer: 'unknown',
      medicalNote: null,
    },
    parents: [],
    listedOn: '2026-09-07',
  })
  if (has.withCase === true) {
    await actAtOffice(database, place.people['attendance-lead'], 'open-absence-case@1', {
      caseId: randomUUID(),
      pupilId: id,
      organisationId: place.id,
      concerns: ['pattern'],
      reasons: { child: '', family: '', school: '' },
      stage: 'monitor',
      why: '',
      ownerId: place.people['education-welfare-officer'].personId,
      reviewOn: null,
      openedOn: '2026-09-07',
    })
  }
  if (has.leftOn !== undefined) {
    await actAtOffice(database, administrator, 'remove-from-roll@1', {
      pupilId: id,
      organisationId: place.id,
      leftOn: has.leftOn,
    })
  }
  return id
}

const sessions = new Map<string, Promise<Visitor>>()

/** Someone's browser, signed in once for the whole file. */
const signedIn = async (code: string, role: Caller): Promise<Visitor> => {
  const email = emailOf(code, role)
  const session = sessions.get(email) ?? freshlySignedIn(code, role)
  sessions.set(email, session)
  return session
}

const freshlySignedIn = async (code: string, role: Caller, at = office): Promise<Visitor> => {
  const browser = visit(at)
  const { status } = await browser.post('/api/auth/sign-in/email', { email: emailOf(code, role), password })
  expect(status).toBe(200)
  return browser
}

/** Every route of the office, from the router itself: `POST /api/sync/push`. */
const routes = (): string[] => everyRoute(office).map(({ method, url }) => `${method} ${url === '*' ? '/*' : url}`)

describe('every route has been thought about', () => {
  test('each route of the router has a row in the reviewed table, and each row a route', () => {
    expect(routes().length).toBeGreaterThan(20)
    expect(routes().toSorted()).toEqual(Object.keys(matrix).toSorted())
  })
})

const ask = async (
  browser: Visitor,
  route: string,
  about = '',
  json?: unknown,
  at = office,
): Promise<{ status: number; body: unknown }> => {
  const [method = '', pattern = ''] = route.split(' ')
  const path = pattern.replace('/*', '/assets/nowhere.js').replace(':provider', 'microsoft').replace(':id', about)
  if (path === '/api/sync/live') return listen(browser, at)
  return method === 'GET' ? browser.get(path) : browser.post(path, json ?? {})
}

/** The live line stays open; only its first word is waited for. */
const listen = async (browser: Visitor, at: TestOffice): Promise<{ status: number; body: unknown }> => {
  const hangUp = new AbortController()
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await fetch(`${at.origin}/api/sync/live`, {
    headers: { cookie, 'x-doorstep': '1' },
    signal: hangUp.signal,
  })
  const body: unknown = answer.status === 200 ? {} : await answer.json()
  hangUp.abort()
  return { status: answer.status, body }
}

const plainRows = Object.entries(matrix).flatMap(([route, row]) => ('open' in row ? [{ route, ...row }] : []))
const subjectRows = Object.entries(matrix).flatMap(([route, row]) => ('outcomes' in row ? [{ route, ...row }] : []))

describe('routes about nobody in particular', () => {
  test.each(plainRows.filter(({ open }) => open))('$route is open to anyone', async ({ route, status, ...row }) => {
    expect((await ask(visit(office), route, '', 'body' in row ? row.body : {})).status).toBe(status)
  })

  test.each(plainRows.filter(({ open }) => !open))(
    '$route wants someone signed in',
    async ({ route, status, ...row }) => {
      const body = 'body' in row ? row.body : {}
      expect(await ask(visit(office), route, '', body)).toMatchObject({ status: 401, body: { error: 'signed-out' } })
      for (const role of callers) {
        expect({ role, status: (await ask(await signedIn('hollins', role), route, '', body)).status }).toEqual({
          role,
          status,
        })
      }
    },
  )

  test.each(subjectRows)('$route says nothing to someone who is not signed in', async ({ route }) => {
    expect(await ask(visit(office), route, randomUUID())).toMatchObject({ status: 401, body: { error: 'signed-out' } })
  })
})

describe('where two factors are asked for', () => {
  test('[F3] a password alone opens no route that holds anything of anybody', async () => {
    const strict = await startOffice({ config: { demo: false }, made: office.made })
    try {
      const browser = await freshlySignedIn('hollins', 'attendance-lead', strict)
      const routesOfRecords = Object.keys(matrix).filter((route) =>
        /\/api\/(session|sync|devices|accounts|access-log|figures)/.test(route),
      )
      expect(routesOfRecords.length).toBeGreaterThan(6)
      for (const route of routesOfRecords) {
        const { status, body } = await ask(browser, route, randomUUID(), {}, strict)
        expect({ route, status, body }).toMatchObject({ route, status: 403, body: { error: 'mfa-required' } })
      }
    } finally {
      await strict.stop()
    }
  })
})

describe.each(callers)('%s', (role) => {
  test.each(subjectRows)('$route: about $about', async ({ route, outcomes }) => {
    const seen: Record<string, string> = {}
    for (const relation of relations) seen[relation] = await outcomeOf(route, role, relation)
    expect(seen).toEqual(Object.fromEntries(relations.map((relation, place) => [relation, outcomes[role][place]])))
  })
})

const outcomeOf = async (route: string, role: Caller, relation: Relation): Promise<string> => {
  switch (route) {
    case 'POST /api/sync/pull':
      return pulled(await signedIn('hollins', role), pupils[relation])
    case 'POST /api/sync/push':
      return pushed(await signedIn('hollins', role), pupils[relation], placeOf(relation).id)
    case 'POST /api/accounts':
      return invited(await signedIn('hollins', role), schoolOf(relation))
    case 'POST /api/accounts/:id/invitation':
      return String((await ask(await signedIn('hollins', role), route, colleagueOf(role, relation))).status)
    case 'POST /api/accounts/:id/letter': {
      const code = { code: 'of no link' }
      return String((await ask(await signedIn('hollins', role), route, colleagueOf(role, relation), code)).status)
    }
    case 'GET /api/figures':
      return String((await (await signedIn('hollins', role)).get('/api/figures')).status)
    case 'GET /api/access-log': {
      const path = `/api/access-log?organisation=${schoolOf(relation)}`
      return String((await (await signedIn('hollins', role)).get(path)).status)
    }
    case 'POST /api/imports/preview':
    case 'POST /api/imports/apply':
      return imported(await signedIn('hollins', role), route, relation)
    case 'GET /api/marks-history': {
      const path = `/api/marks-history?organisation=${placeOf(relation).id}&file=${pupils[relation]}`
      return String((await (await signedIn('hollins', role)).get(path)).status)
    }
    case 'GET /api/imports':
    case 'GET /api/marks-readings':
    case 'GET /api/wonde': {
      const path = `${route.replace('GET ', '')}?${schoolCodeOf(relation)}`
      return String((await (await signedIn('hollins', role)).get(path)).status)
    }
    case 'POST /api/wonde/fetch':
      return String(
        (await (await signedIn('hollins', role)).post(`/api/wonde/fetch?${schoolCodeOf(relation)}`, null)).status,
      )
    case 'POST /api/marks-readings':
    case 'POST /api/marks-readings/end': {
      const heading = { of: 'heading', written: 'Stu No' } as const
      const body = route.endsWith('/end') ? heading : { readings: [{ ...heading, means: 'upn' }] }
      const path = `${route.replace('POST ', '')}?${schoolCodeOf(relation)}`
      return String((await (await signedIn('hollins', role)).post(path, body)).status)
    }
    default: {
      const body = route.endsWith('/shared') ? { shared: true } : {}
      return String((await ask(await signedIn('hollins', role), route, await tabletOf(role, relation), body)).status)
    }
  }
}

const placeOf = (relation: Relation): Place =>
  relation === 'other school' ? birch : relation === 'other organisation' ? council : hollins

/** The organisation asked about; one that nobody founded where there is none. */
const schoolOf = (relation: Relation): string =>
  relation === 'gone' || relation === 'random' ? randomUUID() : placeOf(relation).id

const invited = async (browser: Visitor, organisationId: string): Promise<string> => {
  const email = `${randomUUID()}@hollins.example`
  const asked = { organisationId, name: 'Ines Vale', role: 'pastoral', yearGroups: [9], email }
  return String((await browser.post('/api/accounts', asked)).status)
}

/** A person who stands in this relation to the caller; `gone` has left, `random` never was. */
const colleagueOf = (role: Caller, relation: Relation): string => {
  if (relation === 'random') return randomUUID()
  if (relation === 'gone') return leaver
  return placeOf(relation).people[relation === 'own' ? role : 'pastoral'].personId
}

const schoolCodeOf = (relation: Relation): string =>
  `organisation=${relation === 'random' ? 'no-such-school' : relation === 'gone' ? 'closed-school' : codes.get(placeOf(relation).id)}`

const imported = async (browser: Visitor, route: string, relation: Relation): Promise<string> => {
  const query = `${schoolCodeOf(relation)}&preview=${'0'.repeat(64)}`
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await fetch(`${office.origin}${route.replace('POST ', '')}?${query}`, {
    method: 'POST',
    headers: { cookie, origin: office.origin, 'x-doorstep': '1', 'content-type': 'text/csv' },
    body: 'this is no roll',
  })
  return String(answer.status)
}

const pull = (client: string, want: unknown[]): unknown => ({
  protocol: PROTOCOL_VERSION,
  client,
  device: randomUUID(),
  epoch: null,
  schema: 1,
  cursors: {},
  want,
  lmid: 0,
  made: 0,
  limit: 100,
})

const pulled = async (browser: Visitor, pupilId: string): Promise<string> => {
  const { status, body } = await browser.post('/api/sync/pull', pull(randomUUID(), [{ file: pupilId, after: null }]))
  expect(status).toBe(200)
  const rows = body.pages
    .filter((page: { file: string }) => page.file === pupilId)
    .flatMap((page: { put: unknown[] }) => page.put)
  if (rows.length > 0) return 'given'
  // Not a word about it anywhere, but that it is not to be had: the same for a pupil of another school and for nobody.
  const { revoked, ...rest } = body
  expect(revoked).toEqual([pupilId])
  expect(JSON.stringify(rest)).not.toContain(pupilId)
  return 'nothing'
}

const pushed = async (browser: Visitor, pupilId: string, organisationId: string): Promise<string> => {
  const client = randomUUID()
  const act = {
    uid: randomUUID(),
    name: 'log-contact@1',
    args: callAbout(pupilId, organisationId),
    recordedAt: '2026-09-14T09:00:00.000Z',
  }
  const mutation = { id: 1, ...act, files: [pupilId], prev: ROOT, chain: linkAfter(ROOT, act) }
  const sent = await browser.post('/api/sync/push', {
    protocol: PROTOCOL_VERSION,
    client,
    device: randomUUID(),
    app: 'test',
    mutations: [mutation],
  })
  expect(sent).toMatchObject({ status: 200, body: { lmid: 1 } })
  const { body } = await browser.post('/api/sync/pull', pull(client, []))
  const [result] = body.results
  expect(result.uid).toBe(act.uid)
  if (result.code !== null) expect(result.detail).toBeNull()
  return result.code ?? 'done'
}

const callAbout = (pupilId: string, organisationId: string): unknown => ({
  actId: randomUUID(),
  happenedOn: '2026-09-14',
  happenedAt: '09:00',
  means: 'phone-out',
  result: 'spoke',
  durationMinutes: 4,
  startedBy: 'school',
  participants: [],
  numberUsed: null,
  interpreter: 'none',
  facts: 'Spoke about the bus.',
  opinion: '',
  familyView: '',
  schoolView: '',
  positive: false,
  warningGiven: 'none',
  confidentialSource: false,
  safeguarding: { concern: 'none', reference: '' },
  children: [{ pupilId, organisationId, caseId: null, noteId: randomUUID(), childWords: '' }],
})

/**
 * A tablet that stands in this relation to the caller; `gone` is the caller's own, taken away. Taking a tablet away ends
 * the session that added it, so each is added from a session of its own.
 */
const tabletOf = async (role: Caller, relation: Relation): Promise<string> => {
  const id = randomUUID()
  if (relation === 'random') return id
  const colleague: Caller = role === 'pastoral' ? 'head-of-year' : 'pastoral'
  const owner = {
    own: () => freshlySignedIn('hollins', role),
    gone: () => freshlySignedIn('hollins', role),
    'other class': () => freshlySignedIn('hollins', colleague),
    'other school': () => freshlySignedIn('birch', role),
    'other organisation': () => freshlySignedIn('council', role),
  }
  const browser = await owner[relation]()
  expect((await browser.post('/api/devices', { id, name: 'Tablet' })).status).toBe(200)
  if (relation === 'gone') expect((await browser.post(`/api/devices/${id}/revoke`)).status).toBe(200)
  return id
}
