import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Attachment, MOST_BYTES } from '#domain/records/attachment.ts'
import { Id } from '#domain/records/words.ts'
import { refuse } from '../accounts/refusals.ts'
import { heardOr, signedInOr } from '../accounts/signed-in.ts'
import { refuseRequest } from '../http/answers.ts'
import type { Office } from '../office.ts'
import type { Scope } from '../store/database.ts'
import { keepAttachment } from '../store/keep-attachment.ts'
import { scopeOf, scopeOfWriting } from '../sync/apply-push.ts'

const { mediaType, sha256 } = Attachment.shape
const Sent = z.strictObject({ id: Id, organisation: Id, mediaType, sha256, bytes: z.base64() })

/** Base64 and the JSON around it. */
const BODY = Math.ceil((MOST_BYTES * 4) / 3) + 2_000

/** How each kind of picture begins. What a file says of itself is not believed. */
const beginnings: Record<z.infer<typeof mediaType>, readonly number[]> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
}

/**
 * The bytes of pictures. Sent by whoever took them, once: the same again is answered the same. Somebody who has left sends those of
 * their own notes that the office took, and nothing else. Given to whoever holds the file
 * of the note that they belong to, as text within JSON, so that no browser ever takes them for a page.
 */
export const attachmentsRoutes = (app: FastifyInstance, office: Office): void => {
  const { database, clock } = office

  app.post('/api/attachments', { bodyLimit: BODY }, async (request, reply) => {
    const signedIn = await heardOr(office, request, reply)
    if (signedIn === null) return reply
    const body = Sent.safeParse(request.body)
    if (!body.success) return refuse(reply, 'bad-request')
    const sent = body.data
    const bytes = Buffer.from(sent.bytes, 'base64')
    if (bytes.length > MOST_BYTES) return refuseRequest(reply, 'too-large')
    if (
      createHash('sha256').update(bytes).digest('hex') !== sent.sha256 ||
      !beginnings[sent.mediaType].every((byte, at) => bytes[at] === byte)
    )
      return refuse(reply, 'bad-request')
    const { actor } = signedIn
    const works = scopeOf(actor).organisations.includes(sent.organisation)
    const scope = scopeOfWriting(actor)
    // Somewhere one does not work is answered like nowhere.
    if (!works && !(await isOfOwnNote(scope, sent))) return refuseRequest(reply, 'not-found')
    const kept = await database.write(scope, (tx) =>
      keepAttachment(tx, {
        organisationId: sent.organisation,
        id: sent.id,
        sha256: sent.sha256,
        mediaType: sent.mediaType,
        bytes,
        personId: actor.personId,
        receivedAt: clock(),
      }),
    )
    // Another picture under the same identity: no tablet of ours does this.
    if (kept?.sha256 !== sent.sha256) return refuse(reply, 'bad-request')
    return reply.send({ receivedAt: kept.receivedAt })
  })

  /** True when a note that this person wrote there says of this picture. */
  const isOfOwnNote = (scope: Scope, sent: z.infer<typeof Sent>): Promise<boolean> =>
    database.read(scope, async (tx) => {
      const { rowCount } = await tx.query(
        `select from record where organisation_id = $1 and id = $2 and kind = 'attachment' and not deleted
           and body->>'by' = $3 and body->>'sha256' = $4`,
        [sent.organisation, sent.id, scope.person, sent.sha256],
      )
      return rowCount === 1
    })

  app.get('/api/attachments/:id', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const params = z.object({ id: Id }).safeParse(request.params)
    if (!params.success) return refuseRequest(reply, 'not-found')
    const { actor } = signedIn
    const found = await database.read(scopeOf(actor), async (tx) => {
      const { rows } = await tx.query<{ media_type: string; bytes: Buffer; received_at: string }>(
        `select b.media_type, b.bytes, b.received_at
         from record r
         join file_grant g on g.organisation_id = r.organisation_id and g.file_id = r.file_id and g.person_id = $2
         join attachment_bytes b on b.organisation_id = r.organisation_id and b.id = r.id
           and b.sha256 = r.body->>'sha256'
         where r.id = $1 and r.kind = 'attachment' and not r.deleted`,
        [params.data.id, actor.personId],
      )
      return rows[0]
    })
    if (found === undefined) return refuseRequest(reply, 'not-found')
    return reply.send({
      mediaType: found.media_type,
      bytes: found.bytes.toString('base64'),
      receivedAt: found.received_at,
    })
  })
}
