import { z } from 'zod'
import { Instant } from '#domain/time/instant.ts'
import { officeFor, type Answer } from '../app/office.ts'
import { markSent, picturesWaiting } from '../store/attachments.ts'
import type { DoorstepDatabase } from '../store/database.ts'
import type { AttachmentRow } from '../store/tables.ts'

/** A picture on a mobile network takes longer than a note. Milliseconds. */
const PATIENCE = 120_000

const Received = z.object({ receivedAt: Instant })
export type Received = z.infer<typeof Received>

/** Sends one picture. The same again is answered the same. */
export type SendPicture = (row: AttachmentRow, organisationId: string) => Promise<Answer<Received>>

/** In the name of whose tablet this is, like words: the office never keeps a picture as somebody else's (SPEC I17). */
export const sendPictureTo = (deviceId: string, personId: string): SendPicture => {
  const office = officeFor({ deviceId, personId, patience: PATIENCE })
  return (row, organisation) =>
    office.post(
      '/api/attachments',
      { id: row.id, organisation, mediaType: row.mediaType, sha256: row.sha256, bytes: row.bytes },
      Received,
    )
}

/**
 * Sends the pictures that wait, one after another, once the notes themselves have gone: a picture never holds up a word. One
 * that the office does not take is left for the next time; the rest go on. Ends at the first that gets no answer.
 */
export const sendAttachments = async (
  db: DoorstepDatabase,
  send: SendPicture,
  stopped: () => boolean,
): Promise<void> => {
  for (const row of await picturesWaiting(db)) {
    if (stopped()) return
    if (row.of === undefined) continue
    const answer = await send(row, row.of.organisationId)
    if (answer.kind === 'ok') await markSent(db, row, answer.body.receivedAt)
    else if (answer.kind !== 'refused') return
  }
}
