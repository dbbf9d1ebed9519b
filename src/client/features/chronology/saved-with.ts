import type { PupilFile } from '#client/casework/pupil-file.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import type { HomeVisit } from '#domain/records/home-visit.ts'
import type { Instant } from '#domain/time/instant.ts'

type Made = { by: string; recordedAt: Instant }

/**
 * The contact or visit that a barrier or a promise was saved with. They do not name the act; but one Save writes all of it, and
 * stamps all of it with one author and one instant.
 */
export const savedWith = ({ by, recordedAt }: Made, { notes, visits }: PupilFile): (ContactNote | HomeVisit)[] =>
  [...notes, ...visits]
    .map(({ record }) => record)
    .filter((account) => account.by === by && account.recordedAt === recordedAt)

/** Whether it was heard from somebody, or promised to somebody, of whom nobody may say that they told us. */
export const isInConfidence = (made: Made, file: PupilFile): boolean =>
  savedWith(made, file).some((account) => account.kind === 'contact-note' && account.confidentialSource)
