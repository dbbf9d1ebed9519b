import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { byNeed, whyAndNext } from '#domain/today/why-and-next.ts'
import { readUpn } from '#domain/people/upn.ts'
import { AttachmentAbout } from '#domain/records/attachment.ts'
import { Access } from '#domain/records/home-visit.ts'
import { ContactResult, Means } from '#domain/records/contact-note.ts'
import { RaisedBy } from '#domain/records/barrier.ts'
import { ownFileOf } from '#domain/records/own-file.ts'
import { calledName, type Pupil } from '#domain/records/pupil.ts'
import {
  AnyRecord,
  recordSchemas,
  type DoorstepRecord,
  type RecordKind,
  type RecordOf,
} from '#domain/records/record.ts'
import { Role, roleWords } from '#domain/records/staff-member.ts'
import { weekdaysOnly } from '#domain/time/school-calendar.ts'
import { demoSignIns, loadDemo } from '#demo/load-demo.ts'
import { connectDatabase } from '#server/store/database.ts'
import { verifyChain } from '#server/store/verify-chain.ts'
import type { DemoSignIn } from '#server/office.ts'
import { startOffice, type TestOffice } from '#test/support/office.ts'
import { connectedAs } from '#test/support/postgres.ts'

/** A Tuesday in November: every test's place is made on the same day, so that the words are the same too. */
const now = '2026-11-24T09:30:00.000Z'
const today = '2026-11-24'

let town: TestOffice
let records: DoorstepRecord[]
let signIns: DemoSignIn[]

const emptyOffice = (demo = true): Promise<TestOffice> => startOffice({ config: { demo }, clock: () => now })

const rowsOf = <R extends object>(office: TestOffice, sql: string): Promise<R[]> =>
  connectedAs(office.made.superuserUrl, async (client) => (await client.query<R>(sql)).rows)

const all = <K extends RecordKind>(kind: K): Extract<DoorstepRecord, { kind: K }>[] =>
  records.filter((record): record is Extract<DoorstepRecord, { kind: K }> => record.kind === kind)

const one = <T>(found: readonly T[]): T => {
  const [first] = found
  if (first === undefined) throw new Error('Nobody was found.')
  return first
}

const schoolNamed = (name: string): string => one(all('organisation').filter((place) => place.name === name)).id
const onRoll = (school: string): Pupil[] =>
  all('pupil').filter((pupil) => pupil.organisationId === schoolNamed(school) && pupil.leftOn === null)
const pupilOf = (about: { pupilId: string }): Pupil => one(all('pupil').filter((pupil) => pupil.id === about.pupilId))
const casesOf = (pupil: Pupil): RecordOf<'absence-case'>[] =>
  all('absence-case').filter((absenceCase) => absenceCase.pupilId === pupil.id)
const staffOf = (signIn: DemoSignIn) => one(all('staff-member').filter((member) => member.name === signIn.name))
const openCasesOf = (ownerId: string) =>
  all('absence-case').filter((absenceCase) => absenceCase.status === 'open' && absenceCase.ownerId === ownerId)

beforeAll(async () => {
  town = await emptyOffice()
  await loadDemo(town.office)
  signIns = await demoSignIns(town.office)
  records = (await rowsOf<{ body: unknown }>(town, 'select body from record')).map(({ body }) => AnyRecord.parse(body))
}, 300_000)

afterAll(() => town.stop())

describe('the invented town', () => {
  test('has a council’s service, a secondary of 1,200 pupils in Years 7 to 11 and a primary of 420 from Reception on', () => {
    expect(
      all('organisation')
        .map(({ type, phase }) => `${type} ${phase}`)
        .toSorted(),
    ).toEqual(['council-service null', 'school primary', 'school secondary'])
    const years = (school: string) =>
      [...new Set(onRoll(school).map((pupil) => pupil.yearGroup ?? -9))].toSorted((a, b) => a - b)
    expect(onRoll('Kestrel Hill School')).toHaveLength(1200)
    expect(onRoll('Millpond Primary School')).toHaveLength(420)
    expect(years('Kestrel Hill School')).toEqual([7, 8, 9, 10, 11])
    expect(years('Millpond Primary School')).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(onRoll('Millpond Primary School').every((pupil) => /^[R1-6] \w+$/.test(pupil.registrationGroup ?? ''))).toBe(
      true,
    )
  })

  test('has staff in every role at both schools, and officers who belong to the council and to each school', () => {
    const rolesAt = (school: string) =>
      new Set(
        all('staff-member')
          .filter((member) => member.organisationId === schoolNamed(school))
          .map(({ role }) => role),
      )
    for (const school of ['Kestrel Hill School', 'Millpond Primary School'])
      expect([...rolesAt(school)].toSorted()).toEqual(Role.options.toSorted())
    const officer = staffOf(one(signIns))
    expect(all('staff-member').filter(({ id }) => id === officer.id)).toHaveLength(3)
    const heads = all('staff-member').filter((member) => member.role === 'head-of-year')
    expect(heads.flatMap((head) => head.yearGroups ?? []).toSorted((a, b) => a - b)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ])
  })

  test('has families of several children, many over both schools, and children with another name than their brothers and sisters', () => {
    const homes = [
      ...Map.groupBy(
        all('pupil').filter((pupil) => pupil.householdId !== null),
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

  test('rings nobody real: telephones only from the ranges Ofcom keeps for drama, e-mail at example.org, postcodes of no place', () => {
    // Identities are hexadecimal, and a few of them look like telephone numbers.
    const everything = JSON.stringify(records).replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '')
    for (const number of all('parent').flatMap((parent) => parent.phones.map((phone) => phone.number)))
      expect(number).toMatch(/^(07700 900\d{3}|01632 960\d{3})$/)
    for (const number of everything.match(/\b0[1-9]\d{2,4}[ ]?\d{5,6}\b/g) ?? [])
      expect(number).toMatch(/^(07700 ?900\d{3}|01632 ?960\d{3})$/)
    for (const address of everything.match(/[\w.+-]+@[\w.-]+/g) ?? []) expect(address).toMatch(/@example\.org$/)
    for (const { postcode } of [...all('pupil'), ...all('parent')].flatMap(({ address }) =>
      address === null ? [] : [address],
    ))
      expect(postcode).toMatch(/^(ZZ99 \d[A-Z]{2})?$/)
  })

  test('gave every pupil one UPN of their own, of an authority that is none', () => {
    const upns = all('pupil').map((pupil) => pupil.upn ?? '')
    expect(new Set(upns).size).toBe(upns.length)
    for (const upn of upns) expect(upn).toMatch(/^[A-Z]999\d{8}[\dA-Z]$/)
  })

  test('had a term of casework: some sixty open cases and a few closed, in every year, with every kind of contact', () => {
    const cases = all('absence-case')
    expect(cases.filter(({ status }) => status === 'open').length).toBeGreaterThanOrEqual(60)
    expect(cases.filter(({ status }) => status === 'closed').length).toBeGreaterThanOrEqual(6)
    expect(new Set(cases.map((absenceCase) => pupilOf(absenceCase).yearGroup)).size).toBe(12)
    expect(new Set(all('contact-note').map(({ means }) => means))).toEqual(new Set(Means.options))
    expect(new Set(all('contact-note').map(({ result }) => result))).toEqual(new Set(ContactResult.options))
    expect(new Set(all('home-visit').map(({ access }) => access))).toEqual(new Set(Access.options))
    expect(new Set(all('barrier').map(({ raisedBy }) => raisedBy)).size).toBeGreaterThanOrEqual(
      RaisedBy.options.length - 1,
    )
    const settled = all('promise').map((promise) => promise.settled?.how ?? (promise.dueOn < today ? 'late' : 'due'))
    expect(new Set(settled)).toEqual(new Set(['kept', 'kept-late', 'not-kept', 'no-longer-needed', 'late', 'due']))
    expect(all('promise').some((promise) => promise.settled === null && promise.dueOn === today)).toBe(true)
  })

  test('left no place in the words for a name, and wrote nothing after today', () => {
    for (const record of records)
      expect(JSON.stringify(record)).not.toMatch(/\{(Name|Mum|[Tt]hey|them|their|themself)\}/)
    for (const account of [...all('contact-note'), ...all('home-visit')]) {
      expect(account.happenedOn < today).toBe(true)
      expect(account.recordedAt < now).toBe(true)
    }
  })
})

describe('an officer’s caseload', () => {
  test('is some 34 pupils over both schools whose lines are not all alike', () => {
    const officer = staffOf(one(signIns))
    const rows = openCasesOf(officer.id).map((absenceCase) => {
      const pupil = pupilOf(absenceCase)
      const mine = <T extends { pupilId: string }>(list: T[]) => list.filter((record) => record.pupilId === pupil.id)
      return {
        pupil,
        need: whyAndNext({
          pupil,
          absenceCase,
          promises: mine(all('promise')),
          barriers: mine(all('barrier')),
          today,
          calendar: weekdaysOnly,
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
    const shared = openCasesOf(officer.id).filter((absenceCase) => pupilOf(absenceCase).yearGroup === 9)
    expect(shared.length).toBeGreaterThanOrEqual(5)
  })

  test('is on the officer’s tablet and nobody else’s files are', async () => {
    const officer = staffOf(one(signIns))
    const grants = await rowsOf<{ file_id: string }>(
      town,
      `select file_id from file_grant where person_id = '${officer.id}' and file_id not in (select id from organisation)`,
    )
    const theirs = all('pupil').filter(({ caseOwners = {}, offeredTo = {} }) =>
      [...Object.values(caseOwners ?? {}), ...Object.values(offeredTo)].includes(officer.id),
    )
    const toldByThem = all('restricted-thread').filter((thread) => thread.by === officer.id)
    const own = all('staff-member').flatMap((member) =>
      member.id === officer.id ? [ownFileOf(member.organisationId, member.id)] : [],
    )
    const files = [...[...theirs, ...toldByThem].map(({ id }) => id), ...own]
    expect(grants.map((grant) => grant.file_id).toSorted()).toEqual(files.toSorted())
  })
})

/** What can make a child’s case hard, and how to find one in the town. */
const hardCases: Record<string, () => unknown[]> = {
  'joined in the middle of the term': () => all('pupil').filter((pupil) => (pupil.onRollFrom ?? '') > '2026-09-20'),
  'a part-time timetable': () => all('absence-case').filter(({ concerns }) => concerns.includes('part-time-timetable')),
  'a child nobody has seen since the case was opened': () =>
    all('absence-case').filter(
      (one_) => one_.status === 'open' && one_.lastSeenOn === null && one_.openedOn < '2026-11-06',
    ),
  'a child who was heard and not seen': () => all('home-visit').filter(({ seen }) => seen === 'heard-only'),
  'three visits in a row without an answer': () => all('absence-case').filter(({ failedVisits }) => failedVisits >= 3),
  'a parent who must not be contacted': () => all('parent').filter(({ doNotContact }) => doNotContact),
  'a rule to read before ringing': () => all('parent').filter(({ safeContactRule }) => safeContactRule !== null),
  'a parent with two addresses': () =>
    all('parent').filter(
      (parent) => parent.livesWithPupil === 'yes' && parent.address !== null && parent.relationship === 'father',
    ),
  'a visit at the other address': () => all('home-visit').filter(({ address }) => address !== null),
  'a parent who needs an interpreter': () => all('parent').filter(({ interpreterNeeded }) => interpreterNeeded),
  twins: () => {
    const homes = Map.groupBy(
      all('pupil').filter((pupil) => casesOf(pupil).length > 0),
      (pupil) => `${pupil.householdId} ${pupil.bornOn}`,
    )
    return [...homes.values()].filter((children) => children.length > 1)
  },
  'one visit for children of both schools': () => {
    const acts = Map.groupBy(all('home-visit'), (visit) => visit.actId)
    return [...acts.values()].filter(
      (visits) => new Set(visits.map((visit) => pupilOf(visit).organisationId)).size === 2,
    )
  },
  'a UPN with a wrong check letter': () =>
    all('pupil').filter((pupil) => casesOf(pupil).length > 0 && !readUpn(pupil.upn ?? '').ok),
  'a temporary UPN': () =>
    all('pupil').filter((pupil) => {
      const read = readUpn(pupil.upn ?? '')
      return read.ok && read.temporary
    }),
  'a single name': () => all('pupil').filter((pupil) => pupil.surname === '-'),
  'a very long name': () => all('pupil').filter((pupil) => `${pupil.forename} ${pupil.surname}`.length > 60),
  'a name in another script': () => all('pupil').filter((pupil) => /\p{Script=Cyrillic}/u.test(calledName(pupil))),
  'a first name and a last name that differ from the legal ones': () =>
    all('pupil').filter((pupil) => pupil.preferredSurname !== null && casesOf(pupil).length > 0),
  'a pupil who left the roll, the case closed': () =>
    all('pupil').filter((pupil) => pupil.leftOn !== null && casesOf(pupil).every(({ status }) => status === 'closed')),
  'a case closed and opened again': () => all('absence-case').filter(({ reopenings }) => (reopenings ?? []).length > 0),
  'a case without an owner': () =>
    all('absence-case').filter(({ ownerId, status }) => ownerId === null && status === 'open'),
  'a colleague who left': () => all('staff-member').filter(({ leftOn }) => leftOn !== null),
  'a looked-after child': () =>
    all('pupil').filter((pupil) => pupil.lookedAfter === 'yes' && casesOf(pupil).length > 0),
  'a young carer': () => all('pupil').filter((pupil) => pupil.youngCarer === 'yes' && casesOf(pupil).length > 0),
  'a child with a social worker': () => all('pupil').filter((pupil) => pupil.hasSocialWorker === 'yes'),
  'a number that does not work': () => all('parent').filter((parent) => parent.phones.some((phone) => phone.failing)),
  'a source who must not be named': () => all('contact-note').filter(({ confidentialSource }) => confidentialSource),
  'a warning for two people, reviewed': () =>
    all('risk-flag').filter(
      (flag) => flag.severity === 'two-people' && flag.reviews.length > 0 && flag.endedOn === null,
    ),
  'a warning that ended': () => all('risk-flag').filter((flag) => flag.endedOn !== null),
  'a note that was corrected': () => all('amendment'),
  'two people who changed the same thing, not settled': () => all('clash').filter((clash) => clash.settled === null),
  'a clash over a stage, with the reason given': () =>
    all('clash').filter((clash) => clash.field === 'stage' && clash.why !== undefined),
  'something told to the safeguarding lead that was read, and something that was not': () => {
    const read = all('restricted-thread').filter(({ readings }) => readings.length > 0)
    const unread = all('restricted-thread').filter(({ readings }) => readings.length === 0)
    return read.length > 0 && unread.length > 0 ? [...read, ...unread] : []
  },
  'a clash that waits for someone to choose': () => all('clash').filter(({ settled }) => settled === null),
  'a case at the last stage': () => all('absence-case').filter(({ stage }) => stage === 'enforce'),
  'a case that was handed over and accepted': () =>
    all('absence-case').filter((one_) =>
      all('handover').some(
        ({ caseId, toId, answered }) => caseId === one_.id && toId === one_.ownerId && answered?.how === 'accepted',
      ),
    ),
  'a case offered to each of two officers, not answered': () => {
    const waiting = all('handover').filter(({ answered }) => answered === null)
    return new Set(waiting.map(({ toId }) => toId)).size === 2 ? waiting : []
  },
  'a plan that was reviewed, with an action done and one to do': () =>
    all('plan').filter(
      ({ reviews, actions }) =>
        reviews.length > 0 && new Set(actions.map(({ settled }) => settled?.how ?? 'to do')).size > 1,
    ),
  'help that was given, and help that was declined': () => {
    const steps = all('support-offer').flatMap((offer) => offer.steps.map(({ what }) => what))
    return steps.includes('delivered') && steps.includes('declined') ? steps : []
  },
  'a child whose own words were written down': () => all('child-voice').filter(({ words }) => words !== ''),
  'a barrier that two sides see otherwise': () => {
    const sides = Map.groupBy(all('barrier-view'), ({ barrierId }) => barrierId)
    return [...sides.values()].filter((views) => new Set(views.map(({ side }) => side)).size > 1)
  },
  'a visit planned for today and one that is late': () => {
    const open = all('planned-visit').filter(({ ended }) => ended === null)
    return open.some(({ on }) => on === today) && open.some(({ on }) => on < today) ? open : []
  },
  'a note that its author has still to finish': () =>
    all('unfinished-note').filter(({ finishedAt }) => finishedAt === null),
  'a child whom nobody can find': () => all('home-visit').filter(({ outcome }) => outcome === 'cannot-locate'),
}

/** Made when a paper is given to someone, from the entries as that person's tablet holds them. */
const onlyOnATablet: RecordKind[] = ['shared-paper']

describe('a hard case for every rule', () => {
  test('has one of every kind of record but what only a tablet makes', () => {
    const held = new Set(records.map(({ kind }) => kind))
    const kinds = Object.keys(recordSchemas).filter((kind) => !onlyOnATablet.some((made) => made === kind))
    expect([...held].toSorted()).toEqual(kinds.toSorted())
  })

  test.each(Object.entries(hardCases))('has %s', (_what, find) => {
    expect(find().length).toBeGreaterThan(0)
  })
})

/**
 * The view of each kind for people who report with SQL. What somebody saved to ask of their caseload, and what they have still to
 * finish, is nobody else's business.
 */
const viewOf: Record<Exclude<RecordKind, 'saved-view' | 'unfinished-note'>, string> = {
  organisation: 'organisations',
  'staff-member': 'staff_members',
  pupil: 'pupils',
  parent: 'parents',
  'absence-case': 'absence_cases',
  'contact-note': 'contact_notes',
  'home-visit': 'home_visits',
  barrier: 'barriers',
  promise: 'promises',
  'risk-flag': 'risk_flags',
  amendment: 'amendments',
  attachment: 'attachments',
  clash: 'clashes',
  'restricted-marker': 'restricted_markers',
  'restricted-thread': 'restricted_threads',
  'restricted-note': 'restricted_notes',
  'safeguarding-plan': 'safeguarding_plans',
  'planned-visit': 'planned_visits',
  'shared-paper': 'shared_papers',
  agency: 'agencies',
  'barrier-view': 'barrier_views',
  'child-voice': 'child_voices',
  handover: 'handovers',
  meeting: 'meetings',
  plan: 'plans',
  'support-offer': 'support_offers',
  'message-template': 'message_templates',
  outing: 'outings',
}

/** What lies inside a record and has rows of its own. */
const partsIn: Record<string, () => number> = {
  stage_moves: () => sum(all('absence-case').map(({ stageMoves }) => stageMoves.length)),
  support_steps: () => sum(all('support-offer').map(({ steps }) => steps.length)),
  meeting_invitations: () => sum(all('meeting').map(({ invited }) => invited.length)),
  plan_actions: () => sum(all('plan').map(({ actions }) => actions.length)),
  plan_parties: () => sum(all('plan').map(({ parties }) => parties.length)),
  plan_reviews: () => sum(all('plan').map(({ reviews }) => reviews.length)),
}
const sum = (counts: readonly number[]): number => counts.reduce((whole, part) => whole + part, 0)

/** Reads every column of every row, so that a view which cannot read what is stored fails. */
const rowsSeen = (view: string, organisations: readonly string[]): Promise<number> =>
  connectedAs(town.made.appUrl, async (client) => {
    await client.query('begin')
    await client.query("select set_config('app.organisations', $1, true)", [organisations.join(',')])
    const { rows } = await client.query(`select * from ${view}`)
    await client.query('rollback')
    return rows.length
  })
const everywhere = () => all('organisation').map(({ id }) => id)

describe('reports with SQL, by the role that serves', () => {
  test('each kind of record has a view that shows every record of the organisations asked for, and no other', async () => {
    const readersAlone = new Set<string>(['restricted-thread', 'restricted-note'])
    for (const [kind, view] of Object.entries(viewOf)) {
      const held = records.filter((record) => record.kind === kind).length
      expect([kind, await rowsSeen(view, everywhere())]).toEqual([kind, readersAlone.has(kind) ? 0 : held])
      expect([kind, await rowsSeen(view, [])]).toEqual([kind, 0])
    }
  })

  test('what lies inside a record, such as the actions of a plan, has rows of its own', async () => {
    for (const [view, held] of Object.entries(partsIn)) {
      expect(held()).toBeGreaterThan(0)
      expect([view, await rowsSeen(view, everywhere())]).toEqual([view, held()])
      expect([view, await rowsSeen(view, [])]).toEqual([view, 0])
    }
  })

  test('a school’s own view holds its own rows: no pupil of the primary in what the secondary asks', async () => {
    const secondary = schoolNamed('Kestrel Hill School')
    const of = (view: string) => rowsSeen(view, [secondary])
    const pupils = new Set(
      all('pupil')
        .filter(({ organisationId }) => organisationId === secondary)
        .map(({ id }) => id),
    )
    expect(await of('pupils')).toBe(pupils.size)
    expect(await of('handovers')).toBe(all('handover').filter(({ pupilId }) => pupils.has(pupilId)).length)
    expect(await of('plans')).toBe(all('plan').filter(({ pupilId }) => pupils.has(pupilId)).length)
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
    for (const { id } of all('organisation')) {
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
    const said = all('attachment')
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
    expect(await rowsOf(real, 'select id from organisation union all select id from person')).toEqual([])
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
