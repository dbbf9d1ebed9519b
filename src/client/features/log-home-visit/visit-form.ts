import { z } from 'zod'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
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
import { logHomeVisit } from '#domain/mutations/log-home-visit.ts'
import type { NewAttachment } from '#domain/records/attachment.ts'
import { ChildSeen } from '#domain/records/child-seen.ts'
import { Interpreter } from '#domain/records/contact-note.ts'
import { Access, RiskAction, unanswered, VisitOutcome, VisitReason } from '#domain/records/home-visit.ts'
import type { Parent } from '#domain/records/parent.ts'
import type { AsPlanned } from '#client/casework/read-visits.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { answeredBy, familyCame, NOBODY } from './who-came.ts'

const Child = z.object({
  pupilId: z.string(),
  noteId: z.string(),
  isMeant: IsMeant,
  seen: ChildSeen.nullable(),
  childWords: z.string(),
  privateLines: z.string(),
  returnOn: z.string(),
  barriers: z.array(HeardBarrier),
  promises: z.array(OpenPromise),
})
export type ChildOfVisit = z.infer<typeof Child>

/** A home visit as it stands in the open form: also the shape of its draft. */
export const VisitForm = z.object({
  actId: z.string(),
  happenedOn: z.string(),
  arrivedAt: z.string(),
  leftAt: z.string(),
  /** A parent's id, or one of the words for everyone else; empty while not said. */
  door: z.string(),
  /** Which child it was, where it was a child; drafts from before it was asked have none. */
  childAtDoor: z.string().default(''),
  otherName: z.string(),
  otherRelationship: z.string(),
  /** Someone else is a relative of the child, or cares for them; drafts from before it was asked do not say so. */
  otherIsFamily: z.boolean().default(false),
  access: Access.nullable(),
  interpreter: Interpreter,
  cardLeft: z.boolean(),
  saw: z.string(),
  thinks: z.string(),
  familyWords: z.string(),
  nextStep: z.string(),
  outcome: VisitOutcome.nullable(),
  riskAction: RiskAction,
  planned: z.boolean(),
  /** Null while nobody said why. */
  reason: VisitReason.nullable(),
  forewarned: z.boolean(),
  withStaff: z.array(z.string()),
  /** The plan that this visit carries out, or null. */
  plan: z.object({ organisationId: z.string(), personId: z.string(), visitId: z.string() }).nullable(),
  /** The pupil first, then brothers and sisters who were ticked at any time. */
  children: z.array(Child).min(1),
})
export type VisitForm = z.infer<typeof VisitForm>

/** A child's own part of the form, empty. */
export const blankChild = (pupilId: string, noteId: string): ChildOfVisit => ({
  pupilId,
  noteId,
  seen: null,
  childWords: '',
  privateLines: '',
  returnOn: '',
  barriers: [],
  promises: [],
})

/** The form as it opens at the door. */
export const blankVisit = (
  ids: { actId: string; noteIds: string[] },
  pupilId: string,
  today: SchoolDay,
  planned: AsPlanned | null,
): VisitForm => ({
  actId: ids.actId,
  happenedOn: today,
  arrivedAt: '',
  leftAt: '',
  door: '',
  childAtDoor: '',
  otherName: '',
  otherRelationship: '',
  otherIsFamily: false,
  access: null,
  interpreter: 'none',
  cardLeft: false,
  saw: '',
  thinks: '',
  familyWords: '',
  nextStep: '',
  outcome: null,
  riskAction: 'none',
  // Nobody said that a visit without a plan was planned, or why it was made.
  planned: planned !== null,
  reason: planned?.reason ?? null,
  forewarned: false,
  withStaff: planned?.withStaff ?? [],
  plan: planned?.plan ?? null,
  // The pupil whose file is open first, then the others whom the plan names.
  children: [pupilId, ...(planned?.pupilIds ?? []).filter((id) => id !== pupilId)].map((id, place) =>
    blankChild(id, ids.noteIds[place] ?? ''),
  ),
})

/** How the door can have been met, given who came to it. */
export const accessesOf = (door: string): Access[] =>
  door === NOBODY
    ? ['no-reply', 'no-reply-signs-of-life', 'wrong-or-empty-address']
    : ['doorstep', 'entered', 'refused']

/** How the visit can have ended, given who came to the door. */
export const outcomesOf = (door: string): VisitOutcome[] =>
  door === NOBODY
    ? ['no-contact', 'follow-up-visit', 'cannot-locate', 'refer']
    : ['returned-today', 'return-agreed', 'plan-agreed', 'follow-up-visit', 'refer', 'other']

/** The form after saying who came to the door: how it was met follows until the person says otherwise. */
export const withDoor = (form: VisitForm, door: string): Partial<VisitForm> => ({
  door,
  access: form.access !== null && accessesOf(door).includes(form.access) ? form.access : (accessesOf(door)[0] ?? null),
  outcome: form.outcome !== null && outcomesOf(door).includes(form.outcome) ? form.outcome : null,
})

/** Everyone the form can name. */
export type PeopleOfVisit = {
  pupil: Pupil
  siblings: readonly Pupil[]
  parents: Parent[]
  /** The author. */
  mine: string
}

type VisitArgs = z.infer<typeof logHomeVisit.args>

/** What would be saved, or what still stands in the way. Only how the door was met is asked for: the rest can wait. */
export const visitArgs = (
  form: VisitForm,
  people: PeopleOfVisit,
  today: SchoolDay,
  /** Pictures kept for the first child's note. */
  pictures: readonly NewAttachment[] = [],
): { ok: true; args: VisitArgs } | { ok: false; problems: FieldProblem[] } => {
  const { access } = form
  const problems: FieldProblem[] = [
    ...(access === null ? [{ fieldId: 'door', message: 'Say who came to the door, or that nobody did.' }] : []),
    ...(form.happenedOn === '' ? [{ fieldId: 'day', message: 'Say which day the visit was.' }] : []),
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
  if (problems.length > 0 || access === null) return { ok: false, problems }
  const parsed = logHomeVisit.args.safeParse({
    actId: form.actId,
    happenedOn: form.happenedOn,
    happenedAt: form.arrivedAt === '' ? null : form.arrivedAt,
    planned: form.planned,
    ...(form.reason === null ? {} : { reason: form.reason }),
    withStaff: form.withStaff,
    forewarned: form.forewarned,
    address: null,
    arrivedAt: form.arrivedAt === '' ? null : form.arrivedAt,
    leftAt: form.leftAt === '' ? null : form.leftAt,
    access,
    answeredBy: answeredBy(form, people),
    cardLeft: form.cardLeft,
    interpreter: form.interpreter,
    saw: form.saw,
    thinks: form.thinks,
    familyWords: form.familyWords,
    riskAction: form.riskAction,
    outcome: form.outcome ?? (unanswered(access) ? 'no-contact' : 'other'),
    nextStep: form.nextStep,
    ...(form.plan === null ? {} : { plan: form.plan }),
    ...(unanswered(access) ? {} : { withFamily: familyCame(form, people) }),
    remind: people.mine,
    children: meantOf(form.children).map((child, place) => ({
      ...childArgs(child, people),
      ...(place === 0 && pictures.length > 0 ? { attachments: [...pictures] } : {}),
    })),
  })
  return parsed.success
    ? { ok: true, args: parsed.data }
    : {
        ok: false,
        problems: parsed.error.issues.map((issue) => ({
          fieldId: String(issue.path[0] ?? 'door'),
          message: issue.message,
        })),
      }
}

const childArgs = (child: ChildOfVisit, people: PeopleOfVisit) => {
  const pupil = [people.pupil, ...people.siblings].find((one) => one.id === child.pupilId) ?? people.pupil
  return {
    pupilId: child.pupilId,
    organisationId: pupil.organisationId,
    caseId: pupil.openCaseId,
    noteId: child.noteId,
    // A child whom nobody said they saw was not seen.
    seen: child.seen ?? 'not-seen',
    childWords: child.childWords,
    privateLines: child.privateLines,
    returnOn: child.returnOn === '' ? null : child.returnOn,
    barriers: child.barriers
      .filter((barrier) => !isBlankBarrier(barrier))
      .map(newBarrierOf)
      .filter((barrier) => barrier !== null),
    promises: child.promises.filter((promise) => !isBlankPromise(promise)).map(newPromiseOf),
  }
}

/** Everything a person wrote in the form, as plain text to be copied. */
export const wordsOfVisit = (form: VisitForm): string =>
  [
    form.otherName,
    form.saw,
    form.familyWords,
    form.thinks,
    form.nextStep,
    ...form.children.flatMap((child) => [
      child.childWords,
      child.privateLines,
      ...child.barriers.map((barrier) => barrier.words),
      ...child.promises.map((promise) => promise.words),
    ]),
  ]
    .filter((words) => words.trim() !== '')
    .join('\n\n')
