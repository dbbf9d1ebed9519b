import { fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { RecordKind } from '#domain/records/record.ts'
import { aCase, aParent, aPupil, ayesha, okoro, received } from './invented-family.ts'
import { onATablet, type OnATablet } from './on-a-tablet.tsx'

/**
 * The forms of a day's work with keys alone. That each stop of the focus can be seen is looked at in a browser
 * (keyboard-alone.test.ts); here, that every answer can be reached, given and saved, and how many keys that takes.
 */
const family = [received(aPupil()), received(aCase()), received(aParent())]

/** More keys than these between two answers would be no way to work. */
const MOST_PRESSES = 25

const isCalled = (element: Element, name: RegExp): boolean => {
  const labels =
    element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((label) => label.textContent) : []
  const group = element.closest('[role=radiogroup]')
  const named = (group?.getAttribute('aria-labelledby') ?? element.getAttribute('aria-labelledby') ?? '').split(' ')
  const own = [
    ...labels,
    ...named.map((id) => document.getElementById(id)?.textContent),
    element.getAttribute('aria-label'),
    'labels' in element && element.labels instanceof NodeList ? element.labels[0]?.textContent : null,
    element.textContent,
  ]
  return own.some((words) => name.test(words?.trim() ?? ''))
}

const here = (): Element => document.activeElement ?? document.body

/** A list of the browser's own, which its keys choose from: that is the browser's to test. */
const choose = (value: string): void => {
  const list = here()
  if (!(list instanceof HTMLSelectElement)) throw new Error('The focus is on no list.')
  fireEvent.change(list, { target: { value } })
}

/** A hand on the keys of a tablet: nothing is pointed at. */
const keysOf = ({ person }: OnATablet) => {
  /** Tab, as often as it takes to come to what has this name; a question with buttons is one stop. */
  const tabTo = async (name: RegExp): Promise<void> => {
    for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
      await person.tab()
      if (isCalled(here(), name)) return
    }
    throw new Error(`Tab does not come to ${String(name)}.`)
  }
  /** Arrow keys within a question, until this is the answer. */
  const arrowTo = async (name: RegExp): Promise<void> => {
    for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
      await person.keyboard('{ArrowDown}')
      const chosen = here()
      if (chosen instanceof HTMLInputElement && chosen.checked && name.test(chosen.labels?.[0]?.textContent ?? ''))
        return
    }
    throw new Error(`Arrow keys do not come to ${String(name)}.`)
  }
  const write = (words: string): Promise<void> => person.keyboard(words)
  return { tabTo, arrowTo, write, enter: () => person.keyboard('{Enter}') }
}

const bodyOf = async ({ db }: OnATablet, kind: RecordKind) =>
  (await db.records.where('kind').equals(kind).toArray()).map(({ body }) => body)

test('a call: who, how it ended, a sentence, saved', async () => {
  const tablet = await onATablet(`/caseload/${ayesha}/log-call`, family)
  await screen.findByRole('radio', { name: /Mum/ })
  const { tabTo, arrowTo, write, enter } = keysOf(tablet)
  await tabTo(/^Who was it with\?/)
  await arrowTo(/^Mum/)
  await tabTo(/^How did it end\?/)
  await arrowTo(/^Spoke$/)
  await tabTo(/^What was said/)
  await write('Bus.')
  await tabTo(/^Save$/)
  await enter()
  await screen.findByText('Contact saved on this tablet.')
  expect(await bodyOf(tablet, 'contact-note')).toMatchObject([{ result: 'spoke', facts: 'Bus.' }])
})

test('a barrier, in the child’s words', async () => {
  const tablet = await onATablet(`/caseload/${ayesha}/barriers/new`, family)
  await screen.findByRole('button', { name: 'Save' })
  const { tabTo, arrowTo, write, enter } = keysOf(tablet)
  await tabTo(/^What is it about\?/)
  choose('peers')
  await tabTo(/^Who raised it\?/)
  await arrowTo(/^Ayesha$/)
  await tabTo(/^In their words/)
  await write('Alone.')
  await tabTo(/^Save$/)
  await enter()
  await screen.findByText('Barrier saved on this tablet.')
  expect(await bodyOf(tablet, 'barrier')).toMatchObject([{ about: 'peers', raisedBy: 'child', words: 'Alone.' }])
})

test('a promise, by its day', async () => {
  const tablet = await onATablet(`/caseload/${ayesha}/promises/new`, family)
  await screen.findByRole('button', { name: 'Save' })
  const { tabTo, write, enter } = keysOf(tablet)
  await tabTo(/^What will we do\?/)
  await write('A bus')
  await tabTo(/^Save$/)
  await enter()
  await screen.findByText('Promise saved on this tablet.')
  expect(await bodyOf(tablet, 'promise')).toMatchObject([{ words: 'A bus', ownerId: okoro }])
})

test('a visit is planned', async () => {
  const tablet = await onATablet(`/caseload/${ayesha}/plan-visit`, family)
  await screen.findByRole('button', { name: 'Plan the visit' })
  const { tabTo, enter } = keysOf(tablet)
  await tabTo(/^Plan the visit$/)
  await enter()
  await screen.findByText('Visit planned, saved on this tablet.')
  expect(await bodyOf(tablet, 'planned-visit')).toMatchObject([{ pupilIds: [ayesha], personId: okoro }])
})
