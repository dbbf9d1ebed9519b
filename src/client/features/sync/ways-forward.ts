import type { DoorstepDatabase } from '#client/store/database.ts'
import { mutate, type Saved } from '#client/store/mutate.ts'
import type { RejectedRow } from '#client/store/tables.ts'
import { mutationNamed } from '#domain/mutations/index.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import type { Clock } from '#domain/time/instant.ts'
import { asContactNote, draftAgain, forPupil, writtenAgain, type WrittenAgain } from './write-again.ts'
import type { HeldPupil } from './read-sync.ts'

/** What can be done about a refused entry besides copying its words. Copying is always there. */
export type WaysForward = {
  /** The pupil's file is on this tablet. */
  pupilId: string | null
  /** It names a pupil: what a school or a council says of itself does not. */
  isAboutPupil: boolean
  /** The restricted thread it was for, if that is on this tablet. */
  threadId: string | null
  /** The form filled in as it was, where its pupil is here. */
  again: WrittenAgain | null
  /** The same form for another pupil: written on the wrong one, or the right one is somebody else's now. */
  elsewhere: ((pupilId: string) => WrittenAgain) | null
  /** The same act once more, now that what stood in its way may be gone. */
  mayGoAgain: boolean
  /** The case was closed, and this person can go and reopen it. */
  reopen: string | null
  /** The words in a contact note: where the act itself has no place any more. */
  asNote: WrittenAgain | null
}

/** Refusals whose reason can go away: a case reopened, an office brought up to date, a pupil given back. */
const passing = new Set<RejectedRow['code']>(['case-closed', 'unknown-mutation', 'not-permitted'])

export const waysForward = (
  row: RejectedRow,
  text: string,
  held: { pupils: readonly HeldPupil[]; threads: ReadonlySet<string> },
  newId: () => string,
): WaysForward => {
  const isDraft = row.detail === 'draft'
  const file = row.mutation.files.find((each) => held.pupils.some(({ id }) => id === each)) ?? null
  const again = isDraft ? draftAgain(row.mutation, newId) : writtenAgain(row.mutation, newId)
  return {
    pupilId: file,
    isAboutPupil: isDraft || namesPupil(row.mutation.args),
    threadId: row.mutation.files.find((each) => held.threads.has(each)) ?? null,
    again: file === null ? null : again,
    elsewhere: again === null ? null : (pupilId) => forPupil(again, pupilId),
    mayGoAgain: !isDraft && file !== null && passing.has(row.code) && mutationNamed(row.mutation.name) !== null,
    reopen: file !== null && row.code === 'case-closed' ? `/caseload/${file}/case/reopen` : null,
    asNote: file === null || again !== null || text === '' ? null : asContactNote(file, text, row, newId),
  }
}

/** An act says its pupil, or its pupils, in one of these. */
const namesPupil = (args: unknown): boolean =>
  typeof args === 'object' &&
  args !== null &&
  ['pupilId', 'pupilIds', 'children', 'threadId'].some((key) => key in args)

/** Does a refused act once more, under a new identity: the office has answered the old one for good. */
export const goAgain = async (
  db: DoorstepDatabase,
  row: RejectedRow,
  as: { by: Actor; clock: Clock; uid: string },
): Promise<Saved> => {
  const mutation = mutationNamed(row.mutation.name)
  return mutation === null ? { ok: false, refusal: 'unknown-mutation' } : mutate(db, mutation, row.mutation.args, as)
}
