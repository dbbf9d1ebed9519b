import type { Attachment } from '#domain/records/attachment.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Transaction } from './database.ts'

/** A picture as it came: the bytes of one attachment, checked against `sha256` (hex) by whoever took them. */
export type ArrivedAttachment = Pick<Attachment, 'id' | 'sha256' | 'mediaType'> & {
  organisationId: string
  bytes: Buffer
  personId: string
  receivedAt: Instant
}

/**
 * Keeps the bytes of a picture, once: what is kept already under this identity stands. Answers what is kept, which is another
 * picture when the hash is another; undefined where the acting person may not see it.
 */
export const keepAttachment = async (
  tx: Transaction,
  { organisationId, id, sha256, mediaType, bytes, personId, receivedAt }: ArrivedAttachment,
): Promise<{ sha256: string; receivedAt: Instant } | undefined> => {
  await tx.query(
    `insert into attachment_bytes (organisation_id, id, sha256, media_type, bytes, person_id, received_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [organisationId, id, sha256, mediaType, bytes, personId, receivedAt],
  )
  const { rows } = await tx.query<{ sha256: string; received_at: Instant }>(
    'select sha256, received_at from attachment_bytes where organisation_id = $1 and id = $2',
    [organisationId, id],
  )
  const [kept] = rows
  return kept === undefined ? undefined : { sha256: kept.sha256, receivedAt: kept.received_at }
}
