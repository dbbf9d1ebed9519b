import { describe, expect, test } from 'vitest'
import { firstSession, firstSessionOf, type OnRegister } from '#domain/morning/unexplained.ts'
import { schoolCalendar } from '#domain/time/school-calendar.ts'
import { aRegister } from '../register/a-register.ts'

const monday = '2026-11-23'
/** A pupil of a form with their marks of that Monday, or with no register at all. */
const child = (id: string, registrationGroup: string | null, marks: string | null): OnRegister => ({
  pupil: { id, registrationGroup, onRollFrom: '2023-09-04', leftOn: null },
  year: marks === null ? null : aRegister(monday, marks),
})
const missing = (...those: OnRegister[]) => firstSession(those, monday, 'morning')

describe('who is missing without a reason in the first session of a day (guidance: contact on the first day)', () => {
  test('N is unexplained; every reason, being late and being away with leave are explained', () => {
    const others = ['/.', 'L.', 'I.', 'M.', 'O.', 'U.', 'C.', 'X.', 'V.']
    const { unexplained, marked } = missing(
      child('a', '9K', 'N.'),
      ...others.map((marks, place) => child(String(place), '9K', marks)),
    )
    expect([...unexplained]).toEqual([['a', 'n']])
    expect(marked).toBe(10)
  })

  test('a child without a mark is missing where marks of the form came, and otherwise the form is', () => {
    const { unexplained, formsWithout } = missing(
      child('a', '9K', '/.'),
      child('b', '9K', '..'),
      child('c', '9L', '..'),
      child('d', '9L', '#.'),
    )
    expect([...unexplained]).toEqual([['b', 'no-mark']])
    expect(formsWithout).toEqual(['9L'])
  })

  test('before any mark has come nobody is called missing, whoever was yesterday', () => {
    const { unexplained, marked } = missing(child('a', '9K', '..'), child('b', '9K', '..'))
    expect(unexplained.size).toBe(0)
    expect(marked).toBe(0)
  })

  test('a child of whom Doorstep holds no register is counted, not passed over; who has left is not', () => {
    const gone = child('b', '9K', 'N.')
    const { unexplained, withoutRegister } = missing(
      child('a', '9K', null),
      { ...gone, pupil: { ...gone.pupil, leftOn: '2026-11-20' } },
      child('c', '9K', '/.'),
    )
    expect(withoutRegister).toBe(1)
    expect(unexplained.size).toBe(0)
  })

  test('where the morning is not held the afternoon is first; on a closed day there is none', () => {
    expect(firstSessionOf(monday, schoolCalendar([]))).toBe('morning')
    expect(firstSessionOf(monday, schoolCalendar([], [{ day: monday, session: 'morning' }]))).toBe('afternoon')
    expect(firstSessionOf(monday, schoolCalendar([monday]))).toBeNull()
    expect(firstSessionOf('2026-11-22', schoolCalendar([]))).toBeNull()
  })
})
