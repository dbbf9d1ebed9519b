import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RegisterSeen } from '#domain/records/register-decision.ts'
import { readClock } from '#domain/register/clocks/read-clock.ts'
import { markCodes, meaningOf, type MarkCode } from '#domain/register/mark-codes.ts'
import { writeLetters, type PlacedMark } from '#domain/register/mark-letters.ts'
import { registerSeen, sinceSeen } from '#domain/register/register-seen.ts'
import { schoolCalendar } from '#domain/time/school-calendar.ts'
import { addDays } from '#domain/time/school-day.ts'
import { aisha, aRegister, present } from '../register/a-register.ts'

const span = { from: '2026-08-01', to: '2026-11-13' }

const isAbsent = (code: MarkCode | null) => code !== null && meaningOf(code).counts === 'unauthorised'

describe('what a register said when somebody decided on it', () => {
  test('names each session that was changed since, and what the same days come to now', () => {
    const before = aRegister('2026-11-02', 'OO NN /\\ /\\ /\\', present)
    const saw = registerSeen(aisha, [before], span)
    if (saw === null) throw new Error('Nothing was seen.')
    const after = aRegister('2026-11-02', 'OO II /\\ /\\ /\\', present)
    expect(sinceSeen(saw, aisha, [after])).toEqual({
      changed: [
        { day: '2026-11-03', session: 'morning', was: 'N', now: 'I' },
        { day: '2026-11-03', session: 'afternoon', was: 'N', now: 'I' },
      ],
      cameIn: 0,
      was: { possible: 20, attended: 16, authorised: 0, unauthorised: 4, late: 0 },
      now: { possible: 20, attended: 16, authorised: 2, unauthorised: 2, late: 0 },
    })
  })

  test('a mark that came in only since is no change; one that is there no longer is', () => {
    const before = aRegister('2026-11-09', '/\\ OO O. .. ..')
    const saw = registerSeen(aisha, [before], span)
    if (saw === null) throw new Error('Nothing was seen.')
    const after = aRegister('2026-11-09', '/. OO OI /\\ /\\')
    expect(sinceSeen(saw, aisha, [after])).toMatchObject({
      changed: [{ day: '2026-11-09', session: 'afternoon', was: '\\', now: null }],
      cameIn: 5,
    })
  })

  test('of a register that is not at hand nothing is said to have changed', () => {
    const saw = registerSeen(aisha, [aRegister('2026-11-02', 'OO NN /\\ /\\ /\\')], span)
    expect(saw && sinceSeen(saw, aisha, [])).toMatchObject({ changed: [], cameIn: 0 })
  })

  test('says which version it was, and is nothing while no mark of the span has come in', () => {
    const register = aRegister('2026-11-02', present)
    expect(registerSeen(aisha, [register], span)).toMatchObject({ ...span, takenAt: register.takenAt })
    expect(registerSeen(aisha, [register], { from: '2026-08-01', to: '2026-10-30' })).toBeNull()
    expect(registerSeen(aisha, [], span)).toBeNull()
  })

  test('a clock’s ten weeks over the summer are seen whole, from both school years', () => {
    const summer = Array.from({ length: 45 }, (_, place) => addDays('2026-07-20', place))
    const calendar = schoolCalendar(summer, [], '2026-12-18')
    const years = [aRegister('2026-09-07', 'OO /\\ /\\ /\\ /\\'), aRegister('2026-07-13', '/\\ /\\ /\\ GG GG')]
    const reading = readClock('ten-in-ten-weeks', aisha, years, calendar, '2026-09-11')
    expect(reading).toMatchObject({ counted: 6, span: { to: '2026-09-11' } })
    const saw = reading && registerSeen(aisha, years, reading.span)
    expect(RegisterSeen.safeParse(saw).success).toBe(true)
    expect(saw && sinceSeen(saw, aisha, years)).toMatchObject({
      changed: [],
      cameIn: 0,
      was: { unauthorised: 6 },
    })
  })

  test('agrees with comparing every session of every day by itself', () => {
    const days = Array.from({ length: 12 }, (_, place) => addDays('2026-11-02', place))
    const some = fc.array(fc.option(fc.constantFrom(...markCodes), { nil: null }), { minLength: 24, maxLength: 24 })
    const registerOf = (codes: readonly (MarkCode | null)[]) => {
      const marks = days.flatMap((day, place) =>
        (['morning', 'afternoon'] as const).flatMap((session, half): PlacedMark[] => {
          const code = codes[place * 2 + half] ?? null
          return code === null ? [] : [{ day, session, code }]
        }),
      )
      return { ...aRegister('2026-11-02', '/\\'), ...(writeLetters(marks) ?? { from: '2026-11-02', marks: '' }) }
    }
    fc.assert(
      fc.property(some, some, (before, after) => {
        const saw = registerSeen(aisha, [registerOf(before)], span)
        fc.pre(saw !== null)
        if (saw === null) return
        const inSpan = (_: unknown, place: number) => (days[Math.floor(place / 2)] ?? '') <= span.to
        const pairs = before.map((was, place) => ({ was, now: after[place] ?? null })).filter(inSpan)
        const since = sinceSeen(saw, aisha, [registerOf(after)])
        expect(since.changed.map(({ was, now }) => ({ was, now }))).toEqual(
          pairs.filter(({ was, now }) => was !== null && was !== now),
        )
        expect(since.cameIn).toBe(pairs.filter(({ was, now }) => was === null && now !== null).length)
        expect(since.was.unauthorised).toBe(pairs.filter(({ was }) => isAbsent(was)).length)
        expect(since.now.unauthorised).toBe(pairs.filter(({ now }) => isAbsent(now)).length)
      }),
    )
  })
})
