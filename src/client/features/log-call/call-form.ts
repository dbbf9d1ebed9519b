import { z } from 'zod'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
import { isFamily } from '#domain/people/is-family.ts'
import { AbsenceAsked } from '#domain/records/absence-asked.ts'
import type { NewAttachment } from '#domain/records/attachment.ts'
import { ChildSeen } from '#domain/records/child-seen.ts'
import {
  ContactResult,
  contactResultWords,
  Interpreter,
  Means,
  reached,
  type Participant,
} from '#domain/records/contact-note.ts'
import { isKeptFromChild, type CourtOrder } from '#domain/records/court-order.ts'
import { relationshipWords, type Parent } from '#domain/records/parent.ts'
import { calledName, type Pupil } from '#domain/records/pupil.ts'
import { logContact } from '#domain/mutations/log-contact.ts'
import type { PhoneMark } from '#domain/mutations/mark-phone.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import {
  barrierProblems,
  HeardBarrier,
  isBlankBarrier,
  isBlankPromise,
  newBarrierOf,
  newPromiseOf,
  OpenPromise,
  promiseProblems,
} from '#client/casework/heard-and-promised.ts'
import { IsMeant, meantOf } from '#client/casework/meant-children.ts'
import { parentName } from '#client/casework/people-words.ts'

/** Whom the contact was with, besides a parent's id. */
export const CHILD = 'child'
export const SOMEONE_ELSE = 'someone-else'

const Child = z.object({
  pupilId: z.string(),
  noteId: z.string(),
  isMeant: IsMeant,
  childWords: z.string(),
  seen: ChildSeen.nullable(),
  barriers: z.array(HeardBarrier),
  promises: z.array(OpenPromise),
})
export type ChildOfCall = z.infer<typeof Child>

/** A call, message or meeting as it stands in the open form: also the shape of its draft. */
export const CallForm = z.object({
  actId: z.string(),
  means: Means,
  /** A parent's id, `child` or `someone-else`; empty while not chosen. */
  who: z.string(),
  otherName: z.string(),
  otherRelationship: z.string(),
  /** Someone else is a relative of the child, or cares for them; drafts from before it was asked do not say so. */
  otherIsFamily: z.boolean().default(false),
  numberUsed: z.string(),
  /** Says that the number used does not work. */
  numberFailed: z.boolean(),
  result: ContactResult.nullable(),
  facts: z.string(),
  opinion: z.string(),
  familyView: z.string(),
  schoolView: z.string(),
  /** The session that a call on a morning was about, where it is written again; drafts from before have none. */
  absence: AbsenceAsked.nullable().default(null),
  happenedOn: z.string(),
  /** Empty where nobody has said a time. */
  happenedAt: z.string(),
  interpreter: Interpreter,
  positive: z.boolean(),
  confidentialSource: z.boolean(),
  warningGiven: z.enum(['none', 'informal', 'notice-to-improve', 'legal']),
  safeguardingConcern: z.enum(['none', 'logged', 'dsl-told']),
  safeguardingReference: z.string(),
  /** The pupil first, then brothers and sisters who were ticked at any time. */
  children: z.array(Child).min(1),
})
export type CallForm = z.infer<typeof CallForm>

/** A child's own part of the form, empty. */
export const blankChild = (pupilId: string, noteId: string): ChildOfCall => ({
  pupilId,
  noteId,
  childWords: '',
  seen: null,
  barriers: [],
  promises: [],
})

/** What the way to the form already says: whom to ring next, on which number, or that there is good news. */
export type OpenedWith = { who?: string; numberUsed?: string; positive?: boolean }

/** The form as it opens: a call we are making now. */
export const blankCall = (
  ids: { actId: string; noteId: string },
  pupilId: string,
  now: { day: SchoolDay; time: string },
  opened: OpenedWith = {},
): CallForm => ({
  actId: ids.actId,
  means: 'phone-out',
  who: '',
  otherName: '',
  otherRelationship: '',
  otherIsFamily: false,
  numberUsed: '',
  numberFailed: false,
  result: null,
  facts: '',
  opinion: '',
  familyView: '',
  schoolView: '',
  absence: null,
  happenedOn: now.day,
  happenedAt: now.time,
  interpreter: 'none',
  positive: false,
  confidentialSource: false,
  warningGiven: 'none',
  safeguardingConcern: 'none',
  safeguardingReference: '',
  children: [blankChild(pupilId, ids.noteId)],
  ...opened,
})

/** How each kind of contact can end, the likeliest first. */
export const resultsOf = (means: Means): ContactResult[] => {
  switch (means) {
    case 'phone-out':
      return [
        'spoke',
        'no-answer',
        'voicemail-left',
        'engaged',
        'number-dead',
        'wrong-person',
        'callback-promised',
        'refused',
        'overseas-tone',
      ]
    case 'phone-in':
      return ['spoke', 'voicemail-left', 'callback-promised']
    case 'text':
    case 'email':
      return ['sent', 'received']
    case 'letter-out':
      return ['sent']
    case 'letter-in':
      return ['received']
    case 'meeting-school':
    case 'meeting-home':
    case 'virtual':
    case 'multi-agency':
      return ['met', 'no-answer', 'refused']
    case 'corridor':
      return ['met', 'spoke', 'refused']
  }
}

/** True for results that say the number itself is no use. */
export const numberIsBad = (result: ContactResult | null): boolean =>
  result === 'number-dead' || result === 'wrong-person'

/**
 * Whom to try when this number did not reach them: the next number of the same parent that is not marked as failing, then the
 * next parent in the order the school rings. Nobody who must not be contacted is ever offered, nor anybody whom a court's order keeps
 * from the child or from being told; null when there is no one left.
 */
export const nextToRing = (
  form: Pick<CallForm, 'who' | 'numberUsed'>,
  parents: readonly Parent[],
  orders: readonly CourtOrder[],
): { parent: Parent; number: string } | null => {
  const listed = parents.filter((parent) => parent.notListedSince === undefined && !parent.doNotContact)
  const ways = listed.flatMap((parent) =>
    parent.phones
      .filter((phone) => !phone.failing || (parent.id === form.who && phone.number === form.numberUsed))
      .map((phone) => ({ parent, number: phone.number })),
  )
  const now = ways.findIndex(({ parent, number }) => parent.id === form.who && number === form.numberUsed)
  // Whoever was rung by hand keeps their place in the row, and their other numbers are passed over like those of anybody so bound.
  return now === -1 ? null : (ways.slice(now + 1).find(({ parent }) => !isKeptFromChild(orders, parent.id)) ?? null)
}

/** Everyone the form can name, so that ids become people. */
export type PeopleOfCall = {
  pupil: Pupil
  siblings: readonly Pupil[]
  parents: Parent[]
  /** The author. */
  mine: string
  /** For whom the author acts. */
  side: 'school' | 'council'
}

type CallArgs = z.infer<typeof logContact.args>

/** What would be saved, or what still stands in the way, in the order of the form. */
export const callArgs = (
  form: CallForm,
  people: PeopleOfCall,
  today: SchoolDay,
  /** Pictures kept for the first child's note: a letter that came, for example. */
  pictures: readonly NewAttachment[] = [],
): { ok: true; args: CallArgs } | { ok: false; problems: FieldProblem[] } => {
  const { result } = form
  const participant = participantOf(form, people)
  const problems: FieldProblem[] = [
    ...(participant === null
      ? [
          form.who === SOMEONE_ELSE
            ? { fieldId: 'other-name', message: 'Say who the contact was with.' }
            : { fieldId: 'who', message: 'Choose who the contact was with.' },
        ]
      : []),
    ...(result === null ? [{ fieldId: 'result', message: 'Choose how it ended.' }] : []),
    ...(form.facts.trim() === '' && (result === null || reached(result))
      ? [{ fieldId: 'facts', message: 'Write what was said or done.' }]
      : []),
    ...(form.happenedOn === '' ? [{ fieldId: 'day', message: 'Say which day it was.' }] : []),
    ...(form.happenedOn > today ? [{ fieldId: 'day', message: 'The day cannot be in the future.' }] : []),
    ...meantOf(form.children).flatMap((child) => [
      ...child.barriers
        .filter((barrier) => !isBlankBarrier(barrier))
        .flatMap((barrier) => barrierProblems(barrier, barrier.barrierId)),
      ...child.promises
        .filter((promise) => !isBlankPromise(promise))
        .flatMap((promise) => promiseProblems(promise, promise.promiseId, form.happenedOn)),
    ]),
  ]
  if (problems.length > 0 || participant === null || result === null) return { ok: false, problems }
  const parsed = logContact.args.safeParse({
    actId: form.actId,
    happenedOn: form.happenedOn,
    happenedAt: form.happenedAt === '' ? null : form.happenedAt,
    means: form.means,
    result,
    durationMinutes: null,
    startedBy: startedBy(form, people.side),
    participants: [participant],
    numberUsed: form.numberUsed === '' ? null : form.numberUsed,
    interpreter: form.interpreter,
    // Nobody was reached and nothing was added: the record says in words what the button said.
    facts: form.facts.trim() === '' ? `${contactResultWords[result]}.` : form.facts,
    opinion: form.opinion,
    familyView: form.familyView,
    schoolView: form.schoolView,
    ...(form.absence === null ? {} : { absence: form.absence }),
    positive: form.positive,
    warningGiven: form.warningGiven,
    confidentialSource: form.confidentialSource,
    safeguarding: { concern: form.safeguardingConcern, reference: form.safeguardingReference },
    withFamily: isWithFamily(form, people),
    remind: people.mine,
    children: meantOf(form.children).map((child, place) => ({
      ...childArgs(child, form, people),
      ...(place === 0 && pictures.length > 0 ? { attachments: [...pictures] } : {}),
    })),
  })
  return parsed.success
    ? { ok: true, args: parsed.data }
    : {
        ok: false,
        problems: parsed.error.issues.map((issue) => ({
          fieldId: String(issue.path[0] ?? 'facts'),
          message: issue.message,
        })),
      }
}

const childArgs = (child: ChildOfCall, form: CallForm, people: PeopleOfCall) => {
  const pupil = [people.pupil, ...people.siblings].find((one) => one.id === child.pupilId) ?? people.pupil
  const marks = child.pupilId === people.pupil.id ? marksOf(form, people) : []
  return {
    pupilId: child.pupilId,
    organisationId: pupil.organisationId,
    caseId: pupil.openCaseId,
    noteId: child.noteId,
    childWords: child.childWords,
    ...(child.seen === null ? {} : { seen: child.seen }),
    barriers: child.barriers
      .filter((barrier) => !isBlankBarrier(barrier))
      .map(newBarrierOf)
      .filter((barrier) => barrier !== null),
    promises: child.promises.filter((promise) => !isBlankPromise(promise)).map(newPromiseOf),
    ...(marks.length === 0 ? {} : { phones: marks }),
  }
}

/** What the call showed of the number: that it does not work, or that one marked as not working does. */
const marksOf = (form: CallForm, people: PeopleOfCall): PhoneMark[] => {
  if (form.numberUsed === '' || !isParent(form.who)) return []
  const mark = { parentId: form.who, number: form.numberUsed }
  if (form.numberFailed) return [{ ...mark, failing: true }]
  const phones = people.parents.find(({ id }) => id === form.who)?.phones ?? []
  const wasFailing = phones.some(({ number, failing }) => number === form.numberUsed && failing)
  return wasFailing && form.means === 'phone-out' && form.result !== null && reached(form.result)
    ? [{ ...mark, failing: false }]
    : []
}

const isParent = (who: string): boolean => who !== '' && who !== CHILD && who !== SOMEONE_ELSE

const participantOf = (form: CallForm, people: PeopleOfCall): Participant | null => {
  if (form.who === CHILD) return { parentId: null, name: calledName(people.pupil), relationship: '' }
  if (form.who === SOMEONE_ELSE) {
    const name = form.otherName.trim()
    return name === '' ? null : { parentId: null, name, relationship: form.otherRelationship.trim() }
  }
  const parent = people.parents.find((one) => one.id === form.who)
  return parent === undefined
    ? null
    : { parentId: parent.id, name: parentName(parent), relationship: relationshipWords[parent.relationship] }
}

/** Whether it was with the family. The child alone is not, and nobody is taken for it unless it was said. */
const isWithFamily = (form: CallForm, { parents }: PeopleOfCall): boolean => {
  const parent = parents.find(({ id }) => id === form.who)
  return parent === undefined ? form.who === SOMEONE_ELSE && form.otherIsFamily : isFamily(parent)
}

/** Who began it: plain from the kind of contact and from who writes. */
const startedBy = (form: CallForm, side: PeopleOfCall['side']): CallArgs['startedBy'] => {
  const fromThem = form.means === 'phone-in' || form.means === 'letter-in' || form.result === 'received'
  if (!fromThem) return side
  return form.who === CHILD ? 'pupil' : isParent(form.who) ? 'parent' : 'agency'
}
