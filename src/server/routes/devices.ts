import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Id, Label } from '#domain/records/words.ts'
import { seal, unseal } from '../accounts/keyed.ts'
import { administers } from '../accounts/members.ts'
import { refuse } from '../accounts/refusals.ts'
import { isWithin, signedInOr } from '../accounts/signed-in.ts'
import type { Office } from '../office.ts'
import type { Scope } from '../store/database.ts'

const NewDevice = z.strictObject({ id: Id, name: Label.min(1).max(80) })
const OneDevice = z.object({ id: Id })

type DeviceRow = { id: string; name: string; added_at: string; last_seen_at: string; revoked_at: string | null }
type SecretRow = { added_at: string; revoked_at: string | null; recovery_secret: Buffer | null }

/** How long after a full sign-in (or after adding the tablet) its recovery secret may be read, in milliseconds. */
const releaseWindow = 5 * 60_000

/** What binds a sealed secret to its row. */
const about = (deviceId: string, personId: string): string => `${deviceId} ${personId}`

const own = (personId: string): Scope => ({ person: personId, organisations: [] })

const told = ({ id, name, added_at, last_seen_at, revoked_at }: DeviceRow) => ({
  id,
  name,
  addedAt: added_at,
  lastSeenAt: last_seen_at,
  revokedAt: revoked_at,
})

/**
 * Tablets: add, list, take away, and the secret that opens one again after a forgotten passphrase. The secret is made
 * here, kept sealed, and released only to its owner, freshly signed in, with a line in the audit. docs/accounts.md.
 */
export const devicesRoutes = (app: FastifyInstance, office: Office): void => {
  const { accounts, database, clock, config } = office

  const secretOf = (personId: string, deviceId: string): Promise<SecretRow | undefined> =>
    database.read(own(personId), async (tx) => {
      const { rows } = await tx.query<SecretRow>(
        'select added_at, revoked_at, recovery_secret from device where id = $1 and person_id = $2',
        [deviceId, personId],
      )
      return rows[0]
    })

  const opened = (deviceId: string, personId: string, sealed: Buffer): string =>
    unseal(config.secret, 'device-recovery', about(deviceId, personId), sealed).toString('base64')

  app.post('/api/devices', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const body = NewDevice.safeParse(request.body)
    if (!body.success) return refuse(reply, 'bad-request')
    const { id, name } = body.data
    const { accountId, sessionId, signedInAt, actor } = signedIn
    const { personId } = actor
    const now = clock()

    const secret = randomBytes(32)
    const added = await database.write(own(personId), async (tx) => {
      const { rowCount } = await tx.query(
        'insert into device (id, person_id, name, added_at, last_seen_at, recovery_secret) values ($1, $2, $3, $4, $4, $5) on conflict (id) do nothing',
        [id, personId, name, now, seal(config.secret, 'device-recovery', about(id, personId), secret)],
      )
      return rowCount === 1
    })
    if (added) {
      await accounts.bindSession(sessionId, id)
      await accounts.audit.note({ event: 'device-added', accountId, deviceId: id })
      return reply.send({ recoverySecret: secret.toString('base64') })
    }

    // Asked again: the first answer was lost. Somebody else's id looks like one that does not exist.
    const known = await secretOf(personId, id)
    if (known === undefined || known.recovery_secret === null) return refuse(reply, 'not-found')
    if (known.revoked_at !== null) return refuse(reply, 'device-revoked')
    if (!isWithin(now, signedInAt, releaseWindow) && !isWithin(now, known.added_at, releaseWindow))
      return refuse(reply, 'sign-in-again')
    await accounts.bindSession(sessionId, id)
    await accounts.audit.note({ event: 'recovery-secret-released', accountId, deviceId: id, detail: 'added-again' })
    return reply.send({ recoverySecret: opened(id, personId, known.recovery_secret) })
  })

  app.post('/api/devices/:id/recovery', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const params = OneDevice.safeParse(request.params)
    if (!params.success) return refuse(reply, 'not-found')
    const { id } = params.data
    const { accountId, signedInAt, actor } = signedIn
    const known = await secretOf(actor.personId, id)
    if (known === undefined || known.recovery_secret === null) return refuse(reply, 'not-found')
    if (known.revoked_at !== null) return refuse(reply, 'device-revoked')
    if (!isWithin(clock(), signedInAt, releaseWindow)) return refuse(reply, 'sign-in-again')
    const recoverySecret = opened(id, actor.personId, known.recovery_secret)
    // Written down before it leaves: a release that is not in the audit must not happen.
    await accounts.audit.note({ event: 'recovery-secret-released', accountId, deviceId: id })
    return reply.send({ recoverySecret })
  })

  app.get('/api/devices', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const { actor, deviceId } = signedIn
    const columns = 'd.id, d.name, d.added_at, d.last_seen_at, d.revoked_at'
    const mine = await database.read(own(actor.personId), async (tx) => {
      const { rows } = await tx.query<DeviceRow>(
        `select ${columns} from device d where d.person_id = $1 order by d.added_at, d.id`,
        [actor.personId],
      )
      return rows
    })
    const organisations = administers(actor)
    const managed =
      organisations.length === 0
        ? []
        : await database.read({ person: null, organisations }, async (tx) => {
            const { rows } = await tx.query<
              DeviceRow & { person_id: string; person_name: string | null; organisation_ids: string[] }
            >(
              `select ${columns}, d.person_id,
                      array_agg(m.organisation_id order by m.organisation_id) as organisation_ids,
                      max(r.body->>'name') as person_name
               from device d
               join membership m on m.person_id = d.person_id and m.organisation_id = any ($1::uuid[])
               left join record r on r.organisation_id = m.organisation_id and r.file_id = m.organisation_id and r.id = d.person_id and r.kind = 'staff-member'
               group by d.id order by person_name, d.added_at, d.id`,
              [organisations],
            )
            return rows
          })
    return reply.send({
      devices: mine.map((row) => ({ ...told(row), current: row.id === deviceId })),
      managed: managed.map((row) => ({
        ...told(row),
        personId: row.person_id,
        personName: row.person_name ?? '',
        organisationIds: row.organisation_ids,
      })),
    })
  })

  app.post('/api/devices/:id/revoke', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const params = OneDevice.safeParse(request.params)
    if (!params.success) return refuse(reply, 'not-found')
    const { id } = params.data
    const { accountId, actor } = signedIn
    const revoke = (scope: Scope) =>
      database.write(scope, async (tx) => {
        const { rows } = await tx.query<{ person_id: string; revoked_at: string }>(
          'update device set revoked_at = coalesce(revoked_at, $2) where id = $1 returning person_id, revoked_at',
          [id, clock()],
        )
        return rows[0]
      })
    const organisations = administers(actor)
    const revoked =
      (await revoke(own(actor.personId))) ??
      (organisations.length === 0 ? undefined : await revoke({ person: null, organisations }))
    if (revoked === undefined) return refuse(reply, 'not-found')
    const owner = await accounts.accountOf(revoked.person_id)
    if (owner !== null) {
      await accounts.endSessionsOf(owner, id)
      await accounts.audit.note({ event: 'device-revoked', accountId: owner, by: accountId, deviceId: id })
    }
    office.log.info('device-revoked', { device: id })
    return reply.send({ revokedAt: revoked.revoked_at })
  })
}
