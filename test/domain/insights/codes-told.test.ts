import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codesTold } from '#domain/insights/codes-told.ts'
import { figuresOf } from '#domain/insights/figures.ts'
import { FEWEST } from '#domain/insights/suppress.ts'
import type { ToldSessions } from '#domain/insights/suppress-sessions.ts'
import { tellTable } from '#domain/insights/told-figures.ts'
import { countSessions } from '#domain/register/count-sessions.ts'
import { meaningOf, type MarkCode } from '#domain/register/mark-codes.ts'
import { choicesOf, KnownSums } from './known-sums.ts'

const had = (code: MarkCode, sessions: number, pupils: number) => ({ code, sessions, pupils })
const counts = (
  authorised: number | null,
  unauthorised: number | null,
  attended: number | null = 900,
): ToldSessions => ({
  possible: 1000,
  attended,
  authorised,
  unauthorised,
  late: 0,
})

describe('the codes of a group as they may leave', () => {
  test('are told by name when five pupils or more have each', () => {
    expect(codesTold([had('I', 90, 30), had('O', 40, 5)], counts(90, 40))).toEqual({
      codes: [
        { code: 'I', sessions: 90 },
        { code: 'O', sessions: 40 },
      ],
      others: 0,
    })
  })

  test('one that a single suspended child has is hidden by one that is authorised too, for what was authorised is told', () => {
    expect(codesTold([had('I', 90, 30), had('O', 40, 6), had('E', 12, 1)], counts(102, 40))).toEqual({
      codes: [{ code: 'O', sessions: 40 }],
      others: 102,
    })
  })

  test('few of each kind are hidden each by its own', () => {
    const codes = [
      had('I', 90, 30),
      had('M', 20, 9),
      had('E', 12, 1),
      had('O', 40, 30),
      had('U', 8, 6),
      had('G', 10, 2),
    ]
    expect(codesTold(codes, counts(122, 58))).toEqual({
      codes: [
        { code: 'I', sessions: 90 },
        { code: 'O', sessions: 40 },
      ],
      others: 50,
    })
  })

  test('where what was authorised is left out, one that was not hides it', () => {
    expect(codesTold([had('O', 40, 30), had('U', 8, 6), had('I', 12, 1)], counts(null, null))).toEqual({
      codes: [{ code: 'O', sessions: 40 }],
      others: 20,
    })
  })

  test('are all left out where what was missed is', () => {
    expect(codesTold([had('I', 12, 1)], counts(null, null, null))).toEqual({ codes: [], others: 0 })
  })
})

const someCodes: readonly MarkCode[] = ['I', 'M', 'E', 'O', 'U', 'G']
const aPupil = fc.tuple(
  fc.array(fc.constantFrom<MarkCode>(...someCodes, 'I', 'O'), { maxLength: 3 }),
  fc.constantFrom(1, 1, 2, 4, 6),
)

test('an attacker who adds and subtracts what is told has the sessions of no code, nor of some codes, that fewer than five pupils have', () => {
  let [named, withheld] = [0, 0]
  fc.assert(
    fc.property(fc.array(aPupil, { minLength: 1, maxLength: 10 }), (drawn) => {
      const pupils = drawn.flatMap(([codes, times]) => Array.from({ length: times }, () => codes))
      const codes = someCodes
        .map((code) => ({
          code,
          sessions: pupils.flat().filter((one) => one === code).length,
          pupils: pupils.filter((those) => those.includes(code)).length,
        }))
        .filter(({ sessions }) => sessions > 0)
      const { all } = tellTable([figuresOf(pupils.map((those) => ({ counts: countSessions([...those, '/', '/']) })))])
      if (all.counts === null) return
      const told = codesTold(codes, all.counts)
      const isNamed = (code: MarkCode): boolean => told.codes.some((one) => one.code === code)
      const sumOf = (isOne: (code: MarkCode) => boolean): number[] => codes.map(({ code }) => Number(isOne(code)))
      const known = new KnownSums()
      for (const { code, sessions } of told.codes) {
        expect(sessions).toBe(codes.find((one) => one.code === code)?.sessions)
        known.add(sumOf((one) => one === code))
      }
      const areTold = all.counts.attended !== null
      // No session is lost, unless all are left out.
      expect(told.others + told.codes.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(
        areTold ? codes.reduce((sum, { sessions }) => sum + sessions, 0) : 0,
      )
      if (areTold) known.add(sumOf(() => true))
      if (areTold) known.add(sumOf((code) => !isNamed(code)))
      if (all.counts.authorised !== null)
        for (const kind of ['authorised', 'unauthorised']) known.add(sumOf((code) => meaningOf(code).counts === kind))
      named += told.codes.length
      withheld += codes.length - told.codes.length
      for (const places of choicesOf(codes.length)) {
        const some = places.flatMap((place) => codes[place]?.code ?? [])
        const whose = pupils.filter((those) => those.some((code) => some.includes(code))).length
        if (whose === 0 || whose >= FEWEST) continue
        expect(known.has(sumOf((code) => some.includes(code)))).toBe(false)
      }
    }),
    { numRuns: 1000 },
  )
  expect(named).toBeGreaterThan(500)
  expect(withheld).toBeGreaterThan(500)
})
