import { z } from 'zod'
import { widenAlarm } from '#domain/mutations/widen-alarm.ts'
import { answersForWhoIsOut } from '#domain/permissions/visible-to.ts'
import { outingsFileOf } from '#domain/records/own-file.ts'
import { Role } from '#domain/records/staff-member.ts'
import { addMinutes, dayOf, timeOf } from '#domain/time/instant.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { Letter } from '../mail/mailer.ts'
import type { Office } from '../office.ts'
import type { Transaction } from '../store/database.ts'
import { whyNotMailed, WORTH_SENDING } from './tell-of-alarm.ts'

const Member = z.object({ personId: z.uuid(), role: Role, email: z.string().nullable() })

/**
 * Tells whoever answers for people who are out that nobody has taken an alarm, in the transaction that says so: by a notification
 * where their tablets asked for them, and by letter where the office can send mail. Not the colleague who was named, who was told
 * at once, nor the person who is out.
 */
export const tellMorePeople = async (
  { mailer, notifier, config, clock, log }: Pick<Office, 'mailer' | 'notifier' | 'config' | 'clock' | 'log'>,
  tx: Transaction,
  args: unknown,
): Promise<void> => {
  const { organisationId, personId, outingId, raisedAt } = widenAlarm.args.parse(args)
  const { rows: outings } = await tx.query<{ who: string; named: string; watcher: string; back_by: string }>(
    `select member.body->>'name' as who, colleague.body->>'name' as named, colleague.id as watcher,
       outing.body->>'backBy' as back_by
     from record outing
     join record member on member.organisation_id = outing.organisation_id and member.file_id = outing.organisation_id
       and member.id = (outing.body->>'personId')::uuid
     join record colleague on colleague.organisation_id = outing.organisation_id and colleague.file_id = outing.organisation_id
       and colleague.id = (outing.body->>'watcherId')::uuid
     where outing.organisation_id = $1 and outing.file_id = $2 and outing.id = $3`,
    [organisationId, outingsFileOf(organisationId, personId), outingId],
  )
  const [outing] = outings
  if (outing === undefined) return
  const { rows } = await tx.query(
    `select m.person_id as "personId", m.role, account.email from membership m
     left join person on person.id = m.person_id
     left join accounts."user" account on account.id = person.account_id
     where m.organisation_id = $1 and m.left_on is null and m.person_id <> all ($2::uuid[]) order by m.person_id`,
    [organisationId, [personId, outing.watcher]],
  )
  const told = rows
    .flatMap((row) => Member.safeParse(row).data ?? [])
    .filter(({ role }) => answersForWhoIsOut({ role, leftOn: null }))
  const letter = unansweredLetter({ ...outing, backBy: outing.back_by, raisedAt, origin: config.origin })
  const until = addMinutes(clock(), WORTH_SENDING)
  for (const { personId: to, email } of told) {
    const key = `alarm-widened/${outingId}/${raisedAt}`
    const unmailed = whyNotMailed(mailer, email)
    await notifier.tell(tx, { personId: to, what: 'alarm', key, unmailed })
    if (unmailed === null && email !== null) await mailer.send(tx, { ...letter, to: email, until }, `${key}/${to}`)
  }
  if (told.length === 0) log.warn('alarm-nobody-more-to-tell')
}

/** As little as the first letter says, and who was told before. */
const unansweredLetter = ({
  who,
  named,
  backBy,
  raisedAt,
  origin,
}: {
  who: string
  named: string
  backBy: string
  raisedAt: string
  origin: string
}): Pick<Letter, 'subject' | 'text'> => {
  const day = dayOf(backBy)
  return {
    subject: `Nobody has taken the alarm: ${who} has not come back`,
    text: `${who} went out on visits and was expected back by ${timeOf(backBy)} on ${sayDay(day, day)}.
The office has had no word. ${named} was told at ${timeOf(raisedAt)}, and has not said that they are looking.

You are told because you lead attendance or safeguarding there. Open Doorstep now: it says where they went and how to ring
them. Press "I have it", so that others know that somebody is looking.

${origin}/today

Follow your organisation's procedure for lone workers. If you think that somebody is in danger, ring 999.
`,
  }
}
