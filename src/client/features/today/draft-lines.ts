import { sayInstant } from '#client/casework/day-words.ts'
import { draftForm } from '#client/casework/draft-forms.ts'
import { readKept } from '#client/casework/read-file.ts'
import { isKept } from '#client/casework/kept-record.ts'
import { calledName } from '#domain/records/pupil.ts'
import { priorities } from '#domain/today/rule.ts'
import type { TodayLine } from '#domain/today/today-lines.ts'
import type { Asking } from './read-today.ts'

/** Forms that were begun and not saved: their words are only here, and nobody else can do anything with them yet. */
export const draftLines = async ({ db, today }: Asking): Promise<TodayLine[]> => {
  const drafts = await db.drafts.toArray()
  const lines = await Promise.all(
    drafts.map(async (draft): Promise<TodayLine[]> => {
      const form = draftForm(draft.form)
      if (form === null || draft.fileId === '') return []
      const row = await db.records.get([draft.fileId, draft.fileId])
      const kept = row === undefined ? null : readKept(row)
      if (kept === null || !isKept(kept, 'pupil')) return []
      return [
        {
          key: `draft/${draft.id}`,
          pupilId: draft.fileId,
          title: `${form.title}: ${calledName(kept.record)}`,
          why: `Begun and not saved, ${sayInstant(draft.savedAt, today)}. Only on this tablet.`,
          act: { kind: 'draft', href: `/caseload/${draft.fileId}/${form.path}`, label: 'Finish' },
          priority: priorities.promiseLate,
          dueOn: null,
          late: false,
        },
      ]
    }),
  )
  return lines.flat()
}
