import { describe, expect, test } from 'vitest'
import {
  countsTowardsPenalty,
  isInForce,
  markCodes,
  meaningOf,
  readMark,
  type MarkCode,
  type StatisticalClass,
} from '#domain/register/mark-codes.ts'

const today = '2026-11-26'

/** The list of SI 2024/208, regulation 10, by the classes of the guidance of August 2024, typed out a second time. */
const listed: Record<StatisticalClass, string> = {
  present: '/ \\',
  late: 'L',
  'approved-activity': 'K V P W B',
  authorised: 'C C1 C2 E I J1 M R S T',
  unauthorised: 'G N O U',
  'not-possible': 'D Q X Y1 Y2 Y3 Y4 Y5 Y6 Y7',
  'not-collected': 'Z #',
}

describe('the codes in force since 19 August 2024', () => {
  test('are exactly those of the regulations, each in the class of the guidance', () => {
    const found = new Map<StatisticalClass, string[]>()
    for (const code of markCodes.filter((each) => isInForce(each, today))) {
      const { counts } = meaningOf(code)
      found.set(counts, [...(found.get(counts) ?? []), code])
    }
    expect(Object.fromEntries([...found].map(([counts, codes]) => [counts, codes.toSorted()]))).toEqual(
      Object.fromEntries(Object.entries(listed).map(([counts, codes]) => [counts, codes.split(' ').toSorted()])),
    )
  })

  test('only G, N, O and U count towards a penalty notice', () => {
    expect(markCodes.filter(countsTowardsPenalty)).toEqual(['G', 'N', 'O', 'U'])
  })

  test('what the register says is kept apart from what it counts as', () => {
    // Arrived, and yet an absence; not there, and yet nothing missed.
    expect(meaningOf('U')).toMatchObject({ entry: 'absent', counts: 'unauthorised' })
    expect(meaningOf('Y1')).toMatchObject({ entry: 'unable-to-attend', counts: 'not-possible' })
    expect(meaningOf('D')).toMatchObject({ entry: 'attending-elsewhere', counts: 'not-possible' })
  })
})

describe('codes have their dates', () => {
  test('J was attended until 18 August 2024; J1 is an absence from the day after', () => {
    expect(meaningOf('J').counts).toBe('approved-activity')
    expect(meaningOf('J1').counts).toBe('authorised')
    expect(readMark('J', '2024-08-18')).toEqual({ ok: true, code: 'J' })
    expect(readMark('J', '2024-08-19')).toEqual({ ok: false, why: 'retired' })
    expect(readMark('J1', '2024-08-18')).toEqual({ ok: false, why: 'not-yet' })
    expect(readMark('J1', '2024-08-19')).toEqual({ ok: true, code: 'J1' })
  })

  test.each(['H', 'Y'])('%s was retired that day and is never read as something else', (code) => {
    expect(readMark(code, '2024-07-01')).toEqual({ ok: true, code })
    expect(readMark(code, today)).toEqual({ ok: false, why: 'retired' })
  })
})

describe('a mark as a file has it', () => {
  test.each(['', ' ', '-', '.', '@'])('“%s” is no mark', (written) => {
    expect(readMark(written, today)).toEqual({ ok: true, code: null })
  })

  test.each<[string, MarkCode]>([
    ['<', 'C1'],
    ['>', 'C2'],
    ['?', 'J1'],
    ['$', 'Y1'],
    ['a', 'Y2'],
    ['%', 'Y3'],
    ['`', 'Y4'],
    [':', 'Y5'],
    ['|', 'Y6'],
    ['_', 'Y7'],
  ])('the sign %s stands for %s', (sign, code) => {
    expect(readMark(sign, today)).toEqual({ ok: true, code, as: 'sign' })
  })

  test('small letters typed by hand are read; every code reads as itself', () => {
    expect(readMark(' i ', today)).toEqual({ ok: true, code: 'I' })
    for (const code of markCodes.filter((each) => isInForce(each, today)))
      expect(readMark(code, today)).toEqual({ ok: true, code })
  })

  test('a school’s own code is read as the school says, else by its letter, and either way is told', () => {
    expect(readMark('X01', today)).toEqual({ ok: true, code: 'X', as: 'school-code' })
    expect(readMark('X01', today, new Map([['X01', [{ from: null, code: 'C2' as const }]]]))).toEqual({
      ok: true,
      code: 'C2',
      as: 'school-code',
    })
    expect(readMark('H01', today)).toEqual({ ok: false, why: 'retired' })
  })

  test('a school’s own code is read by what it stood for on the day of the mark, and asked about before that', () => {
    const codes = new Map([
      [
        'TT',
        [
          { from: '2026-11-01', code: 'C2' as const },
          { from: '2026-09-01', code: 'B' as const },
        ],
      ],
    ])
    expect(readMark('TT', '2026-11-02', codes)).toEqual({ ok: true, code: 'C2', as: 'school-code' })
    expect(readMark('TT', '2026-11-01', codes)).toEqual({ ok: true, code: 'C2', as: 'school-code' })
    expect(readMark('TT', '2026-10-31', codes)).toEqual({ ok: true, code: 'B', as: 'school-code' })
    expect(readMark('TT', '2026-08-31', codes)).toEqual({ ok: false, why: 'unknown' })
  })

  test.each(['A', 'C9', 'C11', '//', 'constructor', '__proto__', '١'])('“%s” is not known', (written) => {
    expect(readMark(written, today)).toEqual({ ok: false, why: 'unknown' })
  })
})
