import { refuse, type Refused } from '../mutation.ts'
import type { Actor } from '../permissions/actor.ts'
import { can, type Action } from '../permissions/can.ts'
import type { AbsenceCase } from '../records/absence-case.ts'
import type { Pupil } from '../records/pupil.ts'
import type { Records, Reference } from '../store.ts'

/** The pupil and the case that an act is about. */
export type Reached = { ok: true; pupil: Pupil; absenceCase: AbsenceCase | null }

/**
 * Finds the pupil and the case an act is about, or says why it may not be done. A pupil who is not there and a pupil
 * whom this person may not act for get the same answer, so that nobody learns who has a file. A case that is not in
 * this pupil's file does not belong to the pupil, whether it exists elsewhere or not.
 */
export const reach = (
  records: Records,
  by: Actor,
  action: Action,
  about: { pupilId: string; caseId: string | null },
): Reached | Refused => {
  const pupil = records.get('pupil', about.pupilId, about.pupilId)
  const absenceCase = about.caseId === null ? null : records.get('absence-case', about.pupilId, about.caseId)
  if (pupil === null || !can(by, action, { organisationId: pupil.organisationId, pupil, absenceCase })) {
    return refuse('not-permitted')
  }
  if (about.caseId !== null && absenceCase?.pupilId !== pupil.id) return refuse('does-not-belong')
  return { ok: true, pupil, absenceCase }
}

/** What `reach` reads. */
export const reachReads = (about: { pupilId: string; caseId: string | null }): Reference[] => [
  { kind: 'pupil', fileId: about.pupilId, id: about.pupilId },
  ...(about.caseId === null ? [] : [{ kind: 'absence-case', fileId: about.pupilId, id: about.caseId } as const]),
]

/** True when one of the identities for new records is used twice in the act, or is held by anything already. */
export const anyTaken = (records: Records, made: readonly Reference[]): boolean =>
  new Set(made.map((reference) => `${reference.fileId}/${reference.id}`)).size < made.length ||
  made.some((reference) => records.taken(reference.fileId, reference.id))
