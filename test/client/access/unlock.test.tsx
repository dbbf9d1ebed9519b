import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import {
  aBrowser,
  atTheDoor,
  deviceId,
  okoroAtOffice,
  passphrase,
  recoverySecretBase64,
  setUpFor,
} from './at-the-door.tsx'
import { officeStandIn, refusal } from './office-stand-in.ts'

const unlock = async (door: Awaited<ReturnType<typeof atTheDoor>>, words: string): Promise<void> => {
  await door.person.type(await screen.findByLabelText('Passphrase'), words)
  await door.person.click(screen.getByRole('button', { name: 'Unlock' }))
}

describe('unlocking', () => {
  test('needs no office, and leads to the page that was asked for', async () => {
    officeStandIn()
    const browser = aBrowser()
    await setUpFor(browser)
    const door = await atTheDoor('/device', browser)
    await unlock(door, passphrase)
    expect(await screen.findByRole('heading', { name: 'This tablet' })).toBeInTheDocument()
    expect(door.path()).toBe('/device')
    expect(door.syncs).toHaveLength(1)
  })

  test('shows nothing personal before it [B1]', async () => {
    officeStandIn()
    const browser = aBrowser()
    await setUpFor(browser)
    await atTheDoor('/caseload', browser)
    await screen.findByLabelText('Passphrase')
    expect(document.body.textContent).not.toMatch(/Okoro|Hollins|Blue tablet/)
    expect(document.title).not.toMatch(/Okoro/)
  })

  test('with a wrong passphrase says how many tries are left, in a summary that has the focus [A8]', async () => {
    officeStandIn()
    const browser = aBrowser()
    await setUpFor(browser)
    const door = await atTheDoor('/unlock', browser)
    await unlock(door, 'three brown geese home')
    expect(await screen.findByRole('alert')).toHaveTextContent('That is not the passphrase; 9 tries are left.')
    expect(screen.getByRole('alert')).toHaveFocus()
    expect(screen.getByLabelText('Passphrase')).toHaveValue('')
    await unlock(door, passphrase)
    await waitFor(() => expect(door.tablet.state.getState().kind).toBe('open'))
  })

  test('counts the tries of before the app was started again [A8]', async () => {
    officeStandIn()
    const browser = aBrowser()
    await setUpFor(browser)
    const first = await atTheDoor('/unlock', browser)
    await unlock(first, 'three brown geese home')
    await screen.findByText(/9 tries are left/, { selector: 'a' })
    first.unmount()
    const second = await atTheDoor('/unlock', browser)
    await unlock(second, 'five brown geese home')
    expect(await screen.findByText(/8 tries are left/, { selector: 'a' })).toBeInTheDocument()
  })

  test('is not asked of someone who wrote nothing', async () => {
    officeStandIn()
    const browser = aBrowser()
    await setUpFor(browser)
    const door = await atTheDoor('/unlock', browser)
    await door.person.click(await screen.findByRole('button', { name: 'Unlock' }))
    expect(screen.getByRole('link', { name: 'Write your passphrase' })).toBeInTheDocument()
  })

  test('a tablet that nobody set up asks to sign in', async () => {
    officeStandIn()
    const door = await atTheDoor('/caseload')
    expect(await screen.findByLabelText('E-mail address')).toBeInTheDocument()
    expect(door.path()).toBe('/sign-in')
  })
})

describe('a tablet whose setting up was cut short', () => {
  test('says so without signal, and keeps what there is', async () => {
    officeStandIn()
    const browser = aBrowser()
    await setUpFor(browser, { finish: false })
    const door = await atTheDoor('/unlock', browser)
    await unlock(door, passphrase)
    expect(await screen.findByRole('heading', { name: 'Sign in once more' })).toBeInTheDocument()
  })

  test('is finished by itself when the office says whose it is', async () => {
    const office = officeStandIn()
    office.answers('GET /api/session', { body: okoroAtOffice })
    const browser = aBrowser()
    await setUpFor(browser, { finish: false })
    const door = await atTheDoor('/device', browser)
    await unlock(door, passphrase)
    expect(await screen.findByText('Attendance lead')).toBeInTheDocument()
    expect(office.asked.find((each) => each.path === '/api/session')?.headers.get('X-Doorstep-Device')).toBe(deviceId)
  })

  test('is never given to another account’s word', async () => {
    const office = officeStandIn()
    office.answers('GET /api/session', {
      body: { ...okoroAtOffice, account: { ...okoroAtOffice.account, databaseName: 'd-someone-else' } },
    })
    const browser = aBrowser()
    await setUpFor(browser, { finish: false })
    const door = await atTheDoor('/device', browser)
    await unlock(door, passphrase)
    expect(await screen.findByRole('heading', { name: 'Sign in once more' })).toBeInTheDocument()
  })
})

const recovering = async () => {
  const office = officeStandIn()
  const browser = aBrowser()
  await setUpFor(browser)
  const door = await atTheDoor('/unlock?recover', browser)
  await door.person.type(await screen.findByLabelText('New passphrase'), 'kettle lamp river stone')
  return { office, browser, door }
}

describe('a forgotten passphrase', () => {
  test('is replaced after a full sign-in, and nothing on the tablet is lost', async () => {
    const { office, browser, door } = await recovering()
    office.answers(`POST /api/devices/${deviceId}/recovery`, { body: { recoverySecret: recoverySecretBase64 } })
    await door.person.click(screen.getByRole('button', { name: 'Set it and unlock' }))
    await waitFor(() => expect(door.tablet.state.getState().kind).toBe('open'))
    door.unmount()
    const again = await atTheDoor('/device', browser)
    await unlock(again, passphrase)
    expect(await screen.findByText(/9 tries are left/, { selector: 'a' })).toBeInTheDocument()
    await unlock(again, 'kettle lamp river stone')
    expect(await screen.findByText('Blue tablet')).toBeInTheDocument()
  })

  test('asks for a newer sign-in when the office wants one', async () => {
    const { office, door } = await recovering()
    office.answers(`POST /api/devices/${deviceId}/recovery`, refusal(403, 'sign-in-again'))
    await door.person.click(screen.getByRole('button', { name: 'Set it and unlock' }))
    await waitFor(() => expect(door.path()).toBe('/sign-in?for=recovery'))
    expect(await screen.findByText(/Nothing on this tablet is lost/)).toBeInTheDocument()
  })

  test('is not replaced by a weak one, and no secret is asked for then', async () => {
    const office = officeStandIn()
    const browser = aBrowser()
    await setUpFor(browser)
    const door = await atTheDoor('/unlock?recover', browser)
    await door.person.type(await screen.findByLabelText('New passphrase'), '123456789012')
    await door.person.click(screen.getByRole('button', { name: 'Set it and unlock' }))
    expect(screen.getByRole('link', { name: /digits alone are quickly guessed/ })).toBeInTheDocument()
    expect(office.asked.filter((each) => each.path.includes('recovery'))).toEqual([])
  })

  test('without signal says that signal is needed, and changes nothing', async () => {
    const { door } = await recovering()
    await door.person.click(screen.getByRole('button', { name: 'Set it and unlock' }))
    expect(await screen.findByText(/The office cannot be reached/)).toBeInTheDocument()
    expect(door.tablet.state.getState().kind).toBe('locked')
  })
})

describe('locking', () => {
  test('keeps what is being typed first, then drops the keys and leaves the page [A11]', async () => {
    officeStandIn()
    const browser = aBrowser()
    await setUpFor(browser)
    const door = await atTheDoor('/device', browser)
    await unlock(door, passphrase)
    await door.person.click((await screen.findAllByRole('button', { name: 'Lock now' }))[0] ?? document.body)
    await waitFor(() => expect(door.left).toEqual([{ why: 'asked', closed: true }]))
    expect(door.kept).toHaveLength(1)
    expect(door.syncs[0]?.stopped).toBe(true)
  })
})
