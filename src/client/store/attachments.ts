import type { NewAttachment } from '#domain/records/attachment.ts'
import type { FileId } from '#domain/records/record.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { DoorstepDatabase } from './database.ts'
import { classifyFault, type Fault } from './fault.ts'
import { meta, writeMeta } from './meta.ts'
import type { AttachmentRow } from './tables.ts'
import { withReopen } from './with-reopen.ts'

/** A picture ready to be kept: re-encoded, so that it holds its pixels and nothing of where and by which camera. */
export type Picture = { bytes: Uint8Array<ArrayBuffer>; mediaType: 'image/jpeg' | 'image/png' }

/** Which note a picture is for, and what it is. */
export type PictureFor = {
  id: string
  fileId: FileId
  organisationId: string
  noteId: string
  about: NewAttachment['about']
  caption: string
}

/**
 * Keeps a picture on this tablet, sealed, as soon as it is taken: it survives a lock and a kill before its note is saved. What
 * cannot be kept (no space left) never costs the note.
 */
export const keepPicture = async (
  db: DoorstepDatabase,
  picture: Picture,
  { id, fileId, organisationId, noteId, about, caption }: PictureFor,
): Promise<{ ok: true } | { ok: false; fault: Fault }> => {
  try {
    const sha256 = hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', picture.bytes)))
    const row: AttachmentRow = {
      id,
      fileId,
      recordId: noteId,
      mediaType: picture.mediaType,
      size: picture.bytes.length,
      sha256,
      bytes: base64Of(picture.bytes),
      sentAt: null,
      of: { organisationId, about, caption, isSaved: false },
    }
    await withReopen(db, () => db.transaction('rw!', [db.attachments], () => db.attachments.put(row)))
    return { ok: true }
  } catch (error) {
    return { ok: false, fault: classifyFault(error) }
  }
}

/**
 * Brings back a picture that was taken out of an open form, as it was. A note that was saved meanwhile does not speak of it: it
 * would wait here for good, and never be sent.
 */
export const putPictureBack = async (
  db: DoorstepDatabase,
  row: AttachmentRow,
): Promise<{ ok: true } | { ok: false; why: Fault | 'note-saved' }> => {
  try {
    return await withReopen(db, () =>
      db.transaction('rw!', [db.attachments, db.records], async () => {
        if ((await db.records.get([row.fileId, row.recordId])) !== undefined) return { ok: false, why: 'note-saved' }
        await db.attachments.put(row)
        return { ok: true }
      }),
    )
  } catch (error) {
    return { ok: false, why: classifyFault(error) }
  }
}

/** The pictures kept here for one note, in no particular order. */
export const picturesFor = (db: DoorstepDatabase, fileId: FileId, noteId: string): Promise<AttachmentRow[]> =>
  db.attachments
    .where('fileId')
    .equals(fileId)
    .filter((row) => row.recordId === noteId)
    .toArray()

/** What a mutation says of the pictures that go with its note. */
export const saidOf = (rows: readonly AttachmentRow[]): NewAttachment[] =>
  rows.flatMap(({ id, mediaType, size, sha256, of }) =>
    of === undefined ? [] : [{ attachmentId: id, about: of.about, mediaType, size, sha256, caption: of.caption }],
  )

/** Notes that these pictures' note is saved: from now on they wait to be sent, even if the note is taken back or withdrawn. */
export const markSaved = async (db: DoorstepDatabase, rows: readonly AttachmentRow[]): Promise<void> => {
  if (rows.length === 0) return
  await db.transaction('rw!', [db.attachments, db.meta], async () => {
    await db.attachments.bulkPut(rows.map(savedRow))
    await writeMeta(db, meta.keepsWork, true)
  })
}

const savedRow = (row: AttachmentRow): AttachmentRow =>
  row.of === undefined ? row : { ...row, of: { ...row.of, isSaved: true } }

/**
 * The pictures that wait to be sent: those whose note is saved. A picture of a form that is still open waits for nothing yet.
 */
export const picturesWaiting = async (db: DoorstepDatabase): Promise<AttachmentRow[]> => {
  const unsent = await db.attachments.filter((row) => row.sentAt === null).toArray()
  const records = await db.records.bulkGet(unsent.map(({ fileId, id }): [string, string] => [fileId, id]))
  return unsent.filter((row, place) => row.of?.isSaved === true || records[place] !== undefined)
}

/**
 * How many pictures only this tablet has: those that wait to be sent, and those of forms that are not saved. While there is
 * one of either, its owner is not taken off the tablet (sign-out.ts).
 */
export const countPicturesHere = async (db: DoorstepDatabase): Promise<{ waiting: number; begun: number }> => {
  const [waiting, unsent] = await Promise.all([
    picturesWaiting(db),
    db.attachments.filter((row) => row.sentAt === null).count(),
  ])
  return { waiting: waiting.length, begun: unsent - waiting.length }
}

/** Notes that the office has a picture. One of a file that was withdrawn meanwhile goes with that. */
export const markSent = (db: DoorstepDatabase, row: AttachmentRow, at: Instant): Promise<void> =>
  db.transaction('rw!', [db.attachments, db.cursors], async () => {
    if ((await db.cursors.get(row.fileId)) === undefined) await db.attachments.delete(row.id)
    else await db.attachments.put({ ...savedRow(row), sentAt: at })
  })

/** What is withdrawn goes: pictures that the office has too. Runs inside the caller's transaction (SPEC W1). */
export const dropPicturesOf = async (db: DoorstepDatabase, files: readonly FileId[]): Promise<void> => {
  if (files.length === 0) return
  await db.attachments
    .where('fileId')
    .anyOf([...files])
    .filter((row) => row.sentAt !== null)
    .delete()
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** In pieces: a call cannot be given a million arguments. */
const PIECE = 8_192
const base64Of = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE))
  return btoa(text)
}

/** The bytes of a kept picture. */
export const bytesOf = ({ bytes }: Pick<AttachmentRow, 'bytes'>): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))

/** Takes a picture that the office gave, if it is the one that its record speaks of. */
export const takePicture = async (
  db: DoorstepDatabase,
  row: Omit<AttachmentRow, 'sentAt'>,
  receivedAt: Instant,
): Promise<boolean> => {
  const sha256 = hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(row))))
  if (sha256 !== row.sha256) return false
  await db.attachments.put({ ...row, sentAt: receivedAt })
  return true
}
