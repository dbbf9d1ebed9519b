import { raiseAlarm } from '#domain/mutations/raise-alarm.ts'
import { outingsFileOf } from '#domain/records/own-file.ts'
import { addMinutes, dayOf, timeOf } from '#domain/time/instant.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { Letter } from '../mail/mailer.ts'
import type { Unmailed } from '../notifications/notifier.ts'
import type { Office } from '../office.ts'
import type { Transaction } from '../store/database.ts'

/** Minutes for which a letter about an alarm is still tried: a day. */
export const WORTH_SENDING = 24 * 60

/**
 * Tells the colleague who was named of an alarm just raised, in its own transaction, outside the app: by a notification on
 * each of their tablets that asked for them, and by letter where the office can send mail and they have an account. Where no
 * letter goes, the log says by what they are told instead; the app tells them all the same.
 */
export const tellOfAlarm = async (
  { mailer, notifier, config, clock }: Pick<Office, 'mailer' | 'notifier' | 'config' | 'clock'>,
  tx: Transaction,
  args: unknown,
): Promise<void> => {
  const { organisationId, personId, outingId, backBy } = raiseAlarm.args.parse(args)
  const { rows } = await tx.query<{ who: string; watcher: string; email: string | null }>(
    `select member.body->>'name' as who, outing.body->>'watcherId' as watcher, account.email
     from record outing
     join record member on member.organisation_id = outing.organisation_id and member.file_id = outing.organisation_id
       and member.id = (outing.body->>'personId')::uuid
     left join person on person.id = (outing.body->>'watcherId')::uuid
     left join accounts."user" account on account.id = person.account_id
     where outing.organisation_id = $1 and outing.file_id = $2 and outing.id = $3`,
    [organisationId, outingsFileOf(organisationId, personId), outingId],
  )
  const [told] = rows
  if (told === undefined) return
  const key = `alarm/${outingId}/${backBy}`
  const { watcher, email } = told
  const unmailed = whyNotMailed(mailer, email)
  await notifier.tell(tx, { personId: watcher, what: 'alarm', key, unmailed })
  if (unmailed !== null || email === null) return
  const letter = alarmLetter({ who: told.who, backBy, origin: config.origin })
  await mailer.send(tx, { ...letter, to: email, until: addMinutes(clock(), WORTH_SENDING) }, key)
}

/** Why no letter goes to somebody; null where one does. */
export const whyNotMailed = ({ isSetUp }: Office['mailer'], email: string | null): Unmailed | null => {
  if (!isSetUp) return 'no-mail-server'
  return email === null ? 'no-address' : null
}

/**
 * Says who has not come back, since when, and where to look. It holds no child's name, no address and no number: those are
 * in the app, behind the colleague's own lock.
 */
export const alarmLetter = ({
  who,
  backBy,
  origin,
}: {
  who: string
  backBy: string
  origin: string
}): Pick<Letter, 'subject' | 'text'> => {
  const day = dayOf(backBy)
  return {
    subject: `${who} has not come back`,
    text: `${who} went out on visits and was expected back by ${timeOf(backBy)} on ${sayDay(day, day)}.
The office has had no word.

They named you as the colleague who is told. Open Doorstep now: it says where they went and how to ring them. Press
"I have it", so that others know that somebody is looking.

${origin}/today

Follow your organisation's procedure for lone workers. If you think that somebody is in danger, ring 999.
`,
  }
}
