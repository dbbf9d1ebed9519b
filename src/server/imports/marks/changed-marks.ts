import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { PlannedMark } from './plan-marks.ts'

/** Changed marks that are told one by one; of the others there is how many. */
const MOST_TOLD = 20

/**
 * Marks of a file beside those that stand (by `pupil day session`): how many are new and changed, and the first of the changed. Of the
 * changed, `goesBack` would be again what they were before another took their place: an older file does that.
 */
export type Beside = {
  accepted: number
  updated: number
  goesBack: number
  changed: { line: number; words: string }[]
}

/** Whose marks would change. */
export const changedPupils = (marks: readonly PlannedMark[], stands: ReadonlyMap<string, string>): string[] => [
  ...new Set(
    marks.filter((mark) => (stands.get(placeOf(mark)) ?? mark.code) !== mark.code).map(({ pupilId }) => pupilId),
  ),
]

const placeOf = ({ pupilId, day, session }: PlannedMark): string => `${pupilId} ${day} ${session}`

/** Says of marks what each would do to what stands, the changed ones in the order of their lines. `were`: what was superseded, `pupil day session code`. */
export const besideStanding = (
  marks: readonly PlannedMark[],
  stands: ReadonlyMap<string, string>,
  were: ReadonlySet<string>,
  today: SchoolDay,
): Beside => {
  let accepted = 0
  const changed: { mark: PlannedMark; was: string; isBack: boolean }[] = []
  for (const mark of marks) {
    const place = placeOf(mark)
    const was = stands.get(place)
    if (was === undefined) accepted += 1
    else if (was !== mark.code) changed.push({ mark, was, isBack: were.has(`${place} ${mark.code}`) })
  }
  return {
    accepted,
    updated: changed.length,
    goesBack: changed.filter(({ isBack }) => isBack).length,
    changed: changed
      .toSorted((a, b) => a.mark.line - b.mark.line)
      .slice(0, MOST_TOLD)
      .map(({ mark: { line, day, session, code }, was, isBack }) => ({
        line,
        words: `${sayDay(day, today)}, ${session}: was ${was}, becomes ${code}${isBack ? ', as it was before' : ''}.`,
      })),
  }
}
