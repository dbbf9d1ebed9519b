import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { byNeed, whyAndNext } from '#domain/today/why-and-next.ts'
import { AttachmentAbout } from '#domain/records/attachment.ts'
import { Access } from '#domain/records/home-visit.ts'
import { ContactResult, Means } from '#domain/records/contact-note.ts'
import { RaisedBy } from '#domain/records/barrier.ts'
import { outingsFileOf, ownFileOf } from '#domain/records/own-file.ts'
import { calledName } from '#domain/records/pupil.ts'
import { AnyRecord, recordSchemas, type RecordKind } from '#domain/records/record.ts'
import { Role, roleWords } from '#domain/records/staff-member.ts'
import { bandOf } from '#domain/register/attendance-band.ts'
import { countPupil, marksOfPupil } from '#domain/register/count-pupil.ts'
import { absentOf } from '#domain/register/count-sessions.ts'
import { sinceSeen } from '#domain/register/register-seen.ts'
import { isSchoolDay } from '#domain/time/school-calendar.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { demoSignIns, loadDemo } from '#demo/load-demo.ts'
import { connectDatabase } from '#server/store/database.ts'
import { NOBODY_YET } from '#server/store/nobody-yet.ts'
import { verifyChain } from '#server/store/verify-chain.ts'
import type { DemoSignIn } from '#server/office.ts'
import { startOffice, type TestOffice } from '#test/support/office.ts'
import { connectedAs } from '#test/support/postgres.ts'
import { hardCases, today } from './hard-cases.ts'
import { heldIn, type Held } from './held.ts'
import { partsIn, rowsIn, viewOf } from './views.ts'

/** A Tuesday in November: every test's place is made on the same day, so that the words are the same too. */
const now = '2026-11-24T09:30:00.000Z'

let town: TestOffice
let held: Held
let signIns: DemoSignIn[]

/** What a case is opened for, the gravest first, and the band of a register that bears it out. */
const borneOut = [
  ['severe-absence', 'severe'],
  ['persistent-absence', 'persistent'],
  ['at-risk-of-persistent-absence', 'at-risk'],
] as const

const emptyOffice = (demo = true): Promise<TestOffice> => startOffice({ config: { demo }, clock: () => now })

const rowsOf = <R extends object>(office: TestOffice, sql: string): Promise<R[]> =>
  connectedAs(office.made.superuserUrl, async (client) => (await client.query<R>(sql)).rows)

const one = <T>(found: readonly T[]): T => {
  const [first] = found
  if (first === undefined) throw new Error('Nobody was found.')
  return first
}

const staffOf = (signIn: DemoSignIn) => one(held.all('staff-member').filter((member) => member.name === signIn.name))

beforeAll(async () => {
  town = await emptyOffice()
  await loadDemo(town.office)
  signIns = await demoSignIns(town.office)
  const bodies = await rowsOf<{ body: unknown }>(town, 'select body from record')
  held = heldIn(bodies.map(({ body }) => AnyRecord.parse(body)))
}, 300_000)

afterAll(() => town.stop())

describe('the invented town', () => {
  test('has a council’s service, a secondary of 1,200 pupils in Years 7 to 11 and a primary of 420 from Reception on', () => {
    expect(
      held
        .all('organisation')
        .map(({ type, phase }) => `${type} ${phase}`)
        .toSorted(),
    ).toEqual(['council-service null', 'school primary', 'school secondary'])
    const years = (school: string) =>
      [...new Set(held.onRoll(school).map((pupil) => pupil.yearGroup ?? -9))].toSorted((a, b) => a - b)
    expect(held.onRoll('Kestrel Hill School')).toHaveLength(1200)
    expect(held.onRoll('Millpond Primary School')).toHaveLength(420)
    expect(years('Kestrel Hill School')).toEqual([7, 8, 9, 10, 11])
    expect(years('Millpond Primary School')).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(
      held.onRoll('Millpond Primary School').every((pupil) => /^[R1-6] \w+$/.test(pupil.registrationGroup ?? '')),
    ).toBe(true)
  })

  test('has staff in every role at both schools, and officers who belong to the council and to each school', () => {
    const rolesAt = (school: string) =>
      new Set(
        held
          .all('staff-member')
          .filter((member) => member.organisationId === held.schoolNamed(school))
          .map(({ role }) => role),
      )
    for (const school of ['Kestrel Hill School', 'Millpond Primary School'])
      expect([...rolesAt(school)].toSorted()).toEqual(Role.options.toSorted())
    const officer = staffOf(one(signIns))
    expect(held.all('staff-member').filter(({ id }) => id === officer.id)).toHaveLength(3)
    const heads = held.all('staff-member').filter((member) => member.role === 'head-of-year')
    expect(heads.flatMap((head) => head.yearGroups ?? []).toSorted((a, b) => a - b)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ])
  })

  test('has families of several children, many over both schools, and children with another name than their brothers and sisters', () => {
    const homes = [
      ...Map.groupBy(
        held.all('pupil').filter((pupil) => pupil.householdId !== null),
        (pupil) => pupil.householdId,
      ).values(),
    ]
    expect(homes.filter((children) => children.length > 1).length).toBeGreaterThan(300)
    expect(
      homes.filter((children) => new Set(children.map((child) => child.organisationId)).size === 2).length,
    ).toBeGreaterThan(100)
    expect(homes.filter((children) => new Set(children.map((child) => child.surname)).size > 1).length).toBeGreaterThan(
      30,
    )
  })

  test('has a register of this school year for every child, on school days and while on the roll', () => {
    const registers = held.all('register-year')
    const pupils = new Map(held.all('pupil').map((pupil) => [pupil.id, pupil]))
    expect(new Set(registers.map(({ pupilId }) => pupilId))).toEqual(new Set(pupils.keys()))
    const saidOf = new Map(
      held
        .all('absence-case')
        .filter(({ status }) => status === 'open')
        .map(({ pupilId, concerns }) => [pupilId, borneOut.find(([concern]) => concerns.includes(concern))?.[1]]),
    )
    const bands = new Set<string>()
    let [longUnknown, marked] = [0, 0]
    for (const register of registers) {
      const pupil = one([pupils.get(register.pupilId)].filter((each) => each !== undefined))
      const marks = marksOfPupil(pupil, [register], { from: '2026-08-01', to: '2027-07-31' })
      expect(marks.length).toBeGreaterThan(0)
      expect(marks.filter(({ day }) => !isSchoolDay(day, noClosuresEntered) || day > '2026-11-24')).toEqual([])
      // Of the day itself only the morning: its register has closed, the afternoon is still to come.
      expect(marks.filter(({ day }) => day === '2026-11-24').every(({ session }) => session === 'morning')).toBe(true)
      expect(marks.some(({ day }) => day >= '2026-10-26' && day <= '2026-10-30')).toBe(false)
      longUnknown += marks.filter(({ code, day }) => code === 'N' && day < '2026-11-17').length
      marked += marks.length
      const band = bandOf(countPupil(pupil, [register], { from: '2026-08-01', to: '2027-07-31' }))
      bands.add(band)
      // A child's row in the caseload and their register tell one story.
      const said = saidOf.get(pupil.id)
      expect([pupil.id, band]).toEqual([pupil.id, said ?? band])
    }
    expect([...bands].toSorted()).toEqual(['at-risk', 'on-track', 'persistent', 'severe'])
    // A reason is asked for within five school days. Of very few it never comes: some five marks in ten thousand.
    expect(longUnknown).toBeGreaterThan(0)
    expect(longUnknown / marked).toBeLessThan(0.001)
  })

  test('this morning nearly everybody is there, and nobody knows yet of a few dozen at the secondary school why they are not', () => {
    const pupils = held.onRoll('Kestrel Hill School')
    const years = new Map(held.all('register-year').map((year) => [year.pupilId, year]))
    const codes = pupils.flatMap((pupil) => {
      const year = years.get(pupil.id)
      return year === undefined ? [] : marksOfPupil(pupil, [year], { from: today, to: today }).map(({ code }) => code)
    })
    expect(codes.length).toBeGreaterThan(1190)
    const there = codes.filter((code) => code === '/' || code === 'L').length
    expect(there / codes.length).toBeGreaterThan(0.88)
    expect(there / codes.length).toBeLessThan(0.96)
    const unknown = codes.filter((code) => code === 'N').length
    expect(unknown).toBeGreaterThan(20)
    expect(unknown).toBeLessThan(80)
  })

  test('keeps what was N before it was settled, of children with a case: both marks, and which took the place of which', async () => {
    const rows = await rowsOf<{ file_id: string; was: string; now: string; later: boolean }>(
      town,
      `select o.file_id, o.code as was, n.code as now, i.taken_at > j.taken_at as later
       from session_mark o
       join session_mark n on n.organisation_id = o.organisation_id and n.file_id = o.file_id and n.day = o.day
         and n.session = o.session and n.import_id = o.superseded_by
       join mark_import i on i.organisation_id = o.organisation_id and i.id = n.import_id
       join mark_import j on j.organisation_id = o.organisation_id and j.id = o.import_id
       where o.superseded_by is not null`,
    )
    const withCase = new Set(held.all('absence-case').map(({ pupilId }) => pupilId))
    expect(rows.every((row) => row.later && withCase.has(row.file_id))).toBe(true)
    const settled = rows.filter(({ was }) => was === 'N')
    expect(new Set(settled.map(({ file_id }) => file_id)).size).toBeGreaterThan(20)
    expect([...new Set(settled.map(({ now: code }) => code))]).toEqual(expect.arrayContaining(['I', 'O']))
  })

  test('has a case that was opened on marks which the school changed afterwards, and its opening says so', () => {
    const openings = held.all('register-decision').filter(({ about }) => about === 'opening-a-case')
    expect(openings).toHaveLength(1)
    const opening = one(openings)
    const pupil = held.pupilOf(opening)
    const years = held.all('register-year').filter(({ pupilId }) => pupilId === pupil.id)
    const { changed, was, now: stands } = sinceSeen(opening.saw, pupil, years)
    expect(changed.filter((mark) => mark.was === 'N' && mark.now === 'I').length).toBeGreaterThanOrEqual(2)
    expect(opening.counted).toBe(absentOf(was))
    expect(stands.unauthorised).toBeLessThan(was.unauthorised)
    expect(held.casesOf(pupil).map(({ status, concerns }) => [status, concerns])).toEqual([
      ['open', ['persistent-absence']],
    ])
  })

  test('rings nobody real: telephones only from the ranges Ofcom keeps for drama, e-mail at example.org, postcodes of no place', () => {
    // Identities are hexadecimal, and a few of them look like telephone numbers.
    const everything = JSON.stringify(held.records).replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '')
    for (const number of held.all('parent').flatMap((parent) => parent.phones.map((phone) => phone.number)))
      expect(number).toMatch(/^(07700 900\d{3}|01632 960\d{3})$/)
    for (const number of everything.match(/\b0[1-9]\d{2,4}[ ]?\d{5,6}\b/g) ?? [])
      expect(number).toMatch(/^(07700 ?900\d{3}|01632 ?960\d{3})$/)
    for (const address of everything.match(/[\w.+-]+@[\w.-]+/g) ?? []) expect(address).toMatch(/@example\.org$/)
    for (const { postcode } of [...held.all('pupil'), ...held.all('parent')].flatMap(({ address }) =>
      address === null ? [] : [address],
    ))
      expect(postcode).toMatch(/^(ZZ99 \d[A-Z]{2})?$/)
  })

  test('gave every pupil one UPN of their own, of an authority that is none', () => {
    const upns = held.all('pupil').map((pupil) => pupil.upn ?? '')
    expect(new Set(upns).size).toBe(upns.length)
    for (const upn of upns) expect(upn).toMatch(/^[A-Z]999\d{8}[\dA-Z]$/)
  })

  test('had a term of casework: some sixty open cases and a few closed, in every year, with every kind of contact', () => {
    const cases = held.all('absence-case')
    expect(cases.filter(({ status }) => status === 'open').length).toBeGreaterThanOrEqual(60)
    expect(cases.filter(({ status }) => status === 'closed').length).toBeGreaterThanOrEqual(6)
    expect(new Set(cases.map((absenceCase) => held.pupilOf(absenceCase).yearGroup)).size).toBe(12)
    expect(new Set(held.all('contact-note').map(({ means }) => means))).toEqual(new Set(Means.options))
    expect(new Set(held.all('contact-note').map(({ result }) => result))).toEqual(new Set(ContactResult.options))
    expect(new Set(held.all('home-visit').map(({ access }) => access))).toEqual(new Set(Access.options))
    expect(new Set(held.all('barrier').map(({ raisedBy }) => raisedBy)).size).toBeGreaterThanOrEqual(
      RaisedBy.options.length - 1,
    )
    const settled = held
      .all('promise')
      .map((promise) => promise.settled?.how ?? (promise.dueOn < today ? 'late' : 'due'))
    expect(new Set(settled)).toEqual(new Set(['kept', 'kept-late', 'not-kept', 'no-longer-needed', 'late', 'due']))
    expect(held.all('promise').some((promise) => promise.settled === null && promise.dueOn === today)).toBe(true)
  })

  test('left no place in the words for a name, and wrote nothing after today', () => {
    for (const record of held.records)
      expect(JSON.stringify(record)).not.toMatch(/\{(Name|Mum|[Tt]hey|them|their|themself)\}/)
    for (const account of [...held.all('contact-note'), ...held.all('home-visit')]) {
      expect(account.happenedOn < today).toBe(true)
      expect(account.recordedAt < now).toBe(true)
    }
  })
})

describe('an officer’s caseload', () => {
  test('is some 34 pupils over both schools whose lines are not all alike', () => {
    const officer = staffOf(one(signIns))
    const rows = held.openCasesOf(officer.id).map((absenceCase) => {
      const pupil = held.pupilOf(absenceCase)
      const mine = <T extends { pupilId: string }>(list: T[]) => list.filter((record) => record.pupilId === pupil.id)
      return {
        pupil,
        need: whyAndNext({
          pupil,
          absenceCase,
          promises: mine(held.all('promise')),
          barriers: mine(held.all('barrier')),
          plans: mine(held.all('plan')),
          offers: mine(held.all('support-offer')),
          riskFlags: mine(held.all('risk-flag')),
          today,
          calendar: noClosuresEntered,
        }),
      }
    })
    expect(rows.length).toBeGreaterThanOrEqual(32)
    expect(rows.length).toBeLessThanOrEqual(38)
    expect(new Set(rows.map((row) => row.pupil.organisationId)).size).toBe(2)
    expect(new Set(rows.map((row) => row.need.priority)).size).toBeGreaterThanOrEqual(9)
    expect(new Set(rows.map((row) => row.need.next)).size).toBeGreaterThanOrEqual(20)
    expect(new Set(rows.map((row) => calledName(row.pupil))).size).toBe(rows.length)
    expect(one(rows.toSorted((a, b) => byNeed(a.need, b.need))).need.why).toBe('3 visits in a row with no answer')
  })

  test('shares pupils with the head of Year 9, the first head of year who can sign in', () => {
    const officer = staffOf(one(signIns))
    const head = staffOf(one(signIns.filter((signIn) => signIn.role === roleWords['head-of-year'])))
    expect(head.yearGroups).toEqual([9])
    const shared = held.openCasesOf(officer.id).filter((absenceCase) => held.pupilOf(absenceCase).yearGroup === 9)
    expect(shared.length).toBeGreaterThanOrEqual(5)
  })

  test('is on the officer’s tablet and nobody else’s files are', async () => {
    const officer = staffOf(one(signIns))
    const grants = await rowsOf<{ file_id: string }>(
      town,
      `select file_id from file_grant where person_id = '${officer.id}' and file_id not in (select id from organisation)`,
    )
    const theirs = held
      .all('pupil')
      .filter(({ caseOwners = {}, offeredTo = {} }) =>
        [...Object.values(caseOwners ?? {}), ...Object.values(offeredTo)].includes(officer.id),
      )
    const toldByThem = held.all('restricted-thread').filter((thread) => thread.by === officer.id)
    const own = held
      .all('staff-member')
      .flatMap((member) =>
        member.id === officer.id
          ? [ownFileOf(member.organisationId, member.id), outingsFileOf(member.organisationId, member.id)]
          : [],
      )
    const files = [...[...theirs, ...toldByThem].map(({ id }) => id), ...own]
    expect(grants.map((grant) => grant.file_id).toSorted()).toEqual(files.toSorted())
  })
})

/** Made when a paper is given to someone, from the entries as that person's tablet holds them. */
const onlyOnATablet: RecordKind[] = ['shared-paper']

describe('a hard case for every rule', () => {
  test('has one of every kind of record but what only a tablet makes', () => {
    const made = new Set(held.records.map(({ kind }) => kind))
    const kinds = Object.keys(recordSchemas).filter((kind) => !onlyOnATablet.some((each) => each === kind))
    expect([...made].toSorted()).toEqual(kinds.toSorted())
  })

  test.each(Object.keys(hardCases(heldIn([]))))('has %s', (what) => {
    expect(hardCases(held)[what]?.().length).toBeGreaterThan(0)
  })
})

const rowsSeen = (view: string, organisations: readonly string[]) => rowsIn(town.made.appUrl, view, organisations)
const everywhere = () => held.all('organisation').map(({ id }) => id)

describe('reports with SQL, by the role that serves', () => {
  test('each kind of record has a view that shows every record of the organisations asked for, and no other', async () => {
    const readersAlone = new Set<string>(['restricted-thread', 'restricted-note'])
    for (const [kind, view] of Object.entries(viewOf)) {
      const count = held.records.filter((record) => record.kind === kind).length
      expect([kind, await rowsSeen(view, everywhere())]).toEqual([kind, readersAlone.has(kind) ? 0 : count])
      expect([kind, await rowsSeen(view, [])]).toEqual([kind, 0])
    }
  })

  test('what lies inside a record, such as the actions of a plan, has rows of its own', async () => {
    for (const [view, count] of Object.entries(partsIn(held))) {
      expect(count).toBeGreaterThan(0)
      expect([view, await rowsSeen(view, everywhere())]).toEqual([view, count])
      expect([view, await rowsSeen(view, [])]).toEqual([view, 0])
    }
  })

  test('a school’s own view holds its own rows: no pupil of the primary in what the secondary asks', async () => {
    const secondary = held.schoolNamed('Kestrel Hill School')
    const of = (view: string) => rowsSeen(view, [secondary])
    const pupils = new Set(
      held
        .all('pupil')
        .filter(({ organisationId }) => organisationId === secondary)
        .map(({ id }) => id),
    )
    expect(await of('pupils')).toBe(pupils.size)
    expect(await of('handovers')).toBe(held.all('handover').filter(({ pupilId }) => pupils.has(pupilId)).length)
    expect(await of('plans')).toBe(held.all('plan').filter(({ pupilId }) => pupils.has(pupilId)).length)
  })

  test('who interpreted is told of a visit as of a call', async () => {
    for (const [view, kind] of [
      ['home_visits', 'home-visit'],
      ['contact_notes', 'contact-note'],
    ] as const) {
      const written = held.all(kind).filter(({ interpreter }) => interpreter === 'professional').length
      expect(written).toBeGreaterThan(0)
      const [told] = await rowsOf<{ count: number }>(
        town,
        `select count(*)::int as count from ${view} where interpreter = 'professional'`,
      )
      expect([view, told?.count]).toEqual([view, written])
    }
  })

  test('a plan, a handover and a picture are told as they were written', async () => {
    const [told] = await rowsOf<Record<string, unknown>>(
      town,
      `select p.aim, p.target, r.decision, h.answered_how, a.caption, a.bytes_received_at is not null as has_bytes
       from plan_reviews r join plans p using (plan_id)
       join handovers h on h.pupil_id = p.pupil_id join attachments a on a.pupil_id = p.pupil_id`,
    )
    expect(told).toEqual({
      aim: 'In by registration on all five days.',
      target: 'On time for 18 of the next 20 mornings.',
      decision: 'go-on',
      answered_how: 'accepted',
      caption: 'Delyth Pryce agrees to an assessment',
      has_bytes: true,
    })
  })
})

describe('how the town was made', () => {
  test('every act has its line in the log as applied, and every version is proved by the chain', async () => {
    const [unlogged] = await rowsOf<{ count: number }>(
      town,
      'select count(*)::int as count from record_version v where not exists (select from mutation_log l where l.uid = v.mutation_uid)',
    )
    expect(unlogged?.count).toBe(0)
    expect(await rowsOf(town, 'select distinct status from mutation_log')).toEqual([{ status: 'applied' }])
    for (const { id } of held.all('organisation')) {
      // As the owner of the tables: what is restricted is hidden from the serving role.
      const owner = connectDatabase({ connectionString: town.made.ownerUrl }, 1)
      const proved = await owner.read({ person: null, organisations: [id] }, (tx) => verifyChain(tx, id))
      await owner.close()
      expect(proved).toMatchObject({ ok: true })
    }
  })

  test('every picture is at the office: a photo and a signature, drawn, each as its note says', async () => {
    const kept = await rowsOf<{ id: string; sha256: string; bytes: Buffer }>(
      town,
      'select id, sha256, bytes from attachment_bytes',
    )
    const said = held.all('attachment')
    expect(new Set(said.map(({ about }) => about))).toEqual(new Set(AttachmentAbout.options))
    expect(
      kept
        .map(({ id, bytes }) => ({
          id,
          size: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
        }))
        .toSorted((a, b) => a.id.localeCompare(b.id)),
    ).toEqual(said.map(({ id, size, sha256 }) => ({ id, size, sha256 })).toSorted((a, b) => a.id.localeCompare(b.id)))
    for (const { bytes } of kept) expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  })

  test('everyone shown can sign in with the password shown, with no second factor, and is who they are said to be', async () => {
    const roles = signIns.map((signIn) => signIn.role)
    for (const role of Role.options) expect(roles).toContain(roleWords[role])
    expect(roles.filter((role) => role === roleWords['education-welfare-officer'])).toHaveLength(2)
    // The first of the two is the school's: who tries Doorstep out imports a roll; the council's keeps its messages.
    const administrators = signIns.filter(({ role }) => role === roleWords.administrator)
    expect(administrators.map(({ organisation }) => organisation)).toEqual([
      'Kestrel Hill School',
      'Larkmere Attendance Service',
    ])
    for (const { email, password, name } of signIns) {
      expect(password.length).toBeGreaterThanOrEqual(12)
      const answer = await town.ask('/api/auth/sign-in/email', { json: { email, password } })
      expect(await answer.json()).toEqual({ next: 'signed-in' })
      const cookie = answer.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ')
      const session = await town.ask('/api/session', { headers: { cookie } })
      expect(await session.json()).toMatchObject({ account: { name }, demo: true })
    }
  })

  test('a later start says the same sign-ins and makes no second account', async () => {
    expect(await demoSignIns(town.office)).toEqual(signIns)
    expect(await rowsOf(town, 'select count(*)::int as count from accounts."user"')).toEqual([
      { count: signIns.length },
    ])
  })

  test('it never loads where there is anything already, and then changes nothing', async () => {
    const heads = 'select organisation_id, number from version_head order by 1'
    const before = await rowsOf(town, heads)
    await expect(loadDemo(town.office)).rejects.toThrow('anything already')
    expect(await rowsOf(town, heads)).toEqual(before)
  })

  test('it never loads outside demo mode, and offers no sign-in there', async () => {
    const real = await emptyOffice(false)
    await expect(loadDemo(real.office)).rejects.toThrow('only for demo mode')
    expect(await demoSignIns(real.office)).toEqual([])
    expect(await rowsOf(real, 'select id from organisation')).toEqual([])
    expect(await rowsOf(real, NOBODY_YET)).toEqual([{ empty: true }])
    await real.stop()
  })

  test('the same day gives the same town, to the last identity and word', { timeout: 300_000 }, async () => {
    const again = await emptyOffice()
    await loadDemo(again.office)
    const heads = "select organisation_id, number, encode(hash, 'hex') as hash from version_head order by 1"
    expect(await rowsOf(again, heads)).toEqual(await rowsOf(town, heads))
    await again.stop()
  })
})
