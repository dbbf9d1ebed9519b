import { screen } from '@testing-library/react'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { forgetTyping, noteTyping, wordsOnScreen } from '#client/app/words-on-screen.ts'
import { aColleague, hussain, idOf, okoro, received } from './invented-family.ts'
import { onATablet } from './on-a-tablet.tsx'

/** What is remembered of what was typed, in case a screen fails. Real forms are told apart by the page's address, which stands here. */
beforeAll(noteTyping)
beforeEach(forgetTyping)

const colleague = received(aColleague({ id: hussain, name: 'Nadia Hussain', role: 'pastoral' }))
const outing = received({
  kind: 'outing' as const,
  id: idOf(400),
  organisationId: aColleague().organisationId,
  personId: okoro,
  where: '14 Alder Court',
  visitIds: [],
  backBy: '2026-11-23T15:30:00.000Z',
  watcherId: hussain,
  withId: null,
  phone: '07700 900555',
  watcherPhone: '07700 900666',
  recordedAt: '2026-11-23T09:00:00.000Z',
  steps: [],
  ended: null,
})

test('words are held while they are typed, and no longer once they are a record on this tablet', async () => {
  const tablet = await onATablet(`/outings/${idOf(400)}`, [colleague, outing])
  await tablet.say(await screen.findByLabelText('Why'), 'Waiting for Mum.')
  expect(wordsOnScreen()).toEqual([{ label: 'Why', words: 'Waiting for Mum.' }])
  await tablet.person.click(screen.getByRole('button', { name: 'Change the time' }))
  // Not saved: the time is still missing.
  expect(await screen.findByRole('link', { name: 'Say when you will be back.' })).toBeVisible()
  expect(wordsOnScreen()).toHaveLength(1)
  await tablet.person.type(screen.getByLabelText('Back by'), '16:15')
  await tablet.person.click(screen.getByRole('button', { name: 'Change the time' }))
  expect(await screen.findByText('The office does not know the new time yet')).toBeVisible()
  expect(wordsOnScreen()).toEqual([])
})
