import { randomInt } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Pull, Push, PUSH_LIMIT, type OfficeMeans } from '#sync/protocol.ts'
import type { SignedIn } from '../accounts/accounts.ts'
import { heardOr, signedInOr } from '../accounts/signed-in.ts'
import { newReference, refuseRequest } from '../http/answers.ts'
import type { Office } from '../office.ts'
import { answerPull } from '../sync/answer-pull.ts'
import { applyPush, scopeOf } from '../sync/apply-push.ts'
import { noteNeverArrived } from '../sync/never-arrived.ts'

/** JSON of a push is at most this long: the limit of the protocol, and room for escapes of one large mutation. */
const PUSH_BODY = PUSH_LIMIT.bytes * 2
const PULL_BODY = 1_000_000

/** A live connection says something at least this often, so that neither side keeps a dead one. Milliseconds. */
const HEARTBEAT = 25_000

/** Push, pull and live hints (src/sync/SPEC.md). */
export const syncRoutes = (app: FastifyInstance, office: Office): void => {
  const around = { database: office.database, clock: office.clock, poke: office.pokes.poke }

  app.post('/api/sync/push', { bodyLimit: PUSH_BODY, config: { anyText: true } }, async (request, reply) => {
    const signedIn = await heardOr(office, request, reply)
    if (signedIn === null) return reply
    const push = Push.safeParse(request.body)
    if (!push.success) return refuseRequest(reply, 'bad-request')
    const answer = await applyPush(around, signedIn.actor, push.data)
    return answer === 'other-person' ? refuseOtherPerson(reply) : reply.send(answer)
  })

  app.post('/api/sync/pull', { bodyLimit: PULL_BODY, config: { compressed: true } }, async (request, reply) => {
    const signedIn = await heardOr(office, request, reply)
    if (signedIn === null) return reply
    const pull = Pull.safeParse(request.body)
    if (!pull.success) return refuseRequest(reply, 'bad-request')
    const means = await noteSeen(office, signedIn, pull.data)
    const answer = await answerPull(around, signedIn.actor, pull.data)
    if (answer === 'other-person') return refuseOtherPerson(reply)
    return reply.send(signedIn.hasLeft ? { ...answer, means, ended: true } : { ...answer, means })
  })

  app.get('/api/sync/live', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value)
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    reply.raw.write(`retry: ${comeBackAfter()}\n\n`)
    const unsubscribe = office.pokes.subscribe(signedIn.actor.personId, (poke) =>
      reply.raw.write(`data: ${JSON.stringify(poke)}\n\n`),
    )
    const heartbeat = setInterval(() => void stillHere(), HEARTBEAT)
    const end = (): void => {
      clearInterval(heartbeat)
      unsubscribe()
      reply.raw.end()
    }
    const stillHere = async (): Promise<void> => {
      const who = await office.accounts.whoIs(request).catch(() => null)
      // A session that ended hears nothing more; one that could not be looked up just now keeps its line.
      if (who !== null && !who.ok) end()
      else reply.raw.write(': still here\n\n')
    }
    reply.raw.on('close', end)
    return reply
  })
}

/** How long a tablet waits before it listens again: short, and not the same for all, so that a restart does not call them at once. */
const comeBackAfter = (): number => randomInt(1000, 3000)

/** A line belongs to one person for ever (SPEC P10). */
const refuseOtherPerson = (reply: FastifyReply): FastifyReply =>
  reply
    .code(403)
    .send({ error: 'other-person', message: 'This tablet belongs to somebody else.', reference: newReference() })

/**
 * Notes when a tablet was last here, how many files it holds, and how many mutations it says it made (SPEC D1), of the person's own
 * tablets only: the scope of their organisations shows colleagues' too. Answers what the office can do just now to tell somebody of
 * an alarm.
 */
const noteSeen = (office: Office, signedIn: SignedIn, pull: Pull): Promise<OfficeMeans> =>
  office.database.write(scopeOf(signedIn.actor), async (tx) => {
    await tx.query(
      `with client as (
         update sync_client set announced = greatest(announced, $3), last_seen_at = $4 where id = $1 returning lmid
       )
       update device set last_seen_at = $4, files_held = $5,
         unsent = greatest(0, $3 - coalesce((select lmid from client), 0))
       where id = $2 and person_id = $6`,
      [pull.client, pull.device, pull.made, office.clock(), Object.keys(pull.cursors).length, signedIn.actor.personId],
    )
    const { rows } = await tx.query<{ notified: boolean; falls_short: boolean }>(
      `select exists (select from device_notification where device_id = $1 and person_id = $2) as notified,
         exists (select from device where id = $1 and person_id = $2 and never_arrived > 0) or exists (
           select from sync_client where device_id = $1 and person_id = $2 and id <> $3 and announced > lmid
         ) as falls_short`,
      [pull.device, signedIn.actor.personId, pull.client],
    )
    if (rows[0]?.falls_short === true) await noteNeverArrived(tx, pull, signedIn.actor.personId)
    return {
      mail: await office.mailer.state(tx),
      notificationKey: office.notifier.publicKey,
      isNotified: rows[0]?.notified === true,
    }
  })
