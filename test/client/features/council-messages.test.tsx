import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { MessageTemplate } from '#domain/records/message-template.ts'
import type { ServedSchool } from '#domain/records/served-school.ts'
import type { Role } from '#domain/records/staff-member.ts'
import { openInMemory } from '../store/support.ts'
import {
  aCase,
  aColleague,
  aParent,
  aPupil,
  aSchool,
  ayesha,
  hollins,
  idOf,
  okoro,
  received,
} from './invented-family.ts'
import { onATablet } from './on-a-tablet.tsx'

const larkmere = idOf(5)
const place = (organisationId: string, role: Role = 'service-manager') => aColleague({ organisationId, role })
const council = aSchool({
  id: larkmere,
  code: 'larkmere',
  name: 'Larkmere Attendance Service',
  type: 'council-service',
  phase: null,
})
const aTemplate = (over: Partial<MessageTemplate> = {}): MessageTemplate => ({
  kind: 'message-template',
  id: idOf(400),
  organisationId: hollins,
  title: 'Help with the bus fare',
  words: 'I can help you ask for a bus pass for {child}.',
  language: null,
  isGood: true,
  by: okoro,
  recordedAt: '2026-11-16T09:00:00.000Z',
  retired: null,
  ...over,
})
/** As the office put it into the school's file. */
const copy = (over: Partial<MessageTemplate> = {}) =>
  received(aTemplate({ keptBy: { organisationId: larkmere, name: council.name }, ...over }))
const own = received(aTemplate({ id: idOf(401), title: 'Breakfast club' }))
const served = (over: Partial<ServedSchool> = {}): ServedSchool => ({
  kind: 'served-school',
  id: hollins,
  organisationId: larkmere,
  name: 'Hollins School',
  by: okoro,
  recordedAt: '2026-11-16T09:00:00.000Z',
  ended: null,
  ...over,
})
const family = [received(aPupil()), received(aCase()), received(aParent())]
const away = { retired: { by: okoro, recordedAt: '2026-11-23T10:20:00.000Z' } }

describe('messages that a council keeps for its schools, at a school', () => {
  test('whoever writes to a family is offered them beside the school’s own, with the council’s name', async () => {
    const pastoral = aColleague({ role: 'pastoral' })
    const tablet = await onATablet(`/caseload/${ayesha}/write`, [...family, copy(), own], { as: pastoral })
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    const ours = await screen.findByRole('radiogroup', { name: 'Start from our own' })
    expect(within(ours).getAllByRole('radio')).toHaveLength(1)
    const theirs = screen.getByRole('radiogroup', { name: 'Or from Larkmere Attendance Service' })
    await tablet.person.click(within(theirs).getByRole('radio', { name: 'Help with the bus fare' }))
    await waitFor(() =>
      expect(screen.getByLabelText('The message')).toHaveValue(
        'Hello Mrs Rahman. I can help you ask for a bus pass for Ayesha. Sam Okoro, pastoral worker, Hollins School.',
      ),
    )
  })

  test('a family whose language only the council’s messages speak is offered these first', async () => {
    const inBengali = copy({ id: idOf(402), title: 'কথা বলি', words: 'নমস্কার {parent}। {me}', language: 'Bengali' })
    const tablet = await onATablet(`/caseload/${ayesha}/write`, [...family, copy(), inBengali, own])
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    const first = await screen.findByRole('radiogroup', { name: 'Start from Larkmere Attendance Service' })
    expect(within(first).getAllByRole('radio')[0]).toHaveAccessibleName('কথা বলি (Bengali)')
    expect(screen.getByRole('radiogroup', { name: 'Or from our own' })).toBeVisible()
  })

  test('one that is taken away stays under the form that uses it, says so, and is offered to nobody else', async () => {
    const tablet = await onATablet(`/caseload/${ayesha}/write`, [...family, copy()])
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.person.click(await screen.findByRole('radio', { name: 'Help with the bus fare' }))
    await tablet.db.records.update([hollins, idOf(400)], { body: copy(away).record })
    expect(await screen.findByRole('radio', { name: 'Help with the bus fare (put away)' })).toBeChecked()
    const words = screen.getByLabelText<HTMLTextAreaElement>('The message')
    expect(words).toHaveValue(
      'Hello Mrs Rahman. I can help you ask for a bus pass for Ayesha. Sam Okoro, attendance lead, Hollins School.',
    )
    // Another way of sending it still makes the words anew from what they began from.
    await tablet.person.click(screen.getByRole('radio', { name: 'Letter' }))
    await waitFor(() => expect(words.value).toMatch(/^Dear Mrs Rahman,[^]*bus pass for Ayesha\./))
    await tablet.person.click(screen.getByRole('radio', { name: 'I tried to ring' }))
    await waitFor(() => expect(screen.queryByRole('radio', { name: /Help with the bus fare/ })).toBeNull())
  })

  test('a lead finds them marked under the school’s own, and makes one the school’s own by saving other words', async () => {
    const db = await openInMemory()
    const tablet = await onATablet('/messages', [copy(), own], { db })
    const heading = await screen.findByRole('heading', {
      name: 'Kept for Hollins School by Larkmere Attendance Service',
    })
    expect(heading).toBeVisible()
    await tablet.person.click(screen.getByRole('link', { name: /Help with the bus fare/ }))
    expect(await screen.findByText('Larkmere Attendance Service keeps this message')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Put it away' })).toBeNull()
    await tablet.say(await screen.findByLabelText('The message'), ' Ask at the front office.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Saved on this tablet. Colleagues get it once the office has it.')
    const rows = await db.records.where('[fileId+kind]').equals([hollins, 'message-template']).toArray()
    const all = rows.map(({ body }) => MessageTemplate.parse(body))
    const [kept] = all.filter(({ keptBy }) => keptBy !== undefined)
    expect(kept).toEqual(copy().record)
    const made = all.find(({ words }) => words.includes('front office'))
    expect(made).toMatchObject({ title: 'Help with the bus fare', organisationId: hollins, isGood: true })
    expect(made?.keptBy).toBeUndefined()
    expect(made?.id).not.toBe(kept?.id)
  })

  test('what the council has put away is not in the school’s list', async () => {
    await onATablet('/messages', [copy(away), own])
    expect(await screen.findByRole('link', { name: /Breakfast club/ })).toBeVisible()
    expect(screen.queryByRole('heading', { name: /Larkmere/ })).toBeNull()
  })
})

describe('messages that a council keeps for its schools, at the council', () => {
  const manager = { as: place(larkmere), also: [place(hollins)] }

  test('whoever leads the work in both places has a school offered them with one press, and no longer with another', async () => {
    const tablet = await onATablet('/messages', [received(council), received(place(larkmere))], manager)
    const school = await screen.findByRole('checkbox', { name: 'Hollins School' })
    expect(school).not.toBeChecked()
    await tablet.person.click(school)
    await screen.findByText('Saved on this tablet. Once the office has it, they are offered at Hollins School.')
    await waitFor(() => expect(screen.getByRole('checkbox', { name: 'Hollins School' })).toBeChecked())
    expect(await tablet.db.records.get([larkmere, hollins])).toMatchObject({ kind: 'served-school' })
    await tablet.person.click(screen.getByRole('checkbox', { name: 'Hollins School' }))
    await screen.findByText('Saved on this tablet. Once the office has it, they are put away at Hollins School.')
    await waitFor(() => expect(screen.getByRole('checkbox', { name: 'Hollins School' })).not.toBeChecked())
  })

  test('the council’s administrator sees which schools, adds none, and is asked before one is taken away', async () => {
    const as = place(larkmere, 'administrator')
    const elsewhere = served({ id: idOf(6), name: 'Millpond Primary School' })
    const tablet = await onATablet('/messages', [received(council), received(as), received(elsewhere)], { as })
    await tablet.person.click(
      await screen.findByRole('button', { name: 'Stop offering them at Millpond Primary School' }),
    )
    expect(screen.queryByRole('checkbox', { name: 'Hollins School' })).toBeNull()
    const dialog = await screen.findByRole('dialog', { name: 'Stop at Millpond Primary School?' })
    await tablet.person.click(within(dialog).getByRole('button', { name: 'Stop offering them' }))
    await waitFor(() => expect(screen.queryByText('Millpond Primary School')).toBeNull())
    expect((await tablet.db.records.get([larkmere, idOf(6)]))?.body).toMatchObject({ ended: { by: okoro } })
  })

  test('a message is shown as a family gets it: in the name of a school, not of the council', async () => {
    const theirs = received(aTemplate({ organisationId: larkmere, words: 'Come to {school}.' }))
    const kept = [received(council), received(place(larkmere)), received(served()), theirs]
    await onATablet(`/messages/${larkmere}/${idOf(400)}`, kept, manager)
    expect(
      await screen.findByText(/Come to Hollins School\. Sam Okoro, service manager, Hollins School\./),
    ).toBeVisible()
  })

  test('a school’s own list asks nothing about other schools', async () => {
    await onATablet('/messages', [own])
    expect(await screen.findByRole('link', { name: /Breakfast club/ })).toBeVisible()
    expect(screen.queryByRole('heading', { name: 'Schools that are offered these too' })).toBeNull()
  })
})
