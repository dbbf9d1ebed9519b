import { createHash } from 'node:crypto'
import type { AttachmentAbout, NewAttachment } from '#domain/records/attachment.ts'
import { momentOf } from '../term.ts'
import type { PupilFile } from '../casework/pupil-file.ts'
import type { ActBook, When } from './act-book.ts'

/** A picture that somebody took: the bytes of a PNG. */
export type Picture = { about: AttachmentAbout; caption: string; bytes: Buffer }

/** By then every tablet has found a signal. */
const EVENING = '18:40'

/** Writes down the bytes, which are sent in the evening, and answers what the note says of them. */
export const bookPicture = (
  acts: ActBook,
  { by, ago }: When,
  file: PupilFile,
  { about, caption, bytes }: Picture,
): NewAttachment => {
  const mediaType = 'image/png'
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const id = acts.choice.id()
  const { organisationId } = file.pupil
  const receivedAt = momentOf(acts.term.ago(ago), EVENING)
  acts.pictures.push({ id, organisationId, mediaType, sha256, bytes, by, receivedAt })
  return { attachmentId: id, about, mediaType, size: bytes.length, sha256, caption }
}
