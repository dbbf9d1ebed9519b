import type { MarkCode } from '../register/mark-codes.ts'
import type { Span } from '../register/mark-letters.ts'
import { weekOf } from '../time/school-calendar.ts'
import { addDays, weekdayOf, type SchoolDay } from '../time/school-day.ts'
import { sessionsOfDay, type Session } from '../time/school-session.ts'
import type { Pupil } from '../records/pupil.ts'
import { isIn, type GroupName } from './grouping.ts'
import type { OnRegister } from './figures.ts'
import { forEachCounted } from './shape.ts'

/** One figure of a chart, for which somebody asks who is behind it: a group, or those who missed a session of a code, a half-day, a week. */
export type Behind =
  | { of: 'group'; group: GroupName }
  | { of: 'code'; code: MarkCode }
  | { of: 'half-day'; weekday: number; session: Session }
  | { of: 'week'; monday: SchoolDay }

/** True for a pupil who is in the figure: in the group, or with at least one missed session that the figure counts. */
export const isBehind = (behind: Behind, one: OnRegister & { pupil: Pupil }, span: Span): boolean => {
  if (behind.of === 'group') return isIn(behind.group, one.pupil)
  let isOne = false
  forEachCounted(one, span, (place, code, isMissed) => {
    if (isMissed && !isOne) isOne = isOf(behind, span, place, code)
  })
  return isOne
}

const isOf = (behind: Exclude<Behind, { of: 'group' }>, span: Span, place: number, code: MarkCode): boolean => {
  if (behind.of === 'code') return behind.code === code
  const day = addDays(span.from, Math.floor(place / 2))
  return behind.of === 'week'
    ? weekOf(day) === behind.monday
    : weekdayOf(day) === behind.weekday && sessionsOfDay[place % 2] === behind.session
}
