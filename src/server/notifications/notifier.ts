import { request as requestOverHttp } from 'node:http'
import { request as requestOverHttps } from 'node:https'
import webPush from 'web-push'
import { z } from 'zod'
import { addMinutes, Instant, millisecondsBetween, type Clock } from '#domain/time/instant.ts'
import { Id } from '#domain/records/words.ts'
import { addJob, type Tasks } from '../jobs/jobs.ts'
import type { Log } from '../log.ts'
import type { OfficeConfig } from '../office.ts'
import type { Database, Scope, Transaction } from '../store/database.ts'
import { codeOf } from '../store/passing-fault.ts'
import { lookUpOutside, readPushAddress } from './push-address.ts'

/** What a notification says, by name alone: the tablet has the words. Nobody's name, no place, no id goes to a push service. */
export const NotificationWhat = z.enum(['alarm'])
export type NotificationWhat = z.infer<typeof NotificationWhat>

/** The office's way to tell somebody whose tablet has Doorstep closed. */
export type Notifier = {
  /** The key that a browser asks for before it lets this office notify it; null where the office has none, and notifies nobody. */
  publicKey: string | null
  /**
   * Hands a notification for each tablet of a person that asked for them to the queue, inside `tx`. `key` is the act that it
   * tells of: told twice, it goes once. `unmailed` says why no letter goes to them, or null where one does: the log is told whether
   * they are then reached by notifications alone, or by nothing while Doorstep is closed.
   */
  tell(tx: Transaction, telling: Telling): Promise<void>
  /** What the queue does for it. */
  tasks: Tasks
}

type Telling = { personId: string; what: NotificationWhat; key: string; unmailed: Unmailed | null }

/** Why nobody is written to. */
export const Unmailed = z.enum(['no-mail-server', 'no-address'])
export type Unmailed = z.infer<typeof Unmailed>

const TELL_PERSON = 'notify-person'
const TELL_DEVICE = 'notify-tablet'

/** Minutes for which a notification is still tried, and kept by the push service for a tablet that is off. Later it would mislead. */
const WORTH_TELLING = 4 * 60

/** Milliseconds that a push service may take before the notification goes back to the queue. */
const PATIENCE = 15_000

const ToPerson = z.object({
  personId: Id,
  what: NotificationWhat,
  until: Instant,
  key: z.string(),
  unmailed: Unmailed.optional(),
})
const ToDevice = z.object({ personId: Id, deviceId: Id, what: NotificationWhat, until: Instant })

const own = (personId: string): Scope => ({ person: personId, organisations: [] })

/** Opens the way to the push services. Nothing is connected until there is something to tell. */
export const openNotifier = ({
  config,
  database,
  clock,
  log,
}: {
  config: OfficeConfig
  database: Database
  clock: Clock
  log: Log
}): Notifier => {
  const keys = config.notifications
  const sayHowTold = (why: Unmailed, tablets: number): void =>
    tablets === 0
      ? log.warn('alarm-told-in-app-only', { why })
      : log.info('alarm-notified-not-mailed', { why, tablets })
  /** Makes one job for each tablet, so that one whose push service is down is tried again by itself. */
  const tellPerson = async (payload: unknown): Promise<void> => {
    const { personId, what, until, key, unmailed } = ToPerson.parse(payload)
    await database.write(own(personId), async (tx) => {
      const { rows } = await tx.query<{ device_id: string }>(
        `select n.device_id from device_notification n join device d on d.id = n.device_id
         where n.person_id = $1 and d.revoked_at is null and d.left_at is null
           and exists (select from membership m where m.person_id = $1 and m.left_on is null)`,
        [personId],
      )
      for (const { device_id: deviceId } of rows) {
        await addJob(tx, { task: TELL_DEVICE, payload: { personId, deviceId, what, until }, key: `${key}/${deviceId}` })
      }
      if (unmailed !== undefined) sayHowTold(unmailed, rows.length)
    })
  }
  const tellDevice = async (payload: unknown): Promise<void> => {
    const { personId, deviceId, what, until } = ToDevice.parse(payload)
    const now = clock()
    // Told to the queue as an error, so that it waits for the keys to be named again.
    if (keys === null) throw new Error('no-notification-keys')
    if (now > until) {
      log.warn('notification-too-late')
      return
    }
    const asked = await database.read(own(personId), async (tx) => {
      const { rows } = await tx.query<{ address: string; p256dh: string; auth: string }>(
        `select n.address, n.p256dh, n.auth from device_notification n join device d on d.id = n.device_id
         where n.device_id = $1 and d.revoked_at is null and d.left_at is null`,
        [deviceId],
      )
      return rows[0]
    })
    const address = asked === undefined ? null : readPushAddress(asked.address, keys)
    if (asked === undefined || address === null) return
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint: asked.address, keys: { p256dh: asked.p256dh, auth: asked.auth } },
      JSON.stringify({ what }),
      {
        TTL: Math.max(60, Math.floor(millisecondsBetween(now, until) / 1000)),
        urgency: 'high',
        contentEncoding: 'aes128gcm',
        vapidDetails: { subject: keys.subject, publicKey: keys.publicKey, privateKey: keys.privateKey },
      },
    )
    const status = await post(address, { headers, body })
    if (status === 404 || status === 410) {
      // The browser took it back, or was emptied: it will never answer again.
      await forgetNotifications(database, personId, deviceId)
      log.info('notification-address-gone', { device: deviceId })
    } else if (status < 200 || status > 299) throw new Error(`push-service-${status}`)
  }
  return {
    publicKey: keys?.publicKey ?? null,
    tell: async (tx, { personId, what, key, unmailed }) => {
      if (keys === null) {
        if (unmailed !== null) sayHowTold(unmailed, 0)
        return
      }
      const until = addMinutes(clock(), WORTH_TELLING)
      const payload = { personId, what, until, key, ...(unmailed === null ? {} : { unmailed }) }
      await addJob(tx, { task: TELL_PERSON, payload, key: `notify/${key}/${personId}` })
    },
    tasks: { [TELL_PERSON]: tellPerson, [TELL_DEVICE]: tellDevice },
  }
}

/** Forgets that a tablet of this person is to be notified; one that never was is no fault. */
export const forgetNotifications = async (database: Database, personId: string, deviceId: string): Promise<void> => {
  await database.write(own(personId), (tx) =>
    tx.query('delete from device_notification where device_id = $1', [deviceId]),
  )
}

type Sealed = Pick<ReturnType<typeof webPush.generateRequestDetails>, 'headers' | 'body'>

/** Sends, follows no redirect, reads no answer but its number. Throws a code alone: the address is a way to reach somebody's tablet. */
const post = (address: URL, { headers, body }: Sealed): Promise<number> =>
  new Promise((settle, fail) => {
    const isHere = address.protocol === 'http:'
    const sending = (isHere ? requestOverHttp : requestOverHttps)(
      address,
      {
        method: 'POST',
        headers,
        signal: AbortSignal.timeout(PATIENCE),
        ...(isHere ? {} : { lookup: lookUpOutside }),
      },
      (answer) => {
        answer.destroy()
        settle(answer.statusCode ?? 0)
      },
    )
    sending.on('error', (error) => fail(new Error(codeOf(error) ?? 'push-service-unreachable')))
    sending.end(body)
  })
