import { sayInstant } from '#client/casework/day-words.ts'
import { readBegun } from '#client/casework/read-begun.ts'
import type { TodayLine } from '#domain/today/today-lines.ts'
import { wordsWaiting } from '#domain/today/words-waiting.ts'
import type { Asking } from './read-today.ts'

/** Forms that were begun and not saved: their words are only here, and nobody else can do anything with them yet. */
export const draftLines = async ({ db, today }: Asking): Promise<TodayLine[]> =>
  (await readBegun(db)).map(({ id, what, pupilId, href, savedAt }) => ({
    key: `draft/${id}`,
    pupilId,
    title: `Finish ${what}`,
    why: `Begun and not saved, ${sayInstant(savedAt, today)}. Only on this tablet.`,
    act: { kind: 'draft', href, label: 'Finish' },
    ...wordsWaiting,
  }))
