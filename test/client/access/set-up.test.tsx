import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { aBrowser, atTheDoor, okoroAtOffice, passphrase, recoverySecretBase64, type AtTheDoor } from './at-the-door.tsx'
import { officeStandIn, refusal, type Asked } from './office-stand-in.ts'

const signedIn = () => {
  const office = officeStandIn()
  office.answers('GET /api/session', { body: okoroAtOffice })
  office.answers('POST /api/devices', { body: { recoverySecret: recoverySecretBase64 } })
  return office
}

const fillIn = async (door: AtTheDoor): Promise<void> => {
  const name = await screen.findByLabelText('Name of this tablet')
  await door.person.clear(name)
  await door.person.type(name, 'Blue tablet')
  await door.person.type(screen.getByLabelText('Passphrase for this tablet'), passphrase)
  await door.person.click(screen.getByRole('button', { name: 'Set up this tablet' }))
}

const idsOf = (asked: readonly Asked[]): unknown[] =>
  asked
    .filter((each) => each.path === '/api/devices')
    .map((each) => (typeof each.body === 'object' && each.body !== null && 'id' in each.body ? each.body.id : null))

describe('setting up a tablet', () => {
  test('tells the office of it, makes the key, and opens', async () => {
    const office = signedIn()
    const browser = aBrowser()
    const door = await atTheDoor('/set-up', browser)
    await fillIn(door)
    await door.person.click(await screen.findByRole('button', { name: 'Start working' }))
    await waitFor(() => expect(door.tablet.state.getState().kind).toBe('open'))
    expect(office.asked.find((each) => each.path === '/api/devices')?.body).toMatchObject({ name: 'Blue tablet' })
    const people = await door.tablet.keys.people()
    expect(people).toMatchObject([
      { passphrase: true, recovery: true, passkey: false, established: true, initials: '' },
    ])
  })

  test('says in advance what happens to a forgotten passphrase, and whether the browser keeps what is stored', async () => {
    signedIn()
    const door = await atTheDoor('/set-up')
    await fillIn(door)
    expect(await screen.findByText(/signing in with signal lets you choose a new one/)).toBeInTheDocument()
    expect(screen.getByText(/The browser made no promise to keep what is stored here/)).toBeInTheDocument()
  })

  test('is not done with a passphrase that a stolen tablet would give away', async () => {
    const office = signedIn()
    const door = await atTheDoor('/set-up')
    await door.person.type(await screen.findByLabelText('Passphrase for this tablet'), 'short')
    await door.person.click(screen.getByRole('button', { name: 'Set up this tablet' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('at least 12 characters')
    expect(idsOf(office.asked)).toEqual([])
    expect(await door.tablet.keys.people()).toEqual([])
  })

  test('uses the same id when the answer was lost and it is tried again', async () => {
    const office = signedIn()
    office.answers('POST /api/devices', 'unreachable')
    const door = await atTheDoor('/set-up')
    await fillIn(door)
    expect(await screen.findByText(/The office cannot be reached/)).toBeInTheDocument()
    office.answers('POST /api/devices', { body: { recoverySecret: recoverySecretBase64 } })
    await door.person.click(screen.getByRole('button', { name: 'Set up this tablet' }))
    await screen.findByRole('button', { name: 'Start working' })
    const ids = idsOf(office.asked)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  test('takes another id where the office has that one for somebody else', async () => {
    const office = signedIn()
    let first = true
    office.answers('POST /api/devices', () => {
      if (!first) return { body: { recoverySecret: recoverySecretBase64 } }
      first = false
      return refusal(404, 'not-found')
    })
    const door = await atTheDoor('/set-up')
    await fillIn(door)
    await screen.findByRole('button', { name: 'Start working' })
    expect(new Set(idsOf(office.asked)).size).toBe(2)
  })

  test('makes no key without the office’s secret, which is the way back in', async () => {
    const office = signedIn()
    office.answers('POST /api/devices', { body: { recoverySecret: 'c2hvcnQ=' } })
    const door = await atTheDoor('/set-up')
    await fillIn(door)
    expect(await screen.findByText(/The office could not do this/)).toBeInTheDocument()
    expect(await door.tablet.keys.people()).toEqual([])
  })

  test('begins with signing in when nobody is', async () => {
    const office = officeStandIn()
    office.answers('GET /api/session', refusal(401, 'signed-out'))
    const door = await atTheDoor('/set-up')
    await waitFor(() => expect(door.path()).toBe('/sign-in'))
  })

  test('says how strong a passphrase is by its length', async () => {
    signedIn()
    const door = await atTheDoor('/set-up')
    const field = await screen.findByLabelText('Passphrase for this tablet')
    await door.person.type(field, 'geese')
    expect(screen.getByText('7 more to go')).toBeInTheDocument()
    await door.person.type(field, ' walking home slowly')
    expect(screen.getByText('Very strong')).toBeInTheDocument()
  })
})
