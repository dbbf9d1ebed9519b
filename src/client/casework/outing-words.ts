import { isAlong, outingState, standingAlarm } from '#domain/casework/outing-state.ts'
import type { Outing, OutingStepWhat } from '#domain/records/outing.ts'
import { dayOf, millisecondsBetween, type Instant } from '#domain/time/instant.ts'
import type { OfficeMeans } from '#sync/protocol.ts'
import { sayInstant } from './day-words.ts'
import type { KeptOf } from './kept-record.ts'
import { sayWho, sayWhoFirst, type Colleagues } from './people-words.ts'

/** Something said loudly or quietly, and how loudly. */
export type Said = { tone: 'good' | 'due' | 'danger'; title: string; says: string }

/**
 * What the office knows of an outing of one's own: told by receipts alone. What it does not know is said with what may come of
 * it, because an alarm sounds, or does not, by what the office knows.
 */
export const sayWhatOfficeKnows = (
  { record, waiting, receivedAt }: KeptOf<'outing'>,
  now: Instant,
  means: OfficeMeans | null,
): Said => {
  const today = dayOf(now)
  if (receivedAt === null) {
    return {
      tone: 'danger',
      title: 'Not lodged: only on this tablet',
      says: 'Nobody will be told if you do not come back. It goes by itself as soon as there is signal.',
    }
  }
  const unsent = waiting === 0 ? [] : record.steps.slice(-waiting)
  if (waiting > 0 && record.ended !== null) {
    return {
      tone: 'danger',
      title: 'The office does not know yet that you are safe',
      says: `It waits on this tablet for signal, and the alarm may sound (${sayInstant(record.backBy, today)}). Ring your colleague now.`,
    }
  }
  if (unsent.some(({ what }) => what === 'return-changed')) {
    return {
      tone: 'danger',
      title: 'The office does not know the new time yet',
      says: 'It waits on this tablet for signal, and the alarm may sound at the time you gave before. Ring your colleague.',
    }
  }
  if (waiting > 0) {
    return {
      tone: 'due',
      title: 'The office has your plan',
      says: 'What you pressed since is only on this tablet, and goes by itself when there is signal.',
    }
  }
  const at = sayInstant(receivedAt, today)
  if (record.ended !== null)
    return { tone: 'good', title: 'The office knows that you are safe', says: `Received ${at}.` }
  return record.steps.length === 0
    ? {
        tone: 'good',
        title: `Lodged with the office at ${at}`,
        says: `If you are not back, ${sayHowTold('your colleague', means)}`,
      }
    : { tone: 'good', title: 'The office has everything', says: `Last received ${at}.` }
}

/**
 * What the office will really do for the colleague who is told, when the time passes without word: the rest of a sentence. It
 * promises no e-mail that cannot come, and no notification: whether they asked for those, only their tablet knows.
 */
export const sayHowTold = (who: string, means: OfficeMeans | null): string => {
  if (means === null) return `it shows on ${who}’s tablet while Doorstep is open there.`
  const notifies = means.notificationKey !== null
  if (means.mail === 'ready') {
    return notifies
      ? `it shows on ${who}’s tablet, the office e-mails them, and it notifies them where they switched that on.`
      : `it shows on ${who}’s tablet, and the office e-mails them.`
  }
  return notifies
    ? `it shows on ${who}’s tablet; with Doorstep closed only where they switched notifications on. ${noMail[means.mail]}`
    : `it shows on ${who}’s tablet only while Doorstep is open there. ${noMail[means.mail]}`
}

/** The same, for the colleague, whose own tablet it is. */
const sayHowYouAreTold = (means: OfficeMeans | null): string => {
  if (means === null) return 'it shows here while Doorstep is open.'
  if (means.isNotified) {
    return means.mail === 'ready'
      ? 'it shows here, this tablet notifies you, and the office e-mails you.'
      : `it shows here, and this tablet notifies you. ${noMail[means.mail]}`
  }
  return means.mail === 'ready'
    ? 'it shows here, and the office e-mails you.'
    : `it shows here only while Doorstep is open. ${noMail[means.mail]}`
}

/** Why somebody with Doorstep closed may hear nothing of an alarm; null when they are written to, or the office has not said. */
export const sayNotMailed = (means: OfficeMeans | null): string | null =>
  means === null || means.mail === 'ready' ? null : noMail[means.mail]

const noMail: Record<Exclude<OfficeMeans['mail'], 'ready'>, string> = {
  failing: 'The office’s e-mail is not getting through just now.',
  'not-set-up': 'This office sends no e-mail.',
}

/** Whose tablet it is, and what is known on it. */
export type Watching = { colleagues: Colleagues; mine: string; means: OfficeMeans | null }

/** How it is with a colleague who is out, for whoever looks out for them. */
export const sayOutingOf = (outing: Outing, now: Instant, { colleagues, mine, means }: Watching): Said => {
  const who = sayWhoFirst(colleagues, outing.personId, mine)
  const today = dayOf(now)
  const by = sayInstant(outing.backBy, today)
  const alarm = standingAlarm(outing)
  if (isAlong(outing, mine) && outing.ended === null) {
    const told = sayWho(colleagues, outing.watcherId, mine)
    if (alarm !== null)
      return {
        tone: 'danger',
        title: 'The alarm has been raised',
        says: `The office thinks that ${who} and you are not back. Say that you are safe, or ring ${told}.`,
      }
    return outingState(outing, now) === 'out'
      ? { tone: 'good', title: `You are out with ${who}`, says: `Back by ${by}. If not, ${told} is told.` }
      : { tone: 'danger', title: `You and ${who} were expected back by ${by}`, says: `Ring ${told}.` }
  }
  switch (outingState(outing, now)) {
    case 'safe':
      return { tone: 'good', title: `${who} is safe`, says: `Said ${sayInstant(outing.ended?.at ?? now, today)}.` }
    case 'out':
      return {
        tone: 'good',
        title: `${who} is out on visits`,
        says: `Expected back by ${by}. If not, ${sayHowYouAreTold(means)}`,
      }
    case 'late':
      return {
        tone: 'danger',
        title: `${who} was expected back by ${by}`,
        says: 'No word has reached this tablet. Without signal it does not hear what the office knows.',
      }
    case 'alarm':
      return {
        tone: 'danger',
        title: `${who} has not come back`,
        says: `Expected by ${by}. The office has had no word.`,
      }
    case 'alarm-unanswered':
      return {
        tone: 'danger',
        title: `Nobody has taken this alarm: ${who} has not come back`,
        says: `Expected by ${by}. Raised ${minutes(alarm?.raised.at ?? now, now)} ago. ${
          alarm?.widened == null ? '' : 'Whoever leads attendance or safeguarding is told too. '
        }Act now.`,
      }
    case 'alarm-taken': {
      const taker = alarm?.taken?.by ?? mine
      const taken = sayInstant(alarm?.taken?.at ?? now, today)
      return {
        tone: 'danger',
        title:
          taker === mine
            ? `You are looking for ${who}`
            : `${sayWhoFirst(colleagues, taker, mine)} is looking for ${who}`,
        says: `Expected by ${by}. ${taker === mine ? 'You' : 'They'} took the alarm ${taken}.`,
      }
    }
  }
}

const minutes = (from: Instant, to: Instant): string => {
  const count = Math.max(1, Math.floor(millisecondsBetween(from, to) / 60_000))
  return count === 1 ? '1 minute' : `${count} minutes`
}

/** One thing that happened, without who. */
export const stepWords: Record<OutingStepWhat, string> = {
  arrived: 'Arrived',
  left: 'Left',
  'return-changed': 'Another time to be back',
  'alarm-raised': 'The office raised the alarm',
  'alarm-taken': 'Alarm taken',
  'alarm-widened': 'Nobody had taken it: the office told whoever leads attendance or safeguarding',
  safe: 'Safe',
}

/** A number as a link dials it. */
export const dialled = (number: string): string => `tel:${number.replaceAll(/[^\d+]/g, '')}`
