import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { describe, expect, test } from 'vitest'
import { AppFrame } from '#client/app/frame.tsx'
import { SessionProvider } from '#client/app/session.tsx'
import { markerIdOf, type RestrictedMarker } from '#domain/records/restricted-marker.ts'
import type { RestrictedNote } from '#domain/records/restricted-note.ts'
import type { RestrictedThread } from '#domain/records/restricted-thread.ts'
import { planIdOf, type SafeguardingPlan } from '#domain/records/safeguarding-plan.ts'
import {
  aCase,
  aColleague,
  aPupil,
  aThread,
  ayesha,
  hollins,
  hussain,
  idOf,
  okoro,
  onlyHere,
  received,
} from './invented-family.ts'
import { onATablet } from './on-a-tablet.tsx'

const ali = idOf(5)
const thread = aThread().id
const anAli = () => aColleague({ id: ali, name: 'Nasreen Ali', role: 'designated-safeguarding-lead' })
const aMarker = (): RestrictedMarker => ({
  kind: 'restricted-marker',
  id: markerIdOf(ayesha),
  pupilId: ayesha,
  organisationId: hollins,
})
const aNote = (over: Partial<RestrictedNote> = {}): RestrictedNote => ({
  kind: 'restricted-note',
  id: idOf(601),
  threadId: thread,
  pupilId: ayesha,
  words: 'She would not say where the bruise came from.',
  by: okoro,
  byRole: 'attendance-lead',
  recordedAt: '2026-11-23T09:50:00.000Z',
  ...over,
})
const aPlan = (): SafeguardingPlan => ({
  kind: 'safeguarding-plan',
  id: planIdOf(hollins),
  organisationId: hollins,
  readWithin: { now: 10, today: 60, soon: 1 },
  contacts: [{ who: 'deputy', name: 'Tom Marsh', number: '01632 960222' }],
})
const family = [received(aPupil()), received(aCase()), received(anAli())]
/** With a receipt of just after it was written. */
const arrived = (note: RestrictedNote) => ({ ...received(note), receivedAt: note.recordedAt })
const left = (leftOn: string) => received(aColleague({ id: hussain, name: 'Kamran Hussain', leftOn }))
const told = (over: Partial<RestrictedThread> = {}) => [
  ...family,
  received(aMarker()),
  received(aThread(over)),
  arrived(aNote()),
  received(aPlan()),
]

describe('telling the safeguarding lead', () => {
  test('is one tap and the words from the pupil, and says that it is only here until there is a receipt', async () => {
    const tablet = await onATablet(`/caseload/${ayesha}`, family)
    await tablet.person.click(await screen.findByRole('link', { name: 'Tell the safeguarding lead' }))
    expect(await screen.findByText(/Goes to Nasreen Ali alone/)).toBeVisible()
    await tablet.say(screen.getByLabelText(/What are you worried about/), 'A bruise she would not speak of.')
    await tablet.person.click(screen.getByRole('button', { name: 'Tell them' }))
    expect(await screen.findByText('A bruise she would not speak of.')).toBeVisible()
    expect(await screen.findByText('Only on this tablet')).toBeVisible()
    expect(await screen.findByRole('heading', { name: 'Ayesha Rahman' })).toBeVisible()
    expect(screen.queryByText(/Received|Read by/)).not.toBeInTheDocument()
    expect(await tablet.db.outbox.count()).toBe(1)
    expect(await tablet.db.drafts.count()).toBe(0)
  })

  test('nothing is saved without words', async () => {
    const tablet = await onATablet(`/caseload/${ayesha}/tell`, family)
    await tablet.person.click(await screen.findByRole('button', { name: 'Tell them' }))
    expect(await screen.findByRole('heading', { name: 'There is a problem' })).toBeVisible()
    expect(await tablet.db.outbox.count()).toBe(0)
  })

  test('a child in danger: it says at once to ring as well, with the school’s numbers', async () => {
    const tablet = await onATablet(`/caseload/${ayesha}/tell`, [...family, received(aPlan())])
    await tablet.person.click(await screen.findByRole('radio', { name: 'Now, a child may be in danger' }))
    expect(await screen.findByRole('link', { name: /Deputy lead, Tom Marsh: 01632 960222/ })).toHaveAttribute(
      'href',
      'tel:01632960222',
    )
  })

  test('a school without a safeguarding lead: said at once, and it can be written all the same', async () => {
    await onATablet(`/caseload/${ayesha}/tell`, [received(aPupil()), received(aCase())])
    expect(await screen.findByText('Hollins School has no safeguarding lead in Doorstep')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Tell them' })).toBeEnabled()
  })
})

describe('whether it was read', () => {
  const reading = {
    noteId: idOf(601),
    by: ali,
    byRole: 'designated-safeguarding-lead',
    recordedAt: '2026-11-23T10:02:00.000Z',
  } as const

  test('is the lead’s own word, with its time', async () => {
    await onATablet(`/restricted/${thread}`, told({ readings: [reading] }))
    expect(await screen.findByText('Read by Nasreen Ali 10:02')).toBeVisible()
  })

  test('[SPEC P12] what came after its author had left says so to whoever reads it', async () => {
    const note = aNote({ by: hussain })
    await onATablet(`/restricted/${thread}`, [...told(), left('2026-11-22'), arrived(note)])
    expect(await screen.findByText('Came after its author had left')).toBeVisible()
    cleanup()
    await onATablet(`/restricted/${thread}`, [...told(), left('2026-11-23'), arrived(note)])
    expect(await screen.findByText(note.words)).toBeVisible()
    expect(screen.queryByText('Came after its author had left')).not.toBeInTheDocument()
  })

  test('while nobody has: by when, within the school’s own hour', async () => {
    await onATablet(`/restricted/${thread}`, told())
    expect(await screen.findByText('Not read yet, wanted by 10:50')).toBeVisible()
    expect(screen.queryByText(/ring now/)).not.toBeInTheDocument()
  })

  test('when nobody has in time it is louder, and says whom to ring now', async () => {
    const early = { recordedAt: '2026-11-23T08:30:00.000Z' }
    const late = [...family, received(aThread(early)), arrived(aNote(early)), received(aPlan())]
    await onATablet(`/restricted/${thread}`, late)
    expect(await screen.findByText('Nobody has said that they read this: ring now')).toBeVisible()
    expect(screen.getByText(/Not read in time: was wanted by 09:30/)).toBeVisible()
    expect(screen.getByRole('link', { name: /Tom Marsh: 01632 960222/ })).toBeVisible()
  })

  test('the lead says so with one press, and can note what came of it', async () => {
    const tablet = await onATablet(`/restricted/${thread}`, told(), { as: anAli() })
    await tablet.person.click(await screen.findByRole('button', { name: 'I have read this' }))
    expect(await screen.findByText(/Read by you 10:21/)).toBeVisible()
    await tablet.say(screen.getByLabelText('What was done or decided'), 'Rang social care.')
    await tablet.person.click(screen.getByRole('button', { name: 'Note it' }))
    await waitFor(async () => {
      const row = await tablet.db.records.get([thread, thread])
      expect(row?.body['outcomes']).toMatchObject([{ words: 'Rang social care.', by: ali }])
    })
    expect(await tablet.db.outbox.count()).toBe(2)
  })
})

describe('who may read it', () => {
  test('a colleague who has the pupil sees that there is something and whom to ask, and nothing else', async () => {
    await onATablet(`/caseload/${ayesha}`, [...family, received(aMarker())])
    expect(await screen.findByText('Something is written for the safeguarding lead. Ask Nasreen Ali.')).toBeVisible()
  })

  test('a lead lets someone in and takes them out; both are kept', async () => {
    const head = aColleague({ id: hussain, name: 'Kamran Hussain', role: 'head-of-year' })
    const tablet = await onATablet(
      `/restricted/${thread}`,
      [...family, received(head), received(aThread()), received(aNote())],
      { as: anAli() },
    )
    await tablet.person.selectOptions(await screen.findByLabelText(/Let someone in/), hussain)
    await tablet.person.click(screen.getByRole('button', { name: 'Let them read it' }))
    await tablet.person.click(await screen.findByRole('button', { name: 'Take Kamran Hussain out' }))
    expect(await screen.findByText(/K. Hussain could read it from 10:21 to 10:21/)).toBeVisible()
  })

  test('a thread that was withdrawn, or never was, reads the same', async () => {
    await onATablet(`/restricted/${idOf(999)}`, family)
    expect(await screen.findByRole('heading', { name: 'This is not on this tablet' })).toBeVisible()
  })

  test('someone let in without the pupil’s file reads the thread by the name it carries', async () => {
    const reader = aColleague({ id: hussain, name: 'Kamran Hussain', role: 'head-of-year', yearGroups: [7] })
    const readers = [{ personId: hussain, by: ali, recordedAt: '2026-11-23T10:00:00.000Z' }]
    await onATablet('/restricted', [received(anAli()), received(aThread({ readers })), received(aNote())], {
      as: reader,
    })
    expect(await screen.findByRole('link', { name: /Ayesha Rahman/ })).toHaveAttribute('href', `/restricted/${thread}`)
  })
})

test('the safeguarding lead enters whom to ring, and how soon to read', async () => {
  const tablet = await onATablet(`/restricted/plan/${hollins}`, [received(anAli())], { as: anAli() })
  const form = await screen.findByRole('form', { name: 'Whom to ring, and how soon to read' })
  await tablet.person.click(within(form).getByRole('button', { name: 'Add a number' }))
  await tablet.say(within(form).getByLabelText('Name'), 'Tom Marsh')
  await tablet.say(within(form).getByLabelText('Number'), '01632 960222')
  await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(async () => {
    const row = await tablet.db.records.get([hollins, planIdOf(hollins)])
    expect(row?.body['contacts']).toEqual([{ who: 'deputy', name: 'Tom Marsh', number: '01632 960222' }])
  })
})

/** The lead adds a number and is interrupted before it is whole. */
const typing = async () => {
  const tablet = await onATablet(`/restricted/plan/${hollins}`, [received(anAli()), received(aPlan())], {
    as: anAli(),
  })
  await tablet.person.click(await screen.findByRole('button', { name: 'Add a number' }))
  const [, name] = screen.getAllByLabelText('Name')
  await tablet.say(name ?? document.body, 'Out of hours te')
  await tablet.takenAway()
  return tablet
}

describe('numbers typed and not saved, when the tablet locked', () => {
  test('are there again, and saved as a change from what was seen', async () => {
    const { db } = await typing()
    const tablet = await onATablet(`/restricted/plan/${hollins}`, [received(anAli())], { as: anAli(), db })
    await waitFor(() => expect(screen.getAllByLabelText('Name')[1]).toHaveValue('Out of hours te'))
    await tablet.say(screen.getAllByLabelText('Number')[1] ?? document.body, '01632 960333')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(async () => expect(await db.outbox.count()).toBe(1))
    expect((await db.outbox.toArray())[0]?.args).toMatchObject({ contacts: { from: aPlan().contacts } })
    expect(await db.drafts.count()).toBe(0)
  })

  test('[SPEC I18] are never saved over what a colleague set meanwhile: that is said, and nothing typed goes until asked', async () => {
    const { db } = await typing()
    const theirs = { ...aPlan(), contacts: [{ who: 'lead' as const, name: 'Nasreen Ali', number: '01632 960444' }] }
    const tablet = await onATablet(`/restricted/plan/${hollins}`, [received(anAli()), received(theirs)], {
      as: anAli(),
      db,
    })
    expect(await screen.findByText('A colleague changed this after you began')).toBeVisible()
    await tablet.say(screen.getAllByLabelText('Number')[1] ?? document.body, '01632 960333')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText(/had already settled this/)).toBeVisible()
    expect(screen.getAllByLabelText('Name')[1]).toHaveValue('Out of hours te')
    await tablet.person.click(screen.getByRole('button', { name: 'Start from what stands now' }))
    await waitFor(() => expect(screen.getByLabelText('Number')).toHaveValue('01632 960444'))
    expect(await db.outbox.count()).toBe(0)
  })
})

describe('what Today says of it, which is read over shoulders', () => {
  const early = { recordedAt: '2026-11-23T08:30:00.000Z' }
  const late = [...family, received(aThread(early)), arrived(aNote(early)), received(aPlan())]

  test('to whoever told: ring, since nobody has read it in time; no name and no word of it', async () => {
    await onATablet('/today', late)
    const line = await screen.findByRole('heading', {
      name: 'Ring: what you told the safeguarding lead has not been read',
    })
    expect(line).toBeVisible()
    expect(screen.queryByText(/bruise/)).not.toBeInTheDocument()
  })

  test('to the lead: read it, it is late', async () => {
    await onATablet('/today', late, { as: anAli() })
    expect(await screen.findByRole('heading', { name: 'Read what you were told: it is late' })).toBeVisible()
  })

  test('to someone who was only let in: nothing', async () => {
    const head = aColleague({ id: hussain, name: 'Kamran Hussain', role: 'head-of-year', yearGroups: [7] })
    const readers = [{ personId: hussain, by: ali, recordedAt: '2026-11-23T10:00:00.000Z' }]
    const letIn = [received(anAli()), received(head), received(aThread({ ...early, readers })), arrived(aNote(early))]
    await onATablet('/today', letIn, { as: head })
    expect(await screen.findByText('Nothing is waiting')).toBeVisible()
  })

  test('a clash of mine waits on my Today, and leads to the choice', async () => {
    const clash = {
      kind: 'clash',
      id: idOf(700),
      pupilId: ayesha,
      recordKind: 'absence-case',
      recordId: aCase().id,
      field: 'reasons.family',
      was: '""',
      stands: '"Stomach pains."',
      other: '"Frightened of PE."',
      otherBy: okoro,
      recordedAt: '2026-11-20T10:00:00.000Z',
      settled: null,
    } as const
    const tablet = await onATablet('/today', [...family, received(clash)])
    await tablet.person.click(await screen.findByRole('link', { name: /^Choose: Choose between two versions: Ayesha/ }))
    expect(await screen.findByRole('heading', { name: /^Two versions of why the child is away/ })).toBeVisible()
  })
})

/** The frame alone, around a page of something else. */
const frameOf = async (kept: Parameters<typeof onATablet>[1], options: Parameters<typeof onATablet>[2] = {}) => {
  const { session } = await onATablet('/restricted', kept, options)
  cleanup()
  const router = createMemoryRouter([{ Component: AppFrame, children: [{ path: '*', element: <p>A page</p> }] }], {
    initialEntries: ['/caseload'],
  })
  render(
    <SessionProvider session={session}>
      <RouterProvider router={router} />
    </SessionProvider>,
  )
  await screen.findByText('A page')
  return router
}

describe('what stands above every screen, which a family may see, when it was not read in time', () => {
  const early = { recordedAt: '2026-11-23T08:30:00.000Z' }
  const unread = [...family, received(aThread(early)), arrived(aNote(early)), received(aPlan())]
  test('to whoever told: that it was not read, with the way to the numbers, and neither whom nor what it is about', async () => {
    const router = await frameOf(unread)
    const line = (await screen.findByText('No word here yet that something you passed on was read in time.')).closest(
      'output',
    )
    expect(line).toHaveTextContent(/^No word here yet that something you passed on was read in time\.Whom to ring$/)
    expect(screen.queryByText(/Ayesha|Rahman|bruise|safeguarding/i)).toBeNull()
    expect(screen.getByRole('link', { name: 'Whom to ring' })).toHaveAttribute('href', `/restricted/${thread}`)
    expect(router.state.location.pathname).toBe('/caseload')
  })

  test('to whoever told, while it is only on this tablet: that too', async () => {
    await frameOf([...family, received(aThread(early)), onlyHere(aNote(early)), received(aPlan())])
    expect(
      await screen.findByText('No word here yet that something you passed on was read in time. Only on this tablet.'),
    ).toBeVisible()
  })

  test('to the lead: several are one line, which leads to their list', async () => {
    const second = { ...early, id: idOf(602) }
    const more = [received(aThread(second)), arrived(aNote({ ...early, id: idOf(603), threadId: idOf(602) }))]
    await frameOf([...unread, ...more], { as: anAli() })
    expect(await screen.findByText('Not read in time: 2 things you were told.')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Read them now' })).toHaveAttribute('href', '/restricted')
  })

  const reading = { noteId: idOf(601), by: ali, byRole: 'designated-safeguarding-lead', ...early } as const
  const head = aColleague({ id: hussain, name: 'Kamran Hussain', role: 'head-of-year', yearGroups: [7] })
  const readers = [{ personId: hussain, by: ali, recordedAt: '2026-11-23T10:00:00.000Z' }]
  test.each<[string, Parameters<typeof onATablet>[1], Parameters<typeof onATablet>[2]]>([
    ['while there is time', [...family, received(aThread()), arrived(aNote()), received(aPlan())], {}],
    ['once it was read', [...family, received(aThread({ ...early, readings: [reading] })), arrived(aNote(early))], {}],
    [
      'to somebody who was only let in',
      [received(anAli()), received(head), received(aThread({ ...early, readers })), arrived(aNote(early))],
      { as: head },
    ],
  ])('%s: nothing', async (_when, kept, options) => {
    await frameOf([...kept], options)
    await new Promise((settled) => setTimeout(settled, 100))
    expect(screen.queryByText(/Not read in time/)).toBeNull()
  })
})
