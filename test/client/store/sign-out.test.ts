import { describe, expect, test } from 'vitest'
import { markSaved } from '#client/store/attachments.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { SlotStore } from '#client/store/key-slots.ts'
import { createKeys } from '#client/store/keys.ts'
import { mirroredMade, mirrorMade } from '#client/store/loss.ts'
import { writeMeta } from '#client/store/meta.ts'
import { createCipher } from '#client/store/seal.ts'
import { signOutForGood } from '#client/store/sign-out.ts'
import { tables, type AttachmentRow, type TableName } from '#client/store/tables.ts'
import { hasUnsentWork, noteWork } from '#client/store/waiting-elsewhere.ts'
import { syncMeta } from '#client/store/waiting.ts'
import { newLine } from '#sync/rebase.ts'
import { memorySmallStore, memoryStorehouse, openInMemory } from './support.ts'

const cheap = async () => ({ ok: true as const, key: new Uint8Array(32).fill(1) })
const words = 'three grey herons standing'
const at = '2026-11-23T10:21:00.000Z'
const file = '3f0c8f1e-6a55-4b0a-9b3e-0d6a5f6c1a01'

const inOrder = (a: string, b: string): number => a.localeCompare(b)

/** A tablet that two people share: Nessa's database is open. */
const sharedTablet = async () => {
  const storehouse = memoryStorehouse()
  const smallStore = memorySmallStore()
  const slots = new SlotStore(storehouse)
  const keys = createKeys({ slots, stretch: cheap })
  const recoverySecret = new Uint8Array(32)
  const open = async (databaseName: string, initials: string): Promise<DoorstepDatabase> => {
    const key = await keys.setUp({ databaseName, initials, passphrase: words, recoverySecret })
    if (key === null) throw new Error('not set up')
    return await openInMemory({ databaseName, cipher: createCipher([key]), storehouse, smallStore })
  }
  const nessa = await open('d-nessa', 'NB')
  const omar = await open('d-omar', 'OH')
  const leave = () => signOutForGood(nessa, keys, { storehouse, smallStore })
  const databases = async () => (await storehouse.indexedDB.databases()).map(({ name }) => name ?? '').toSorted(inOrder)
  return { storehouse, smallStore, slots, keys, nessa, omar, leave, databases }
}

const act = (id: number) => ({
  id,
  uid: `u${id}`,
  name: 'log-contact@1',
  args: { words: 'Rang Mum about the bus.' },
  files: [file],
  recordedAt: at,
  prev: '',
  chain: '',
  personId: file,
})

/** Something of each table that nobody else has. */
const unsent: Partial<Record<TableName, object>> = {
  outbox: act(1),
  undo: { mutationId: 1, fileId: file, id: 'r1', before: null },
  sent: { ...act(1), acknowledgedAt: at, receivedAt: at, reference: '7F3A' },
  rejected: {
    uid: 'u1',
    mutation: act(1),
    code: 'not-permitted',
    detail: null,
    receivedAt: at,
    reference: '',
    handledAt: null,
  },
  drafts: { id: 'd1', fileId: file, form: 'log-call', uid: 'u1', values: {}, field: null, savedAt: at, revision: 1 },
  attachments: {
    id: 'a1',
    fileId: file,
    recordId: 'r1',
    mediaType: 'image/jpeg',
    size: 1,
    sha256: '',
    bytes: '',
    sentAt: null,
  },
}

describe('[B3] signing out for good', () => {
  test('every table that is kept until sent has something here to keep it by', () => {
    const kept = Object.entries(tables).flatMap(([name, plan]) => (plan.onSignOut === 'keep-until-sent' ? [name] : []))
    expect(Object.keys(unsent).toSorted(inOrder)).toEqual(kept.toSorted(inOrder))
  })

  test.each(Object.entries(unsent))('changes nothing while %s holds what nobody else has', async (name, row) => {
    const tablet = await sharedTablet()
    await tablet.nessa.table(name).put(row)
    expect(await tablet.leave()).toBe(false)
    expect(await tablet.nessa.table(name).toArray()).toEqual([row])
    expect(await tablet.keys.unlockWithPassphrase('d-nessa', words)).toMatchObject({ ok: true })
  })

  test('goes ahead with what the office has for certain, and with words that were dealt with', async () => {
    const tablet = await sharedTablet()
    await writeMeta(tablet.nessa, syncMeta.line, { ...newLine(file, file), lmid: 1, next: 2, durable: 1 })
    await tablet.nessa.table('sent').put(unsent.sent)
    await tablet.nessa.table('rejected').put({ ...unsent.rejected, handledAt: at })
    await tablet.nessa.table('attachments').put({ ...unsent.attachments, sentAt: at })
    expect(await tablet.leave()).toBe(true)
  })

  test('leaves neither database nor key slots nor counters, and nothing of the colleague is touched', async () => {
    const tablet = await sharedTablet()
    mirrorMade(tablet.smallStore, 'd-nessa', 4)
    await tablet.omar.table('outbox').put(act(1))
    expect(await tablet.leave()).toBe(true)
    expect(await tablet.databases()).toEqual(['d-omar', 'doorstep-slots'])
    expect(await tablet.slots.of('d-nessa')).toBeNull()
    expect(mirroredMade(tablet.smallStore, 'd-nessa')).toBeNull()
    expect(await tablet.keys.unlockWithPassphrase('d-nessa', words)).toEqual({ ok: false, why: 'no-slot' })
    expect(await tablet.keys.unlockWithPassphrase('d-omar', words)).toMatchObject({ ok: true })
    expect(await tablet.omar.table('outbox').toArray()).toEqual([act(1)])
    // Nothing in this tab may bring the database back.
    await expect(tablet.nessa.table('meta').put({ key: 'returnTo', value: null })).rejects.toThrow('closed')
    expect(await tablet.databases()).toEqual(['d-omar', 'doorstep-slots'])
  })

  test('cut off once the key is gone, leaves rows that nothing opens; cut off before, leaves all as it was', async () => {
    const before = await sharedTablet()
    const unplugged = signOutForGood(before.nessa, { forget: () => Promise.reject(new Error('plug')) }, before)
    await expect(unplugged).rejects.toThrow('plug')
    expect(await before.keys.unlockWithPassphrase('d-nessa', words)).toMatchObject({ ok: true })
    expect(await before.nessa.meta.count()).toBeGreaterThan(0)

    const after = await sharedTablet()
    await after.keys.forget('d-nessa')
    expect(await after.databases()).toContain('d-nessa')
    expect(await after.keys.unlockWithPassphrase('d-nessa', words)).toEqual({ ok: false, why: 'no-slot' })
    expect(await after.keys.unlockWithRecovery('d-nessa', new Uint8Array(32))).toEqual({ ok: false, why: 'no-slot' })
  })
})

describe('what one sees of somebody else’s work on a shared tablet', () => {
  test('is that there is some, whether it waits or is half written, without any key', async () => {
    const tablet = await sharedTablet()
    expect(await hasUnsentWork(tablet.storehouse, 'd-omar')).toBe(false)
    for (const name of ['outbox', 'drafts'] as const) {
      await tablet.omar.table(name).put(unsent[name])
      expect(await hasUnsentWork(tablet.storehouse, 'd-omar')).toBe(true)
      await tablet.omar.table(name).clear()
    }
    expect(await hasUnsentWork(tablet.storehouse, 'd-omar')).toBe(false)
  })

  test('is there too while a photo of a saved note or refused words are only here, and not once they are not', async () => {
    const { storehouse, omar } = await sharedTablet()
    const photo: AttachmentRow = {
      id: 'a1',
      fileId: file,
      recordId: 'r1',
      mediaType: 'image/jpeg',
      size: 1,
      sha256: '',
      bytes: '',
      sentAt: null,
      of: { organisationId: file, about: 'photo', caption: '', isSaved: false },
    }
    await omar.attachments.put(photo)
    await markSaved(omar, [photo])
    // Seen at once: a tablet may be killed before it locks.
    expect(await hasUnsentWork(storehouse, 'd-omar')).toBe(true)
    await noteWork(omar)
    expect(await hasUnsentWork(storehouse, 'd-omar')).toBe(true)
    await omar.attachments.update('a1', { sentAt: at })
    await noteWork(omar)
    expect(await hasUnsentWork(storehouse, 'd-omar')).toBe(false)

    await omar.table('rejected').put(unsent.rejected)
    await noteWork(omar)
    expect(await hasUnsentWork(storehouse, 'd-omar')).toBe(true)
    await omar.rejected.update('u1', { handledAt: at })
    await noteWork(omar)
    expect(await hasUnsentWork(storehouse, 'd-omar')).toBe(false)
  })

  test('looking makes no database where there was none', async () => {
    const tablet = await sharedTablet()
    expect(await hasUnsentWork(tablet.storehouse, 'd-nobody')).toBe(false)
    expect(await tablet.databases()).toEqual(['d-nessa', 'd-omar', 'doorstep-slots'])
  })
})
