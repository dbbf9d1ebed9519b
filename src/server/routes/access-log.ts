import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { can } from '#domain/permissions/can.ts'
import { Id } from '#domain/records/words.ts'
import { Instant } from '#domain/time/instant.ts'
import { refuse } from '../accounts/refusals.ts'
import { heardOr, signedInOr } from '../accounts/signed-in.ts'
import type { Office } from '../office.ts'
import { scopeOfWriting } from '../sync/apply-push.ts'

/** One tablet tells at most so many at once; the rest come with the next exchange. */
const AT_ONCE = 500
const Told = z.strictObject({
  openings: z.array(z.strictObject({ id: Id, file: Id, at: Instant })).max(AT_ONCE),
})
/** Lines of one page of the log. */
const PAGE = 100
/**
 * `before` and `last`: the time and the id of the last line that is shown already. Several files of a household are opened at one
 * instant, so that the time alone would leave out those behind the end of a page. Older tablets send the time alone.
 */
const Asked = z.object({
  organisation: Id,
  file: Id.optional(),
  before: Instant.optional(),
  last: Id.optional(),
})

type LineRow = { id: string; file_id: string; person_id: string; opened_at: string; received_at: string }

/**
 * Who opened which file. Tablets tell it with each exchange, offline reads included, a leaver's too: it is evidence of what they
 * read, whenever they read it. Whoever answers for the children of an organisation reads it, for the files they may see themselves.
 * Ids and times: the reader's tablet has the names.
 */
export const accessLogRoutes = (app: FastifyInstance, office: Office): void => {
  const { database, clock } = office

  app.post('/api/access-log', async (request, reply) => {
    const signedIn = await heardOr(office, request, reply)
    if (signedIn === null) return reply
    const body = Told.safeParse(request.body)
    if (!body.success) return refuse(reply, 'bad-request')
    const { openings } = body.data
    const { actor, deviceId } = signedIn
    // In the teller's own name, and about files of organisations they have or had a place in: whatever else is told is nobody's.
    await database.write(scopeOfWriting(actor), (tx) =>
      tx.query(
        `insert into access_log (organisation_id, id, file_id, person_id, device_id, opened_at, received_at)
         select f.organisation_id, told.id, f.id, $4, $5, told.at, $6
         from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as told(id, file, at) join file f on f.id = told.file
         on conflict do nothing`,
        [
          openings.map(({ id }) => id),
          openings.map(({ file }) => file),
          openings.map(({ at }) => at),
          actor.personId,
          deviceId,
          clock(),
        ],
      ),
    )
    return reply.code(204).send()
  })

  app.get('/api/access-log', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const query = Asked.safeParse(request.query)
    if (!query.success) return refuse(reply, 'bad-request')
    const { organisation, file = null, before = null, last = null } = query.data
    const { actor } = signedIn
    // The same for an organisation that is not theirs and for none.
    if (!can(actor, 'see-access-log', { organisationId: organisation })) return refuse(reply, 'not-found')
    const rows = await database.read({ person: actor.personId, organisations: [organisation] }, async (tx) => {
      const found = await tx.query<LineRow>(
        `select l.id, l.file_id, l.person_id, l.opened_at, l.received_at from access_log l
         join file_grant g on g.organisation_id = l.organisation_id and g.file_id = l.file_id and g.person_id = $2
         where l.organisation_id = $1 and ($3::uuid is null or l.file_id = $3)
           and ($4::timestamptz is null or l.opened_at < $4 or (l.opened_at = $4 and l.id > $5::uuid))
         order by l.opened_at desc, l.id limit $6`,
        [organisation, actor.personId, file, before, last, PAGE + 1],
      )
      return found.rows
    })
    return reply.send({
      lines: rows.slice(0, PAGE).map((row) => ({
        id: row.id,
        file: row.file_id,
        personId: row.person_id,
        openedAt: row.opened_at,
        receivedAt: row.received_at,
      })),
      more: rows.length > PAGE,
    })
  })
}
