import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Actor } from '#domain/permissions/actor.ts'
import { Id, Label } from '#domain/records/words.ts'
import { seal, unseal } from '../accounts/keyed.ts'
import { looksAfter, looksAfterIn, type Place } from '../accounts/members.ts'
import { refuse } from '../accounts/refusals.ts'
import { isWithin, signedInOr } from '../accounts/signed-in.ts'
import { forgetNotifications } from '../notifications/notifier.ts'
import type { Office } from '../office.ts'
import type { Scope } from '../store/database.ts'

const NewDevice = z.strictObject({ id: Id, name: Label.min(1).max(80), shared: z.boolean().default(false) })
const OneDevice = z.object({ id: Id })
const Shared = z.strictObject({ shared: z.boolean() })

type DeviceRow = {
  id: string
  name: string
  added_at: string
  last_seen_at: string
  revoked_at: string | null
  left_at: string | null
  shared: boolean
  files_held: number | null
  unsent: number | null
  refused: number
  refused_at: string | null
  failed: number
  failed_at: string | null
  never_arrived: number
}
type SecretRow = { added_at: string; revoked_at: string | null; recovery_secret: Buffer | null }

/** How long after a full sign-in (or after adding the tablet) its recovery secret may be read, in milliseconds. */
const releaseWindow = 5 * 60_000

/** What binds a sealed secret to its row. */
const about = (deviceId: string, personId: string): string => `${deviceId} ${personId}`

const own = (personId: string): Scope => ({ person: personId, organisations: [] })

const columns =
  'd.id, d.name, d.added_at, d.last_seen_at, d.revoked_at, d.left_at, d.shared, d.files_held, d.unsent, d.refused, d.refused_at, d.failed, d.failed_at, d.never_arrived'

const told = ({
  id,
  name,
  added_at,
  last_seen_at,
  revoked_at,
  left_at,
  shared,
  files_held,
  unsent,
  ...row
}: DeviceRow) => ({
  id,
  name,
  addedAt: added_at,
  lastSeenAt: last_seen_at,
  revokedAt: revoked_at,
  leftAt: left_at,
  shared,
  filesHeld: files_held,
  unsent,
  refused: row.refused,
  refusedAt: row.refused_at,
  failed: row.failed,
  failedAt: row.failed_at,
  neverArrived: row.never_arrived,
})

/**
 * Tablets: add, list, mark as shared, take away and give back, leave, and the secret that opens one again after a forgotten passphrase. The secret is made
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

  /** Whose tablet it is, when this person looks after them; else null. */
  const ownerLookedAfter = async (actor: Actor, deviceId: string): Promise<string | null> => {
    const organisations = looksAfterIn(actor)
    if (organisations.length === 0) return null
    const rows = await database.read({ person: null, organisations }, async (tx) => {
      const found = await tx.query<Place & { person_id: string }>(
        `select d.person_id, m.organisation_id, m.role from device d
         join membership m on m.person_id = d.person_id and m.organisation_id = any ($2::uuid[]) where d.id = $1`,
        [deviceId, organisations],
      )
      return found.rows
    })
    return looksAfter(actor, rows) ? (rows[0]?.person_id ?? null) : null
  }

  app.post('/api/devices', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const body = NewDevice.safeParse(request.body)
    if (!body.success) return refuse(reply, 'bad-request')
    const { id, name, shared } = body.data
    const { accountId, sessionId, signedInAt, actor } = signedIn
    const { personId } = actor
    const now = clock()

    const secret = randomBytes(32)
    const added = await database.write(own(personId), async (tx) => {
      const { rowCount } = await tx.query(
        'insert into device (id, person_id, name, added_at, last_seen_at, shared, recovery_secret) values ($1, $2, $3, $4, $4, $5, $6) on conflict (id) do nothing',
        [id, personId, name, now, shared, seal(config.secret, 'device-recovery', about(id, personId), secret)],
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
    const { accountId, sessionId, signedInAt, actor } = signedIn
    const known = await secretOf(actor.personId, id)
    if (known === undefined || known.recovery_secret === null) return refuse(reply, 'not-found')
    if (known.revoked_at !== null) return refuse(reply, 'device-revoked')
    if (!isWithin(clock(), signedInAt, releaseWindow)) return refuse(reply, 'sign-in-again')
    const recoverySecret = opened(id, actor.personId, known.recovery_secret)
    // Whoever signed in to open this tablet did so on it: taking it away ends that session too.
    await accounts.bindSession(sessionId, id)
    // Written down before it leaves: a release that is not in the audit must not happen.
    await accounts.audit.note({ event: 'recovery-secret-released', accountId, deviceId: id })
    return reply.send({ recoverySecret })
  })

  app.get('/api/devices', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const { actor, deviceId } = signedIn
    const mine = await database.read(own(actor.personId), async (tx) => {
      const { rows } = await tx.query<DeviceRow>(
        `select ${columns} from device d where d.person_id = $1 order by d.added_at, d.id`,
        [actor.personId],
      )
      return rows
    })
    const organisations = looksAfterIn(actor)
    const managed =
      organisations.length === 0
        ? []
        : await database.read({ person: null, organisations }, async (tx) => {
            const { rows } = await tx.query<
              DeviceRow & { person_id: string; person_name: string | null; places: Place[] }
            >(
              `select ${columns}, d.person_id,
                      jsonb_agg(jsonb_build_object('organisation_id', m.organisation_id, 'role', m.role) order by m.organisation_id) as places,
                      max(r.body->>'name') as person_name
               from device d
               join membership m on m.person_id = d.person_id and m.organisation_id = any ($1::uuid[])
               left join record r on r.organisation_id = m.organisation_id and r.file_id = m.organisation_id and r.id = d.person_id and r.kind = 'staff-member'
               group by d.id order by person_name, d.added_at, d.id`,
              [organisations],
            )
            return rows.filter((row) => looksAfter(actor, row.places))
          })
    return reply.send({
      devices: mine.map((row) => ({ ...told(row), current: row.id === deviceId })),
      managed: managed.map((row) => ({
        ...told(row),
        personId: row.person_id,
        personName: row.person_name ?? '',
        organisationIds: row.places.map((place) => place.organisation_id),
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
    const revoked =
      (await revoke(own(actor.personId))) ??
      ((await ownerLookedAfter(actor, id)) === null
        ? undefined
        : await revoke({ person: null, organisations: looksAfterIn(actor) }))
    if (revoked === undefined) return refuse(reply, 'not-found')
    await accounts.noteTakenAway(id, true)
    await forgetNotifications(database, revoked.person_id, id)
    const owner = await accounts.accountOf(revoked.person_id)
    if (owner !== null) {
      await accounts.endSessionsOf(owner, id)
      await accounts.audit.note({ event: 'device-revoked', accountId: owner, by: accountId, deviceId: id })
    }
    office.log.info('device-revoked', { device: id })
    return reply.send({ revokedAt: revoked.revoked_at })
  })

  // It was found again, or taken away by mistake: its owner signs in on it, and what waits there is sent. Never by its owner
  // alone, or a thief with their password would be the one to undo it.
  app.post('/api/devices/:id/give-back', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const params = OneDevice.safeParse(request.params)
    if (!params.success) return refuse(reply, 'not-found')
    const { id } = params.data
    const { actor } = signedIn
    const personId = await ownerLookedAfter(actor, id)
    if (personId === null || personId === actor.personId) return refuse(reply, 'not-found')
    await database.write({ person: null, organisations: looksAfterIn(actor) }, (tx) =>
      tx.query('update device set revoked_at = null where id = $1', [id]),
    )
    await accounts.noteTakenAway(id, false)
    const owner = await accounts.accountOf(personId)
    if (owner !== null) {
      await accounts.audit.note({
        event: 'device-given-back',
        accountId: owner,
        by: signedIn.accountId,
        deviceId: id,
      })
    }
    return reply.send({ revokedAt: null })
  })

  app.post('/api/devices/:id/shared', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const params = OneDevice.safeParse(request.params)
    const body = Shared.safeParse(request.body)
    if (!params.success) return refuse(reply, 'not-found')
    if (!body.success) return refuse(reply, 'bad-request')
    const { rowCount } = await database.write(own(signedIn.actor.personId), (tx) =>
      tx.query('update device set shared = $2 where id = $1', [params.data.id, body.data.shared]),
    )
    return rowCount === 0 ? refuse(reply, 'not-found') : reply.send({ shared: body.data.shared })
  })

  // Its owner signed out for good: the secret that would open it is of no use to anybody now, so it goes.
  app.post('/api/devices/:id/leave', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const params = OneDevice.safeParse(request.params)
    if (!params.success) return refuse(reply, 'not-found')
    const { id } = params.data
    const { accountId, sessionId, actor, deviceId } = signedIn
    const { rows } = await database.write(own(actor.personId), (tx) =>
      tx.query<{ left_at: string }>(
        `update device set left_at = coalesce(left_at, $2), recovery_secret = null, files_held = 0, unsent = 0
         where id = $1 returning left_at`,
        [id, clock()],
      ),
    )
    const [left] = rows
    if (left === undefined) return refuse(reply, 'not-found')
    await forgetNotifications(database, actor.personId, id)
    await accounts.audit.note({ event: 'device-left', accountId, deviceId: id })
    await accounts.endSessionsOf(accountId, id)
    if (deviceId === id) await accounts.endSession(sessionId)
    return reply.send({ leftAt: left.left_at })
  })
}
