import type { DoorstepDatabase } from '#client/store/database.ts'
import type { Instant } from '#domain/time/instant.ts'
import { calledName } from '#domain/records/pupil.ts'
import { placeOfDraft, whatOf } from './draft-forms.ts'
import { isKept } from './kept-record.ts'
import { readKept } from './read-file.ts'

/** A form that was begun and not saved. Its words are only here, and nobody else can do anything with them yet. */
export type Begun = {
  id: string
  /** What it will be: `the home visit: Ayesha`. No name where it is about no pupil. */
  what: string
  pupilId: string | null
  /** Where it is taken up again. */
  href: string
  savedAt: Instant
}

/** Every form that was begun on this tablet and not saved, oldest first. */
export const readBegun = async (db: DoorstepDatabase): Promise<Begun[]> => {
  const drafts = await db.drafts.toArray()
  const rows = await db.records.bulkGet(drafts.map(({ fileId }): [string, string] => [fileId, fileId]))
  return drafts
    .flatMap((draft, at): Begun[] => {
      const { id, form, fileId, savedAt } = draft
      const row = rows[at]
      const kept = row === undefined ? null : readKept(row)
      const pupil = kept !== null && isKept(kept, 'pupil') ? kept.record : null
      // An older Doorstep did not note where it was begun: only a pupil's file is known by its id.
      if (pupil === null && draft.place === undefined) return []
      return [
        {
          id,
          what: pupil === null ? whatOf(form) : `${whatOf(form)}: ${calledName(pupil)}`,
          pupilId: pupil === null ? null : fileId,
          href: placeOfDraft(draft),
          savedAt,
        },
      ]
    })
    .toSorted((a, b) => (a.savedAt < b.savedAt ? -1 : 1))
}
