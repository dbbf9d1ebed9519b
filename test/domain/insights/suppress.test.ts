import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FEWEST, suppress, type PupilCounts, type ToldCounts, type ToldTable } from '#domain/insights/suppress.ts'

const counts = (pupils: number, persistent = 0, severe = 0): PupilCounts => ({ pupils, persistent, severe })

describe('what may leave the case team of small numbers (under five; domain, section 5.1)', () => {
  test('figures of many pupils are told as they are, and nobody is a figure too', () => {
    const groups = [counts(240, 57, 9), counts(230, 40, 0)]
    expect(suppress(groups)).toEqual({ all: counts(470, 97, 9), groups })
  })

  test('a group of four is left out, and another with it, so that the total does not tell', () => {
    const { all, groups } = suppress([counts(4), counts(60), counts(90)])
    expect(all).toEqual(counts(154))
    expect(groups[0]).toEqual({ pupils: null, persistent: null, severe: null })
    expect(groups[1]).toEqual({ pupils: null, persistent: null, severe: null })
    expect(groups[2]?.pupils).toBe(90)
  })

  test('three severely absent of a year are left out with the next fewest, and what else is said of the year stays', () => {
    const { groups } = suppress([counts(200, 40, 3), counts(200, 50, 20), counts(200, 45, 9)])
    expect(groups).toEqual([
      { pupils: 200, persistent: 40, severe: null },
      { pupils: 200, persistent: 50, severe: 20 },
      { pupils: 200, persistent: 45, severe: null },
    ])
  })

  test('twenty-eight of thirty tell of the two who are not', () => {
    const { groups } = suppress([counts(30, 28), counts(200, 100), counts(200, 120)])
    expect(groups[0]?.persistent).toBeNull()
  })

  test('of a whole school with four severely absent children the total is left out too', () => {
    expect(suppress([counts(100, 20, 4), counts(100, 20, 0)]).all).toEqual({
      pupils: 200,
      persistent: 40,
      severe: null,
    })
  })

  test('of fewer than five pupils altogether nothing is told', () => {
    const nothing = { pupils: null, persistent: null, severe: null }
    expect(suppress([counts(2, 1), counts(2)])).toEqual({ all: nothing, groups: [nothing, nothing] })
  })
})

/** A pupil stands in one of three ways and is in one group of each of two tables. */
type Child = { standing: 0 | 1 | 2; of: readonly [number, number] }

const tableOf = (children: readonly Child[], table: 0 | 1, size: number): PupilCounts[] =>
  Array.from({ length: size }, (_, group) => {
    const those = children.filter(({ of }) => of[table] === group)
    return counts(
      those.length,
      those.filter(({ standing }) => standing > 0).length,
      those.filter(({ standing }) => standing === 2).length,
    )
  })

const columns = ['pupils', 'persistent', 'severe'] as const
type World = readonly [number, number, number]

const range = (value: number | null, from: number, to: number): number[] =>
  value === null
    ? Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step)
    : value >= from && value <= to
      ? [value]
      : []

/** Every line of counts that agrees with what is told of it, none above `most`. */
const worldsOf = (told: ToldCounts, most: number): World[] => {
  return range(told.pupils, 0, most).flatMap((pupils) =>
    range(told.persistent, 0, pupils).flatMap((persistent) =>
      range(told.severe, 0, persistent).map((severe) => [pupils, persistent, severe] as const),
    ),
  )
}

const keyOf = (world: World): string => world.join(' ')
const plus = (a: World, b: World): World => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]

/** Every sum that lines can have together. */
const sumsOf = (lines: readonly World[][], most: number): Map<string, World> => {
  let sums = new Map<string, World>([['0 0 0', [0, 0, 0]]])
  for (const line of lines) {
    const next = new Map<string, World>()
    for (const sum of sums.values())
      for (const world of line) {
        const total = plus(sum, world)
        if (total[0] <= most) next.set(keyOf(total), total)
      }
    sums = next
  }
  return sums
}

/**
 * An attacker who has the tables of one paper and any amount of time: every way in which the groups of a table may be filled so that all that
 * is told in all tables holds. What each line may be, table by table.
 */
const whatMayBe = (tables: readonly ToldTable[], most: number): World[][][] => {
  const lines = tables.map(({ groups }) => groups.map((told) => worldsOf(told, most)))
  const allowed = tables.map(({ all }) => new Set(worldsOf(all, most).map(keyOf)))
  const totals = lines.map((table) => sumsOf(table, most))
  const isTotal = (key: string): boolean =>
    allowed.every((some) => some.has(key)) && totals.every((some) => some.has(key))
  return lines.map((table) =>
    table.map((line, place) => {
      const others = [...sumsOf(table.toSpliced(place, 1), most).values()]
      return line.filter((world) => others.some((other) => isTotal(keyOf(plus(world, other)))))
    }),
  )
}

const aChild = fc.record({
  standing: fc.constantFrom(0 as const, 0 as const, 0 as const, 1 as const, 2 as const),
  of: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1 })),
})

/** Figures that tell of a few, by name: of the group, of those who are absent, and of those who are not. */
const aboutAFew = {
  pupils: ([pupils]: World) => pupils,
  persistent: ([, persistent]: World) => persistent,
  severe: ([, , severe]: World) => severe,
  'not persistent': ([pupils, persistent]: World) => pupils - persistent,
  'persistent and not severe': ([, persistent, severe]: World) => persistent - severe,
  'not severe': ([pupils, , severe]: World) => pupils - severe,
}

const isSmall = (figure: number): boolean => figure > 0 && figure < FEWEST

/** Fails when an attacker can say of a figure of these tables that is under five what it is; says how many figures that were. */
const expectHidden = (truth: readonly PupilCounts[][]): number => {
  const told = truth.map((groups) => suppress(groups))
  const mayBe = whatMayBe(told, told[0]?.all.pupils ?? FEWEST)
  let hidden = 0
  for (const [place, table] of truth.entries())
    for (const [line, { pupils, persistent, severe }] of table.entries()) {
      const worlds = mayBe[place]?.[line] ?? []
      expect(worlds.map(keyOf)).toContain(keyOf([pupils, persistent, severe]))
      for (const figure of Object.values(aboutAFew)) {
        if (!isSmall(figure([pupils, persistent, severe]))) continue
        hidden += 1
        expect(new Set(worlds.map(figure)).size).toBeGreaterThan(1)
      }
    }
  return hidden
}

describe('an attacker who knows the totals, the rule and every table of a paper', () => {
  test.each([
    ['all eight of a group severely absent', [counts(11, 3, 2), counts(8, 8, 8)]],
    ['all who are absent of one group severely so, of another none', [counts(10, 8, 8), counts(7), counts(10, 7)]],
  ])('cannot have one figure from another that is told beside it: %s', (_which, table) => {
    expect(expectHidden([table])).toBeGreaterThan(0)
  })

  test('can say of no figure under five what it is', { timeout: 60_000 }, () => {
    let hidden = 0
    fc.assert(
      fc.property(fc.array(aChild, { minLength: 1, maxLength: 14 }), (children) => {
        const truth = [tableOf(children, 0, 3), tableOf(children, 1, 2)]
        hidden += expectHidden(truth)
      }),
      { numRuns: 60 },
    )
    expect(hidden).toBeGreaterThan(100)
  })

  const aGroup = fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))
    .map((three) => three.toSorted((a, b) => b - a))
    .map(([pupils = 0, persistent = 0, severe = 0]) => counts(pupils, persistent, severe))

  test('is told no small figure, neither by itself, nor by subtraction within a line, nor as what is missing of a total', () => {
    fc.assert(
      fc.property(fc.array(aGroup, { minLength: 1, maxLength: 8 }), (groups) => {
        const { all, groups: told } = suppress(groups)
        for (const line of [all, ...told]) {
          for (const column of columns) expect(isSmall(line[column] ?? 0)).toBe(false)
          expect(line.pupils === null && (line.persistent ?? line.severe) !== null).toBe(false)
          for (const [more, fewer] of [
            [line.pupils, line.persistent],
            [line.persistent, line.severe],
            [line.pupils, line.severe],
          ] as const)
            expect(more !== null && fewer !== null && isSmall(more - fewer)).toBe(false)
        }
        for (const column of columns) {
          const total = all[column]
          if (total === null) continue
          const missing = told.filter((line) => line[column] === null)
          expect(missing.length).not.toBe(1)
          expect(isSmall(total - told.reduce((sum, line) => sum + (line[column] ?? 0), 0))).toBe(false)
        }
        // Nothing is told that is not so.
        for (const [place, line] of told.entries())
          for (const column of columns) expect([null, groups[place]?.[column]]).toContain(line[column])
      }),
    )
  })
})
