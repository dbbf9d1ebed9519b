import { z } from 'zod'
import { reachOpenCase } from '../casework/reach-open-case.ts'
import { reachReads } from '../casework/reach.ts'
import { defineMutation, done } from '../mutation.ts'
import { CloseReason } from '../records/absence-case.ts'
import { Id, Words } from '../records/words.ts'
import { SchoolDay } from '../time/school-day.ts'

/** Closes a case with the reason and what came of it. Notes already written on other tablets still join it. */
export const closeAbsenceCase = defineMutation({
  name: 'close-absence-case@1',
  args: z.strictObject({ pupilId: Id, caseId: Id, on: SchoolDay, reason: CloseReason, outcome: Words }),
  files: (args) => [args.pupilId],
  reads: (args) => reachReads(args),
  apply: (records, { pupilId, caseId, on, reason, outcome }, stamp) => {
    const reached = reachOpenCase(records, stamp.by, 'close-absence-case', { pupilId, caseId })
    if (!reached.ok) return reached
    const { pupil, absenceCase } = reached
    records.put({ ...absenceCase, status: 'closed', closed: { on, by: stamp.by.personId, reason, outcome } })
    if (pupil.openCaseId === caseId) records.put({ ...pupil, openCaseId: null })
    return done
  },
})
