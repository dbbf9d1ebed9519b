import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { readKept } from '#client/casework/read-file.ts'
import { aCase, aBrother, aParent, aPromise, aPupil, ayesha, mum, received, tariq } from './invented-family.ts'
import { onATablet, type OnATablet } from './on-a-tablet.tsx'

const family = [received(aPupil()), received(aCase()), received(aParent())]
const form = `/caseload/${ayesha}/log-call`

const notesIn = async ({ db }: OnATablet, fileId: string) => {
  const rows = await db.records.where('[fileId+kind]').equals([fileId, 'contact-note']).toArray()
  return rows.map((row) => readKept(row)?.record).filter((record) => record?.kind === 'contact-note')
}

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

  test('a promise that is not settled stands before anything else', async () => {
    await onATablet(form, [...family, received(aPromise())])
    expect(await screen.findByText(/bus pass \(late by 2 school days\)/)).toBeVisible()
  })

  test('the facts go to both children’s files, each child’s words only to their own', async () => {
    const tablet = await onATablet(form, [...family, ...aBrother()])
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum/ }))
    await tablet.person.click(screen.getByRole('radio', { name: 'Spoke' }))
    await tablet.say(screen.getByLabelText('What was said'), 'Both were late.')
    await tablet.person.click(screen.getByText('More about this contact'))
    await tablet.person.click(screen.getByRole('checkbox', { name: 'Tariq Rahman' }))
    await tablet.say(screen.getByLabelText('Ayesha’s own words'), 'I hate PE.')
    await tablet.say(screen.getByLabelText('Tariq’s own words'), 'I was asleep.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Contact saved on this tablet.')
    expect((await notesIn(tablet, ayesha))[0]).toMatchObject({ facts: 'Both were late.', childWords: 'I hate PE.' })
    expect((await notesIn(tablet, tariq))[0]).toMatchObject({ facts: 'Both were late.', childWords: 'I was asleep.' })
  })

  test('[M3] a refusal keeps every word in the form and says why', async () => {
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
})
