import { z } from 'zod'
import { reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Id, Words } from '../records/words.ts'
import { SchoolDay } from '../time/school-day.ts'

/** Opens a closed case again. How it was closed, and in what words, stays on the case. */
export const reopenAbsenceCase = defineMutation({
  name: 'reopen-absence-case@1',
  args: z.strictObject({ pupilId: Id, caseId: Id, on: SchoolDay, why: Words }),
  files: (args) => [args.pupilId],
  reads: (args) => reachReads(args),
  apply: (records, { pupilId, caseId, on, why }, stamp) => {
    const reached = reach(records, stamp.by, 'reopen-absence-case', { pupilId, caseId })
    if (!reached.ok) return reached
    const { pupil, absenceCase } = reached
    if (absenceCase === null) return refuse('does-not-belong')
    const { closed } = absenceCase
    if (absenceCase.status === 'open' || closed === null || pupil.openCaseId !== null)
      return refuse('case-already-open')
    const reopening = { closed, on, by: stamp.by.personId, why, recordedAt: stamp.recordedAt }
    records.put({
      ...absenceCase,
      status: 'open',
      closed: null,
      reopenings: [...(absenceCase.reopenings ?? []), reopening],
    })
    records.put({ ...pupil, openCaseId: caseId })
    return done
  },
})
