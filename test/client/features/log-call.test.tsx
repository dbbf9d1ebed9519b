import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { readKept } from '#client/casework/read-file.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import {
  aBrother,
  aCase,
  aColleague,
  aCourtOrder,
  aNote,
  aParent,
  aPromise,
  aPupil,
  ayesha,
  ayeshasCase,
  idOf,
  mum,
  received,
  tariq,
} from './invented-family.ts'
import { wordsStoodWithForm } from './nothing-moves.ts'
import { onATablet, type OnATablet } from './on-a-tablet.tsx'

const family = [received(aPupil()), received(aCase()), received(aParent())]
const form = `/caseload/${ayesha}/log-call`

const notesIn = async ({ db }: OnATablet, fileId: string) => {
  const rows = await db.records.where('[fileId+kind]').equals([fileId, 'contact-note']).toArray()
  return rows.map((row) => readKept(row)?.record).filter((record) => record?.kind === 'contact-note')
}

const rung = (n: number, over: Partial<ContactNote>) =>
  received(aNote({ id: idOf(200 + n), actId: idOf(300 + n), ...over }))

describe('logging a call', () => {
  test('takes three taps and one sentence', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'Spoke' }))
    await tablet.say(screen.getByLabelText('What was said'), 'Mum will ring back about the bus pass.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Contact saved on this tablet.')
    const [note] = await notesIn(tablet, ayesha)
    expect(note).toMatchObject({
      means: 'phone-out',
      result: 'spoke',
      facts: 'Mum will ring back about the bus pass.',
      happenedOn: '2026-11-23',
      happenedAt: '10:21',
      numberUsed: '07700 900123',
      participants: [{ parentId: mum, name: 'Mrs Farida Rahman', relationship: 'Mum' }],
    })
    await waitFor(() => expect(tablet.path()).toBe(`/caseload/${ayesha}`))
    expect(await tablet.db.drafts.count()).toBe(0)
    expect(await tablet.db.outbox.count()).toBe(1)
  })

  test('who was rung today about a brother stands above the questions from the first: nothing moves under a thumb', async () => {
    const stood = wordsStoodWithForm('(about Tariq Rahman)')
    const today = rung(1, { pupilId: tariq, happenedOn: '2026-11-23', facts: 'His PE kit is in the wash.' })
    await onATablet(form, [...family, ...aBrother(), today])
    expect(await screen.findByText(/\(about Tariq Rahman\)\. His PE kit is in the wash\./)).toBeVisible()
    expect(new Set(stood())).toEqual(new Set([true]))
  })

  test('nobody answered: two taps and Save are enough, and the record says so in words', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'No answer' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Contact saved on this tablet.')
    expect((await notesIn(tablet, ayesha))[0]).toMatchObject({ result: 'no-answer', facts: 'No answer.' })
  })

  test('what is missing is said at the top and at the field, and the summary leads there', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('button', { name: 'Save' }))
    const summary = await screen.findByRole('alert')
    expect(
      within(summary)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['Choose who the contact was with.', 'Choose how it ended.', 'Write what was said or done.'])
    await tablet.person.click(within(summary).getByRole('link', { name: 'Write what was said or done.' }))
    expect(screen.getByLabelText('What was said')).toHaveFocus()
    expect(await tablet.db.outbox.count()).toBe(0)
  })

  test('a number that does not work is marked in the same act', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'Number not working' }))
    expect(screen.getByRole('checkbox', { name: /ending 123 as not working/ })).toBeChecked()
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Contact saved on this tablet.')
    const row = await tablet.db.records.get([ayesha, mum])
    expect(row?.body).toMatchObject({ phones: [{ number: '07700 900123', failing: true }] })
    expect(await tablet.db.outbox.count()).toBe(1)
  })

  test.each(['Spoke', 'Will ring back', 'Would not talk'])(
    'a number that was marked as not working works again once they were reached on it: %s',
    async (result) => {
      const phones = [{ number: '07700 900123', label: 'mobile' as const, failing: true }]
      const tablet = await onATablet(form, [received(aPupil()), received(aCase()), received(aParent({ phones }))])
      await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
      await tablet.person.click(screen.getByRole('radio', { name: result }))
      await tablet.say(screen.getByLabelText('What was said'), 'In a hurry.')
      await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
      await screen.findByText('Contact saved on this tablet.')
      const row = await tablet.db.records.get([ayesha, mum])
      expect(row?.body).toMatchObject({ phones: [{ number: '07700 900123', failing: false }] })
    },
  )

  test.each([
    ['nobody answered', 'phone-out', 'No answer'],
    ['they rang', 'phone-in', 'Spoke'],
  ])('a number stays marked as not working when %s', async (_, means, result) => {
    const phones = [{ number: '07700 900123', label: 'mobile' as const, failing: true }]
    const tablet = await onATablet(form, [received(aPupil()), received(aCase()), received(aParent({ phones }))])
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByText('More about this contact'))
    await tablet.person.selectOptions(screen.getByLabelText('Kind of contact'), means)
    await tablet.person.click(screen.getByRole('radio', { name: result }))
    if (result === 'Spoke') await tablet.say(screen.getByLabelText('What was said'), 'In a hurry.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Contact saved on this tablet.')
    const row = await tablet.db.records.get([ayesha, mum])
    expect(row?.body).toMatchObject({ phones: [{ number: '07700 900123', failing: true }] })
  })

  test('a number marked by a wrong tap is put right where it stands, by keyboard too, and the tap can be undone', async () => {
    const phones = [
      { number: '07700 900111', label: 'mobile' as const, failing: true },
      { number: '07700 900222', label: 'mobile' as const, failing: false },
    ]
    const tablet = await onATablet(form, [received(aPupil()), received(aCase()), received(aParent({ phones }))])
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    expect(screen.getAllByRole('button', { name: /^It works: / })).toHaveLength(1)
    screen.getByRole('button', { name: 'It works: Mum, 07700 900111' }).focus()
    await tablet.person.keyboard('{Enter}')
    await screen.findByText('Marked as working, on this tablet.')
    await waitFor(() => expect(screen.queryByText('Does not work')).toBeNull())
    expect(screen.getByRole('link', { name: 'Ring Mum, 07700 900111' })).toHaveFocus()
    expect((await tablet.db.records.get([ayesha, mum]))?.body).toMatchObject({
      phones: [{ failing: false }, { failing: false }],
    })
    const full = vi.spyOn(tablet.db.outbox, 'add').mockRejectedValue(new DOMException('', 'QuotaExceededError'))
    await tablet.person.click(screen.getByRole('button', { name: 'Undo' }))
    expect(await screen.findByText(/^Not undone\./)).toBeVisible()
    full.mockRestore()
    await tablet.person.click(screen.getByRole('button', { name: 'Undo' }))
    expect(await screen.findByText('Does not work')).toBeVisible()
    expect((await tablet.db.records.get([ayesha, mum]))?.body).toMatchObject({
      phones: [{ failing: true }, { failing: false }],
    })
  })

  test('a number that does not work is not the one that was used, nor the next to try, and says so where it is dialled', async () => {
    const phones = [
      { number: '07700 900111', label: 'mobile' as const, failing: true },
      { number: '07700 900222', label: 'mobile' as const, failing: false },
      { number: '07700 900333', label: 'work' as const, failing: true },
    ]
    const tablet = await onATablet(form, [received(aPupil()), received(aCase()), received(aParent({ phones }))])
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    for (const { number, failing } of phones) {
      const line = (await screen.findByText(number)).closest('li') ?? document.body
      expect([number, within(line).queryAllByText('Does not work').length]).toEqual([number, failing ? 1 : 0])
    }
    expect(screen.getByLabelText('Number used')).toHaveDisplayValue('ending 222')
    await tablet.person.click(screen.getByRole('radio', { name: 'No answer' }))
    expect(screen.queryByText(/Next to try/)).toBeNull()
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Contact saved on this tablet.')
    expect((await notesIn(tablet, ayesha))[0]).toMatchObject({ numberUsed: '07700 900222' })
  })

  test('a promise that is not settled stands before anything else', async () => {
    await onATablet(form, [...family, received(aPromise())])
    expect(await screen.findByText(/bus pass \(late by 2 school days\)/)).toBeVisible()
  })

  test('the facts go to both children’s files, each child’s words only to their own', async () => {
    const tablet = await onATablet(form, [...family, ...aBrother()])
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'Spoke' }))
    await tablet.say(screen.getByLabelText('What was said'), 'Both were late.')
    await tablet.person.click(screen.getByRole('checkbox', { name: 'Tariq Rahman' }))
    await tablet.say(screen.getByLabelText('Ayesha’s own words'), 'I hate PE.')
    await tablet.say(screen.getByLabelText('Tariq’s own words'), 'I was asleep.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Contact saved on this tablet.')
    expect((await notesIn(tablet, ayesha))[0]).toMatchObject({ facts: 'Both were late.', childWords: 'I hate PE.' })
    expect((await notesIn(tablet, tariq))[0]).toMatchObject({ facts: 'Both were late.', childWords: 'I was asleep.' })
  })

  test('a brother who is un-ticked is not saved, and ticked again he has his words: no tap takes what was written', async () => {
    const tablet = await onATablet(form, [...family, ...aBrother()])
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'No answer' }))
    await tablet.person.click(screen.getByRole('checkbox', { name: 'Tariq Rahman' }))
    await tablet.say(screen.getByLabelText('Tariq’s own words'), 'I was asleep.')
    await tablet.person.click(screen.getByRole('checkbox', { name: 'Tariq Rahman' }))
    expect(screen.queryByLabelText('Tariq’s own words')).toBeNull()
    await tablet.person.click(screen.getByRole('checkbox', { name: 'Tariq Rahman' }))
    expect(screen.getByLabelText('Tariq’s own words')).toHaveValue('I was asleep.')
    await tablet.person.click(screen.getByRole('checkbox', { name: 'Tariq Rahman' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Contact saved on this tablet.')
    expect(await notesIn(tablet, ayesha)).toHaveLength(1)
    expect(await notesIn(tablet, tariq)).toEqual([])
    expect(await screen.findByRole('link', { name: /^Log it for Tariq/ })).toBeVisible()
  })

  test('a barrier or a promise that was removed comes back with Undo as it was, in its place', async () => {
    const tablet = await onATablet(form, family)
    const { person } = tablet
    await person.click(await screen.findByRole('button', { name: 'Barrier' }))
    await person.selectOptions(screen.getByLabelText('What is it about?'), 'Friends and bullying')
    await tablet.say(screen.getByLabelText('In their words'), 'I get stared at.')
    await person.click(screen.getByRole('button', { name: 'Barrier' }))
    await person.click(screen.getAllByRole('button', { name: 'Remove this barrier' })[0] ?? document.body)
    expect(screen.getByLabelText('In their words')).toHaveValue('')
    await person.click(screen.getByRole('button', { name: 'Undo' }))
    expect(screen.getAllByLabelText('In their words')).toHaveLength(2)
    const first = within(screen.getByRole('group', { name: 'Barrier 1' }))
    expect(first.getByLabelText('In their words')).toHaveValue('I get stared at.')
    expect(first.getByLabelText('What is it about?')).toHaveDisplayValue('Friends and bullying')

    await person.click(screen.getByRole('button', { name: 'Promise' }))
    await tablet.say(screen.getByLabelText('What will we do?'), 'Ring about the bus pass.')
    await person.click(screen.getByRole('button', { name: 'Remove this promise' }))
    expect(screen.queryByLabelText('What will we do?')).toBeNull()
    await person.click(screen.getByRole('button', { name: 'Undo' }))
    expect(screen.getByLabelText('What will we do?')).toHaveValue('Ring about the bus pass.')
  })

  test('a form that was closed takes nothing back: then the words that were removed are shown', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('button', { name: 'Promise' }))
    await tablet.say(screen.getByLabelText('What will we do?'), 'Ring about the bus pass.')
    await tablet.person.click(screen.getByRole('button', { name: 'Remove this promise' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Finish later' }))
    await waitFor(() => expect(tablet.path()).toBe(`/caseload/${ayesha}`))
    await tablet.person.click(screen.getByRole('button', { name: 'Undo' }))
    expect(screen.getByText('Not put back: the form is closed. It said: Ring about the bus pass.')).toBeVisible()
  })

  test('[SPEC M3] a refusal keeps every word in the form and says why', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'Spoke' }))
    await tablet.say(screen.getByLabelText('What was said'), 'Mum is frightened of the stairs.')
    // The file is being fetched anew: nothing may be written into half of it.
    await tablet.db.transaction('rw', [tablet.db.cursors], () =>
      tablet.db.cursors.update(ayesha, { load: { after: null, rows: [] } }),
    )
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Not saved')).toBeVisible()
    expect(screen.getByLabelText('What was said')).toHaveValue('Mum is frightened of the stairs.')
    expect(await tablet.db.outbox.count()).toBe(0)
    await tablet.person.click(screen.getByRole('button', { name: 'Show my words' }))
    expect(screen.getByLabelText('Everything written in this form')).toHaveValue('Mum is frightened of the stairs.')
  })

  test('a store that the browser closed and does not give back: Save says so, and hands the words over', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'Spoke' }))
    await tablet.say(screen.getByLabelText('What was said'), 'Mum is frightened of the stairs.')
    await screen.findByText(/Draft kept on this tablet/)
    tablet.db.close()
    const shut = vi.spyOn(tablet.db, 'open').mockRejectedValue(new DOMException('', 'UnknownError'))
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Not saved', {}, { timeout: 6_000 })).toBeVisible()
    await tablet.person.click(screen.getByRole('button', { name: 'Show my words' }))
    expect(screen.getByLabelText('Everything written in this form')).toHaveValue('Mum is frightened of the stairs.')
    shut.mockRestore()
  })

  test('no letter shows that would not be kept: what is typed just after the press is in the record, and then the field takes no more', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'Spoke' }))
    const words = screen.getByLabelText('What was said')
    await tablet.say(words, 'Mum will ring back')
    let couldType: boolean | null = null
    const add = tablet.db.outbox.add.bind(tablet.db.outbox)
    vi.spyOn(tablet.db.outbox, 'add').mockImplementation((queued) => {
      couldType = !words.hasAttribute('readonly')
      return add(queued)
    })
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    fireEvent.change(words, { target: { value: 'Mum will ring back about the bus pass.' } })
    await screen.findByText('Contact saved on this tablet.')
    expect((await notesIn(tablet, ayesha))[0]).toMatchObject({ facts: 'Mum will ring back about the bus pass.' })
    expect(couldType).toBe(false)
  })

  test('what was typed is there again when the form is opened again', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    await tablet.say(screen.getByLabelText('What was said'), 'She said the')
    await tablet.person.click(screen.getByRole('button', { name: 'Finish later' }))
    await screen.findByRole('heading', { name: 'Ayesha Rahman' })
    expect(await tablet.db.outbox.count()).toBe(0)
    await tablet.person.click(screen.getByRole('link', { name: 'Log contact' }))
    expect(await screen.findByLabelText('What was said')).toHaveValue('She said the')
    expect(screen.getByRole('radio', { name: /Mum/ })).toBeChecked()
    expect(screen.getByText(/Draft kept on this tablet 10:21/)).toBeVisible()
  })

  test('a call that spoke with a social worker, listed or not, does not count as reaching the family', async () => {
    const worker = aParent({
      id: idOf(43),
      relationship: 'social-worker',
      forename: 'Jo',
      surname: 'Marsh',
      priority: 4,
    })
    const tablet = await onATablet(form, [...family, received(worker)])
    await tablet.person.click(await screen.findByRole('radio', { name: /Social worker/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'Spoke' }))
    await tablet.say(screen.getByLabelText('What was said'), 'She visits on Friday.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Contact saved on this tablet.')
    expect((await tablet.db.records.get([ayesha, ayeshasCase]))?.body['lastContactOn']).toBeNull()
    cleanup()

    const other = await onATablet(form, family)
    await other.person.click(await screen.findByRole('radio', { name: 'Someone else' }))
    await other.say(screen.getByLabelText('Their name'), 'Gran')
    await other.person.click(screen.getByRole('checkbox', { name: 'They are family, or care for the child' }))
    await other.person.click(screen.getByRole('radio', { name: 'Spoke' }))
    await other.say(screen.getByLabelText('What was said'), 'She has a cough.')
    await other.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Contact saved on this tablet.')
    expect((await other.db.records.get([ayesha, ayeshasCase]))?.body['lastContactOn']).toBe('2026-11-23')
  })

  test('a call that an officer of the council makes was begun by the council', async () => {
    const officer = aColleague({ role: 'education-welfare-officer' })
    const tablet = await onATablet(form, family, { as: officer })
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'No answer' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Contact saved on this tablet.')
    expect((await notesIn(tablet, ayesha))[0]?.startedBy).toBe('council')
  })

  test('whom a court’s order keeps from the child or from being told is never the next to try; by hand they may be chosen', async () => {
    const dad = aParent({
      id: idOf(41),
      relationship: 'father',
      priority: 2,
      phones: [{ number: '07700 900456', label: 'mobile', failing: false }],
    })
    const gran = aParent({
      id: idOf(42),
      relationship: 'grandparent',
      priority: 3,
      phones: [{ number: '07700 900789', label: 'mobile', failing: false }],
    })
    const order = aCourtOrder({ parentIds: [dad.id], forbids: ['being-told'] })
    const tablet = await onATablet(form, [...family, received(dad), received(gran), received(order)])
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'No answer' }))
    expect(screen.getByText('Next to try: Grandparent, number ending 789.')).toBeVisible()
    await tablet.person.click(screen.getByRole('radio', { name: /Dad/ }))
    expect(screen.getByText(/Dad may not be told about the child/)).toBeVisible()
    expect(screen.getByText('Next to try: Grandparent, number ending 789.')).toBeVisible()
  })

  test('when nobody answers, the try is kept and the next number is one tap away, never one that must not be rung', async () => {
    const dad = aParent({
      id: idOf(41),
      title: 'Mr',
      forename: 'Imran',
      relationship: 'father',
      priority: 3,
      phones: [{ number: '07700 900456', label: 'mobile', failing: false }],
    })
    const barred = aParent({ id: idOf(42), relationship: 'grandparent', priority: 2, doNotContact: true })
    const tablet = await onATablet(form, [...family, received(barred), received(dad)])
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'No answer' }))
    expect(screen.getByText('Next to try: Dad, number ending 456.')).toBeVisible()
    await tablet.person.click(screen.getByRole('button', { name: 'Save and try next' }))
    await waitFor(() => expect(screen.getByRole('radio', { name: /Dad/ })).toBeChecked())
    // The first try stands as a contact of its own, and is in sight before the second.
    expect(await screen.findByText(/You and Mum: no answer/)).toBeVisible()
    await tablet.person.click(screen.getByRole('radio', { name: 'Left a voicemail' }))
    expect(screen.queryByText(/Next to try/)).toBeNull()
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(tablet.path()).toBe(`/caseload/${ayesha}`))
    const notes = await notesIn(tablet, ayesha)
    expect(notes.map((note) => [note?.participants[0]?.relationship, note?.result, note?.numberUsed])).toEqual(
      expect.arrayContaining([
        ['Mum', 'no-answer', '07700 900123'],
        ['Dad', 'voicemail-left', '07700 900456'],
      ]),
    )
    expect(tablet.path()).not.toContain('07700')
  })

  test('how well a parent can be reached stands beside the numbers before anyone dials', async () => {
    await onATablet(form, [
      ...family,
      rung(1, { happenedOn: '2026-11-16', happenedAt: '08:40', result: 'spoke' }),
      rung(2, { happenedOn: '2026-11-18', happenedAt: '08:45', result: 'spoke' }),
      rung(3, { happenedOn: '2026-11-19', happenedAt: '14:10', result: 'no-answer', numberUsed: '07700 900123' }),
      rung(4, { happenedOn: '2026-11-20', happenedAt: '15:10', result: 'no-answer', numberUsed: '07700 900123' }),
    ])
    await userEvent.click(await screen.findByRole('radio', { name: /Mum/ }))
    expect(screen.getByText(/Last reached Wed 18 Nov, 08:45, call we made, by you/)).toBeVisible()
    expect(screen.getByText(/Tried 2 times since with no answer, last Fri 20 Nov, 15:10/)).toBeVisible()
    expect(screen.getByText('Mostly answers before nine: 2 of 2 times.')).toBeVisible()
    expect(screen.getByText('2 rings in a row with no answer')).toBeVisible()
  })

  test('the language stands before the number, and who interpreted is asked beside whoever needs it', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('radio', { name: /^Mum/ }))
    const language = screen.getByText('Interpreter, Bengali')
    const number = screen.getByText('07700 900123')
    expect(language.compareDocumentPosition(number) & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0)
    const asked = within(screen.getByRole('radiogroup', { name: /^Who interpreted\?/ }))
    await tablet.person.click(asked.getByRole('radio', { name: 'Professional' }))
    await tablet.person.click(screen.getByRole('radio', { name: 'Spoke' }))
    await tablet.say(screen.getByLabelText('What was said'), 'Mornings are hard.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Contact saved on this tablet.')
    const [row] = await tablet.db.records.where('[fileId+kind]').equals([ayesha, 'contact-note']).toArray()
    expect(row?.body).toMatchObject({ interpreter: 'professional' })
  })

  test('something done earlier keeps its own day, and no made-up time', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByRole('button', { name: 'Done earlier' }))
    fireEvent.change(screen.getByLabelText('Day it happened'), { target: { value: '2026-11-20' } })
    expect(screen.getByLabelText('Time')).toHaveValue('')
    await tablet.person.click(screen.getByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'No answer' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Contact saved on this tablet.')
    expect((await notesIn(tablet, ayesha))[0]).toMatchObject({
      happenedOn: '2026-11-20',
      happenedAt: null,
      recordedAt: '2026-11-23T10:21:00.000Z',
    })
  })

  test('after a call about one child, the brothers and sisters it did not speak of are offered', async () => {
    const tablet = await onATablet(form, [...family, ...aBrother()])
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'No answer' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    const offer = await screen.findByText(/Was there anything about Tariq Rahman too\?/)
    expect(offer).toBeVisible()
    await tablet.person.click(screen.getByRole('link', { name: 'Log it for Tariq Rahman' }))
    await waitFor(() => expect(tablet.path()).toBe(`/caseload/${tariq}/log-call`))
  })

  test('good news opened as such is kept as such', async () => {
    const tablet = await onATablet(`${form}?good-news`, family)
    expect(await screen.findByRole('checkbox', { name: 'This was good news' })).toBeChecked()
    await tablet.person.click(screen.getByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'Spoke' }))
    await tablet.say(screen.getByLabelText('What was said'), 'Four full days this week. Mum was glad.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Contact saved on this tablet.')
    expect((await notesIn(tablet, ayesha))[0]).toMatchObject({ positive: true, result: 'spoke' })
  })
})
