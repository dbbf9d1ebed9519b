import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { PlannedMark } from './plan-marks.ts'

/** Changed marks that are told one by one; of the others there is how many. */
const MOST_TOLD = 20

/** Marks of a file beside those that stand (by `pupil day session`): how many are new and changed, and the first of the changed. */
export type Beside = { accepted: number; updated: number; changed: { line: number; words: string }[] }

/** Says of marks what each would do to what stands, the changed ones in the order of their lines. */
export const besideStanding = (
  marks: readonly PlannedMark[],
  stands: ReadonlyMap<string, string>,
  today: SchoolDay,
): Beside => {
  let accepted = 0
  const changed: { mark: PlannedMark; was: string }[] = []
  for (const mark of marks) {
    const was = stands.get(`${mark.pupilId} ${mark.day} ${mark.session}`)
    if (was === undefined) accepted += 1
    else if (was !== mark.code) changed.push({ mark, was })
  }
  return {
    accepted,
    updated: changed.length,
    changed: changed
      .toSorted((a, b) => a.mark.line - b.mark.line)
      .slice(0, MOST_TOLD)
      .map(({ mark: { line, day, session, code }, was }) => ({
        line,
        words: `${sayDay(day, today)}, ${session}: was ${was}, becomes ${code}.`,
      })),
  }
}
