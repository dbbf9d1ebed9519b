import type { FileId } from '#domain/records/record.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { foundedBy, type FindMutation } from '#sync/replay.ts'
import type { DoorstepDatabase } from './database.ts'
import type { DraftRow, RejectedRow } from './tables.ts'
import { keepForAuthor } from './waiting-elsewhere.ts'

/** What a draft's entry in *needs you* says it is: no act, but words of a form whose file was withdrawn. */
const DETAIL = 'draft'

/** True for words in *needs you* that were never an act: nobody saved them, and the office knows nothing of their uid. */
export const isWithdrawnDraft = (row: Pick<RejectedRow, 'detail'> | undefined): boolean => row?.detail === DETAIL

/**
 * A draft about a file that is not here becomes something that needs its author, so that its words stay and are not left beside
 * records (SPEC W2). Asked of every draft each time an answer is taken, and not only of the files that it withdraws: a form that
 * was still open may keep its last letters once its file has gone. Runs inside the caller's transaction.
 */
export const keepWithdrawnDrafts = async (
  db: DoorstepDatabase,
  around: { by: Actor; find: FindMutation; now: Instant },
): Promise<void> => {
  // By their plain column: nothing is opened while every draft's file is here.
  const about = (await db.drafts.orderBy('fileId').uniqueKeys()).filter(isFileId)
  if (about.length === 0) return
  const cursors = await db.cursors.bulkGet(about)
  const absent = about.filter((_file, place) => cursors[place] === undefined)
  if (absent.length === 0) return
  const founded = foundedBy(around.find, await db.outbox.toArray())
  const gone = absent.filter((file) => !founded.has(file))
  const drafts = await db.drafts.where('fileId').anyOf(gone).toArray()
  await keepForAuthor(
    db,
    drafts.map((draft) => needsYou(draft, around)),
  )
  await db.drafts.bulkDelete(drafts.map(({ id }) => id))
}

/** A form about no file has none to lose. */
const isFileId = (key: unknown): key is FileId => typeof key === 'string' && key !== ''

const needsYou = (draft: DraftRow, { by, now }: { by: Actor; now: Instant }): RejectedRow => ({
  uid: draft.uid,
  mutation: {
    id: 0,
    uid: draft.uid,
    name: draft.form,
    args: draft.values,
    files: [draft.fileId],
    recordedAt: draft.savedAt,
    prev: '',
    chain: '',
    personId: by.personId,
  },
  code: 'not-permitted',
  detail: DETAIL,
  receivedAt: now,
  reference: '',
  handledAt: null,
})
