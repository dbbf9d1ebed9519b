import type { Pupil } from '../records/pupil.ts'
import type { RegisterYear } from '../records/register-year.ts'
import { whileOnRoll } from '../register/count-pupil.ts'
import { meaningOf, type MarkCode } from '../register/mark-codes.ts'
import { marksIn } from '../register/mark-letters.ts'
import { sessionsOn, type SchoolCalendar } from '../time/school-calendar.ts'
import type { SchoolDay } from '../time/school-day.ts'
import type { Session } from '../time/school-session.ts'

/** The session that a school holds first on a day: the morning, or the afternoon where the morning is not held. Null on a closed day. */
export const firstSessionOf = (day: SchoolDay, calendar: SchoolCalendar): Session | null =>
  sessionsOn(day, calendar)[0] ?? null

/** What a pupil's register says of one session; null where no mark is held, or the mark only says that the school was closed. */
export const markOf = (year: RegisterYear, day: SchoolDay, session: Session): MarkCode | null => {
  const mark = [...marksIn(year, { from: day, to: day })].find((one) => one.session === session)
  return mark === undefined || meaningOf(mark.code).counts === 'not-collected' ? null : mark.code
}

/** Why nobody knows where a child is: the register says N, or it says nothing although it was taken. */
export type Unexplained = 'n' | 'no-mark'

/** A pupil of one school with the register of this school year, where Doorstep holds one. */
export type OnRegister = {
  pupil: Pick<Pupil, 'id' | 'registrationGroup' | 'onRollFrom' | 'leftOn'>
  year: RegisterYear | null
}

/** How the first session of a day stands at one school, of the pupils whose files are at hand. */
export type FirstSession = {
  /** Whose absence nobody has explained, by pupil. */
  unexplained: ReadonlyMap<string, Unexplained>
  /** How many pupils have a mark for the session. While nobody has, the register is not in, and nobody is called missing. */
  marked: number
  /** Forms of which not one mark has come: their register was not taken, or not sent. The empty name is pupils without a form. */
  formsWithout: string[]
  /** Pupils on the roll of whom Doorstep holds no register of this school year: nothing can be said of them. */
  withoutRegister: number
}

/**
 * Who is missing without a reason in one session. Schools must contact parents on the first day of an absence without a reason
 * (*Working together to improve school attendance*, on first-day contact; domain: section 1.3). A child without any mark is missing only
 * where marks of the child's own form have come: otherwise it is the form that is missing, and thirty families would be rung for nothing.
 */
export const firstSession = (those: readonly OnRegister[], day: SchoolDay, session: Session): FirstSession => {
  const onRoll = those.filter(({ pupil }) => whileOnRoll(pupil, { from: day, to: day }) !== null)
  const read = onRoll.flatMap(({ pupil, year }) =>
    year === null ? [] : [{ id: pupil.id, form: pupil.registrationGroup ?? '', code: markOf(year, day, session) }],
  )
  const withMarks = new Set(read.filter(({ code }) => code !== null).map(({ form }) => form))
  const unexplained = new Map<string, Unexplained>()
  for (const { id, form, code } of read) {
    if (code === 'N') unexplained.set(id, 'n')
    else if (code === null && withMarks.has(form)) unexplained.set(id, 'no-mark')
  }
  return {
    unexplained,
    marked: read.filter(({ code }) => code !== null).length,
    formsWithout: [...new Set(read.map(({ form }) => form))].filter((form) => !withMarks.has(form)).toSorted(),
    withoutRegister: onRoll.length - read.length,
  }
}
