import { describe, expect, test } from 'vitest'
import { sessionsToCome, standingIn } from '#domain/register/standing.ts'
import { calendarOf, noClosuresEntered } from '#domain/time/calendar-of.ts'
import type { SchoolClosure } from '#domain/records/school-closure.ts'
import { countSessionsHeld } from '#domain/time/school-calendar.ts'
import { hollins, id } from '../small-school.ts'
import { aisha, aRegister, present } from './a-register.ts'

const closed = (from: string, to: string): SchoolClosure => ({
  kind: 'school-closure',
  id: id(70),
  organisationId: hollins,
  span: { from, to, part: 'day' },
  reason: 'holiday',
  title: '',
  by: id(5),
  recordedAt: '2026-09-01T08:00:00.000Z',
  removed: null,
})

describe('how a pupil stands in a school year', () => {
  test('exactly a tenth missed is persistent absence (the Department’s definition)', () => {
    const { counts, band } = standingIn(aisha, aRegister('2026-09-07', present, '/\\ II /\\ /\\ /\\'), '2026-09-21')
    expect([counts.possible, counts.authorised, band]).toEqual([20, 2, 'persistent'])
  })

  test('nobody below compulsory school age is called persistently absent, whatever was missed', () => {
    const ofFour = { ...aisha, bornOn: '2022-02-01', onRollFrom: '2026-09-07' }
    const { counts, band } = standingIn(ofFour, aRegister('2026-09-07', 'OO OO OO OO OO'), '2026-09-14')
    expect([counts.unauthorised, band]).toEqual([10, null])
  })

  test('whoever has just become of compulsory school age stands by the sessions since', () => {
    // Of age from the last day of December: what was missed before is no absence that counts.
    const ofFive = { ...aisha, bornOn: '2021-09-20', onRollFrom: '2026-09-07' }
    const autumn = aRegister('2026-12-14', 'OO OO OO OO OO', '## ## ## ## ##', '## ## ## ## ##', '/\\ /\\ /\\ /\\ /\\')
    const { counts, band } = standingIn(ofFive, autumn, '2027-01-08')
    expect([counts.possible, counts.unauthorised, band]).toEqual([10, 0, 'on-track'])
  })

  test('after the last Friday in June of Year 11 nobody is called persistently absent any more', () => {
    const ofSixteen = { ...aisha, bornOn: '2010-10-01', onRollFrom: '2026-09-07' }
    const june = aRegister('2027-06-21', 'OO OO OO OO OO', 'OO OO OO OO OO')
    expect(standingIn(ofSixteen, june, '2027-06-25').band).toBe('severe')
    expect(standingIn(ofSixteen, june, '2027-06-30').band).toBeNull()
  })

  test('a trip that the school has marked ahead counts from its day on', () => {
    const year = aRegister('2026-09-07', '/\\ /\\ .. VV ..')
    expect(standingIn(aisha, year, '2026-09-08').counts.possible).toBe(4)
    expect(standingIn(aisha, year, '2026-09-10').counts.possible).toBe(6)
  })

  test('the last mark is of a session that was held, not of a closed day', () => {
    const { last } = standingIn(aisha, aRegister('2026-09-07', '/\\ /. ## ## ##'), '2026-09-14')
    expect(last).toEqual({ day: '2026-09-08', session: 'morning', code: '/' })
  })

  test('without a mark there is nothing to count', () => {
    const { counts, band, last } = standingIn(aisha, aRegister('2026-09-07', '## ## ## ## ##'), '2026-09-14')
    expect([counts.possible, band, last]).toEqual([0, 'nothing-to-count', null])
  })
})

describe('sessions still to come', () => {
  const year = aRegister('2026-09-07', '/\\ /\\ /\\ /\\ /.')
  const last = { day: '2026-09-11', session: 'morning', code: '/' } as const

  test('to the end of July by the calendar of a school that has entered its closures so far', () => {
    const calendar = calendarOf([closed('2026-12-21', '2027-01-01'), closed('2027-07-22', '2027-08-31')])
    expect(sessionsToCome(aisha, year, last, calendar)).toEqual({
      // The afternoon of the last day, and all that follow.
      sessions: 1 + countSessionsHeld('2026-09-12', '2027-07-31', calendar),
      to: '2027-07-31',
      by: 'whole-year',
    })
  })

  test('only to the last day that the school has entered, when that is before the end of July', () => {
    const calendar = calendarOf([closed('2026-09-16', '2026-09-18')])
    expect(sessionsToCome(aisha, year, last, calendar)).toEqual({ sessions: 1 + 4, to: '2026-09-18', by: 'entered' })
  })

  test('a school that has entered nothing ahead: every weekday but bank holidays, and called a guess', () => {
    const entered = calendarOf([closed('2026-09-01', '2026-09-04')])
    expect(sessionsToCome(aisha, year, last, noClosuresEntered).by).toBe('guess')
    expect(sessionsToCome(aisha, year, last, entered)).toEqual({
      sessions: 1 + countSessionsHeld('2026-09-12', '2027-07-31', noClosuresEntered),
      to: '2027-07-31',
      by: 'guess',
    })
  })

  test('to the last Friday in June for whoever then ceases to be of compulsory school age', () => {
    const ofSixteen = { bornOn: '2011-03-01' }
    expect(sessionsToCome(ofSixteen, year, last, noClosuresEntered)).toEqual({
      sessions: 1 + countSessionsHeld('2026-09-12', '2027-06-25', noClosuresEntered),
      to: '2027-06-25',
      by: 'guess',
    })
  })

  test('what the register itself calls closed is not to come', () => {
    const ahead = aRegister('2026-09-07', '/\\ /\\ /\\ /\\ /.', '## ## ## ## ##')
    const without = sessionsToCome(aisha, year, last, noClosuresEntered).sessions
    expect(sessionsToCome(aisha, ahead, last, noClosuresEntered).sessions).toBe(without - 10)
  })
})
