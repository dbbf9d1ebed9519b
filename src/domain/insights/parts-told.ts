import { weekOf } from '../time/school-calendar.ts'
import { addDays, weekdayOf, type SchoolDay } from '../time/school-day.ts'
import { sessionsOfDay, type Session } from '../time/school-session.ts'
import type { Span } from '../register/mark-letters.ts'
import type { OnRegister } from './figures.ts'
import { forEachCounted, type Missed } from './shape.ts'
import { FEWEST, isSmall } from './suppress.ts'

/** Sessions of a part of the time, and of how many pupils they are: with a session, who missed one, who attended one. */
export type PartOfTime = Missed & { pupils: number; absent: number; present: number }

/** The same sessions twice: week by week, and by the half-days of the week. */
export type PartsOfTime = {
  weeks: (PartOfTime & { monday: SchoolDay })[]
  weekdays: (PartOfTime & { weekday: number; session: Session })[]
}

/**
 * What may leave of the parts of a span, in their order: null is left out. Left out is a part in which fewer than five pupils missed a session,
 * attended one or could have, and with it the one with the fewest absent that could stand by itself, since all parts together are the sessions
 * of the group, which are told. Where nothing could hide another, no part is told.
 *
 * Safe against a reader who knows the whole and this rule: of a part with few some other number of missed sessions makes the same paper, with
 * as many more or fewer in another part. Papers about other pupils or other days are not compared.
 */
export const partsTold = <Part extends PartOfTime>(parts: readonly Part[]): (Part | null)[] => {
  const isFew = ({ pupils, absent, present }: PartOfTime): boolean => [pupils, absent, present].some(isSmall)
  const few = new Set(parts.filter(isFew))
  if (few.size === 0) return [...parts]
  const cover = parts
    .filter((part) => !few.has(part) && part.absent >= FEWEST && part.present >= FEWEST)
    .toSorted((a, b) => a.absent - b.absent || a.missed - b.missed)[0]
  return parts.map((part) => (cover === undefined || few.has(part) || part === cover ? null : part))
}

/** Counts the parts of a span for papers: `shapeOf` is quicker and says nothing of how many pupils each part is about. */
export const partsOfTime = (group: readonly OnRegister[], span: Span): PartsOfTime => {
  const weeks = new Map<SchoolDay, PartsOfTime['weeks'][number]>()
  const weekdays = new Map<string, PartsOfTime['weekdays'][number]>()
  const nothing = { possible: 0, missed: 0, pupils: 0, absent: 0, present: 0 }
  const partsAt = (place: number): readonly PartOfTime[] => {
    const day = addDays(span.from, Math.floor(place / 2))
    const [monday, weekday, session] = [weekOf(day), weekdayOf(day), sessionsOfDay[place % 2] ?? 'morning']
    const week = weeks.get(monday) ?? { monday, ...nothing }
    const half = weekdays.get(`${weekday} ${session}`) ?? { weekday, session, ...nothing }
    weeks.set(monday, week)
    weekdays.set(`${weekday} ${session}`, half)
    return [week, half]
  }
  const places: (readonly PartOfTime[])[] = []
  for (const one of group) {
    const seen = new Map<PartOfTime, { absent: boolean; present: boolean }>()
    forEachCounted(one, span, (place, _code, isMissed) => {
      for (const part of (places[place] ??= partsAt(place))) {
        part.possible += 1
        if (isMissed) part.missed += 1
        const known = seen.get(part) ?? { absent: false, present: false }
        if (isMissed) known.absent = true
        else known.present = true
        seen.set(part, known)
      }
    })
    for (const [part, { absent, present }] of seen) {
      part.pupils += 1
      if (absent) part.absent += 1
      if (present) part.present += 1
    }
  }
  return {
    weeks: [...weeks.values()].toSorted((a, b) => (a.monday < b.monday ? -1 : 1)),
    // Sunday, should a session ever be held on one, comes last as people count the week.
    weekdays: [...weekdays.values()].toSorted(
      (a, b) =>
        ((a.weekday + 6) % 7) - ((b.weekday + 6) % 7) ||
        sessionsOfDay.indexOf(a.session) - sessionsOfDay.indexOf(b.session),
    ),
  }
}
