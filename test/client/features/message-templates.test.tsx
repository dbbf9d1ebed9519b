import { cleanup, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { MessageTemplate } from '#domain/records/message-template.ts'
import { openInMemory } from '../store/support.ts'
import { aCase, aColleague, aParent, aPupil, ayesha, hollins, idOf, okoro, received } from './invented-family.ts'
import { onATablet } from './on-a-tablet.tsx'

const aTemplate = (over: Partial<MessageTemplate> = {}): MessageTemplate => ({
  kind: 'message-template',
  id: idOf(400),
  organisationId: hollins,
  title: 'Bus passes are here',
  words: 'The pass for {child} is at {school}.',
  language: null,
  isGood: true,
  by: okoro,
  recordedAt: '2026-11-16T09:00:00.000Z',
  retired: null,
  ...over,
})
const family = [received(aPupil()), received(aCase()), received(aParent())]
const inBengali = aTemplate({
  id: idOf(401),
  title: 'কথা বলি',
  words: 'নমস্কার {parent}। {me}',
  language: 'Bengali',
  isGood: false,
})

describe('messages that a school has ready for its families', () => {
  test('written with a look at what a family gets, then offered before Doorstep’s own to whoever writes', async () => {
    const db = await openInMemory()
    const lead = await onATablet(`/messages/${hollins}/new`, family, { db })
    await lead.say(await screen.findByLabelText('Short name'), 'Bus passes are here')
    await lead.person.click(screen.getByLabelText('The message'))
    await lead.person.paste('The pass for {child} is at {school}.')
    expect(
      await screen.findByText(
        'Hello Mrs Example. The pass for Alex is at Hollins School. Sam Okoro, attendance lead, Hollins School.',
      ),
    ).toBeVisible()
    await lead.person.click(screen.getByRole('checkbox', { name: 'This is good news' }))
    await lead.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Saved on this tablet. Colleagues get it once the office has it.')
    cleanup()

    const writing = await onATablet(`/caseload/${ayesha}/write`, [], { db })
    await writing.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    const own = await screen.findByRole('radio', { name: 'Bus passes are here' })
    const ours = screen.getByRole('radio', { name: 'I tried to ring' })
    expect(own.compareDocumentPosition(ours) & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0)
    await writing.person.click(own)
    expect(screen.getByLabelText('The message')).toHaveValue(
      'Hello Mrs Rahman. The pass for Ayesha is at Hollins School. Sam Okoro, attendance lead, Hollins School.',
    )
  })

  test('what Doorstep cannot fill in is refused in plain words, with what it can', async () => {
    const tablet = await onATablet(`/messages/${hollins}/new`, [])
    await tablet.say(await screen.findByLabelText('Short name'), 'Snow')
    await tablet.person.click(screen.getByLabelText('The message'))
    await tablet.person.paste('Dear {surname}, doors open at ten.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Doorstep cannot fill in {surname}. It knows {parent}, {child}, {school}, {me}, {my role}, {promise}.',
    )
    expect(await tablet.db.outbox.count()).toBe(0)
  })

  test('the family’s own language comes first, stands as it was written, and is said to be in it', async () => {
    const tablet = await onATablet(`/caseload/${ayesha}/write`, [...family, received(aTemplate()), received(inBengali)])
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    const theirs = await screen.findByRole('radio', { name: 'কথা বলি (Bengali)' })
    const english = screen.getByRole('radio', { name: 'Bus passes are here' })
    expect(theirs.compareDocumentPosition(english) & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0)
    await tablet.person.click(theirs)
    expect(screen.getByLabelText('The message')).toHaveValue('নমস্কার Mrs Rahman। Sam Okoro')
    expect(screen.getByText(/^These words began in Bengali\./)).toBeVisible()
  })

  test('one that is put away is offered no more, and stays in the list to be brought back', async () => {
    const db = await openInMemory()
    const tablet = await onATablet(`/messages/${hollins}/${idOf(400)}`, [...family, received(aTemplate())], { db })
    await tablet.person.click(await screen.findByRole('button', { name: 'Put it away' }))
    await screen.findByRole('button', { name: 'Offer it again' })
    cleanup()
    await onATablet(`/caseload/${ayesha}/write`, [], { db })
    await screen.findByRole('radio', { name: 'I tried to ring' })
    expect(screen.queryByRole('radio', { name: 'Bus passes are here' })).toBeNull()
    cleanup()
    await onATablet('/messages', [], { db })
    expect(await screen.findByText('Put away')).toBeVisible()
  })

  test('a pastoral worker may use them and not write them', async () => {
    const pastoral = aColleague({ role: 'pastoral' })
    await onATablet(`/messages/${hollins}/new`, [received(pastoral)], { as: pastoral })
    expect(await screen.findByRole('heading', { name: 'This message is not here' })).toBeVisible()
  })
})
