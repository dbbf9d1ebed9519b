import type { DoorstepDatabase } from '#client/store/database.ts'
import { wasWidened } from '#domain/casework/outing-state.ts'
import type { Outing } from '#domain/records/outing.ts'
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

/**
 * Whether this person looks out for whoever is out: they were named, or the alarm was told to them because nobody took it, and they are
 * not out with them.
 */
export const isWatched = (outing: Outing, mine: string): boolean =>
  outing.personId !== mine && (outing.watcherId === mine || (wasWidened(outing) && !isAlong(outing, mine)))

/** Whether this person goes along with whoever is out. Whoever is to look out for them too is told as that: it is the graver. */
export const isAlong = (outing: Outing, mine: string): boolean =>
  outing.withId === mine && outing.personId !== mine && outing.watcherId !== mine

/** The outings of colleagues with whom this person is out now. */
export const outingsAlong = (outings: readonly KeptOf<'outing'>[], mine: string): KeptOf<'outing'>[] =>
  outings.filter(({ record }) => isAlong(record, mine) && record.ended === null)

/** Colleagues whom this person looks out for and who are out. */
export const watchedOutings = (outings: readonly KeptOf<'outing'>[], mine: string): KeptOf<'outing'>[] =>
  outings.filter(({ record }) => isWatched(record, mine) && record.ended === null)
