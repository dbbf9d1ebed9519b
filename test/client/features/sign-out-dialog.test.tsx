import './one-realm.ts'
import '@testing-library/jest-dom/vitest'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { SessionProvider, type Session } from '#client/app/session.tsx'
import { createTablet } from '#client/app/tablet.ts'
import { TabletProvider } from '#client/app/use-tablet.tsx'
import { readOnTablet } from '#client/features/device/read-device.ts'
import { SignOutDialog } from '#client/features/device/sign-out-dialog.tsx'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { SlotStore } from '#client/store/key-slots.ts'
import { createKeys } from '#client/store/keys.ts'
import { memoryStorehouse, openInMemory } from '../store/support.ts'
import { aColleague, ayesha, hollins, idOf, okoro } from './invented-family.ts'
import { thisMorning } from './on-a-tablet.tsx'

afterEach(cleanup)

const photo = (n: number, isSaved: boolean) => ({
  id: idOf(500 + n),
  fileId: ayesha,
  recordId: idOf(600 + n),
  mediaType: 'image/jpeg' as const,
  size: 3,
  sha256: 'a'.repeat(64),
  bytes: 'AAAA',
  sentAt: null,
  of: { organisationId: hollins, about: 'photo' as const, caption: '', isSaved },
})

const nothing = (): void => {}
const stretch = () => Promise.resolve({ ok: true as const, key: new Uint8Array(32) })
const settled = () => Promise.resolve()

const signingOut = async (db: DoorstepDatabase): Promise<void> => {
  const as = aColleague()
  const session: Session = {
    db,
    actor: { personId: as.id, memberships: [as] },
    account: { personId: as.id, name: as.name, databaseName: 'd0' },
    deviceId: okoro,
    clock: thisMorning,
    lock: nothing,
    grace: () => nothing,
    openUntil: () => Number.POSITIVE_INFINITY,
    setIdleMinutes: nothing,
    sync: { sendNow: nothing, stop: settled },
  }
  const tablet = createTablet({
    keys: createKeys({ slots: new SlotStore(memoryStorehouse()), stretch }),
    startSync: () => session.sync,
    clock: thisMorning,
    keepTyping: settled,
    leave: nothing,
  })
  const here = await readOnTablet(db)
  render(
    <TabletProvider tablet={tablet}>
      <SessionProvider session={session}>
        <SignOutDialog isOpen onClose={nothing} here={here} />
      </SessionProvider>
    </TabletProvider>,
  )
}

test('with nothing that waits the office has everything, and one can be taken off', async () => {
  await signingOut(await openInMemory())
  expect(screen.getByText(/The office has everything\./)).toBeVisible()
})

test('a photo that waits is work that only this tablet has: it can be sent first, and nobody is told that all is there', async () => {
  const db = await openInMemory()
  await db.attachments.bulkAdd([photo(1, true), { ...photo(2, true), sentAt: thisMorning() }])
  await signingOut(db)
  expect(screen.getByRole('dialog', { name: 'Some work is only on this tablet' })).toBeVisible()
  expect(screen.getByText(/^1 photo or signature not sent\. Nothing is thrown away/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Send it first' })).toBeEnabled()
  expect(screen.queryByRole('button', { name: 'Take me off this tablet' })).toBeNull()
})

test('a photo of a form that was not saved is said too: it keeps its owner on the tablet', async () => {
  const db = await openInMemory()
  await db.attachments.bulkAdd([photo(1, false), photo(2, false)])
  await signingOut(db)
  expect(screen.getByText(/^2 photos and signatures of a form that was not saved\./)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Send it first' })).toBeDisabled()
})
