import { fireEvent, screen, waitFor } from '@testing-library/react'
import type * as React from 'react'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { wordsOfPaper, type Paper } from '#client/papers/paper.ts'
import { aCase, aNote, aPupil, ayesha, received } from '../invented-family.ts'
import { onATablet } from '../on-a-tablet.tsx'

const made = vi.hoisted(() => ({ papers: new Array<Paper>() }))
// A tablet so slow that what is looked at never catches up with what was chosen.
vi.mock('react', async (original) => ({
  ...(await original<typeof React>()),
  useDeferredValue: <T,>(value: T): T => useState(value)[0],
}))
vi.mock('#client/papers/make-pdf.ts', () => ({
  makePdf: (paper: Paper) => {
    made.papers.push(paper)
    return Promise.resolve({ bytes: new Uint8Array(1), missing: [] })
  },
}))
vi.mock('#client/app/hand-over.ts', () => ({ handOutFile: () => Promise.resolve('handed') }))

afterEach(() => {
  vi.unstubAllGlobals()
  made.papers.length = 0
})

const family = [received(aPupil()), received(aCase()), received(aNote({ confidentialSource: true, facts: 'SECRET' }))]

const chosenForTheFamily = async () => {
  const tablet = await onATablet(`/caseload/${ayesha}/chronology`, family)
  await tablet.say(await screen.findByLabelText('Who is given it?'), 'Mrs Rahman')
  await tablet.say(screen.getByLabelText('Why?'), 'She asked')
  await tablet.person.click(screen.getByRole('radio', { name: 'The family' }))
  // What is looked at is still the paper of the audience before.
  expect(screen.getByRole('article', { name: 'Chronology' })).toHaveTextContent('SECRET')
  return tablet
}

test('the PDF is for whom it was chosen when it is handed out, and so is what the file notes of it', async () => {
  const tablet = await chosenForTheFamily()
  await tablet.person.click(screen.getByRole('button', { name: 'Hand out as PDF' }))
  await screen.findByText('Noted in the file.')
  const words = made.papers.flatMap((paper) => wordsOfPaper(paper)).join('\n')
  expect(words).toContain('For Mrs Rahman (the family). She asked')
  expect(words).not.toContain('SECRET')
  const [noted] = await tablet.db.records.where('kind').equals('shared-paper').toArray()
  expect(noted?.body).toMatchObject({ audience: 'family', entries: 1, withheld: 1 })
})

test('what is printed is for whom it was chosen too, and it is noted only while the form still says so', async () => {
  const tablet = await chosenForTheFamily()
  let printed = ''
  vi.stubGlobal('print', () => {
    fireEvent(window, new Event('beforeprint'))
    printed = screen.getAllByRole('article', { name: 'Chronology' }).at(-1)?.textContent ?? ''
    fireEvent(window, new Event('afterprint'))
  })
  await tablet.person.click(screen.getByRole('button', { name: 'Print' }))
  expect(printed).toContain('For Mrs Rahman (the family). She asked')
  expect(printed).not.toContain('SECRET')
  expect(await screen.findByRole('button', { name: 'I gave it, note it' })).toBeVisible()
  await tablet.person.click(screen.getByRole('radio', { name: 'A court, social care or another service' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: 'I gave it, note it' })).toBeNull())
})
