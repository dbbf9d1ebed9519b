import { describe, expect, test } from 'vitest'
import { askedSession, daySoFar } from '#domain/morning/missing-today.ts'
import type { OnRegister } from '#domain/morning/unexplained.ts'
import { sessionsOfDay } from '#domain/time/school-session.ts'
import { aRegister } from '../register/a-register.ts'

const monday = '2026-11-23'
const child = (id: string, marks: string, registrationGroup = '9K'): OnRegister => ({
  pupil: { id, registrationGroup, onRollFrom: '2023-09-04', leftOn: null },
  year: aRegister(monday, marks),
})
const day = (...those: OnRegister[]) => daySoFar(those, monday, sessionsOfDay)
const missing = (...those: OnRegister[]) => Object.fromEntries(day(...those)?.missing ?? [])

describe('who is missing today, morning and afternoon (the register is taken once in each; domain: section 2.3)', () => {
  test('here in the morning and N in the afternoon: missing, and known to have been here', () => {
    expect(missing(child('a', '/N'), child('late', 'LN'), child('b', '/\\'))).toEqual({
      a: { session: 'afternoon', mark: 'n', wasHere: true, isAllDay: false },
      late: { session: 'afternoon', mark: 'n', wasHere: true, isAllDay: false },
    })
  })

  test('N all day is one absence, asked about from the morning on', () => {
    expect(missing(child('a', 'NN'), child('b', '/\\'))).toEqual({
      a: { session: 'morning', mark: 'n', wasHere: false, isAllDay: true },
    })
  })

  test('an appointment in the morning explains the morning alone; nobody says of that child that they were here', () => {
    expect(missing(child('a', 'MN'), child('b', '/\\'))).toEqual({
      a: { session: 'afternoon', mark: 'n', wasHere: false, isAllDay: false },
    })
  })

  test('without a mark in the afternoon a child is missing where the form has marks of the afternoon, and not before', () => {
    expect(missing(child('a', '/.'), child('b', '/\\'))).toEqual({
      a: { session: 'afternoon', mark: 'no-mark', wasHere: true, isAllDay: false },
    })
    expect(missing(child('a', '/.'), child('b', '/.'))).toEqual({})
    expect(missing(child('a', '/.', '9L'), child('b', '/\\', '9K'))).toEqual({})
    expect(day(child('a', '/.'), child('b', '/.'))?.second).toBeNull()
    expect(day(child('a', '/.', '9L'), child('b', '/\\', '9K'))?.second).toMatchObject({
      marked: 1,
      formsWithout: ['9L'],
    })
  })

  test('who was N in the morning and has come since is not missing, and the reason is still to be found', () => {
    const so = day(child('a', 'N\\'), child('b', '.\\'), child('c', '/\\'))
    expect(so?.missing.size).toBe(0)
    expect([...(so?.cameSince ?? [])]).toEqual(['a'])
  })

  test('where only the afternoon is held it is the first; on a closed day there is none', () => {
    const [those] = [[child('a', '.N'), child('b', '.\\')]]
    expect(Object.fromEntries(daySoFar(those, monday, ['afternoon'])?.missing ?? [])).toEqual({
      a: { session: 'afternoon', mark: 'n', wasHere: false, isAllDay: false },
    })
    expect(daySoFar(those, monday, [])).toBeNull()
  })

  test('of one child the session asked about is the first that nothing explains', () => {
    const asked = (marks: string) => askedSession(aRegister(monday, marks), monday, sessionsOfDay)
    expect([asked('NN'), asked('..'), asked('/N'), asked('IN')]).toEqual([
      'morning',
      'morning',
      'afternoon',
      'afternoon',
    ])
    expect(askedSession(null, monday, ['afternoon'])).toBe('afternoon')
  })
})
