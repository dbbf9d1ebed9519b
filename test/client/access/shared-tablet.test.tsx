import './one-realm.ts'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '#client/store/database.ts'
import { SlotStore } from '#client/store/key-slots.ts'
import { meta, readMeta } from '#client/store/meta.ts'
import { createCipher } from '#client/store/seal.ts'
import {
  aBrowser,
  atTheDoor,
  deviceId,
  passphrase,
  recoverySecretBase64,
  okoroAtOffice,
  setUpFor,
  type Browser,
} from './at-the-door.tsx'
import { officeStandIn } from './office-stand-in.ts'

const own = okoroAtOffice.account.databaseName
const colleague = { databaseName: 'd-hussain-hashed', initials: 'FH', device: '1b1c2d3e-4f50-4617-a8b9-c0d1e2f30416' }

const unlock = async (door: Awaited<ReturnType<typeof atTheDoor>>): Promise<void> => {
  await door.person.type(await screen.findByLabelText('Passphrase'), passphrase)
  await door.person.click(screen.getByRole('button', { name: 'Unlock' }))
}

/** Puts a row into somebody's database as it lies on the disk: sealed, and nobody here can open it. */
const putSealed = async (browser: Browser, databaseName: string, table: string, row: object): Promise<void> => {
  const raw = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = browser.storehouse.indexedDB.open(databaseName)
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(new Error('not opened')))
  })
  await new Promise<void>((resolve) => {
    const writing = raw.transaction(table, 'readwrite')
    writing.objectStore(table).put(row)
    writing.addEventListener('complete', () => resolve())
  })
  raw.close()
}

const databases = async (browser: Browser): Promise<(string | undefined)[]> =>
  (await browser.storehouse.indexedDB.databases()).map(({ name }) => name)

describe('a tablet that several people use', () => {
  test('shows of each the initials they chose and whether something of theirs waits, and nothing else', async () => {
    officeStandIn()
    const browser = aBrowser()
    await setUpFor(browser, { initials: 'SO' })
    await setUpFor(browser, colleague)
    await putSealed(browser, colleague.databaseName, 'outbox', { id: 1, uid: 'u1', sealed: new Uint8Array(60) })
    localStorage.removeItem('doorstep:last-opened')
    await atTheDoor('/unlock', browser)
    const people = await screen.findAllByRole('listitem')
    expect(people.map((each) => within(each).getByRole('button').textContent)).toEqual(
      expect.arrayContaining(['FHFHHas work to send', 'SOSO']),
    )
    expect(people).toHaveLength(2)
  })

  test('is said to be shared when it is set up for one more, and the office is told; it can be changed later', async () => {
    const office = officeStandIn()
    office.answers('GET /api/session', { body: okoroAtOffice })
    office.answers('POST /api/devices', { body: { recoverySecret: recoverySecretBase64 } })
    const browser = aBrowser()
    await setUpFor(browser, colleague)
    const door = await atTheDoor('/set-up', browser)
    expect(await screen.findByRole('checkbox', { name: 'Other people use this tablet too' })).toBeChecked()
    await door.person.type(screen.getByLabelText('Passphrase for this tablet'), passphrase)
    await door.person.click(screen.getByRole('button', { name: 'Set up this tablet' }))
    await door.person.click(await screen.findByRole('button', { name: 'Start working' }))
    await waitFor(() => expect(door.tablet.state.getState().kind).toBe('open'))
    expect(office.asked.find((each) => each.path === '/api/devices')?.body).toMatchObject({ shared: true })
    const now = door.tablet.state.getState()
    if (now.kind !== 'open') throw new Error(now.kind)
    expect(await readMeta(now.session.db, meta.shared)).toBe(true)
    await door.tablet.setShared(false)
    expect(await readMeta(now.session.db, meta.shared)).toBe(false)
  })
})

const opened = async () => {
  const office = officeStandIn()
  office.answers(`POST /api/devices/${deviceId}/leave`, { body: {} })
  const browser = aBrowser()
  await setUpFor(browser, { initials: 'SO' })
  await setUpFor(browser, colleague)
  localStorage.setItem('doorstep:last-opened', own)
  const door = await atTheDoor('/device', browser)
  await unlock(door)
  await door.person.click(await screen.findByRole('button', { name: 'Sign out' }))
  return { office, browser, door }
}
const slotsOf = async (browser: Browser, databaseName: string) => {
  const slots = new SlotStore(browser.storehouse)
  const held = await slots.of(databaseName)
  slots.close()
  return held
}

describe('being taken off a tablet', () => {
  test('leaves nothing of the person, tells the office, and does not touch the colleague', async () => {
    const { office, browser, door } = await opened()
    await door.person.click(await screen.findByRole('button', { name: 'Take me off this tablet' }))
    await waitFor(() => expect(door.left).toEqual([{ why: 'left', closed: true }]))
    expect(await databases(browser)).not.toContain(own)
    expect(await slotsOf(browser, own)).toBeNull()
    expect(
      Array.from({ length: localStorage.length }, (_, place) => localStorage.key(place) ?? '').filter((key) =>
        key.includes(own),
      ),
    ).toEqual([])
    expect(office.asked.map((each) => each.path)).toContain(`/api/devices/${deviceId}/leave`)
    expect(await databases(browser)).toContain(colleague.databaseName)
    expect(await slotsOf(browser, colleague.databaseName)).not.toBeNull()
    expect(localStorage.getItem(`doorstep:device:${colleague.databaseName}`)).toBe(colleague.device)
  })

  test('only locks, and says why, when something was written in the meantime; nothing is lost', async () => {
    const { office, browser, door } = await opened()
    const button = await screen.findByRole('button', { name: 'Take me off this tablet' })
    const now = door.tablet.state.getState()
    if (now.kind !== 'open') throw new Error(now.kind)
    // Another tab saved a draft that this screen has not seen yet.
    const draft = {
      id: 'd1',
      fileId: own,
      form: 'log-call',
      uid: 'u1',
      values: {},
      field: null,
      savedAt: '',
      revision: 1,
    }
    const saving = now.session.db.drafts.put(draft)
    fireEvent.click(button)
    await saving
    await waitFor(() => expect(door.left).toEqual([{ why: 'unsent', closed: true }]))
    expect(office.asked.map((each) => each.path)).not.toContain(`/api/devices/${deviceId}/leave`)
    door.unmount()
    const again = await atTheDoor('/unlock?why=unsent', browser)
    expect(
      await screen.findByText(/Nothing was taken off: some work here is not at the office yet/),
    ).toBeInTheDocument()
    await unlock(again)
    await waitFor(() => expect(again.tablet.state.getState().kind).toBe('open'))
    const later = again.tablet.state.getState()
    expect(later.kind === 'open' && (await later.session.db.drafts.toArray())).toEqual([draft])
  })

  test('works with no signal too, and a tablet set up again after a cut-off is a fresh one', async () => {
    const { office, browser, door } = await opened()
    office.answers(`POST /api/devices/${deviceId}/leave`, 'unreachable')
    await door.person.click(await screen.findByRole('button', { name: 'Take me off this tablet' }))
    await waitFor(() => expect(door.left).toEqual([{ why: 'left', closed: true }]))
    // The rows of a sign-out that was cut off lie there still, under a key that is gone.
    const other = await openDatabase({
      databaseName: own,
      cipher: createCipher([{ id: 1, bytes: new Uint8Array(32) }]),
      storehouse: browser.storehouse,
      smallStore: null,
    })
    expect(other.ok && other.db.isOpen()).toBe(true)
    if (other.ok) other.db.close()
    await setUpFor(browser)
    localStorage.setItem('doorstep:last-opened', own)
    door.unmount()
    const again = await atTheDoor('/device', browser)
    await unlock(again)
    expect(await screen.findByText('Blue tablet')).toBeInTheDocument()
  })
})
