import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figuresOf } from '#domain/insights/figures.ts'
import { FEWEST } from '#domain/insights/suppress.ts'
import { tellTable, tellWithin, type ToldFigures } from '#domain/insights/told-figures.ts'
import { addCounts, type SessionCounts } from '#domain/register/count-sessions.ts'
import { choicesOf, KnownSums } from './known-sums.ts'

/** One pupil’s sessions: attended on time, late, authorised, not. */
const sessions = (onTime: number, late = 0, authorised = 0, unauthorised = 0): { counts: SessionCounts } => ({
  counts: {
    possible: onTime + late + authorised + unauthorised,
    attended: onTime + late,
    authorised,
    unauthorised,
    late,
  },
})
const some = (count: number, one: { counts: SessionCounts }) => Array.from({ length: count }, () => one)

const present = sessions(20)
const ill = sessions(18, 0, 2, 0)
const truant = sessions(18, 0, 0, 2)
const both = sessions(17, 1, 1, 1)

const told = (...groups: { counts: SessionCounts }[][]) => tellTable(groups.map(figuresOf))
const countsOf = (groups: readonly ToldFigures[]) => groups.map(({ counts }) => counts)

describe('sessions of a group as they may leave (under five; domain, section 5.1)', () => {
  test('are told as they are when five pupils or more have each kind, and of a kind that nobody has it is said', () => {
    const { all, groups } = told(some(8, both), [...some(6, ill), ...some(6, sessions(20, 3))])
    expect(countsOf(groups)).toEqual([
      addCounts(some(8, both).map(({ counts }) => counts)),
      { ...groups[1]?.counts, unauthorised: 0 },
    ])
    expect(all.counts).toEqual({ possible: 418, attended: 390, authorised: 20, unauthorised: 8, late: 26 })
  })

  test('forty that one child of thirty missed are left out, and what the fewest of the others missed with them', () => {
    const alone = [...some(29, present), sessions(0, 0, 0, 40)]
    const { all, groups } = told(alone, some(30, both), some(40, both))
    expect(all.counts?.attended).toBe(580 + 18 * 70)
    expect(groups.map(({ pupils, counts }) => [pupils, counts?.possible, counts?.attended])).toEqual([
      [30, 620, null],
      [30, 600, null],
      [40, 800, 720],
    ])
    expect(groups[0]?.counts).toMatchObject({ authorised: null, unauthorised: null })
  })

  test('what was authorised for two of many is left out with what was not, which would tell of it; all that was missed stays', () => {
    const { groups } = told([...some(20, truant), ...some(2, ill)], some(20, both), some(30, both))
    expect(countsOf(groups)).toMatchObject([
      { attended: 396, authorised: null, unauthorised: null },
      { attended: 360, authorised: null, unauthorised: null },
      { attended: 540, authorised: 30, unauthorised: 30 },
    ])
  })

  test('of three who came late nothing is told, nor what the total without the others would say of them', () => {
    const { all, groups } = told([...some(20, ill), ...some(3, sessions(10, 10))], some(20, both), some(30, both))
    expect(all.counts?.late).toBe(80)
    expect(groups.map(({ counts }) => counts?.late)).toEqual([null, null, 30])
  })

  test('where few of everybody have them the totals are left out, and no other group is', () => {
    const { all, groups } = told([...some(20, truant), ...some(2, ill)], some(20, truant))
    expect(all.counts).toMatchObject({ attended: 756, authorised: null, unauthorised: null })
    expect(countsOf(groups)).toMatchObject([
      { authorised: null, unauthorised: null },
      { authorised: 0, unauthorised: 40 },
    ])
  })

  test('what one of two left-out groups missed alone is not what is missing of the total', () => {
    const { groups } = told(some(3, ill), some(4, present), some(20, both), some(30, both))
    expect(groups.map(({ pupils }) => pupils)).toEqual([null, null, 20, 30])
    expect(groups.map(({ counts }) => counts?.attended ?? null)).toEqual([null, null, null, 540])
  })

  test('of a kind that nobody has at all hide nothing: the totals say it of each group', () => {
    const { groups } = told(some(3, ill), some(6, ill), some(20, ill), some(30, ill))
    expect(groups.map(({ counts }) => counts && [counts.authorised, counts.unauthorised, counts.late])).toEqual([
      null,
      null,
      [40, 0, 0],
      [60, 0, 0],
    ])
  })

  test('in a class are hidden by another class of the same year', () => {
    const cells = [
      { group: '9K', within: '9', those: [...some(20, present), ...some(2, ill)] },
      { group: '9L', within: '9', those: some(28, both) },
      { group: '9M', within: '9', those: some(26, both) },
      { group: '10A', within: '10', those: some(22, both) },
      { group: '10B', within: '10', those: some(28, both) },
    ]
    const found = tellWithin(cells.map(({ those, ...names }) => ({ ...names, ...figuresOf(those) })))
    expect([...found].map(([name, { counts }]) => [name, counts?.attended ?? null])).toEqual([
      ['9K', null],
      ['9L', 28 * 18],
      ['9M', null],
      ['10A', 22 * 18],
      ['10B', 28 * 18],
    ])
  })
})

/** Kinds of session; whatever is told or sought is a sum of some of them in some cells. */
const kinds = ['onTime', 'late', 'authorised', 'unauthorised'] as const
type Child = { of: readonly [year: number, name: number]; has: readonly [number, number, number, number] }

/** Everything that a reader may want to know of some pupils: the kinds that are added. */
const sought: (readonly number[])[] = [[0, 1], [0], [1], [2, 3], [2], [3]]

const aChild: fc.Arbitrary<Child> = fc.record({
  of: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.constantFrom(0, 0, 0, 1, 1, 1, 2)),
  has: fc.oneof(
    fc.constant([9, 0, 0, 0] as const),
    fc.constant([9, 0, 2, 0] as const),
    fc.constant([9, 0, 0, 2] as const),
    fc.tuple(fc.integer({ min: 0, max: 3 }), fc.nat(2), fc.nat(2), fc.integer({ min: 1, max: 3 })),
  ),
})

describe('an attacker who adds and subtracts all that is told', () => {
  test('works out no sessions of fewer than five pupils, neither of a group nor of some groups together', () => {
    let [hidden, shown] = [0, 0]
    // Now and then a child of whom the first class of a year has five more like it: kinds that many have, and kinds that few have.
    const someChildren = fc
      .array(fc.tuple(aChild, fc.constantFrom(1, 1, 2, 5, 7)), { minLength: 2, maxLength: 14 })
      .map((drawn) => drawn.flatMap(([child, times]) => Array.from({ length: times }, () => child)))
    fc.assert(
      fc.property(someChildren, (those) => {
        const cells = [...Map.groupBy(those, ({ of }) => of.join('.'))].map(([name, children]) => ({
          // The third class of each year is one class of all of them.
          group: name.endsWith('.2') ? 'mixed' : name,
          within: String(children[0]?.of[0]),
          children,
          ...figuresOf(children.map(({ has }) => sessions(...has))),
        }))
        const years = [...Map.groupBy(cells, ({ within }) => within)]
        const byYear = tellTable(
          years.map(([, inside]) =>
            figuresOf(inside.flatMap((cell) => cell.children.map(({ has }) => sessions(...has)))),
          ),
        )
        const byClass = tellWithin(cells)
        const isIn = (of: (cell: (typeof cells)[number]) => boolean, added: readonly number[]): number[] =>
          cells.flatMap((cell) => kinds.map((_, kind) => Number(of(cell) && added.includes(kind))))
        const known = new KnownSums()
        const tell = (of: (cell: (typeof cells)[number]) => boolean, { counts }: ToldFigures): void => {
          if (counts === null) return
          known.add(isIn(of, [0, 1, 2, 3]))
          const lines = [
            [counts.attended, [0, 1]],
            [counts.attended === null ? null : counts.possible - counts.attended, [2, 3]],
            [counts.authorised, [2]],
            [counts.unauthorised, [3]],
            [counts.late, [1]],
          ] as const
          for (const [figure, added] of lines) {
            if (figure === null) hidden += 1
            else shown += 1
            if (figure !== null) known.add(isIn(of, added))
            // Where nobody has any, no part of them has.
            if (figure === 0)
              for (const cell of cells.filter(of))
                for (const kind of added) known.add(isIn((one) => one === cell, [kind]))
          }
        }
        tell(() => true, byYear.all)
        for (const [place, [year]] of years.entries()) tell(({ within }) => within === year, byYear.groups[place]!)
        for (const [name, line] of byClass) tell(({ group }) => group === name, line)
        for (const wanted of choicesOf(cells.length).map((places) => places.map((place) => cells[place]!)))
          for (const added of sought) {
            const pupils = wanted
              .flatMap((cell) => cell.children)
              .filter(({ has }) => added.some((kind) => (has[kind] ?? 0) > 0)).length
            if (pupils === 0 || pupils >= FEWEST) continue
            expect(known.has(isIn((cell) => wanted.includes(cell), added))).toBe(false)
          }
      }),
      { numRuns: 200 },
    )
    expect(hidden).toBeGreaterThan(1000)
    expect(shown).toBeGreaterThan(1000)
  })
})
