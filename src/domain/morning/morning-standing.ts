import { familyReached } from '../casework/after-contact.ts'
import type { ReasonGiven } from '../records/absence-asked.ts'
import { reached, type ContactNote, type Means } from '../records/contact-note.ts'
import { digitsOf, type Parent } from '../records/parent.ts'
import type { CutOffs } from '../records/morning-plan.ts'
import { addMinutes, dayOf, instantOf, timeOf, type Instant } from '../time/instant.ts'

/**
 * What is next about a child who is missing without a reason. Good practice is to ring every contact, leave messages, tell the
 * safeguarding lead and then go there (domain: section 4.3, written after two children were found a day too late).
 */
export type MorningStep =
  /** Nobody has been rung. */
  | 'first-call'
  /** Tried and not reached, and there are numbers that nobody has rung today. */
  | 'other-numbers'
  /** The family was reached and no reason is noted. */
  | 'ask-reason'
  /** Said to be on the way, and still not marked. */
  | 'ask-again'
  /** Every number was rung, or the family thought that the child was at school. */
  | 'tell-lead'
  /** The safeguarding lead was told today, and the child is still missing. */
  | 'with-lead'

/** A cut-off that has passed without what it asks for. */
export type Passed = keyof CutOffs

/** How the morning of one missing child stands. Nothing ends it but a reason, or a mark. */
export type MorningStanding = {
  /** Today's tries to reach the family, the earliest first. */
  attempts: ContactNote[]
  /** The reason that was last given and holds; null while none does. */
  given: { reason: ReasonGiven; note: ContactNote } | null
  /** Null once a reason holds. */
  step: MorningStep | null
  /** When the step is due, `'09:30'`; null where it has no hour, or is due at once. */
  dueAt: string | null
  /** In the order of the day. Late is a state: it stays until it is done. */
  passed: Passed[]
  /** Numbers that the school may ring and nobody has rung today. */
  unrung: { parent: Parent; number: string }[]
}

/** Who says that they are on the way should be here within the hour. A working measure of our own. */
const ON_THE_WAY_FOR = 60

/** From when on a contact of the day can be about the afternoon. A working measure of our own. */
export const NOON = '12:00'

/** Contacts that try to reach the family at once; a letter does not. */
const tries: ReadonlySet<Means> = new Set([
  'phone-out',
  'phone-in',
  'text',
  'email',
  'virtual',
  'meeting-home',
  'meeting-school',
  'corridor',
])

/** What the morning of one missing child is worked out from. */
export type MorningAsked = {
  notes: readonly ContactNote[]
  parents: readonly Parent[]
  /** When the safeguarding lead was last told something of the child, as far as this tablet knows; null: never. */
  leadToldAt: Instant | null
  /** Null where the school has set none for the session: then nothing is late. */
  cutOffs: CutOffs | null
  /** For who was here in the morning: what was tried before then was not about this afternoon. */
  isAfternoonAlone: boolean
  now: Instant
}

export const morningStanding = ({
  notes,
  parents,
  leadToldAt,
  cutOffs,
  isAfternoonAlone,
  now,
}: MorningAsked): MorningStanding => {
  const today = dayOf(now)
  const attempts = notes
    .filter(({ happenedOn, means, absence }) => happenedOn === today && (tries.has(means) || absence !== undefined))
    .filter((note) => !isAfternoonAlone || note.absence?.session === 'afternoon' || timeSaid(note) >= NOON)
    .toSorted((a, b) => (whenOf(a) < whenOf(b) ? -1 : 1))
  const unrung = unrungOf(parents, attempts)
  const said = attempts.findLast(({ absence }) => absence !== undefined && absence.reason !== null)
  const reason = said?.absence?.reason ?? null
  const isTold =
    isToldOfThis(leadToldAt, { today, isAfternoonAlone, since: attempts[0]?.recordedAt ?? null }) ||
    attempts.some(({ safeguarding }) => safeguarding.concern === 'dsl-told')
  const known = { attempts, unrung }
  if (said !== undefined && reason !== null && reason !== 'thought-at-school') {
    const dueAt = reason === 'on-the-way' ? timeOf(addMinutes(saidAt(said), ON_THE_WAY_FOR)) : null
    const given = { reason, note: said }
    if (dueAt === null || timeOf(now) <= dueAt) return { ...known, given, step: null, dueAt: null, passed: [] }
    return { ...known, given, step: isTold ? 'with-lead' : 'ask-again', dueAt, passed: [] }
  }
  const isReached = attempts.some(({ result, withFamily }) => familyReached(reached(result), withFamily))
  const isMissed = reason === 'thought-at-school'
  const open: Record<Passed, boolean> = {
    firstCallBy: attempts.length === 0,
    everyNumberBy: !isReached && unrung.length > 0,
    tellLeadBy: !isTold && (!isReached || isMissed),
  }
  const passed = cutOffsInOrder.filter((name) => cutOffs !== null && open[name] && timeOf(now) > cutOffs[name])
  const step = stepOf({ isTold, isMissed, isReached, hasTried: !open.firstCallBy, hasNumbers: unrung.length > 0 })
  const cutOff = isMissed ? null : cutOffOf[step]
  return { ...known, given: null, step, dueAt: cutOff === null || cutOffs === null ? null : cutOffs[cutOff], passed }
}

const cutOffsInOrder = ['firstCallBy', 'everyNumberBy', 'tellLeadBy'] as const satisfies readonly Passed[]

const cutOffOf: Record<MorningStep, Passed | null> = {
  'first-call': 'firstCallBy',
  'other-numbers': 'everyNumberBy',
  'ask-reason': 'everyNumberBy',
  'ask-again': null,
  'tell-lead': 'tellLeadBy',
  'with-lead': null,
}

const stepOf = (is: {
  isTold: boolean
  isMissed: boolean
  isReached: boolean
  hasTried: boolean
  hasNumbers: boolean
}): MorningStep => {
  if (is.isTold) return 'with-lead'
  if (is.isMissed) return 'tell-lead'
  if (is.isReached) return 'ask-reason'
  // Where no number is held, nobody can be rung: the lead is the first to hear of it.
  if (is.hasNumbers) return is.hasTried ? 'other-numbers' : 'first-call'
  return 'tell-lead'
}

/**
 * Numbers to ring, in the order in which the school rings. Nobody who must not be contacted is ever among them, nor anybody whom the
 * school lists no longer, nor a number that is known not to work.
 */
const unrungOf = (parents: readonly Parent[], attempts: readonly ContactNote[]): MorningStanding['unrung'] => {
  const rung = new Set(
    attempts.flatMap(({ means, numberUsed }) =>
      means === 'phone-out' && numberUsed !== null ? [digitsOf(numberUsed)] : [],
    ),
  )
  return parents
    .filter(({ doNotContact, notListedSince }) => !doNotContact && notListedSince === undefined)
    .toSorted((a, b) => a.priority - b.priority)
    .flatMap((parent) =>
      parent.phones
        .filter(({ failing, number }) => !failing && !rung.has(digitsOf(number)))
        .map(({ number }) => ({ parent, number })),
    )
}

/** Told today; of who was here in the morning only what was told since noon, or since the first try about the afternoon, can be of the afternoon. */
const isToldOfThis = (
  at: Instant | null,
  { today, isAfternoonAlone, since }: { today: string; isAfternoonAlone: boolean; since: Instant | null },
): boolean =>
  at !== null && dayOf(at) === today && (!isAfternoonAlone || timeOf(at) >= NOON || (since !== null && at >= since))

/** By the time that was said, else by when it was saved. */
const whenOf = (note: ContactNote): string => `${timeSaid(note)} ${note.recordedAt}`

const timeSaid = ({ happenedAt, recordedAt }: ContactNote): string => happenedAt ?? timeOf(recordedAt)

const saidAt = ({ happenedOn, happenedAt, recordedAt }: ContactNote): Instant =>
  happenedAt === null ? recordedAt : instantOf(happenedOn, happenedAt)
