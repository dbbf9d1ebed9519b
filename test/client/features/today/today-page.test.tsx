import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { readCalendars } from '#client/casework/read-calendars.ts'
import { visitLines } from '#client/features/today/visit-lines.ts'
import { priorities } from '#domain/today/rule.ts'
import type { Kept } from '#client/casework/kept-record.ts'
import type { PlannedVisit } from '#domain/records/planned-visit.ts'
import type { AccompaniedVisit } from '#domain/records/accompanied-visit.ts'
import type { Plan } from '#domain/records/plan.ts'
import type { SupportOffer } from '#domain/records/support-offer.ts'
import type { Handover } from '#domain/records/handover.ts'
import { openInMemory } from '../../store/support.ts'
import {
  aCase,
  aColleague,
  aParent,
  aPromise,
  aPupil,
  aRiskFlag,
  ayesha,
  ayeshasCase,
  hollins,
  hussain,
  idOf,
  mum,
  okoro,
  received,
} from '../invented-family.ts'
import { onATablet } from '../on-a-tablet.tsx'

const quiet = { lastSeenOn: '2026-11-20', lastContactOn: '2026-11-20', ownerId: okoro, reviewOn: null, failedVisits: 0 }

/** So many children, each with a promise that was due on the day after the one before. */
const children = (count: number): Kept[] =>
  Array.from({ length: count }, (_, n) => [
    received(aPupil({ id: idOf(500 + n), forename: `Child${n}`, openCaseId: idOf(600 + n), householdId: null })),
    received(aCase({ id: idOf(600 + n), pupilId: idOf(500 + n), ...quiet })),
    received(
      aPromise({
        id: idOf(700 + n),
        pupilId: idOf(500 + n),
        ownerId: okoro,
        words: `Promise ${n}`,
        dueOn: `2026-11-${String(1 + n).padStart(2, '0')}`,
      }),
    ),
  ]).flat()

/** Ayesha's case, offered by Hussain to Okoro. */
const anOffer = (over: Partial<Handover> = {}): Handover => ({
  kind: 'handover',
  id: idOf(800),
  pupilId: ayesha,
  caseId: ayeshasCase,
  fromId: hussain,
  toId: okoro,
  digest: ['Mum answers before nine. Ask about the bus.'],
  offeredOn: '2026-11-23',
  by: hussain,
  recordedAt: '2026-11-23T08:00:00.000Z',
  answered: null,
  ...over,
})

const aPlan = (over: Partial<PlannedVisit> = {}): PlannedVisit => ({
  kind: 'planned-visit',
  id: idOf(300),
  organisationId: hollins,
  personId: okoro,
  pupilIds: [ayesha],
  on: '2026-11-20',
  at: null,
  order: 0,
  reason: 'engagement',
  withId: null,
  aloneBecause: '',
  flagsRead: [],
  recordedAt: '2026-11-16T15:00:00.000Z',
  moves: [],
  ended: null,
  ...over,
})

const aSupportPlan = (over: Partial<Plan> = {}): Plan => ({
  kind: 'plan',
  id: idOf(820),
  pupilId: ayesha,
  caseId: ayeshasCase,
  type: 'support-plan',
  known: '',
  aim: 'In every morning',
  target: '',
  barrierIds: [],
  startsOn: '2026-10-12',
  reviewOn: '2026-11-23',
  endsOn: null,
  parties: [],
  actions: [],
  contract: null,
  reviews: [],
  by: okoro,
  recordedAt: '2026-10-12T10:00:00.000Z',
  ...over,
})

const anOfferOfSupport = (over: Partial<SupportOffer> = {}): SupportOffer => ({
  kind: 'support-offer',
  id: idOf(821),
  pupilId: ayesha,
  caseId: ayeshasCase,
  words: 'Breakfast club',
  offeredTo: 'Mum',
  givenBy: 'School',
  agencyId: null,
  barrierIds: [],
  offeredOn: '2026-10-12',
  reviewOn: null,
  steps: [],
  by: okoro,
  recordedAt: '2026-10-12T10:00:00.000Z',
  ...over,
})

describe('Today', () => {
  test('asks for what a day was set for: a warning that is late, a plan, support, each with the way to its own form', async () => {
    await onATablet('/today', [
      received(aPupil()),
      received(aCase({ ...quiet, reviewOn: '2026-12-14' })),
      received(aRiskFlag({ reviewBy: '2026-11-18' })),
      received(aSupportPlan({ reviewOn: '2026-11-23' })),
      received(anOfferOfSupport({ reviewOn: '2026-11-23' })),
    ])
    const lines = within(await screen.findByRole('list')).getAllByRole('listitem')
    expect(lines.map((line) => within(line).getByRole('link').getAttribute('href'))).toEqual([
      expect.stringMatching(`^/caseload/${ayesha}/risk-flags/`),
      `/caseload/${ayesha}/support/${idOf(821)}`,
      `/caseload/${ayesha}/plans/${idOf(820)}/review`,
    ])
    expect(lines[0]).toHaveTextContent('Look at the warning again: Ayesha Rahman')
    expect(lines[0]).toHaveTextContent('late by 3 school days')
    expect(lines[2]).toHaveTextContent('The support plan is to be reviewed, due today.')
  })

  test('says what to do, why it is there, and has the act on the line', async () => {
    const tablet = await onATablet('/today', [
      received(aPupil()),
      received(aCase({ ...quiet, failedVisits: 2 })),
      received(aParent()),
      received(aPromise({ ownerId: okoro, dueOn: '2026-11-19', words: 'Bus pass' })),
    ])
    expect(await screen.findByRole('heading', { name: 'Today, Monday 23 November' })).toBeVisible()
    const lines = within(await screen.findByRole('list')).getAllByRole('listitem')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toHaveTextContent('See Ayesha Rahman')
    expect(lines[0]).toHaveTextContent('2 visits in a row with no answer. Try another time of day.')
    expect(lines[1]).toHaveTextContent('Tell the safeguarding lead: Ayesha Rahman')
    expect(lines[2]).toHaveTextContent('Bus pass: Ayesha Rahman')
    expect(lines[2]).toHaveTextContent('late by 2 school days')
    await tablet.person.click(screen.getByRole('link', { name: 'Settle: Bus pass: Ayesha Rahman' }))
    expect(await screen.findByRole('button', { name: 'Settle' })).toBeVisible()
    expect(tablet.path()).toMatch(/\/promises\//)
  })

  test('what turns late while nothing is written turns late on the list too', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    let now = '2026-11-23T10:21:00.000Z'
    const promised = received(aPromise({ ownerId: okoro, dueOn: '2026-11-23' }))
    await onATablet('/today', [received(aPupil()), received(aCase(quiet)), promised], { clock: () => now })
    expect(await screen.findByRole('list')).toHaveTextContent('due today')
    now = '2026-11-25T08:00:00.000Z'
    vi.advanceTimersByTime(30_000)
    await waitFor(() => expect(screen.getByRole('list')).toHaveTextContent('late by 2 school days'))
    vi.useRealTimers()
  })

  test('shows seven at most; the rest is folded and counted, never dropped', async () => {
    const tablet = await onATablet('/today', children(9))
    expect(within(await screen.findByRole('list')).getAllByRole('listitem')).toHaveLength(7)
    await tablet.person.click(screen.getByRole('button', { name: 'Show 2 more' }))
    const all = within(screen.getByRole('list')).getAllByRole('listitem')
    expect(all).toHaveLength(9)
    expect(all[8]).toHaveTextContent('Promise 8')
  })

  test('a form that was begun and not saved is something to do, and opens where it was left', async () => {
    const db = await openInMemory()
    const first = await onATablet(
      `/caseload/${ayesha}/log-call`,
      [received(aPupil()), received(aCase(quiet)), received(aParent({ id: mum }))],
      { db },
    )
    await first.say(await screen.findByLabelText('What was said'), 'She said the')
    await first.person.click(screen.getByRole('button', { name: 'Finish later' }))
    await screen.findByRole('heading', { name: 'Ayesha Rahman' })
    const again = await onATablet('/today', [], { db })
    await again.person.click(await screen.findByRole('link', { name: 'Finish: Finish the contact: Ayesha Rahman' }))
    expect(again.path()).toBe(`/caseload/${ayesha}/log-call`)
  })

  test('a case offered to this person stands here until it is answered, with the way to answer it', async () => {
    const tablet = await onATablet('/today', [
      received(aPupil({ offeredTo: { [ayeshasCase]: okoro } })),
      received(aCase({ ...quiet, ownerId: hussain })),
      received(anOffer()),
    ])
    const line = within(await screen.findByRole('list')).getByRole('listitem')
    expect(line).toHaveTextContent('This case was offered to you today.')
    await tablet.person.click(
      screen.getByRole('link', { name: 'Read and answer: A case is offered to you: Ayesha Rahman' }),
    )
    expect(await screen.findByText('Mum answers before nine. Ask about the bus.')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Accept the case' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'I cannot take it' })).toBeVisible()
  })

  test('whoever offered a case sees that nobody has answered for some school days, and can take it back', async () => {
    const offer = anOffer({ fromId: okoro, toId: hussain, by: okoro, offeredOn: '2026-11-18' })
    const tablet = await onATablet('/today', [
      received(aPupil({ offeredTo: { [ayeshasCase]: hussain } })),
      received(aCase(quiet)),
      received(offer),
    ])
    expect(within(await screen.findByRole('list')).getByRole('listitem')).toHaveTextContent(
      'You offered this case 3 school days ago, and nobody has answered.',
    )
    await tablet.person.click(
      screen.getByRole('link', { name: 'Open the offer: Your offer waits for an answer: Ayesha Rahman' }),
    )
    expect(await screen.findByRole('button', { name: 'Take the offer back' })).toBeVisible()
  })

  test('whatever form was begun and left stands here, and opens again where it was with its words', async () => {
    const db = await openInMemory()
    const pupilIsHere = [received(aPupil()), received(aCase(quiet))]
    const before = await onATablet(`/caseload/${ayesha}/agencies/new`, pupilIsHere, { db })
    await before.say(await screen.findByLabelText('What do they do for the family?'), 'Food parcels, Thursdays.')
    await waitFor(async () => expect(await db.drafts.count()).toBe(1))
    cleanup()

    const after = await onATablet('/today', [], { db })
    const line = await screen.findByRole('heading', { name: 'Finish adding a service: Ayesha Rahman' })
    expect(line.closest('li')).toHaveTextContent('Begun and not saved')
    await after.person.click(screen.getByRole('link', { name: /^Finish: Finish adding a service/ }))
    expect(await screen.findByLabelText('What do they do for the family?')).toHaveValue('Food parcels, Thursdays.')
    // Begun by mistake: it goes at a press, and comes back with the words at another.
    await after.person.click(screen.getByRole('button', { name: 'Throw this draft away' }))
    await waitFor(() => expect(after.path()).toBe(`/caseload/${ayesha}`))
    expect(await db.drafts.count()).toBe(0)
    await after.person.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(await screen.findByLabelText('What do they do for the family?')).toHaveValue('Food parcels, Thursdays.')
  })

  test('a visit of today stands with its time; one planned and not made is late, first, and never gone', async () => {
    const plans = [
      aPlan({ id: idOf(301), on: '2026-11-23', at: '11:00' }),
      aPlan({ id: idOf(302), on: '2026-11-19', at: null, reason: 'no-contact' }),
      aPlan({ id: idOf(303), on: '2026-11-24' }),
      aPlan({
        id: idOf(304),
        ended: { how: 'made', on: '2026-11-20', why: '', actId: null, recordedAt: '2026-11-20T12:00:00.000Z' },
      }),
      // A colleague's is theirs to make.
      aPlan({ id: idOf(305), personId: hussain }),
      aPlan({ id: idOf(306), on: '2026-11-23', at: null, pupilIds: [idOf(999)] }),
    ]
    const tablet = await onATablet('/today', [
      received(aPupil()),
      received(aCase(quiet)),
      ...plans.map((plan) => received(plan)),
    ])
    const lines = within(await screen.findByRole('list')).getAllByRole('listitem')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toHaveTextContent('Visit: Ayesha Rahman')
    expect(lines[0]).toHaveTextContent('No contact from the family, planned and not made, late by 2 school days.')
    expect(lines[1]).toHaveTextContent(/planned for today, 11:00\./)
    expect(lines[2]).toHaveTextContent('Visit: a family not on this tablet')
    // A late visit comes with promises that are late, before a review that is: one that was planned is our word to a family.
    const { db, session } = tablet
    const asking = { db, actor: session.actor, now: session.clock(), today: '2026-11-23' }
    const made = await visitLines({ ...asking, calendars: await readCalendars(db) })
    expect(new Map(made.map(({ key, priority }) => [key, priority]))).toEqual(
      new Map([
        [`visit-plan/${idOf(301)}`, priorities.promiseToday],
        [`visit-plan/${idOf(302)}`, priorities.promiseLate],
        [`visit-plan/${idOf(306)}`, priorities.promiseToday],
      ]),
    )
    const [first] = screen.getAllByRole('link', { name: 'Open the visit: Visit: Ayesha Rahman' })
    await tablet.person.click(first ?? document.body)
    await waitFor(() => expect(tablet.path()).toBe(`/visits/${idOf(302)}`))
  })

  test('a colleague’s visit that one comes along to stands there on its day, and is never late here', async () => {
    const visit: AccompaniedVisit = {
      kind: 'accompanied-visit',
      id: idOf(310),
      organisationId: hollins,
      personId: okoro,
      plannedBy: hussain,
      pupilIds: [ayesha],
      isWhole: true,
      on: '2026-11-23',
      at: '11:00',
      reason: 'engagement',
      recordedAt: '2026-11-20T15:00:00.000Z',
      ended: null,
    }
    const tablet = await onATablet('/today', [
      received(aPupil()),
      received(aCase(quiet)),
      received(aColleague({ id: hussain, name: 'Nadia Hussain' })),
      received(visit),
      // Of a family that I may not know: no reason is said even if one lay here.
      received({ ...visit, id: idOf(311), at: null, pupilIds: [], isWhole: false, reason: null }),
      received({ ...visit, id: idOf(312), on: '2026-11-20' }),
      received({
        ...visit,
        id: idOf(313),
        ended: { how: 'called-off', on: '2026-11-23', recordedAt: '2026-11-23T08:00:00.000Z' },
      }),
    ])
    const lines = within(await screen.findByRole('list')).getAllByRole('listitem')
    expect(lines).toHaveLength(2)
    const [known, unknown] = lines
    expect(known).toHaveTextContent('Come along: Ayesha Rahman')
    expect(known).toHaveTextContent('N. Hussain asked you to come along today, 11:00. To build a relationship.')
    expect(unknown).toHaveTextContent('Come along: a family not on this tablet')
    expect(unknown).toHaveTextContent(/asked you to come along today\.(Open|$)/)
    await tablet.person.click(screen.getByRole('link', { name: 'Open the visit: Come along: Ayesha Rahman' }))
    await waitFor(() => expect(tablet.path()).toBe(`/visits/${idOf(310)}`))
  })

  test('nothing to do is said as good news, with a way on', async () => {
    await onATablet('/today', [received(aPupil()), received(aCase(quiet))])
    expect(await screen.findByText('Nothing is waiting')).toBeVisible()
    expect(screen.getByRole('link', { name: 'My caseload' })).toBeVisible()
  })
})
