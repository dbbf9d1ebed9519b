import { z } from 'zod'
import { refuse, type Refused, type Stamp } from '../mutation.ts'
import { barrierHeard, barrierReference, NewBarrier } from '../mutations/add-barrier.ts'
import { NewPromise, promiseMade, promiseReference } from '../mutations/make-promise.ts'
import { membershipIn } from '../permissions/actor.ts'
import type { Action } from '../permissions/can.ts'
import { NewAttachment } from '../records/attachment.ts'
import type { AbsenceCase } from '../records/absence-case.ts'
import type { Participant } from '../records/contact-note.ts'
import type { Pupil } from '../records/pupil.ts'
import type { Role } from '../records/staff-member.ts'
import { Id } from '../records/words.ts'
import type { RecordKind } from '../records/record.ts'
import type { Records, Reference } from '../store.ts'
import type { SchoolDay } from '../time/school-day.ts'
import { anyTaken, reach, reachReads } from './reach.ts'

/** At most this many children in one call or visit. */
export const MOST_CHILDREN = 12

/** What every child of one call or visit brings: whose file, which case, and what was heard and promised about them. */
export const childOfActShape = {
  pupilId: Id,
  organisationId: Id,
  caseId: Id.nullable(),
  /** Identity of this child's own copy of the note. */
  noteId: Id,
  barriers: z.array(NewBarrier).max(20).optional(),
  promises: z.array(NewPromise).max(20).optional(),
  /** Pictures that belong to this child's copy of the note; their bytes are sent apart. */
  attachments: z.array(NewAttachment).max(10).optional(),
} as const
type ChildOfAct = z.infer<z.ZodObject<typeof childOfActShape>>

/** No child may be named twice in one act. */
export const eachOnce = (children: readonly { pupilId: string }[]): boolean =>
  new Set(children.map((child) => child.pupilId)).size === children.length

/** A child whom the act may be written for. */
export type ReachedChild<C> = { child: C; pupil: Pupil; absenceCase: AbsenceCase | null; byRole: Role }

const attachmentReference = (pupilId: string, id: string): Reference => ({ kind: 'attachment', fileId: pupilId, id })

const madeFor = (kind: RecordKind, child: ChildOfAct): Reference[] => [
  { kind, fileId: child.pupilId, id: child.noteId },
  ...(child.barriers ?? []).map((barrier) => barrierReference(child.pupilId, barrier)),
  ...(child.promises ?? []).map((promise) => promiseReference(child.pupilId, promise)),
  ...(child.attachments ?? []).map(({ attachmentId }) => attachmentReference(child.pupilId, attachmentId)),
]

/** What the act reads of one child: the pupil, the case, the people named, and every identity it will use. */
export const childReads = (kind: RecordKind, child: ChildOfAct, people: readonly Participant[]): Reference[] => [
  ...reachReads(child),
  ...people.flatMap(({ parentId }) =>
    parentId === null ? [] : [{ kind: 'parent', fileId: child.pupilId, id: parentId } as const],
  ),
  ...madeFor(kind, child),
]

/** Finds every child of the act, or refuses the whole act: it is one account, and half of it would mislead. */
export const reachChildren = <C extends ChildOfAct>(
  records: Records,
  stamp: Stamp,
  action: Action & ('log-contact' | 'log-home-visit'),
  kind: RecordKind,
  children: readonly C[],
): { ok: true; reached: ReachedChild<C>[] } | Refused => {
  const reached: ReachedChild<C>[] = []
  const refused: Refused[] = []
  for (const child of children) {
    const found = reach(records, stamp.by, action, child)
    if (!found.ok) {
      refused.push(found)
      continue
    }
    const membership = membershipIn(stamp.by, found.pupil.organisationId)
    if (membership === null || found.pupil.organisationId !== child.organisationId) {
      refused.push(refuse('does-not-belong'))
      continue
    }
    reached.push({ child, pupil: found.pupil, absenceCase: found.absenceCase, byRole: membership.role })
  }
  // Whoever may not act for one of the children learns nothing about the others.
  const why = refused.find((no) => no.refusal === 'not-permitted') ?? refused[0]
  if (why !== undefined) return why
  if (
    anyTaken(
      records,
      children.flatMap((child) => madeFor(kind, child)),
    )
  )
    return refuse('already-exists')
  return { ok: true, reached }
}

/** Writes what was heard and promised about one child in the act, and which pictures belong to the note. */
export const putHeardAndPromised = (records: Records, child: ChildOfAct, on: SchoolDay, stamp: Stamp): void => {
  const { pupilId, caseId } = child
  for (const barrier of child.barriers ?? []) {
    records.put(barrierHeard(barrier, { pupilId, caseId, raisedOn: on }, stamp))
  }
  for (const promise of child.promises ?? []) {
    records.put(promiseMade(promise, { pupilId, caseId, madeOn: on }, stamp))
  }
  for (const { attachmentId, ...attachment } of child.attachments ?? []) {
    records.put({
      kind: 'attachment',
      id: attachmentId,
      pupilId,
      noteId: child.noteId,
      ...attachment,
      by: stamp.by.personId,
      recordedAt: stamp.recordedAt,
    })
  }
}

/**
 * The people of the act as one child's file may name them. Each school holds its own record of a parent, so a link to a
 * parent in a brother's file is dropped here; the name and the relationship stay.
 */
export const peopleFor = (records: Records, pupilId: string, people: readonly Participant[]): Participant[] =>
  people.map((person) =>
    person.parentId === null || records.get('parent', pupilId, person.parentId) !== null
      ? person
      : { ...person, parentId: null },
  )
