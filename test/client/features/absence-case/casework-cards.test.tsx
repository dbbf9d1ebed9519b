import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import {
  aBarrier,
  aBrother,
  aCase,
  aColleague,
  aNote,
  aParent,
  aPromise,
  aPupil,
  ayesha,
  ayeshasCase,
  hussain,
  idOf,
  okoro,
  received,
  tariq,
} from '../invented-family.ts'
import { onATablet } from '../on-a-tablet.tsx'

const kamran = aColleague({ id: hussain, name: 'Kamran Hussain', role: 'head-of-year', yearGroups: [9] })
const family = [received(aPupil()), received(aCase()), received(aParent()), received(kamran)]
const page = `/caseload/${ayesha}`
const written = { by: okoro, recordedAt: '2026-11-16T09:00:00.000Z' }

describe('promises, first at the next contact', () => {
  test('kept is one tap, with the word that was begun; a wrong tap is taken back and its word kept', async () => {
    const tablet = await onATablet(page, [...family, received(aPromise())])
    await tablet.person.click(await screen.findByRole('button', { name: 'Add a word: bus pass' }))
    await tablet.say(screen.getByLabelText('A word about it: bus pass'), 'Handed to Mum at the gate.')
    await tablet.person.click(screen.getByRole('button', { name: 'Kept, late: bus pass' }))
    await screen.findByText('Kept, late, on this tablet.')
    const said = { how: 'kept-late', words: 'Handed to Mum at the gate.' }
    expect((await tablet.db.records.get([ayesha, idOf(80)]))?.body).toMatchObject({ settled: said })
    await tablet.person.click(screen.getByRole('button', { name: 'Undo' }))
    await expect
      .poll(async () => (await tablet.db.records.get([ayesha, idOf(80)]))?.body)
      .toMatchObject({ settled: null, takenBack: [{ settled: said }] })
  })

  test('an Undo that the tablet could not keep is not said to be done, and can be pressed again', async () => {
    const tablet = await onATablet(page, [...family, received(aPromise())])
    await tablet.person.click(await screen.findByRole('button', { name: 'Kept, late: bus pass' }))
    await screen.findByText('Kept, late, on this tablet.')
    const full = vi.spyOn(tablet.db.outbox, 'add').mockRejectedValue(new DOMException('', 'QuotaExceededError'))
    await tablet.person.click(screen.getByRole('button', { name: 'Undo' }))
    expect(await screen.findByText(/^Not undone\./)).toBeVisible()
    full.mockRestore()
    await tablet.person.click(screen.getByRole('button', { name: 'Undo' }))
    await expect
      .poll(async () => (await tablet.db.records.get([ayesha, idOf(80)]))?.body)
      .toMatchObject({ settled: null })
  })

  test('what was promised about a brother comes up too, by his name', async () => {
    const tablet = await onATablet(page, [
      ...family,
      ...aBrother(),
      received(aPromise({ id: idOf(81), pupilId: tariq, caseId: null, words: 'PE kit' })),
    ])
    expect(await screen.findByText(/About Tariq/)).toBeVisible()
    await tablet.person.click(await screen.findByRole('button', { name: 'Not kept: PE kit' }))
    await screen.findByText('Not kept, on this tablet.')
    expect((await tablet.db.records.get([tariq, idOf(81)]))?.body).toMatchObject({ settled: { how: 'not-kept' } })
  })
})

describe('the child’s own words', () => {
  test('are written with how they were heard and what may be done with them, and stand on the case', async () => {
    const tablet = await onATablet(`${page}/child-voice/new`, family)
    await tablet.say(await screen.findByLabelText('In their own words'), 'Nobody sits with me.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Say whether the words may be shared.')
    await tablet.person.click(screen.getByRole('radio', { name: 'No, keep them here' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Ayesha’s words saved on this tablet.')
    const [consent] = await screen.findAllByText('Do not share these words')
    const card = consent?.closest('section') ?? document.body
    expect(within(card).getByText('Nobody sits with me.')).toBeVisible()
  })

  test('heard last week and written down now, they keep the day and the time they were said', async () => {
    const tablet = await onATablet(`${page}/child-voice/new`, family)
    await tablet.person.click(await screen.findByRole('button', { name: 'Done earlier' }))
    fireEvent.change(screen.getByLabelText('Day it happened'), { target: { value: '2026-11-19' } })
    fireEvent.change(screen.getByLabelText('Time'), { target: { value: '11:40' } })
    await tablet.say(screen.getByLabelText('In their own words'), 'I like art.')
    await tablet.person.click(screen.getByRole('radio', { name: 'With school only' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Ayesha’s words saved on this tablet.')
    const [row] = await tablet.db.records.where('[fileId+kind]').equals([ayesha, 'child-voice']).toArray()
    expect(row?.body).toMatchObject({
      heardOn: '2026-11-19',
      heardAt: '11:40',
      recordedAt: '2026-11-23T10:21:00.000Z',
    })
  })
})

describe('one barrier in three views', () => {
  test('each side’s words stand apart, and whoever was not asked is named', async () => {
    const tablet = await onATablet(`${page}/barriers/${idOf(70)}/view`, [...family, received(aBarrier())])
    await tablet.person.click(await screen.findByRole('radio', { name: 'The school’s' }))
    await tablet.person.click(screen.getByRole('radio', { name: 'Partly' }))
    await tablet.say(screen.getByLabelText('In their words'), 'Only before PE.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('View saved on this tablet.')
    const heading = await screen.findByRole('heading', { name: 'What keeps Ayesha away' })
    const card = heading.closest('section') ?? document.body
    expect(card).toHaveTextContent('Ayesha: “I get stared at in the changing rooms.”')
    expect(card).toHaveTextContent('School: “Only before PE.” Sees it in part.')
    expect(card).toHaveTextContent('Not asked yet: Family')
  })
})

const breakfastClub = {
  kind: 'support-offer' as const,
  id: idOf(200),
  pupilId: ayesha,
  caseId: ayeshasCase,
  words: 'A place at breakfast club',
  offeredTo: 'Mum',
  givenBy: 'School',
  agencyId: null,
  barrierIds: [],
  offeredOn: '2026-11-16',
  reviewOn: null,
  steps: [],
  ...written,
}

describe('support', () => {
  test('a no comes with the family’s reason, and is said without blame', async () => {
    const tablet = await onATablet(`${page}/support/${idOf(200)}`, [...family, received(breakfastClub)])
    await tablet.person.click(await screen.findByRole('radio', { name: 'They said no' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Write their reason as they gave it')
    await tablet.say(screen.getByLabelText('Why, in their own words'), 'We eat together at home.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Saved on this tablet.')
    // The form says both too, for as long as it stands: only what stands once it has gone is the case's own.
    await waitFor(() => expect(screen.queryByRole('radio')).toBeNull())
    expect(await screen.findAllByText('We eat together at home.')).not.toHaveLength(0)
    await waitFor(() => expect(screen.getByText('They said no')).toBeVisible())
  })

  test('whether it helped is asked once it was given, kept with the step, and asked about no more at its review', async () => {
    const due = { ...breakfastClub, reviewOn: '2026-11-20' }
    const tablet = await onATablet(`${page}/support/${idOf(200)}`, [...family, received(due)])
    await screen.findByRole('radio', { name: 'They said yes' })
    expect(screen.queryByRole('radio', { name: 'It helped' })).toBeNull()
    await tablet.person.click(screen.getByRole('radio', { name: 'Looked at again' }))
    await tablet.person.click(await screen.findByRole('radio', { name: 'It helped a little' }))
    await tablet.say(screen.getByLabelText('What was found'), 'In four mornings of five.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Saved on this tablet.')
    await waitFor(() => expect(screen.queryByRole('radio')).toBeNull())
    expect((await tablet.db.records.get([ayesha, idOf(200)]))?.body).toMatchObject({
      steps: [{ what: 'reviewed', effect: 'helped-a-little', words: 'In four mornings of five.' }],
    })
    await waitFor(() => expect(screen.getByText('It helped a little')).toBeVisible())
    expect(screen.queryByText(/See how it goes/)).toBeNull()
  })
})

describe('a formal step', () => {
  test('the meter names what the record does not show, stops nothing, and is kept with the move', async () => {
    const tablet = await onATablet(`${page}/case/stage`, family)
    await tablet.person.click(await screen.findByRole('radio', { name: 'Formalise support' }))
    const meter = screen.getByRole('region', { name: 'What the record shows' })
    expect(within(meter).getByText('The record shows 0 of 7.')).toBeVisible()
    expect(within(meter).getByText(/The child’s own words are not on the record/)).toBeVisible()
    await tablet.say(screen.getByLabelText('Why'), 'Support was refused at the door.')
    await tablet.person.click(screen.getByRole('button', { name: 'Move' }))
    await screen.findByText('Stage saved on this tablet.')
    const [queued] = await tablet.db.outbox.toArray()
    const missing = [
      'family-heard',
      'child-heard',
      'barriers-recorded',
      'support-offered',
      'support-followed',
      'meeting-held',
      'plan-reviewed',
    ]
    expect(queued?.args).toMatchObject({ stage: { to: 'formalise-support' }, missing })
  })
})

describe('handing over', () => {
  test('five lines made from the record are edited and sent; the case stays with its owner', async () => {
    const tablet = await onATablet(`${page}/case/hand-over`, family)
    await screen.findByRole('option', { name: 'Kamran Hussain, head of year' })
    await tablet.person.selectOptions(screen.getByLabelText('To whom?'), 'Kamran Hussain, head of year')
    expect(screen.getByRole('link', { name: /^Hand over several cases/ })).toHaveAttribute('href', '/hand-over')
    expect(screen.getByLabelText('What was tried')).toHaveValue('No support has been offered yet.')
    await tablet.person.clear(screen.getByLabelText('What was tried'))
    await tablet.say(screen.getByLabelText('What was tried'), 'Ask her about art club.')
    await tablet.person.click(screen.getByRole('button', { name: 'Offer the case' }))
    await screen.findByText('Offered, on this tablet. It is yours until they accept.')
    expect(await screen.findByText(/Until it is accepted, you answer for it/)).toBeVisible()
    const [row] = await tablet.db.records.where('[fileId+kind]').equals([ayesha, 'handover']).toArray()
    expect(row?.body).toMatchObject({ toId: hussain, fromId: okoro, answered: null })
    expect(JSON.stringify(row?.body['digest'])).toContain('Ask her about art club.')
    expect((await tablet.db.records.get([ayesha, ayeshasCase]))?.body).toMatchObject({ ownerId: okoro })
  })
})

describe('a long file', () => {
  test('shows forty entries and the rest when asked; filters find what needs a line', async () => {
    const notes = Array.from({ length: 45 }, (_, place) =>
      received(aNote({ id: idOf(300 + place), happenedOn: '2026-10-05', facts: `Note ${place}` })),
    )
    const unnamed = received(aNote({ id: idOf(400), participants: [], facts: 'Somebody answered.' }))
    const tablet = await onATablet(page, [...family, ...notes, unnamed])
    const timeline = await screen.findByRole('region', { name: 'Timeline' })
    expect(within(timeline).getAllByRole('listitem')).toHaveLength(40)
    await tablet.person.click(within(timeline).getByRole('button', { name: /^Show \d+ more of/ }))
    expect(within(timeline).getAllByRole('listitem').length).toBeGreaterThan(45)
    await tablet.person.click(within(timeline).getByRole('button', { name: /^Needs a line/ }))
    expect(within(timeline).getAllByRole('listitem')).toHaveLength(1)
    expect(within(timeline).getByText('Who it was with is not written.')).toBeVisible()
  })
})

test('[SPEC P12] what its author sent after they had left says so on the cards too', async () => {
  const late = { by: hussain, recordedAt: '2026-11-19T16:00:00.000Z' }
  const plan = {
    kind: 'plan' as const,
    id: idOf(210),
    pupilId: ayesha,
    caseId: ayeshasCase,
    type: 'support-plan' as const,
    known: '',
    aim: 'Mornings are easier.',
    target: '',
    barrierIds: [],
    startsOn: '2026-11-19',
    reviewOn: '2026-12-10',
    endsOn: null,
    parties: [],
    actions: [],
    contract: null,
    reviews: [],
  }
  const offer = {
    kind: 'support-offer' as const,
    id: idOf(211),
    pupilId: ayesha,
    caseId: ayeshasCase,
    words: 'A taxi for two weeks',
    offeredTo: 'Mum',
    givenBy: 'School',
    agencyId: null,
    barrierIds: [],
    offeredOn: '2026-11-19',
    reviewOn: null,
    steps: [],
  }
  await onATablet(page, [
    received(aPupil({ cameLate: [late] })),
    received(aCase()),
    received({ ...kamran, leftOn: '2026-11-18' }),
    received(aBarrier(late)),
    received({ ...plan, ...late }),
    received({ ...offer, ...late }),
    received({ ...offer, ...written, id: idOf(212), words: 'Breakfast club' }),
    received(aPromise(late)),
  ])
  for (const title of ['What keeps Ayesha away', 'Support', 'Plans', 'We promised']) {
    const card = (await screen.findByRole('heading', { name: title })).closest('section') ?? document.body
    await waitFor(() => expect(within(card).getAllByText('Came after its author had left')).toHaveLength(1))
  }
})
