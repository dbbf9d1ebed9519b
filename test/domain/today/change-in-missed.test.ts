import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeInMissed, sayChangeInMissed, wayOf } from '#domain/today/change-in-missed.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { schoolCalendar } from '#domain/time/school-calendar.ts'
import { aisha, aRegister, present } from '../register/a-register.ts'

const today = '2026-11-30'
const oneDayIll = 'II /\\ /\\ /\\ /\\'
const awayThreeDays = 'OO OO OO /\\ /\\'
const holiday = '## ## ## ## ##'
const change = (weeks: string[], on = today, calendar = noClosuresEntered) =>
  changeInMissed(aisha, aRegister('2026-11-02', ...weeks), on, calendar)

/** Which way it went after three weeks with nothing missed and this one; `nothing to compare` where there is no change. */
const wayAfter = (week: string): ReturnType<typeof wayOf> | 'nothing to compare' => {
  const found = change([present, present, present, week])
  return found === null ? 'nothing to compare' : wayOf(found)
}

describe('what changed by the register: two school weeks against the two before (domain: section 6, W4, “who changed this fortnight”)', () => {
  test('it is said in whole sessions, of those that were possible, with the Monday from which they are counted', () => {
    const found = change([present, oneDayIll, awayThreeDays, oneDayIll])
    expect(found).toEqual({
      from: '2026-11-16',
      lately: { missed: 8, possible: 20 },
      before: { missed: 2, possible: 20 },
    })
    expect(found && [wayOf(found), sayChangeInMissed(found, today)]).toEqual([
      'rose',
      'Missed 8 of 20 sessions in the two school weeks from Mon 16 Nov, 2 of 20 in the two before',
    ])
  })

  test('a fall is one too, down to none', () => {
    const found = change([awayThreeDays, awayThreeDays, present, present])
    expect(found && wayOf(found)).toBe('fell')
    expect(found && sayChangeInMissed(found, today)).toBe(
      'Missed none of 20 sessions in the two school weeks from Mon 16 Nov, 12 of 20 in the two before',
    )
  })

  test('less than two days more or less is not said: it comes and goes with a cold', () => {
    expect(wayAfter('II I\\ /\\ /\\ /\\')).toBeNull()
    expect(wayAfter('II II /\\ /\\ /\\')).toBe('rose')
  })

  test('a short fortnight is not taken for a better one: the share has to fall too', () => {
    // Six of ten instead of eleven of twenty: five sessions fewer, and no smaller a share.
    const found = change(
      ['OO OO OO OO OO', 'O\\ /\\ /\\ /\\ /\\', holiday, 'OO OO /\\ /\\ ..', 'OO .. .. .. ..'],
      '2026-12-07',
    )
    expect(found).toMatchObject({ lately: { missed: 6, possible: 10 }, before: { missed: 11, possible: 20 } })
    expect(found && wayOf(found)).toBeNull()
  })

  test('a sheet made on any day of the week says the same, whatever this week has brought', () => {
    const weeks = [present, oneDayIll, awayThreeDays, oneDayIll]
    const onMonday = change(weeks)
    for (const on of ['2026-12-02', '2026-12-06']) expect(change([...weeks, awayThreeDays], on)).toEqual(onMonday)
  })

  test('weeks of holidays are stepped over', () => {
    const closed = schoolCalendar([...weekdays('2026-11-16')])
    expect(change([present, present, holiday, awayThreeDays, oneDayIll], '2026-12-07', closed)).toMatchObject({
      from: '2026-11-23',
      lately: { missed: 8 },
    })
  })

  test('marks of the last school week that have not come in: nothing is said', () => {
    expect(change([present, present, awayThreeDays, awayThreeDays], '2026-12-07')).toBeNull()
    // Was there no school in that week, then nothing is missing.
    const closed = schoolCalendar([...weekdays('2026-11-30')])
    expect(change([present, present, awayThreeDays, awayThreeDays], '2026-12-07', closed)).not.toBeNull()
  })

  test('fewer than four school weeks: there is nothing to hold them against', () => {
    expect(change([present, awayThreeDays, awayThreeDays], '2026-11-23')).toBeNull()
  })

  test('what rose, read the other way, fell', () => {
    const week = fc.array(fc.constantFrom('/', 'O', 'I', '#', 'L'), { minLength: 10, maxLength: 10 })
    fc.assert(
      fc.property(fc.array(week, { minLength: 4, maxLength: 4 }), (letters) => {
        const weeks = letters.map((one) => one.join(''))
        const there = change(weeks)
        const back = change([...weeks.slice(2), ...weeks.slice(0, 2)])
        if (there === null || back === null) return
        expect(back).toMatchObject({ lately: there.before, before: there.lately })
        const other = { rose: 'fell', fell: 'rose' } as const
        const way = wayOf(there)
        expect(wayOf(back)).toBe(way === null ? null : other[way])
      }),
    )
  })
})

/** The five weekdays from a Monday. */
function* weekdays(monday: string): Generator<string> {
  const first = Number(monday.slice(8))
  for (let day = 0; day < 5; day += 1) {
    const at = new Date(Date.UTC(Number(monday.slice(0, 4)), Number(monday.slice(5, 7)) - 1, first + day))
    yield at.toISOString().slice(0, 10)
  }
}
