import { expect, test, vi } from 'vitest'
import { putPictureBack } from '#client/store/attachments.ts'
import { openInMemory } from './support.ts'

const fileId = '3f0c8f1e-6a55-4b0a-9b3e-0d6a5f6c1a01'
const noteId = '00000000-0000-4000-8000-0000000000b1'
const photo = {
  id: 'p1',
  fileId,
  recordId: noteId,
  mediaType: 'image/jpeg' as const,
  size: 3,
  sha256: 'a'.repeat(64),
  bytes: 'AAAA',
  sentAt: null,
  of: { organisationId: fileId, about: 'photo' as const, caption: '', isSaved: false },
}

test('a photo taken out of an open form comes back as it was, and again once a full tablet has room', async () => {
  const db = await openInMemory()
  const full = vi.spyOn(db.attachments, 'put').mockRejectedValue(new DOMException('', 'QuotaExceededError'))
  expect(await putPictureBack(db, photo)).toEqual({ ok: false, why: 'no-space' })
  full.mockRestore()
  expect(await putPictureBack(db, photo)).toEqual({ ok: true })
  expect(await db.attachments.toArray()).toEqual([photo])
})

test('a note that was saved without it does not get it: it would wait here for good, and keep its owner on this tablet', async () => {
  const db = await openInMemory()
  await db.records.put({
    fileId,
    id: noteId,
    kind: 'contact-note',
    version: 0,
    waiting: 1,
    receivedAt: null,
    reference: null,
    body: { kind: 'contact-note', id: noteId },
  })
  expect(await putPictureBack(db, photo)).toEqual({ ok: false, why: 'note-saved' })
  expect(await db.attachments.count()).toBe(0)
})
