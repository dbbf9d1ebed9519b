import { refuse, type Refused } from '../mutation.ts'
import type { Actor } from '../permissions/actor.ts'
import type { Action } from '../permissions/can.ts'
import type { AbsenceCase } from '../records/absence-case.ts'
import type { Pupil } from '../records/pupil.ts'
import type { Records } from '../store.ts'
import { reach } from './reach.ts'

/** Finds the pupil and the open case that an act changes, or says why it may not be done. */
export const reachOpenCase = (
  records: Records,
  by: Actor,
  action: Action,
  about: { pupilId: string; caseId: string },
): { ok: true; pupil: Pupil; absenceCase: AbsenceCase } | Refused => {
  const reached = reach(records, by, action, about)
  if (!reached.ok) return reached
  const { pupil, absenceCase } = reached
  if (absenceCase === null) return refuse('does-not-belong')
  return absenceCase.status === 'closed' ? refuse('case-closed') : { ok: true, pupil, absenceCase }
}
