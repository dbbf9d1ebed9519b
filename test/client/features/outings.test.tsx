import { cleanup, render, screen } from '@testing-library/react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { afterEach, describe, expect, test } from 'vitest'
import { AppFrame } from '#client/app/frame.tsx'
import { practice } from '#client/app/practice-state.ts'
import { SessionProvider } from '#client/app/session.tsx'
import { readOutings } from '#client/casework/read-outings.ts'
import { sayWhatOfficeKnows } from '#client/casework/outing-words.ts'
import type { Kept } from '#client/casework/kept-record.ts'
import { startPractice } from '#client/features/practice/start-practice.ts'
import { theOffice } from '#domain/permissions/actor.ts'
import type { Outing, OutingStep } from '#domain/records/outing.ts'
import { meta, writeMeta } from '#client/store/meta.ts'
import { readToCome } from '#client/store/to-come.ts'
import type { OfficeMeans } from '#sync/protocol.ts'
import { openInMemory } from '../store/support.ts'
import {
  aBrother,
  aCase,
  aColleague,
  aParent,
  aPupil,
  hollins,
  hussain,
  idOf,
  okoro,
  received,
} from './invented-family.ts'
import { memoryStorehouse } from '../store/support.ts'
import { onATablet, thisMorning, type OnATablet } from './on-a-tablet.tsx'

const step = (what: OutingStep['what'], over: Partial<OutingStep> = {}): OutingStep => ({
  what,
  by: okoro,
  at: '2026-11-23T10:00:00.000Z',
  backBy: null,
  words: '',
  ...over,
})
const raised = step('alarm-raised', { by: theOffice.personId, at: '2026-11-23T10:15:00.000Z' })
const anOuting = (over: Partial<Outing> = {}): Outing => ({
  kind: 'outing',
  id: idOf(400),
  organisationId: hollins,
  personId: okoro,
  where: '11:00 14 Alder Court',
  visitIds: [],
  backBy: '2026-11-23T15:30:00.000Z',
  watcherId: hussain,
  withId: null,
  phone: '07700 900555',
  watcherPhone: '07700 900666',
  recordedAt: '2026-11-23T09:40:00.000Z',
  steps: [],
  ended: null,
  ...over,
})
const colleague = received(aColleague({ id: hussain, name: 'Nadia Hussain', role: 'pastoral' }))
const family = [received(aPupil()), received(aCase()), received(aParent()), ...aBrother()]
const onlyHere = (record: Outing): Kept => ({ record, waiting: 1, receivedAt: null, reference: null })
const outingsOn = async ({ db }: OnATablet) => (await readOutings(db)).map(({ record }) => record)

describe('before leaving', () => {
  test('where, when, who and both numbers are asked, and saved only with all of them', async () => {
    const tablet = await onATablet('/outings/new', [...family, colleague])
    await tablet.say(await screen.findByLabelText('Where you go'), '14 Alder Court')
    await tablet.person.click(screen.getByRole('button', { name: 'Lodge it' }))
    const wrong = await screen.findByRole('alert')
    for (const words of [
      'Say when you will be back.',
      'Choose who is told.',
      'Write their number.',
      'Write your number.',
    ])
      expect(wrong).toHaveTextContent(words)
    await tablet.person.type(screen.getByLabelText('Back by'), '09:00')
    await tablet.person.click(screen.getByRole('button', { name: 'Lodge it' }))
    expect(await screen.findAllByText('That time has passed.')).not.toHaveLength(0)
    await tablet.person.clear(screen.getByLabelText('Back by'))
    await tablet.person.type(screen.getByLabelText('Back by'), '15:30')
    await tablet.person.selectOptions(screen.getByLabelText('Who is told'), 'Nadia Hussain, pastoral worker')
    await tablet.say(screen.getByLabelText('Their telephone number'), '07700 900666')
    await tablet.say(screen.getByLabelText('Your telephone number'), '07700 900555')
    await tablet.person.click(screen.getByRole('button', { name: 'Lodge it' }))
    expect(await screen.findByText('Not lodged: only on this tablet')).toBeVisible()
    expect(screen.getByText(/Nobody will be told if you do not come back/)).toBeVisible()
    expect(screen.getByRole('link', { name: 'Ring N. Hussain, 07700 900666' })).toHaveAttribute(
      'href',
      'tel:07700900666',
    )
    expect(await outingsOn(tablet)).toMatchObject([
      { backBy: '2026-11-23T15:30:00.000Z', watcherId: hussain, where: '14 Alder Court', steps: [] },
    ])
  })
})

const theirs = () => screen.findByLabelText('Their telephone number')

describe('the numbers given last time', () => {
  const marcus = received(aColleague({ id: idOf(77), name: 'Marcus Pell', role: 'service-manager' }))
  const lodged = async () => {
    const tablet = await onATablet('/outings/new', [...family, colleague, marcus])
    await tablet.say(await screen.findByLabelText('Where you go'), '14 Alder Court')
    await tablet.person.type(screen.getByLabelText('Back by'), '15:30')
    await tablet.person.selectOptions(screen.getByLabelText('Who is told'), hussain)
    await tablet.say(await theirs(), '07700 900666')
    await tablet.say(screen.getByLabelText('Your telephone number'), '07700 900555')
    await tablet.person.click(screen.getByRole('button', { name: 'Lodge it' }))
    await screen.findByText('Not lodged: only on this tablet')
    cleanup()
    return tablet.db
  }

  test('are offered again on this tablet, said to be so, and can be changed', async () => {
    const db = await lodged()
    const tablet = await onATablet('/outings/new', [], { db })
    expect(await theirs()).toHaveValue('07700 900666')
    expect(await theirs()).toHaveAccessibleDescription('The one you gave last time.')
    expect(screen.getByLabelText('Your telephone number')).toHaveValue('07700 900555')
    await tablet.person.clear(await theirs())
    await tablet.say(await theirs(), '07700 900777')
    expect(await theirs()).not.toHaveAccessibleDescription(/last time/)
    expect(await theirs()).toHaveValue('07700 900777')
  })

  test('are each of the colleague whose they are: of another none is offered, and what was typed stays', async () => {
    const db = await lodged()
    const tablet = await onATablet('/outings/new', [], { db })
    await theirs()
    await tablet.person.selectOptions(screen.getByLabelText('Who is told'), idOf(77))
    expect(await theirs()).toHaveValue('')
    await tablet.person.selectOptions(screen.getByLabelText('Who is told'), hussain)
    expect(await theirs()).toHaveValue('07700 900666')
    await tablet.person.clear(await theirs())
    await tablet.say(await theirs(), '07700 900888')
    await tablet.person.selectOptions(screen.getByLabelText('Who is told'), idOf(77))
    expect(await theirs()).toHaveValue('07700 900888')
  })
})

describe('out', () => {
  test('“Arrived” and “Left” are one press each, kept in their order with the time, and neither ends the outing', async () => {
    const tablet = await onATablet(`/outings/${idOf(400)}`, [...family, colleague, received(anOuting())])
    await tablet.person.click(await screen.findByRole('button', { name: 'Arrived' }))
    expect(await screen.findByText(/10:21: Arrived/)).toBeVisible()
    await tablet.person.click(screen.getByRole('button', { name: 'Left' }))
    expect(await screen.findByText(/10:21: Left/)).toBeVisible()
    const now = '2026-11-23T10:21:00.000Z'
    expect(await outingsOn(tablet)).toMatchObject([
      {
        steps: [
          { what: 'arrived', by: okoro, at: now, backBy: null },
          { what: 'left', by: okoro, at: now, backBy: null },
        ],
        backBy: '2026-11-23T15:30:00.000Z',
        ended: null,
      },
    ])
    expect((await tablet.db.outbox.toArray()).map(({ name }) => name)).toEqual(['note-arrival@1', 'note-leaving@1'])
    expect(screen.getByRole('button', { name: 'I’m safe' })).toBeVisible()
  })
})

const evening = () => '2026-11-23T21:40:00.000Z'

test('an evening visit may end after midnight: the form says which day that is, and lodges it', async () => {
  const tablet = await onATablet('/outings/new', [...family, colleague], { clock: evening })
  await tablet.say(await screen.findByLabelText('Where you go'), '14 Alder Court')
  await tablet.person.type(screen.getByLabelText('Back by'), '00:15')
  expect(await screen.findByText(/^00:15 is after midnight: Tue 24 Nov\./)).toBeVisible()
  await tablet.person.selectOptions(screen.getByLabelText('Who is told'), 'Nadia Hussain, pastoral worker')
  await tablet.say(screen.getByLabelText('Their telephone number'), '07700 900666')
  await tablet.say(screen.getByLabelText('Your telephone number'), '07700 900555')
  await tablet.person.click(screen.getByRole('button', { name: 'Lodge it' }))
  expect(await screen.findByText(/^Back by 24 Nov 00:15/)).toBeVisible()
  expect(await outingsOn(tablet)).toMatchObject([{ backBy: '2026-11-24T00:15:00.000Z' }])
})

describe('what the office knows is said from receipts alone', () => {
  const now = thisMorning()
  test.each<[string, Kept, string]>([
    ['only here', onlyHere(anOuting()), 'Not lodged: only on this tablet'],
    ['received', received(anOuting()), 'Lodged with the office at'],
    [
      'safe, and it waits',
      { ...received(anOuting({ steps: [step('safe')], ended: { by: okoro, at: now } })), waiting: 1 },
      'The office does not know yet that you are safe',
    ],
    [
      'another time, and it waits behind an arrival',
      { ...received(anOuting({ steps: [step('return-changed'), step('arrived')] })), waiting: 2 },
      'The office does not know the new time yet',
    ],
    [
      'an arrival waits',
      { ...received(anOuting({ steps: [step('arrived')] })), waiting: 1 },
      'The office has your plan',
    ],
    [
      'safe, and received',
      received(anOuting({ steps: [step('safe')], ended: { by: okoro, at: now } })),
      'The office knows that you are safe',
    ],
  ])('%s', (_what, kept, title) => {
    if (kept.record.kind !== 'outing') throw new Error('This is about outings.')
    expect(sayWhatOfficeKnows({ ...kept, record: kept.record }, now, null).title).toContain(title)
  })
})

/** A tablet that heard from its office what that can do. */
const withMeans = async (means: Partial<OfficeMeans>) => {
  const db = await openInMemory()
  await writeMeta(db, meta.officeMeans, { mail: 'ready', notificationKey: null, isNotified: false, ...means })
  return db
}

const chosen = async (means: Partial<OfficeMeans>) => {
  const tablet = await onATablet('/outings/new', [...family, colleague], { db: await withMeans(means) })
  await tablet.person.selectOptions(await screen.findByLabelText('Who is told'), 'Nadia Hussain, pastoral worker')
}

describe('nobody is left to believe in an e-mail that cannot come', () => {
  const none = { mail: 'not-set-up' } as const

  test('before leaving: what the office will do for whoever is chosen, as it last said', async () => {
    await chosen({ mail: 'ready' })
    expect(await screen.findByText(/it shows on N\. Hussain’s tablet, and the office e-mails them\.$/)).toBeVisible()
  })

  test.each([
    ['not-set-up', 'This office sends no e-mail.'],
    ['failing', 'The office’s e-mail is not getting through just now.'],
  ] as const)('before leaving, with e-mail %s: only an open Doorstep shows it', async (mail, why) => {
    await chosen({ mail })
    expect(await screen.findByText(/only while Doorstep is open there/)).toHaveTextContent(why)
  })

  test('once lodged, and for the colleague: the same', async () => {
    await onATablet(`/outings/${idOf(400)}`, [colleague, received(anOuting())], { db: await withMeans(none) })
    expect(await screen.findByText(/only while Doorstep is open there\. This office sends no e-mail\.$/)).toBeVisible()
    const nadia = aColleague({ id: hussain, name: 'Nadia Hussain', role: 'pastoral' })
    await onATablet('/today', [colleague, received(anOuting())], { as: nadia, db: await withMeans(none) })
    expect(
      await screen.findByText(/it shows here only while Doorstep is open\. This office sends no e-mail/),
    ).toBeVisible()
  })
})

describe('while out', () => {
  test('safe without signal: it says that the office does not know, that the alarm may sound, and whom to ring', async () => {
    const tablet = await onATablet(`/outings/${idOf(400)}`, [colleague, received(anOuting())])
    expect(await screen.findByText(/^Lodged with the office at/)).toBeVisible()
    await tablet.person.click(screen.getByRole('button', { name: 'Arrived' }))
    expect(await screen.findByText(/: Arrived, you/)).toBeVisible()
    await tablet.person.click(screen.getByRole('button', { name: 'I’m safe' }))
    expect(await screen.findByText('The office does not know yet that you are safe')).toBeVisible()
    expect(screen.getByText(/the alarm may sound/)).toBeVisible()
    expect(screen.getByRole('link', { name: /Ring N\. Hussain, 07700 900666/ })).toBeVisible()
  })

  test('another time is given with why', async () => {
    const tablet = await onATablet(`/outings/${idOf(400)}`, [colleague, received(anOuting())])
    await tablet.person.type(await screen.findByLabelText('Back by'), '16:15')
    await tablet.say(screen.getByLabelText('Why'), 'Waiting for Mum.')
    await tablet.person.click(screen.getByRole('button', { name: 'Change the time' }))
    expect(await screen.findByText('The office does not know the new time yet')).toBeVisible()
    expect(await outingsOn(tablet)).toMatchObject([
      { backBy: '2026-11-23T16:15:00.000Z', steps: [{ what: 'return-changed', words: 'Waiting for Mum.' }] },
    ])
  })
})

describe('the colleague who is told', () => {
  const nadia = aColleague({ id: hussain, name: 'Nadia Hussain', role: 'pastoral' })
  const alarm = anOuting({ backBy: '2026-11-23T10:15:00.000Z', steps: [raised] })

  test('sees who has not come back first on Today, finds where they went, and takes the alarm with one press', async () => {
    const tablet = await onATablet('/today', [colleague, received(alarm)], { as: nadia })
    expect(await screen.findByRole('heading', { name: 'S. Okoro has not come back' })).toBeVisible()
    await tablet.person.click(screen.getByRole('link', { name: /^Find them/ }))
    expect(await screen.findByText('11:00 14 Alder Court')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Ring S. Okoro, 07700 900555' })).toBeVisible()
    await tablet.person.click(screen.getByRole('button', { name: 'I have it' }))
    expect(await screen.findByText('You are looking for S. Okoro')).toBeVisible()
    expect(await outingsOn(tablet)).toMatchObject([{ steps: [raised, { what: 'alarm-taken', by: hussain }] }])
  })

  test('says that somebody is safe only with how they know', async () => {
    const tablet = await onATablet(`/outings/${idOf(400)}`, [colleague, received(alarm)], { as: nadia })
    await tablet.person.click(await screen.findByRole('button', { name: 'They are safe' }))
    expect(await screen.findByRole('link', { name: 'Write how you know.' })).toBeVisible()
    await tablet.say(screen.getByLabelText('How you know'), 'She rang from home.')
    await tablet.person.click(screen.getByRole('button', { name: 'They are safe' }))
    expect(await screen.findByText('S. Okoro is safe')).toBeVisible()
  })
})

/** The frame as it stands around every page, over the practice that was begun on the tablet. */
const practisedOn = async (tablet: OnATablet) => {
  expect(await startPractice(tablet.session, memoryStorehouse())).toBe(true)
  const { session } = practice.getState()
  if (session === null) throw new Error('Nobody practises.')
  cleanup()
  const router = createMemoryRouter([{ Component: AppFrame, children: [{ path: '*', element: <p>A page</p> }] }], {
    initialEntries: ['/today'],
  })
  render(
    <SessionProvider session={session}>
      <RouterProvider router={router} />
    </SessionProvider>,
  )
  await screen.findByText('Practice. Nothing here is real, sent or kept.')
  return router
}

describe('while practising on an invented family', () => {
  afterEach(() => practice.getState().session?.practice?.stop())

  const watched = received(anOuting({ personId: hussain, watcherId: okoro, steps: [raised] }))

  test('what is there is all there is: no screen says that more is still to come', async () => {
    await practisedOn(await onATablet('/outings/new', [colleague]))
    const session = practice.getState().session
    expect(session !== null && (await readToCome(session.db))).toBe(0)
  })

  test('a colleague who has not come back shows all the same, and taking it is kept with the real work', async () => {
    const tablet = await onATablet('/outings/new', [colleague, watched])
    await practisedOn(tablet)
    expect(await screen.findByRole('alert')).toHaveTextContent('N. Hussain')
    await tablet.person.click(screen.getByRole('button', { name: 'I have it' }))
    await expect
      .poll(async () => (await outingsOn(tablet)).map(({ steps }) => steps.at(-1)?.what))
      .toEqual(['alarm-taken'])
  })

  test('where they went is one press away: it ends the practice, for their place is not in it', async () => {
    const tablet = await onATablet('/outings/new', [colleague, watched])
    const router = await practisedOn(tablet)
    await tablet.person.click(await screen.findByRole('button', { name: 'Stop practising: where they went' }))
    expect(router.state.location.pathname).toBe(`/outings/${idOf(400)}`)
    expect(practice.getState().session).toBeNull()
  })

  test('who is out themself still reads it', async () => {
    await practisedOn(await onATablet('/outings/new', [colleague, received(anOuting())]))
    expect(await screen.findByText(/You are out\. Back by/)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Stop practising: arrived, left, safe' })).toBeVisible()
  })
})

describe('an alarm that nobody took', () => {
  const widened = step('alarm-widened', { by: theOffice.personId, at: '2026-11-23T10:20:30.000Z' })
  const untaken = anOuting({
    backBy: '2026-11-23T10:10:00.000Z',
    steps: [{ ...raised, at: '2026-11-23T10:10:00.000Z' }, widened],
  })
  const manager = aColleague({ id: idOf(77), name: 'Marcus Pell', role: 'service-manager' })

  test('stands first on the Today of whoever leads the work, who sees where to look and takes it', async () => {
    const tablet = await onATablet('/today', [colleague, received(manager), received(untaken)], { as: manager })
    const title = 'Nobody has taken this alarm: S. Okoro has not come back'
    expect(await screen.findByRole('heading', { name: title })).toBeVisible()
    expect(screen.getByText(/Whoever leads attendance or safeguarding is told too\. Act now\./)).toBeVisible()
    await tablet.person.click(screen.getByRole('link', { name: /^Find them/ }))
    expect(await screen.findByText('11:00 14 Alder Court')).toBeVisible()
    await tablet.person.click(screen.getByRole('button', { name: 'I have it' }))
    expect(await screen.findByText('You are looking for S. Okoro')).toBeVisible()
  })

  test('says to the others who has it: nobody is told that they are looking when a colleague is', async () => {
    const taken = { ...untaken, steps: [...untaken.steps, step('alarm-taken', { by: manager.id })] }
    const nadia = aColleague({ id: hussain, name: 'Nadia Hussain', role: 'pastoral' })
    await onATablet(`/outings/${idOf(400)}`, [colleague, received(manager), received(taken)], { as: nadia })
    expect(await screen.findByText('M. Pell is looking for S. Okoro')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'I have it' })).not.toBeInTheDocument()
  })
})

describe('out with a colleague', () => {
  const withMe = anOuting({ personId: hussain, watcherId: idOf(77), withId: okoro })
  const base = received(aColleague({ id: idOf(77), name: 'Marcus Pell', role: 'service-manager' }))

  test('it says with whom, back by when and who is told, and I may say that we are safe, and how I know', async () => {
    const tablet = await onATablet(`/outings/${idOf(400)}`, [...family, colleague, base, received(withMe)])
    expect(await screen.findByRole('heading', { level: 1, name: 'Out on visits with N. Hussain' })).toBeVisible()
    expect(screen.getByText('Back by 15:30. If not, M. Pell is told.')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Ring M. Pell, 07700 900666' })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Arrived' })).toBeNull()
    await tablet.say(await screen.findByLabelText('How you know'), 'We are both in the car.')
    await tablet.person.click(screen.getByRole('button', { name: 'They are safe' }))
    expect(await screen.findByText('N. Hussain is safe')).toBeVisible()
    expect(await outingsOn(tablet)).toMatchObject([{ ended: { by: okoro } }])
  })

  test('the alarm is about me too: nobody asks me to look for them', async () => {
    await onATablet(`/outings/${idOf(400)}`, [
      ...family,
      colleague,
      base,
      received({ ...withMe, steps: [raised, step('alarm-widened', { by: theOffice.personId })] }),
    ])
    expect(await screen.findByText('The alarm has been raised')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'I have it' })).toBeNull()
    expect(screen.queryByText(/procedure for lone workers/)).toBeNull()
  })

  test('whoever comes along is not the one who is told', async () => {
    const tablet = await onATablet('/outings/new', [...family, colleague])
    await tablet.say(await screen.findByLabelText('Where you go'), '14 Alder Court')
    await tablet.person.selectOptions(screen.getByLabelText('Who is told'), hussain)
    await tablet.person.selectOptions(screen.getByLabelText('Who comes along?'), hussain)
    await tablet.person.click(screen.getByRole('button', { name: 'Lodge it' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('choose somebody at base')
    expect(await outingsOn(tablet)).toEqual([])
  })
})
