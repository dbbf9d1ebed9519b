import type { DoorstepDatabase } from '#client/store/database.ts'
import { isAlong, isWatched } from '#domain/casework/outing-state.ts'
import { isKept, type Kept, type KeptOf } from './kept-record.ts'
import { readKept } from './read-file.ts'

/** The outings on this tablet, one's own and those of colleagues one looks out for; the latest first. */
export const readOutings = async (db: DoorstepDatabase): Promise<KeptOf<'outing'>[]> =>
  (await db.records.where('kind').equals('outing').toArray())
    .map(readKept)
    .filter((kept): kept is Kept => kept !== null)
    .filter((kept): kept is KeptOf<'outing'> => isKept(kept, 'outing'))
    .toSorted((a, b) => (a.record.recordedAt < b.record.recordedAt ? 1 : -1))

/** The outing this person is on, or null. One that they have ended counts until the office knows that it has. */
export const myOuting = (outings: readonly KeptOf<'outing'>[], mine: string): KeptOf<'outing'> | null =>
  outings.find(({ record, waiting }) => record.personId === mine && (record.ended === null || waiting > 0)) ?? null

/** The outings of colleagues with whom this person is out now. */
export const outingsAlong = (outings: readonly KeptOf<'outing'>[], mine: string): KeptOf<'outing'>[] =>
  outings.filter(({ record }) => isAlong(record, mine) && record.ended === null)

/** Colleagues whom this person looks out for and who are out. */
export const watchedOutings = (outings: readonly KeptOf<'outing'>[], mine: string): KeptOf<'outing'>[] =>
  outings.filter(({ record }) => isWatched(record, mine) && record.ended === null)
