import { z } from 'zod'
import { parentName, relationshipOf } from '#client/casework/people-words.ts'
import type { Ready } from '#client/casework/use-submit.ts'
import type { logContact } from '#domain/mutations/log-contact.ts'
import { isFamily } from '#domain/people/is-family.ts'
import { reasonGivenWords, type ReasonGiven } from '#domain/records/absence-asked.ts'
import { contactResultWords, Interpreter, type ContactResult } from '#domain/records/contact-note.ts'
import { isKeptFromChild, type CourtOrder } from '#domain/records/court-order.ts'
import { relationshipWords, type Parent } from '#domain/records/parent.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { Session } from '#domain/time/school-session.ts'

/** A try to find out why a child is away, as it stands in the open form: also the shape of its draft. */
export const MorningCallForm = z.object({
  actId: z.string(),
  /** Whom, on which number; empty while the first that nobody has rung is meant. */
  way: z.string(),
  /** They rang or wrote to the school of their own accord. */
  theyRang: z.boolean(),
  interpreter: Interpreter,
  /** What they said, as they said it. */
  words: z.string(),
  /** The child first, then missing brothers and sisters, and whether the call is about them too. */
  children: z.array(z.object({ pupilId: z.string(), noteId: z.string(), isMeant: z.boolean() })).min(1),
})
export type MorningCallForm = z.infer<typeof MorningCallForm>

/**
 * Somebody who may be rung, on one of their numbers; `number` is null where the school holds none of theirs. `isBound`: a court's order
 * keeps them from the child or from being told, so that they are chosen by hand or not at all.
 */
export type Way = { key: string; parent: Parent; number: string | null; isBound: boolean }

/** Everybody whom the school may contact, in the order in which it rings, a way for each number that works. */
export const waysOf = (parents: readonly Parent[], orders: readonly CourtOrder[]): Way[] =>
  parents
    .filter(({ doNotContact, notListedSince }) => !doNotContact && notListedSince === undefined)
    .toSorted((a, b) => a.priority - b.priority)
    .flatMap((parent): Way[] => {
      const isBound = isKeptFromChild(orders, parent.id)
      // By their place among all of that parent's numbers: what was chosen stays chosen when another number is marked meanwhile.
      const working = parent.phones.flatMap(({ number, failing }, place) =>
        failing ? [] : [{ key: `${parent.id} ${place}`, parent, number, isBound }],
      )
      return working.length === 0 ? [{ key: `${parent.id} -`, parent, number: null, isBound }] : working
    })

/** The way that was chosen. One that is gone, or has come since, leads to the same person and never to another. */
export const chosenWay = (ways: readonly Way[], key: string): Way | undefined =>
  ways.find((way) => way.key === key) ?? ways.find(({ parent }) => key.startsWith(`${parent.id} `))

/** How a try ended, in one tap. */
export type MorningOutcome =
  | { reached: true; reason: ReasonGiven }
  | {
      reached: false
      result: Extract<ContactResult, 'no-answer' | 'voicemail-left' | 'number-dead' | 'wrong-person' | 'sent'>
    }

/** What a try is about: which child, which session, and who else of the household is missing. */
export type AskedAbout = {
  pupils: readonly Pupil[]
  day: SchoolDay
  session: Session
  now: { day: SchoolDay; time: string }
  /** For whom the author acts. */
  side: 'school' | 'council'
}

/** The existing act of a contact, with the session that it was about and the reason that was given. */
export const morningCallArgs = (
  form: MorningCallForm,
  way: Way | undefined,
  outcome: MorningOutcome,
  about: AskedAbout,
): Ready<z.input<typeof logContact.args>> => {
  if (way === undefined)
    return { ok: false, problems: [{ fieldId: 'way', message: 'Choose whom the contact was with.' }] }
  if (outcome.reached && outcome.reason === 'other' && form.words.trim() === '')
    return { ok: false, problems: [{ fieldId: 'morning-words', message: 'Write what they said.' }] }
  const { parent, number } = way
  const isText = !outcome.reached && outcome.result === 'sent'
  const theyRang = form.theyRang && outcome.reached
  const isBad = !outcome.reached && (outcome.result === 'number-dead' || outcome.result === 'wrong-person')
  const meant = form.children.filter(({ isMeant }, place) => place === 0 || isMeant)
  return {
    ok: true,
    args: {
      actId: form.actId,
      happenedOn: about.now.day,
      happenedAt: about.now.time,
      means: isText ? 'text' : theyRang ? 'phone-in' : 'phone-out',
      result: outcome.reached ? 'spoke' : outcome.result,
      durationMinutes: null,
      startedBy: theyRang ? 'parent' : about.side,
      participants: [
        { parentId: parent.id, name: parentName(parent), relationship: relationshipWords[parent.relationship] },
      ],
      numberUsed: theyRang ? null : number,
      interpreter: outcome.reached ? form.interpreter : 'none',
      facts: factsOf(outcome, relationshipOf(parent), about),
      opinion: '',
      familyView: form.words,
      schoolView: '',
      absence: { day: about.day, session: about.session, reason: outcome.reached ? outcome.reason : null },
      withFamily: isFamily(parent),
      positive: false,
      warningGiven: 'none',
      confidentialSource: false,
      safeguarding: { concern: 'none', reference: '' },
      children: meant.flatMap(({ pupilId, noteId }, place) => {
        const pupil = about.pupils.find(({ id }) => id === pupilId)
        if (pupil === undefined) return []
        const { organisationId, openCaseId: caseId } = pupil
        // The number is of this parent in this child's own file.
        const phones =
          isBad && place === 0 && number !== null ? { phones: [{ parentId: parent.id, number, failing: true }] } : {}
        return [{ pupilId, organisationId, caseId, noteId, childWords: '', ...phones }]
      }),
    },
  }
}

/** What happened, in the record's own words: what the button said and nothing more. What they said themselves stands beside it as theirs. */
const factsOf = (outcome: MorningOutcome, who: string, { day, session, now }: AskedAbout): string => {
  const which = `${sayDay(day, now.day)}, ${session}`
  if (!outcome.reached)
    return outcome.result === 'sent'
      ? `Sent a text to ask about ${which}.`
      : `Rang to ask about ${which}: ${contactResultWords[outcome.result].toLowerCase()}.`
  if (outcome.reason === 'other') return `${who} gave a reason for ${which}.`
  if (outcome.reason === 'thought-at-school') return `${who} thought that the child was at school on ${which}.`
  return `${who} says of ${which}: ${reasonGivenWords[outcome.reason].toLowerCase()}.`
}
