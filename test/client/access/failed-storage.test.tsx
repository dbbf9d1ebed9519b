import { screen } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, test } from 'vitest'
import { forgetMirror } from '#client/store/loss.ts'
import { aBrowser, atTheDoor, okoroAtOffice, setUpFor, type Browser } from './at-the-door.tsx'
import { memoryStorehouse } from '../store/support.ts'
import { officeStandIn } from './office-stand-in.ts'

const words = 'This browser threw away what was kept here'

/** A tablet that was set up, as it is once the browser has thrown its databases away. */
const emptied = async (): Promise<Browser> => {
  officeStandIn()
  const browser = aBrowser()
  await setUpFor(browser)
  return { ...browser, storehouse: memoryStorehouse() }
}

/** A browser whose every opening of a database fails as this error says. */
const failing = (name: string): Browser => {
  const browser = aBrowser()
  const indexedDB = new IDBFactory()
  indexedDB.open = () => {
    throw new DOMException('', name)
  }
  return { ...browser, storehouse: { ...browser.storehouse, indexedDB } }
}

describe('[C4] a browser that threw everything away with the keys', () => {
  test('says so before anybody signs in, and names nobody', async () => {
    await atTheDoor('/', await emptied())
    expect(await screen.findByText(words)).toBeInTheDocument()
    expect(document.body.textContent).not.toMatch(/Okoro|Hollins|Blue tablet/)
  })

  test('does not say it of an account that was taken off on purpose', async () => {
    const browser = await emptied()
    forgetMirror(browser.smallStore, okoroAtOffice.account.databaseName)
    await atTheDoor('/', browser)
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeInTheDocument()
    expect(screen.queryByText(words)).not.toBeInTheDocument()
  })
})

describe('a browser that opens no database', () => {
  test.each([
    ['UnknownError', 'This tablet’s records cannot be opened'],
    ['SecurityError', 'This window keeps nothing'],
    // As Firefox says it in a private window.
    ['InvalidStateError', 'This window keeps nothing'],
  ])('with %s: %s', async (name, title) => {
    officeStandIn()
    await atTheDoor('/', failing(name))
    expect(await screen.findByRole('heading', { name: title })).toBeInTheDocument()
  })
})
