import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { Id, Label } from './words.ts'

/** What an attachment is: a picture taken at the door or of a letter, or somebody's signature. */
export const AttachmentAbout = z.enum(['photo', 'signature'])
export type AttachmentAbout = z.infer<typeof AttachmentAbout>

export const attachmentWords: Record<AttachmentAbout, string> = { photo: 'Photo', signature: 'Signature' }

/** At most so many bytes: a picture of 1600 pixels is a few hundred thousand. */
export const MOST_BYTES = 1_500_000

/**
 * That a picture belongs to a note, and exactly which: its bytes are sent apart and kept under the same id. The note is whole
 * without them; a picture whose bytes do not have this size and hash is not this picture. Append-only.
 */
export const Attachment = z.strictObject({
  kind: z.literal('attachment'),
  id: Id,
  pupilId: Id,
  /** The contact note or home visit it belongs to. */
  noteId: Id,
  about: AttachmentAbout,
  mediaType: z.enum(['image/jpeg', 'image/png']),
  /** Bytes. */
  size: z.int().min(1).max(MOST_BYTES),
  /** SHA-256 of the bytes, in hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** What it shows, or who signed. */
  caption: Label,
  by: Id,
  recordedAt: Instant,
})
export type Attachment = z.infer<typeof Attachment>

/** What is said of an attachment when its note is saved. `attachmentId` names its bytes too. */
export const NewAttachment = z.strictObject({
  attachmentId: Id,
  about: Attachment.shape.about,
  mediaType: Attachment.shape.mediaType,
  size: Attachment.shape.size,
  sha256: Attachment.shape.sha256,
  caption: Attachment.shape.caption,
})
export type NewAttachment = z.infer<typeof NewAttachment>
