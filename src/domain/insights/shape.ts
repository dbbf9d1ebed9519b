import { absentOf, type SessionCounts } from '../register/count-sessions.ts'
import { markCodes, meaningOf, type MarkCode } from '../register/mark-codes.ts'
import { forEachMark, type Span } from '../register/mark-letters.ts'
import { isPersistent } from '../register/attendance-band.ts'
import { weekOf } from '../time/school-calendar.ts'
import { addDays, daysBetween, weekdayOf, type SchoolDay } from '../time/school-day.ts'
import { sessionsOfDay, type Session } from '../time/school-session.ts'
import { whileCounted } from '../register/count-pupil.ts'
import type { Counted, OnRegister } from './figures.ts'

/** Sessions that were possible, and how many of them were missed. */
export type Missed = { possible: number; missed: number }

/** How the absence of a group lies in the weeks, the days and the codes. Whole sessions and pupils. */
export type Shape = {
  /** Each code of absence, with its sessions and how many pupils have one; most sessions first. */
  codes: { code: MarkCode; sessions: number; pupils: number }[]
  /** Monday to Friday (and a weekend on which sessions were held), each half of the day. */
  weekdays: (Missed & { weekday: number; session: Session })[]
  /** Each week in which a session was possible, by its Monday, in order. */
  weeks: (Missed & { monday: SchoolDay })[]
  /**
   * The first of these weeks: pupils with a session in it, those who missed one, and those of these who missed a tenth or more over the
   * whole span. Null when there is no week.
   */
  firstWeek: (Missed & { monday: SchoolDay; pupils: number; absent: number; nowPersistent: number }) | null
  /**
   * Spells of absence: missed sessions one after the other, ended by one that was attended; sessions that were not possible, such as those of a
   * holiday, neither end nor lengthen one. `sessions` are all that were missed.
   */
  spells: { count: number; pupils: number; sessions: number }
}

/** Works the shape of a group out within a span, in one pass over its marks. `group` was counted within the same span. */
export const shapeOf = (group: readonly Counted<OnRegister>[], span: Span): Shape => {
  const places = Math.max(0, daysBetween(span.from, span.to) + 1) * 2
  const possible = new Uint32Array(places)
  const missed = new Uint32Array(places)
  const codes = new Map<MarkCode, { sessions: number; pupils: number }>()
  const spells = { count: 0, pupils: 0, sessions: 0 }
  for (const one of group) {
    const seen = new Set<MarkCode>()
    let isInSpell = false
    forEachCounted(one, span, (place, code, isMissed) => {
      possible[place] = (possible[place] ?? 0) + 1
      if (isMissed) {
        missed[place] = (missed[place] ?? 0) + 1
        const known = codes.get(code) ?? { sessions: 0, pupils: 0 }
        codes.set(code, { sessions: known.sessions + 1, pupils: known.pupils + (seen.has(code) ? 0 : 1) })
        seen.add(code)
        if (!isInSpell) spells.count += 1
      }
      isInSpell = isMissed
    })
    if (seen.size > 0) spells.pupils += 1
    spells.sessions += absentOf(one.counts)
  }
  const weekdays = new Map<string, Shape['weekdays'][number]>()
  const weeks = new Map<SchoolDay, Shape['weeks'][number]>()
  for (let place = 0; place < places; place += 1) {
    const here = { possible: possible[place] ?? 0, missed: missed[place] ?? 0 }
    if (here.possible === 0) continue
    const day = addDays(span.from, Math.floor(place / 2))
    const [weekday, session] = [weekdayOf(day), sessionsOfDay[place % 2] ?? 'morning']
    const [byDay, byWeek] = [`${weekday} ${session}`, weekOf(day)]
    weekdays.set(byDay, { weekday, session, ...sumOf(here, weekdays.get(byDay)) })
    weeks.set(byWeek, { monday: byWeek, ...sumOf(here, weeks.get(byWeek)) })
  }
  const inOrder = [...weeks.values()]
  return {
    codes: [...codes]
      .map(([code, counted]) => ({ code, ...counted }))
      .toSorted((a, b) => b.sessions - a.sessions || (a.code < b.code ? -1 : 1)),
    // Sunday, should a session ever be held on one, comes last as people count the week.
    weekdays: [...weekdays.values()].toSorted(
      (a, b) =>
        ((a.weekday + 6) % 7) - ((b.weekday + 6) % 7) ||
        sessionsOfDay.indexOf(a.session) - sessionsOfDay.indexOf(b.session),
    ),
    weeks: inOrder,
    firstWeek: inOrder[0] === undefined ? null : { ...inOrder[0], ...whoMissed(group, inOrder[0].monday, span) },
    spells,
  }
}

const sumOf = (a: Missed, b: Missed = { possible: 0, missed: 0 }): Missed => ({
  possible: a.possible + b.possible,
  missed: a.missed + b.missed,
})

/** Whether the session of each code was missed; those that were not possible are not in it. */
const isMissedBy = new Map<MarkCode, boolean>(
  markCodes.flatMap((code) => {
    const { counts } = meaningOf(code)
    if (counts === 'not-possible' || counts === 'not-collected') return []
    return [[code, counts === 'authorised' || counts === 'unauthorised']]
  }),
)

/** Each possible session of a pupil within a span, in order, by its place from the first day of the span. */
export const forEachCounted = (
  one: OnRegister,
  span: Span,
  see: (place: number, code: MarkCode, isMissed: boolean) => void,
): void => {
  const counted = whileCounted(one.pupil, span)
  if (counted === null) return
  const before = daysBetween(span.from, counted.from) * 2
  for (const year of one.years.toSorted((a, b) => a.year - b.year))
    forEachMark(year, counted, (place, code) => {
      const isMissed = isMissedBy.get(code)
      if (isMissed !== undefined) see(before + place, code, isMissed)
    })
}

/** Of the days of a week that are in the span. */
const whoMissed = (
  group: readonly (OnRegister & { counts: SessionCounts })[],
  monday: SchoolDay,
  span: Span,
): { pupils: number; absent: number; nowPersistent: number } => {
  const sunday = addDays(monday, 6)
  // The span may begin or end in the middle of the week.
  const days = { from: monday < span.from ? span.from : monday, to: sunday > span.to ? span.to : sunday }
  const who = { pupils: 0, absent: 0, nowPersistent: 0 }
  for (const one of group) {
    let [wasThere, missedAny] = [false, false]
    forEachCounted(one, days, (_place, _code, isMissed) => {
      wasThere = true
      if (isMissed) missedAny = true
    })
    if (wasThere) who.pupils += 1
    if (missedAny) who.absent += 1
    if (missedAny && isPersistent(one.counts)) who.nowPersistent += 1
  }
  return who
}
