import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { theOffice } from '#domain/permissions/actor.ts'
import { tellMorePeople } from '../alarms/tell-more-people.ts'
import { tellOfAlarm } from '../alarms/tell-of-alarm.ts'
import type { Office } from '../office.ts'
import { applyAct } from './apply-acts.ts'
import { logActs } from './log-acts.ts'

/** The identities of one organisation or several, with commas. */
const Identities = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.uuid()))

const Payload = z.object({ organisationId: Identities, name: z.string(), args: z.string() })

/**
 * The queue's task: does what the office is to do by itself, through the same mutation as everything else, which decides again
 * under the lock whether it is still due. What was settled meanwhile is no fault; any other refusal is ours, is told in the
 * log and tried again. Whoever is to be told is written to in the same transaction, and tablets hear of it after the commit.
 */
export const doOfficeAct =
  (office: Pick<Office, 'database' | 'clock' | 'pokes' | 'mailer' | 'notifier' | 'config' | 'log'>) =>
  async (payload: unknown): Promise<void> => {
    const { organisationId: organisations, name, args: written } = Payload.parse(payload)
    const args: unknown = JSON.parse(written)
    const now = office.clock()
    const scope = { person: theOffice.personId, organisations }
    const applied = await office.database.write(scope, async (tx) => {
      const uid = randomUUID()
      const ended = await applyAct(tx, { uid, name, args, recordedAt: now, by: theOffice }, now)
      if (!ended.ok) return ended
      await logActs(tx, [{ uid, name }], { personId: theOffice.personId, at: now })
      if (name === 'raise-alarm@1') await tellOfAlarm(office, tx, args)
      if (name === 'widen-alarm@1') await tellMorePeople(office, tx, args)
      return ended
    })
    if (applied.ok) office.pokes.poke(applied.touched, applied.grantsChangedFor)
    else if (applied.refusal !== 'already-settled') throw new Error(`refused-${applied.refusal}`)
  }
