import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { ImportWarning } from '../roll-row.ts'
import type { MarkPlace } from './plan-marks.ts'

/** Gathers what is wrong with the marks of a line, so that a line of a hundred says a reason once, with how many and the first. */
export class LineReasons {
  readonly #rejected = new Map<string, { line: number; count: number; first: MarkPlace; what: string }>()
  readonly #warned = new Map<string, { line: number; count: number; first: MarkPlace; what: string }>()

  reject(place: MarkPlace & { line: number }, what: string): void {
    gather(this.#rejected, place, what)
  }

  warn(place: MarkPlace & { line: number }, what: string): void {
    gather(this.#warned, place, what)
  }

  rejected(today: SchoolDay): { line: number; reason: string }[] {
    return [...this.#rejected.values()].map((each) => ({
      line: each.line,
      reason: `${say(each, today)} was not taken.`,
    }))
  }

  warned(today: SchoolDay): ImportWarning[] {
    return [...this.#warned.values()].map((each) => ({ line: each.line, words: `${say(each, today)} was taken.` }))
  }
}

const gather = (
  into: Map<string, { line: number; count: number; first: MarkPlace; what: string }>,
  { line, day, session }: MarkPlace & { line: number },
  what: string,
): void => {
  const key = `${line} ${what}`
  const known = into.get(key)
  if (known) known.count += 1
  else into.set(key, { line, count: 1, first: { day, session }, what })
}

/** `A mark with a code that …: Mon 7 Sep, morning` or `3 marks …, the first on Mon 7 Sep, morning,`. */
const say = ({ count, first, what }: { count: number; first: MarkPlace; what: string }, today: SchoolDay): string => {
  const place = `${sayDay(first.day, today)}, ${first.session}`
  return count === 1 ? `A mark ${what}, ${place},` : `Each of ${count} marks ${what}, the first on ${place},`
}
