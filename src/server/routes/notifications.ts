import { createECDH } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Id } from '#domain/records/words.ts'
import { refuse, refuseForNow } from '../accounts/refusals.ts'
import { signedInOr } from '../accounts/signed-in.ts'
import { forgetNotifications } from '../notifications/notifier.ts'
import { ADDRESS_LENGTH, readPushAddress } from '../notifications/push-address.ts'
import type { Office } from '../office.ts'

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url')

/** Whether it is a point of the curve: a notification could never be sealed for anything else. */
const isPoint = (text: string): boolean => {
  const ours = createECDH('prime256v1')
  ours.generateKeys()
  try {
    ours.computeSecret(bytesOf(text))
    return true
  } catch {
    return false
  }
}

/** What a browser answers when it lets itself be notified (W3C Push API; RFC 8291 for the keys). */
const Asked = z.strictObject({
  address: z.string().max(ADDRESS_LENGTH),
  p256dh: z
    .base64url()
    .max(100)
    .refine((key) => bytesOf(key).length === 65 && isPoint(key)),
  auth: z
    .base64url()
    .max(40)
    .refine((secret) => bytesOf(secret).length === 16),
})
const OneDevice = z.object({ id: Id })

/** A person has few tablets; whoever asks for more wants the office to knock at many doors at once. */
const MOST_TABLETS = 10

/**
 * A tablet asks to be told of an alarm while Doorstep is closed, and takes that back. For its owner alone, and only while it
 * is set up and was not taken away.
 */
export const notificationsRoutes = (app: FastifyInstance, { accounts, config, database, clock }: Office): void => {
  app.post('/api/devices/:id/notifications', async (request, reply) => {
    const signedIn = await signedInOr({ accounts }, request, reply)
    if (signedIn === null) return reply
    const params = OneDevice.safeParse(request.params)
    if (!params.success) return refuse(reply, 'not-found')
    const { id } = params.data
    const { personId } = signedIn.actor
    const leave = await accounts.throttle.notified(personId)
    if (!leave.ok) return refuseForNow(reply, leave.retryAfter)
    const scope = { person: personId, organisations: [] }
    const stands = await database.read(scope, async (tx) => {
      const { rows } = await tx.query<{ others: number }>(
        `select (select count(*) from device_notification n where n.person_id = d.person_id and n.device_id <> d.id)::int as others
         from device d where d.id = $1 and d.person_id = $2 and d.revoked_at is null and d.left_at is null`,
        [id, personId],
      )
      return rows[0]
    })
    if (stands === undefined) return refuse(reply, 'not-found')
    const body = Asked.safeParse(request.body)
    if (!body.success || config.notifications === null) return refuse(reply, 'bad-request')
    const { address, p256dh, auth } = body.data
    if (readPushAddress(address, config.notifications) === null) return refuse(reply, 'bad-request')
    if (stands.others >= MOST_TABLETS) return refuse(reply, 'not-permitted')
    await database.write(scope, (tx) =>
      tx.query(
        `insert into device_notification (device_id, person_id, address, p256dh, auth, asked_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (device_id) do update set address = excluded.address, p256dh = excluded.p256dh, auth = excluded.auth,
           asked_at = excluded.asked_at`,
        [id, personId, address, p256dh, auth, clock()],
      ),
    )
    return reply.send({ notified: true })
  })

  app.post('/api/devices/:id/notifications/off', async (request, reply) => {
    const signedIn = await signedInOr({ accounts }, request, reply)
    if (signedIn === null) return reply
    const params = OneDevice.safeParse(request.params)
    if (!params.success) return refuse(reply, 'not-found')
    const { personId } = signedIn.actor
    const { rowCount } = await database.read({ person: personId, organisations: [] }, (tx) =>
      tx.query('select from device where id = $1', [params.data.id]),
    )
    if (rowCount === 0) return refuse(reply, 'not-found')
    await forgetNotifications(database, personId, params.data.id)
    return reply.send({ notified: false })
  })
}
