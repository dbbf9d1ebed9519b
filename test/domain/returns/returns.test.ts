import { describe, expect, test } from 'vitest'
import { csvText } from '#domain/csv.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import type { RegisterYear } from '#domain/records/register-year.ts'
import { numbersUnsaid, returnLines } from '#domain/returns/return-lines.ts'
import { returnKinds, toTell, type Asked } from '#domain/returns/to-tell.ts'
import { schoolCalendar } from '#domain/time/school-calendar.ts'
import { aRegister, present } from '../register/a-register.ts'
import { id, parent, pupil } from '../small-school.ts'

const today = '2026-11-23'
const calendar = schoolCalendar(['2026-09-01', '2026-09-02'], [], '2026-12-18')
const asked = (pupils: Pupil[], registers: RegisterYear[] = [], over: Partial<Asked> = {}): Asked => ({
  school: { phase: 'secondary' },
  pupils,
  years: new Map(pupils.map((each) => [each.id, registers])),
  calendar,
  today,
  ...over,
})

describe('what a school tells its council (SI 2024/208, regulation 13; domain, section 1.5)', () => {
  test('a new pupil by the end of the fifth day, which is a day and not a school day', () => {
    const joined = pupil({ onRollFrom: '2026-11-18' })
    expect(toTell('new-pupils', asked([joined]))).toEqual([
      { pupil: joined, on: '2026-11-18', tellBy: '2026-11-23', days: null },
    ])
  })

  test('not somebody of the youngest class on the first day of the school year; from the second day on, and of other years', () => {
    const autumn = { today: '2026-09-10' }
    const first = pupil({ yearGroup: 7, onRollFrom: '2026-09-03' })
    expect(toTell('new-pupils', asked([first], [], autumn))).toEqual([])
    const second = pupil({ yearGroup: 7, onRollFrom: '2026-09-04' })
    expect(toTell('new-pupils', asked([second], [], autumn))).toHaveLength(1)
    const older = pupil({ yearGroup: 9, onRollFrom: '2026-09-03' })
    expect(toTell('new-pupils', asked([older], [], autumn))).toHaveLength(1)
    // What the youngest class of a special school is, its phase does not say: everybody is told of.
    expect(toTell('new-pupils', asked([first], [], { ...autumn, school: { phase: 'special' } }))).toHaveLength(1)
  })

  test('somebody who came years ago, or is still to come, is on no list; a leaver is, on their last day at the latest', () => {
    const others = [pupil({ onRollFrom: '2024-09-03' }), pupil({ id: id(13), onRollFrom: '2026-11-30' })]
    expect(toTell('new-pupils', asked(others))).toEqual([])
    const left = pupil({ leftOn: '2026-11-20' })
    expect(toTell('deletions', asked([left, pupil({ id: id(13), leftOn: '2026-12-18' })]))).toEqual([
      { pupil: left, on: '2026-11-20', tellBy: '2026-11-20', days: null },
    ])
  })

  test('every row of ten school days, the one that goes on and one that has ended', () => {
    const week = 'OO OO OO OO OO'
    const register = aRegister('2026-09-07', week, week, present, present, present, present, present, present, present)
    const now = aRegister('2026-11-09', week, week)
    const child = pupil()
    const marks = { ...register, marks: register.marks + now.marks }
    expect(toTell('ten-days-in-a-row', asked([child], [marks]))).toEqual([
      {
        pupil: child,
        on: '2026-11-20',
        tellBy: null,
        days: { from: '2026-11-09', to: '2026-11-20', count: 10, sessions: 20, isGoingOn: true },
      },
      {
        pupil: child,
        on: '2026-09-18',
        tellBy: null,
        days: { from: '2026-09-07', to: '2026-09-18', count: 10, sessions: 20, isGoingOn: false },
      },
    ])
    expect(toTell('ten-days-in-a-row', asked([child], [aRegister('2026-11-09', week, present)]))).toEqual([])
  })

  test('a row with which the marks of a leaver end does not go on, and is told of in the year in which they left', () => {
    const week = 'OO OO OO OO OO'
    const left = pupil({ leftOn: '2026-11-20' })
    expect(toTell('ten-days-in-a-row', asked([left], [aRegister('2026-11-09', week, week)]))).toMatchObject([
      { on: '2026-11-20', days: { isGoingOn: false } },
    ])
    const gone = pupil({ leftOn: '2026-07-17' })
    expect(toTell('ten-days-in-a-row', asked([gone], [aRegister('2026-07-06', week, week)]))).toEqual([])
  })

  test('fifteen days of sickness, together in the school year', () => {
    const ill = 'II II II II II'
    const child = pupil()
    const register = aRegister('2026-09-07', 'I\\ II II II II', present, ill, ill)
    expect(toTell('fifteen-days-of-sickness', asked([child], [register]))).toMatchObject([
      { on: '2026-10-02', days: { from: '2026-09-07', to: '2026-10-02', count: 15, sessions: 29 } },
    ])
    expect(toTell('fifteen-days-of-sickness', asked([child], [aRegister('2026-09-07', ill, ill)]))).toEqual([])
  })
})

const cell = (lines: string[][], heading: string) => lines[1]?.[lines[0]?.indexOf(heading) ?? -1]

describe('a return as a file', () => {
  const child = pupil({
    upn: 'A123456789012',
    address: { lines: ['14 Alder Court', 'Hollins'], postcode: 'ZZ1 4AB' },
    onRollFrom: '2026-11-18',
  })
  const line = {
    pupil: child,
    on: '2026-11-18',
    tellBy: '2026-11-23',
    days: null,
    school: { name: 'Hollins School', dfeNumber: '999/4001' },
    move: null,
  }

  test('has the fields of the record, and an empty cell for what the record does not hold', () => {
    const elsewhere = { lines: ['4 Junction Terrace'], postcode: 'ZZ9 5LW' }
    const parents = [parent(), parent({ id: id(31), relationship: 'father', livesWithPupil: 'no', address: elsewhere })]
    const lines = returnLines('new-pupils', [{ ...line, parents }])
    expect(cell(lines, 'Surname')).toBe('Thornbury')
    expect(cell(lines, 'Address')).toBe('14 Alder Court, Hollins')
    expect(cell(lines, 'Tell by')).toBe('2026-11-23')
    expect(cell(lines, 'Parent 1')).toBe('Nadia Thornbury')
    expect(cell(lines, 'Parent 1 address')).toBe('14 Alder Court, Hollins, ZZ1 4AB')
    expect(cell(lines, 'Parent 1 telephone')).toBe('07700 900123')
    expect(cell(lines, 'Parent 2 address')).toBe('4 Junction Terrace, ZZ9 5LW')
    expect(cell(lines, 'Parent 3')).toBe('')
    expect(cell(lines, 'School before')).toBe('')
    expect(lines.every((cells) => cells.length === lines[0]?.length)).toBe(true)
  })

  test('has the ground, the schools and the new address as they were said', () => {
    const said = {
      kind: 'school-move',
      id: id(90),
      pupilId: child.id,
      direction: 'left',
      on: '2026-11-18',
      ground: 'educated-otherwise',
      school: 'Larkmere High',
      startsOn: '2026-11-23',
      newAddress: '4 Junction Terrace, with her father',
      by: id(2),
      byRole: 'attendance-lead',
      recordedAt: '2026-11-18T10:00:00.000Z',
    } as const
    const left = returnLines('deletions', [{ ...line, parents: [], move: said }])
    expect(['Ground', 'New school', 'Starts there on', 'New address'].map((heading) => cell(left, heading))).toEqual([
      '9(1)(f): a parent wrote that the child is educated other than at school',
      'Larkmere High',
      '2026-11-23',
      '4 Junction Terrace, with her father',
    ])
    const came = returnLines('new-pupils', [
      { ...line, parents: [], move: { ...said, direction: 'came', ground: null, startsOn: null, newAddress: '' } },
    ])
    expect(cell(came, 'School before')).toBe('Larkmere High')
  })

  test('the address of a parent who lives elsewhere is not taken to be the child’s', () => {
    const lines = returnLines('deletions', [{ ...line, parents: [parent({ livesWithPupil: 'no' })] }])
    expect(cell(lines, 'Parent 1 address')).toBe('')
  })

  test('every parent is told of: a child with five makes room for five, and one with none leaves room for three', () => {
    const parents = [1, 2, 3, 4, 5].map((number) => parent({ id: id(300 + number), priority: number }))
    const wide = returnLines('deletions', [
      { ...line, parents },
      { ...line, parents: [] },
    ])
    expect(cell(wide, 'Parents in the file')).toBe('5')
    expect(cell(wide, 'Parent 5 telephone')).toBe('07700 900123')
    expect(wide.map((cells) => cells.length)).toEqual([wide[0]?.length, wide[0]?.length, wide[0]?.length])
    const narrow = returnLines('deletions', [{ ...line, parents: [] }])
    expect(narrow[0]).toContain('Parent 3')
    expect(narrow[0]).not.toContain('Parent 4')
  })

  test('names the school by every number that a council may ask for, and leaves empty what nobody has said', () => {
    for (const kind of returnKinds) {
      const lines = returnLines(kind, [{ ...line, parents: [] }])
      expect(lines[0]?.slice(0, 4)).toEqual(['School', 'DfE number', 'URN', 'UKPRN'])
      expect(lines[1]?.slice(0, 4)).toEqual(['Hollins School', '999/4001', '', ''])
    }
    const known = { ...line.school, urn: '999001', ukprn: '10099001' }
    expect(returnLines('deletions', [{ ...line, school: known, parents: [] }])[1]?.slice(0, 4)).toEqual([
      'Hollins School',
      '999/4001',
      '999001',
      '10099001',
    ])
    expect(numbersUnsaid(line.school)).toEqual(['URN', 'UKPRN'])
    expect(numbersUnsaid(known)).toEqual([])
  })

  test('days in a row and days of sickness with their sessions, as the Department’s own lists have them', () => {
    const days = { from: '2026-11-09', to: '2026-11-20', count: 10, sessions: 19, isGoingOn: true }
    const rows = returnLines('ten-days-in-a-row', [{ ...line, parents: [], days }])
    expect(
      ['First day', 'Last day', 'School days', 'Sessions', 'Still absent'].map((heading) => cell(rows, heading)),
    ).toEqual(['2026-11-09', '2026-11-20', '10', '19', 'yes'])
    const ill = returnLines('fifteen-days-of-sickness', [{ ...line, parents: [], days }])
    expect(['Days with I', 'Sessions with I'].map((heading) => cell(ill, heading))).toEqual(['10', '19'])
    expect(rows[0]).not.toContain('Parent 1')
  })

  test('nothing in it is a formula to a spreadsheet', () => {
    const risky = pupil({ surname: '=HYPERLINK("x")', forename: '+44', registrationGroup: '@9K' })
    const text = csvText(returnLines('new-pupils', [{ ...line, pupil: risky, parents: [] }]))
    expect(text).toContain(`"'=HYPERLINK(""x"")",'+44`)
    expect(text).toContain(`'@9K`)
    expect(text.startsWith('\uFEFFSchool,DfE number,URN,UKPRN,Surname,')).toBe(true)
    expect(text.endsWith('\r\n')).toBe(true)
  })
})
