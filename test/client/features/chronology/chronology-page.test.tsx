import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { aCase, aNote, aParent, aPupil, ayesha, idOf, received } from '../invented-family.ts'
import { onATablet } from '../on-a-tablet.tsx'

const place = `/caseload/${ayesha}/chronology`
const family = [
  received(aPupil()),
  received(aCase()),
  received(aParent()),
  received(aNote({ confidentialSource: true, facts: 'The neighbour says he is home all day.' })),
]

afterEach(() => vi.unstubAllGlobals())

describe('the chronology page', () => {
  test('shows all of it before anything leaves, and what is withheld from whom', async () => {
    const tablet = await onATablet(place, family)
    const paper = await screen.findByRole('article', { name: 'Chronology' })
    expect(paper).toHaveTextContent('The neighbour says he is home all day.')
    await tablet.person.click(screen.getByRole('radio', { name: 'The family' }))
    await waitFor(() => expect(paper).not.toHaveTextContent('The neighbour says'))
    expect(paper).toHaveTextContent('1 entry told in confidence.')
  })

  test('entries that a newer Doorstep wrote are counted, on the paper and in the note of it', async () => {
    const tablet = await onATablet(place, family)
    const row = await tablet.db.records.where('kind').equals('contact-note').first()
    if (row === undefined) throw new Error('No contact.')
    const body = { ...aNote(), id: idOf(99), ofANewerDoorstep: true }
    await tablet.db.records.put({ ...row, id: idOf(99), body })
    await screen.findByText('1 entry written with a newer Doorstep, which this one cannot read. It may belong in here.')
    await tablet.say(screen.getByLabelText('Who is given it?'), 'Ms Ali')
    await tablet.say(screen.getByLabelText('Why?'), 'She asked')
    vi.stubGlobal('print', () => fireEvent(window, new Event('afterprint')))
    await tablet.person.click(screen.getByRole('button', { name: 'Print' }))
    await tablet.person.click(await screen.findByRole('button', { name: 'I gave it, note it' }))
    await screen.findByText('Noted in the file.')
    const [noted] = await tablet.db.records.where('kind').equals('shared-paper').toArray()
    expect(noted?.body).toMatchObject({ withheld: 1 })
  })

  test('who is given it and why must be said first', async () => {
    const tablet = await onATablet(place, family)
    await tablet.person.click(await screen.findByRole('button', { name: 'Hand out as PDF' }))
    const summary = await screen.findByRole('alert')
    expect(
      within(summary)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['Say who is given it.', 'Say why they are given it.'])
    expect(await tablet.db.outbox.count()).toBe(0)
  })

  test('printed and given: the file notes to whom, why, which set; not before the person says so', async () => {
    const tablet = await onATablet(place, family)
    await tablet.say(await screen.findByLabelText('Who is given it?'), 'Ms Ali, social care')
    await tablet.say(screen.getByLabelText('Why?'), 'Strategy meeting')
    vi.stubGlobal('print', () => fireEvent(window, new Event('afterprint')))
    expect(screen.queryByRole('button', { name: 'I gave it, note it' })).toBeNull()
    await tablet.person.click(screen.getByRole('button', { name: 'Print' }))
    expect(await tablet.db.outbox.count()).toBe(0)
    await tablet.person.click(await screen.findByRole('button', { name: 'I gave it, note it' }))
    await screen.findByText('Noted in the file.')
    const [row] = await tablet.db.records.where('kind').equals('shared-paper').toArray()
    expect(row?.body).toMatchObject({
      to: 'Ms Ali, social care',
      why: 'Strategy meeting',
      audience: 'professional',
      from: null,
      until: '2026-11-23',
      withheld: 0,
    })
    expect(await screen.findByText('Chronology given to Ms Ali, social care')).toBeVisible()
  })
})
