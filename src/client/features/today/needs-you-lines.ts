import { sayMutation } from '#client/app/say-mutation.ts'
import { sayField, whoClashed } from '#client/casework/clash-words.ts'
import { isKept } from '#client/casework/kept-record.ts'
import { readKept } from '#client/casework/read-file.ts'
import { sayRefusal } from '#domain/refusal.ts'
import { isPartyTo } from '#domain/records/clash.ts'
import { calledName } from '#domain/records/pupil.ts'
import type { TodayLine } from '#domain/today/today-lines.ts'
import { clashOpen, wordsWaiting } from '#domain/today/words-waiting.ts'
import type { Asking } from './read-today.ts'

/**
 * What only this person can put right: words of theirs that the office refused, and things that they and a colleague changed
 * differently. Somebody else's clash is on that person's Today; it can be settled from the case by anyone who may.
 */
export const needsYouLines = async ({ db, actor, today }: Asking): Promise<TodayLine[]> => {
  const refused = (await db.rejected.toArray()).filter((row) => row.handledAt === null)
  const clashes = (await db.records.where('kind').equals('clash').toArray()).map(readKept)
  const mine = actor.personId
  const lines = await Promise.all(
    clashes.map(async (kept): Promise<TodayLine[]> => {
      if (kept === null || !isKept(kept, 'clash')) return []
      const clash = kept.record
      if (clash.settled !== null || !isPartyTo(clash, mine)) return []
      const row = await db.records.get([clash.pupilId, clash.pupilId])
      const pupil = row === undefined ? null : readKept(row)
      if (pupil === null || !isKept(pupil, 'pupil')) return []
      return [
        {
          key: `clash/${clash.id}`,
          pupilId: clash.pupilId,
          title: `Choose between two versions: ${calledName(pupil.record)}`,
          why: `${whoClashed(clash)} changed ${sayField(clash)}. Both are kept until someone chooses.`,
          act: { kind: 'case', href: `/caseload/${clash.pupilId}/clashes/${clash.id}`, label: 'Choose' },
          ...clashOpen,
        },
      ]
    }),
  )
  return [
    ...refused.map((row): TodayLine => ({
      key: `refused/${row.uid}`,
      pupilId: null,
      title: `Not taken by the office: ${sayMutation(row.mutation.name, row.mutation.args, today)}`,
      why: sayRefusal(row.code),
      act: { kind: 'case', href: '/sync', label: 'Open' },
      ...wordsWaiting,
    })),
    ...lines.flat(),
  ]
}
