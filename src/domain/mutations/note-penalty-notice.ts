import { z } from 'zod'
import { reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { NoticeNote } from '../records/penalty-notice.ts'
import { Id } from '../records/words.ts'

const { shape } = NoticeNote

/** Adds what became of a penalty notice. Steps are only added, so nobody's is lost and nothing clashes. */
export const notePenaltyNotice = defineMutation({
  name: 'note-penalty-notice@1',
  args: z.strictObject({ pupilId: Id, noticeId: Id, what: shape.what, on: shape.on, words: shape.words }),
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    { kind: 'penalty-notice', fileId: args.pupilId, id: args.noticeId },
  ],
  apply: (records, { pupilId, noticeId, ...step }, { by, recordedAt }) => {
    const reached = reach(records, by, 'note-penalty-notice', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const notice = records.get('penalty-notice', pupilId, noticeId)
    if (notice === null) return refuse('does-not-belong')
    records.put({ ...notice, steps: [...notice.steps, { ...step, by: by.personId, recordedAt }] })
    return done
  },
})
