import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Pull, Push, PUSH_LIMIT } from '#sync/protocol.ts'
import type { SignedIn } from '../accounts/accounts.ts'
import { newReference, refuseRequest } from '../http/answers.ts'
import type { Office } from '../office.ts'
import { answerPull } from '../sync/answer-pull.ts'
import { applyPush, scopeOf } from '../sync/apply-push.ts'

/** JSON of a push is at most this long: the limit of the protocol, and room for escapes of one large mutation. */
const PUSH_BODY = PUSH_LIMIT.bytes * 2
const PULL_BODY = 1_000_000

/** A live connection says something at least this often, so that neither side keeps a dead one. Milliseconds. */
const HEARTBEAT = 25_000

const messages = {
  'signed-out': 'Sign in to send and receive.',
  'mfa-required': 'Show your second step to send and receive.',
  'device-revoked': 'This tablet was switched off by your organisation.',
  left: 'You no longer belong to an organisation here.',
  'other-person': 'This tablet belongs to somebody else.',
} as const

const refuse = (reply: FastifyReply, error: keyof typeof messages): FastifyReply =>
  reply.code(error === 'signed-out' ? 401 : 403).send({ error, message: messages[error], reference: newReference() })

/** Push, pull and live hints (src/sync/SPEC.md). */
export const syncRoutes = (app: FastifyInstance, office: Office): void => {
  const around = { database: office.database, clock: office.clock, poke: office.pokes.poke }

  /** Who asks, or null after having answered that nobody may. */
  const whoAsks = async (request: FastifyRequest, reply: FastifyReply): Promise<SignedIn | null> => {
    const who = await office.accounts.whoIs(request)
    if (who.ok) return who.signedIn
    refuse(reply, who.why)
    return null
  }

  app.post('/api/sync/push', { bodyLimit: PUSH_BODY, config: { anyText: true } }, async (request, reply) => {
    const signedIn = await whoAsks(request, reply)
    if (signedIn === null) return reply
    const push = Push.safeParse(request.body)
    if (!push.success) return refuseRequest(reply, 'bad-request')
    const answer = await applyPush(around, signedIn.actor, push.data)
    return answer === 'other-person' ? refuse(reply, 'other-person') : reply.send(answer)
  })

  app.post('/api/sync/pull', { bodyLimit: PULL_BODY }, async (request, reply) => {
    const signedIn = await whoAsks(request, reply)
    if (signedIn === null) return reply
    const pull = Pull.safeParse(request.body)
    if (!pull.success) return refuseRequest(reply, 'bad-request')
    await noteSeen(office, signedIn, pull.data)
    const answer = await answerPull(around, signedIn.actor, pull.data)
    return answer === 'other-person' ? refuse(reply, 'other-person') : reply.send(answer)
  })

  app.get('/api/sync/live', async (request, reply) => {
    const signedIn = await whoAsks(request, reply)
    if (signedIn === null) return reply
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value)
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    reply.raw.write('retry: 5000\n\n')
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

/** Notes when a tablet was last here and how many mutations it says it made (SPEC D1). */
const noteSeen = (office: Office, signedIn: SignedIn, pull: Pull): Promise<void> =>
  office.database.write(scopeOf(signedIn.actor), async (tx) => {
    await tx.query(
      `with client as (update sync_client set announced = greatest(announced, $3), last_seen_at = $4 where id = $1)
       update device set last_seen_at = $4 where id = $2`,
      [pull.client, pull.device, pull.made, office.clock()],
    )
  })
