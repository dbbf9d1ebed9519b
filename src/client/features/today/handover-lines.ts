import { isKept } from '#client/casework/kept-record.ts'
import { readKept } from '#client/casework/read-file.ts'
import { calledName } from '#domain/records/pupil.ts'
import { handoverUnanswered } from '#domain/today/handover-unanswered.ts'
import type { TodayLine } from '#domain/today/today-lines.ts'
import type { Asking } from './read-today.ts'

/** Cases offered to this person that wait for their answer, and those they offered that nobody has answered for too long. */
export const handoverLines = async ({ db, actor, today, calendars }: Asking): Promise<TodayLine[]> => {
  const offers = (await db.records.where('kind').equals('handover').toArray()).map(readKept)
  const lines = await Promise.all(
    offers.map(async (kept): Promise<TodayLine[]> => {
      if (kept === null || !isKept(kept, 'handover')) return []
      const { id, pupilId } = kept.record
      const row = await db.records.get([pupilId, pupilId])
      const pupil = row === undefined ? null : readKept(row)
      if (pupil === null || !isKept(pupil, 'pupil')) return []
      const calendar = calendars(pupil.record.organisationId)
      const reason = handoverUnanswered(kept.record, { personId: actor.personId, today, calendar })
      if (reason === null) return []
      const isOfferedToMe = reason.side === 'offered-to'
      const called = calledName(pupil.record)
      return [
        {
          key: `handover/${id}`,
          pupilId,
          title: isOfferedToMe ? `A case is offered to you: ${called}` : `Your offer waits for an answer: ${called}`,
          why: `${reason.why}. ${reason.next}.`,
          act: {
            kind: 'case',
            href: `/caseload/${pupilId}/case/handover/${id}`,
            label: isOfferedToMe ? 'Read and answer' : 'Open the offer',
          },
          priority: reason.priority,
          dueOn: reason.dueOn,
          late: reason.late,
        },
      ]
    }),
  )
  return lines.flat()
}
