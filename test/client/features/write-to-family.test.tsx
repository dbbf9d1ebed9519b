import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { readKept } from '#client/casework/read-file.ts'
import { aCase, aColleague, aCourtOrder, aParent, aPromise, aPupil, ayesha, idOf, received } from './invented-family.ts'
import { onATablet, type OnATablet } from './on-a-tablet.tsx'

const place = `/caseload/${ayesha}/write`
const mumReads = aParent({ interpreterNeeded: false, language: 'English', email: 'farida@example.test' })
const family = [received(aPupil()), received(aCase()), received(mumReads)]
const noteOf = async ({ db }: OnATablet) => {
  const [row] = await db.records.where('[fileId+kind]').equals([ayesha, 'contact-note']).toArray()
  return row === undefined ? null : readKept(row)?.record
}

afterEach(() => vi.unstubAllGlobals())

/** Presses a link into another app without leaving the test's page. */
const follow = async (tablet: OnATablet, name: string): Promise<string> => {
  const link = await screen.findByRole('link', { name })
  link.addEventListener('click', (event) => event.preventDefault())
  await tablet.person.click(link)
  return decodeURIComponent(link.getAttribute('href') ?? '')
}

describe('writing to the family', () => {
  test('a text is filled in, looked at, handed to the messages app, and kept only when the person says that it went', async () => {
    const tablet = await onATablet(place, family)
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.person.click(screen.getByRole('radio', { name: 'I tried to ring' }))
    const words =
      'Hello Mrs Rahman. I tried to ring you about Ayesha. Nobody is in trouble. I would like to hear how things are and what ' +
      'would help. When is a good time to ring you? Sam Okoro, attendance lead, Hollins School.'
    expect(screen.getByLabelText('The message')).toHaveValue(words)
    expect(screen.getByText('Mum, Mrs Farida Rahman')).toBeVisible()
    expect(screen.getByText('07700 900123')).toBeVisible()
    expect(screen.getByRole('button', { name: 'I sent it, keep it' })).toBeDisabled()
    expect(await follow(tablet, 'Open in messages')).toBe(`sms:07700900123?&body=${words}`)
    expect(await screen.findByText(/Doorstep cannot see whether it went/)).toBeVisible()
    expect(await tablet.db.outbox.count()).toBe(0)
    await tablet.person.click(screen.getByRole('button', { name: 'I sent it, keep it' }))
    await screen.findByText('Kept on the file as sent.')
    expect(await noteOf(tablet)).toMatchObject({
      means: 'text',
      result: 'sent',
      facts: words,
      numberUsed: '07700 900123',
    })
    await waitFor(async () => expect(await tablet.db.drafts.count()).toBe(0))
  })

  test('a text goes to the first mobile that works, never to one that is marked as failing', async () => {
    const phones = [
      { number: '07700 900111', label: 'mobile' as const, failing: true },
      { number: '01632 960222', label: 'home' as const, failing: false },
      { number: '07700 900333', label: 'mobile' as const, failing: false },
    ]
    const tablet = await onATablet(place, [received(aPupil()), received(aCase()), received({ ...mumReads, phones })])
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.say(screen.getByLabelText('The message'), 'See you on Tuesday.')
    expect(await follow(tablet, 'Open in messages')).toBe('sms:07700900333?&body=See you on Tuesday.')
    expect(document.body).not.toHaveTextContent('07700 900111')
  })

  test('sent yesterday by another way, recorded now: the file keeps the day it was sent, and the draft keeps it too', async () => {
    const tablet = await onATablet(place, family)
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.say(screen.getByLabelText('The message'), 'See you on Tuesday.')
    expect(screen.getByRole('button', { name: 'I sent it, keep it' })).toBeDisabled()
    await tablet.person.click(screen.getByRole('button', { name: 'Done earlier' }))
    fireEvent.change(screen.getByLabelText('Day it happened'), { target: { value: '2026-11-20' } })
    await tablet.person.click(screen.getByRole('button', { name: 'Finish later' }))
    await tablet.person.click(await screen.findByRole('button', { name: 'More' }))
    await tablet.person.click(await screen.findByRole('menuitem', { name: 'Write to the family' }))
    expect(await screen.findByLabelText('Day it happened')).toHaveValue('2026-11-20')
    await tablet.person.click(screen.getByRole('button', { name: 'I sent it, keep it' }))
    await screen.findByText('Kept on the file as sent.')
    expect(await noteOf(tablet)).toMatchObject({
      happenedOn: '2026-11-20',
      happenedAt: null,
      facts: 'See you on Tuesday.',
      recordedAt: '2026-11-23T10:21:00.000Z',
    })
  })

  test('what stands in brackets must be filled in before the words can leave', async () => {
    const tablet = await onATablet(place, family)
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.person.click(screen.getByRole('radio', { name: 'Come and meet us' }))
    expect(screen.queryByRole('link', { name: 'Open in messages' })).toBeNull()
    await tablet.person.click(screen.getByRole('button', { name: 'Open in messages' }))
    expect(await screen.findByRole('link', { name: 'Fill in what stands in brackets: day, time.' })).toBeVisible()
  })

  test('a rule for contacting someone safely is read before a number or a way out shows', async () => {
    const careful = aParent({ ...mumReads, safeContactRule: 'Text first; he reads her phone.' })
    const tablet = await onATablet(place, [received(aPupil()), received(aCase()), received(careful)])
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.person.click(screen.getByRole('radio', { name: 'I tried to ring' }))
    expect(screen.getByText('Text first; he reads her phone.')).toBeVisible()
    expect(screen.queryByText('07700 900123')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Copy' })).toBeNull()
    await tablet.person.click(screen.getByRole('button', { name: 'I have read it' }))
    expect(await screen.findByText('07700 900123')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Copy' })).toBeVisible()
  })

  test('what an officer of the council sent was begun by the council', async () => {
    const officer = aColleague({ role: 'education-welfare-officer' })
    const tablet = await onATablet(place, family, { as: officer })
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.say(screen.getByLabelText('The message'), 'See you on Tuesday.')
    await follow(tablet, 'Open in messages')
    await tablet.person.click(await screen.findByRole('button', { name: 'I sent it, keep it' }))
    await screen.findByText('Kept on the file as sent.')
    expect(await noteOf(tablet)).toMatchObject({ startedBy: 'council' })
  })

  test('a court’s order that binds someone is read before a number or a way out shows; one that has ended is not in the way', async () => {
    const tablet = await onATablet(place, [...family, received(aCourtOrder({ forbids: ['being-told'] }))])
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.person.click(screen.getByRole('radio', { name: 'I tried to ring' }))
    expect(screen.getByText('Court order: Mum may not be told about the child.')).toBeVisible()
    expect(screen.getByText(/Told by the social worker/)).toBeVisible()
    expect(screen.queryByText('07700 900123')).toBeNull()
    expect(screen.queryByRole('link', { name: 'Open in messages' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Copy' })).toBeNull()
    await tablet.person.click(screen.getByRole('button', { name: 'I have read it' }))
    expect(await screen.findByText('07700 900123')).toBeVisible()
    cleanup()

    const ended = { on: '2026-11-01', why: 'Discharged.', by: idOf(3), recordedAt: '2026-11-01T10:00:00.000Z' }
    const after = await onATablet(place, [...family, received(aCourtOrder({ ended }))])
    await after.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    expect(await screen.findByText('07700 900123')).toBeVisible()
  })

  test('nobody who must not be contacted can be written to', async () => {
    const barred = aParent({ id: idOf(44), forename: 'Imran', title: 'Mr', relationship: 'father', doNotContact: true })
    await onATablet(place, [...family, received(barred)])
    await screen.findByRole('radio', { name: 'Mum' })
    expect(screen.queryByRole('radio', { name: 'Dad' })).toBeNull()
    expect(screen.getByText(/Mr Imran Rahman: do not contact about this child/)).toBeVisible()
  })

  test('an interpreter’s family is told so, and what was promised comes into the words', async () => {
    const tablet = await onATablet(place, [
      received(aPupil()),
      received(aCase()),
      received(aParent()),
      received(aPromise()),
    ])
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.person.click(screen.getByRole('radio', { name: 'We did what we promised' }))
    expect(screen.getByText('Mum needs an interpreter (Bengali)')).toBeVisible()
    expect(screen.getByLabelText<HTMLTextAreaElement>('The message').value).toContain(aPromise().words)
  })

  test('words that the person changed stay when the way is changed, and go only for another message', async () => {
    const tablet = await onATablet(place, family)
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.say(screen.getByLabelText('The message'), 'My own words.')
    await tablet.person.click(screen.getByRole('radio', { name: 'Email' }))
    expect(screen.getByLabelText('The message')).toHaveValue('My own words.')
    await tablet.person.click(screen.getByRole('radio', { name: 'Good to see your child today' }))
    expect(screen.getByLabelText<HTMLTextAreaElement>('The message').value).toMatch(/^Hello Mrs Rahman,\n\nIt was good/)
    // A tap must not cost them: they come back, and are the person's own again.
    await tablet.person.click(screen.getByRole('button', { name: 'Undo' }))
    expect(screen.getByLabelText('The message')).toHaveValue('My own words.')
    await tablet.person.click(screen.getByRole('radio', { name: 'Text' }))
    expect(screen.getByLabelText('The message')).toHaveValue('My own words.')
  })
})
