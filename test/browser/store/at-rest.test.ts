import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { BrowserProfile } from '#test/support/browser-profile.ts'
import { findInProfile } from '#test/support/find-in-profile.ts'
import { StorePage } from './store-page.ts'

let served: StorePage
let profile: BrowserProfile

beforeAll(async () => {
  served = await StorePage.serve()
})
afterAll(() => served.close())
beforeEach(() => {
  profile = new BrowserProfile()
})
afterEach(async () => {
  await profile.close()
  profile.remove()
})

/** Random, so that no compression can hide it. */
const canary = (about: string): string => `${about} ${randomBytes(24).toString('hex')}`

/** A second start makes the browser move its log into its tables. */
const closeAndSettle = async (): Promise<void> => {
  await profile.close()
  const context = await profile.start()
  const page = await served.open(context)
  await page.evaluate(async () => await indexedDB.databases())
  await profile.close()
}

test('[A1] [A2] nothing written, no passphrase and no key lies anywhere in the browser’s files', async () => {
  const wanted = {
    note: canary('note'),
    act: canary('act'),
    refused: canary('refused'),
    before: canary('before'),
    draft: canary('draft'),
    file: canary('file'),
    photo: canary('photo'),
    search: canary('search'),
    place: canary('place'),
    passphrase: canary('passphrase'),
  }
  const context = await profile.start()
  const page = await served.open(context)
  const key = await page.evaluate(async (words) => {
    const { keys } = window.store.keys()
    const secret = crypto.getRandomValues(new Uint8Array(32))
    const account = { databaseName: 'd0', initials: 'JB', passphrase: words.passphrase, recoverySecret: secret }
    const made = await keys.setUp(account)
    if (made === null) throw new Error('not set up')
    const opened = await window.store.openDatabase({ databaseName: 'd0', cipher: window.store.createCipher([made]) })
    if (!opened.ok) throw new Error(opened.problem)
    const { db } = opened
    const [fileId, uid, recordedAt] = [crypto.randomUUID(), crypto.randomUUID(), new Date().toISOString()]
    const body = { kind: 'contact-note', words: words.note }
    const row = {
      fileId,
      id: uid,
      kind: 'contact-note',
      version: 1,
      waiting: 1,
      receivedAt: null,
      reference: null,
      body,
    }
    const act = {
      id: 1,
      uid,
      name: 'log-call@1',
      args: { words: words.act },
      files: [fileId],
      recordedAt,
      prev: '',
      chain: '',
      personId: uid,
    }
    await db.records.put(row)
    await db.undo.put({
      mutationId: 1,
      fileId,
      id: uid,
      before: { ...row, body: { kind: 'contact-note', words: words.before } },
    })
    await db.outbox.put(act)
    await db.sent.put({ ...act, acknowledgedAt: recordedAt, receivedAt: recordedAt, reference: '7F3A' })
    await db.rejected.put({
      uid,
      mutation: { ...act, args: { words: words.refused } },
      code: 'case-closed',
      detail: null,
      receivedAt: recordedAt,
      reference: '7F3A',
      handledAt: null,
    })
    await db.drafts.put({
      id: uid,
      fileId,
      form: 'log-call',
      uid,
      values: { words: words.draft },
      field: 'words',
      savedAt: recordedAt,
      revision: 1,
    })
    await db.attachments.put({
      id: uid,
      fileId,
      recordId: uid,
      mediaType: 'image/jpeg',
      size: 3,
      sha256: '',
      bytes: btoa(encodeURIComponent(words.photo)),
      sentAt: null,
    })
    await db.search.put({ id: '1', index: { [words.search]: 1 } })
    await window.store.writeMeta(db, window.store.meta.returnTo, {
      path: `/caseload/${words.place}`,
      draftId: null,
      field: null,
    })
    await keys.unlockWithPassphrase('d0', 'not the right one at all')
    return [...made.bytes]
  }, wanted)
  await closeAndSettle()
  expect(
    findInProfile(profile.folder, { ...wanted, photo: encodeURIComponent(wanted.photo), key: Uint8Array.from(key) }),
  ).toEqual({})
})

test('[A2] the search would have found them: a note in clear, and a stored CryptoKey, lie open', async () => {
  const context = await profile.start()
  const page = await served.open(context)
  const note = canary('note')
  const key = await page.evaluate(async (words) => {
    const raw = crypto.getRandomValues(new Uint8Array(32))
    const held = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt'])
    const db = new window.store.Dexie('clear')
    db.version(1).stores({ rows: 'id' })
    await db.table('rows').bulkPut([
      { id: 'note', words },
      { id: 'key', held },
    ])
    db.close()
    return [...raw]
  }, note)
  await closeAndSettle()
  const found = findInProfile(profile.folder, { note, key: Uint8Array.from(key) })
  expect(Object.keys(found).toSorted((a, b) => a.localeCompare(b))).toEqual(['key', 'note'])
})

test('[B1] the names of databases say nothing about anyone', async () => {
  const context = await profile.start()
  const page = await served.open(context)
  const names = await page.evaluate(async () => {
    const { keys } = window.store.keys()
    const recoverySecret = new Uint8Array(32)
    await keys.setUp({ databaseName: 'a1b2c3', initials: 'JB', passphrase: 'three grey herons', recoverySecret })
    await window.store.openWith(1, 'a1b2c3')
    return (await indexedDB.databases()).map(({ name }) => name ?? '')
  })
  expect(names.toSorted((a, b) => a.localeCompare(b))).toEqual(['a1b2c3', 'doorstep-slots'])
})
