import { afterEach, describe, expect, test, vi } from 'vitest'
import { keepPicture, markSaved, picturesFor, picturesWaiting, saidOf, takePicture } from '#client/store/attachments.ts'
import { sendAttachments, sendPictureTo, type SendPicture } from '#client/sync/send-attachments.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { openInMemory } from '../store/support.ts'
import { ayesha, hollins, idOf } from '../features/invented-family.ts'

const note = idOf(60)
const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 1, 2, 3])
const photo = (id: string) => ({
  id,
  fileId: ayesha,
  organisationId: hollins,
  noteId: note,
  about: 'photo' as const,
  caption: '',
})
const never = () => false
const received: SendPicture = () => Promise.resolve({ kind: 'ok', body: { receivedAt: '2026-11-23T10:30:00.000Z' } })
const refusesOne: SendPicture = (row, organisation) =>
  row.id === idOf(71)
    ? Promise.resolve({ kind: 'refused', error: 'bad-request', message: '', reference: null })
    : received(row, organisation)
const keepTwo = async (db: DoorstepDatabase) => {
  for (const id of [idOf(71), idOf(72)])
    expect(await keepPicture(db, { bytes, mediaType: 'image/jpeg' }, photo(id))).toEqual({ ok: true })
  return picturesFor(db, ayesha, note)
}
const held = (db: DoorstepDatabase) => db.cursors.put({ fileId: ayesha, version: 1, load: null })

afterEach(() => vi.unstubAllGlobals())

describe('pictures on their way to the office', () => {
  test('[SPEC I17] each goes in the name of whose tablet it is, whoever else signed in on it meanwhile', async () => {
    const ask = vi.fn<typeof fetch>(() => Promise.resolve(Response.json({ receivedAt: '2026-11-23T10:30:00.000Z' })))
    vi.stubGlobal('fetch', ask)
    const [row] = await keepTwo(await openInMemory())
    if (row === undefined) throw new Error('Nothing was kept.')
    expect(await sendPictureTo('tablet', 'person')(row, hollins)).toMatchObject({ kind: 'ok' })
    const headers = new Headers(ask.mock.calls[0]?.[1]?.headers)
    expect(headers.get('X-Doorstep-Device')).toBe('tablet')
    expect(headers.get('X-Doorstep-Person')).toBe('person')
  })

  test('[SPEC I17] a picture that the office takes for nobody signed in stays, and the next is not tried', async () => {
    const db = await openInMemory()
    await held(db)
    await markSaved(db, await keepTwo(db))
    const signedOut = vi.fn<SendPicture>(() => Promise.resolve({ kind: 'signed-out' }))
    await sendAttachments(db, signedOut, never)
    expect(signedOut).toHaveBeenCalledTimes(1)
    expect(await picturesWaiting(db)).toHaveLength(2)
  })

  test('one whose note is still a draft is kept here and not sent; once the note is saved it waits', async () => {
    const db = await openInMemory()
    const rows = await keepTwo(db)
    expect(saidOf(rows)).toHaveLength(2)
    expect(await picturesWaiting(db)).toEqual([])
    await markSaved(db, rows)
    expect(await picturesWaiting(db)).toHaveLength(2)
  })

  test('a tab killed between saving the note and noting that makes no difference: the record says that it is saved', async () => {
    const db = await openInMemory()
    const [row] = await keepTwo(db)
    await db.records.put({
      fileId: ayesha,
      id: row?.id ?? '',
      kind: 'attachment',
      version: 0,
      waiting: 1,
      receivedAt: null,
      reference: null,
      body: { kind: 'attachment' },
    })
    expect((await picturesWaiting(db)).map(({ id }) => id)).toEqual([row?.id])
  })

  test('received is said only from the office’s answer; with no signal nothing changes, and it is tried again', async () => {
    const db = await openInMemory()
    await held(db)
    await markSaved(db, await keepTwo(db))
    await sendAttachments(db, () => Promise.resolve({ kind: 'offline' }), never)
    expect((await db.attachments.toArray()).map(({ sentAt }) => sentAt)).toEqual([null, null])
    await sendAttachments(db, received, never)
    expect((await db.attachments.toArray()).map(({ sentAt }) => sentAt)).toEqual([
      '2026-11-23T10:30:00.000Z',
      '2026-11-23T10:30:00.000Z',
    ])
    expect(await picturesWaiting(db)).toEqual([])
  })

  test('one that the office does not take holds up no other, and stays', async () => {
    const db = await openInMemory()
    await held(db)
    await markSaved(db, await keepTwo(db))
    await sendAttachments(db, refusesOne, never)
    expect((await picturesWaiting(db)).map(({ id }) => id)).toEqual([idOf(71)])
  })

  test('[SPEC W1] a file withdrawn meanwhile takes its pictures along, each once the office has it and not before', async () => {
    const db = await openInMemory()
    await markSaved(db, await keepTwo(db))
    expect(await db.attachments.count()).toBe(2)
    await sendAttachments(db, received, never)
    expect(await db.attachments.count()).toBe(0)
  })

  test('what comes from the office is taken only if it is the picture that its record speaks of', async () => {
    const db = await openInMemory()
    const [row] = await keepTwo(db)
    if (row === undefined) throw new Error('Nothing was kept.')
    await db.attachments.clear()
    const at = '2026-11-23T10:30:00.000Z'
    expect(await takePicture(db, { ...row, bytes: btoa('another') }, at)).toBe(false)
    expect(await db.attachments.count()).toBe(0)
    expect(await takePicture(db, row, at)).toBe(true)
    expect(await db.attachments.get(row.id)).toMatchObject({ sentAt: at, bytes: row.bytes })
  })
})
