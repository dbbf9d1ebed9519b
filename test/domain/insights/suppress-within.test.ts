import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSmall, suppress, sumOf, type PupilCounts, type ToldCounts } from '#domain/insights/suppress.ts'
import { suppressWithin, type Cell } from '#domain/insights/suppress-within.ts'

const counts = (pupils: number, persistent = 0, severe = 0): PupilCounts => ({ pupils, persistent, severe })

/** Groups added up by a key, and what is told of them by themselves. */
const tableBy = <C extends PupilCounts>(cells: readonly C[], key: (cell: C) => string): Map<string, ToldCounts> => {
  const groups = [...Map.groupBy(cells, key)]
  const { groups: told } = suppress(groups.map(([, some]) => sumOf(some)))
  return new Map(groups.map(([name], place) => [name, told[place]!]))
}

describe('classes beside the years that hold them', () => {
  const school: Cell[] = [
    { group: '9K', within: '9', ...counts(28, 3) },
    { group: '9L', within: '9', ...counts(28, 12) },
    { group: '9M', within: '9', ...counts(28, 11) },
    { group: '10A', within: '10', ...counts(28, 6) },
    { group: '10B', within: '10', ...counts(28, 9) },
  ]

  test('three of a class are hidden by another class of the same year, whatever the smallest of the school is', () => {
    const told = suppressWithin(
      tableBy(school, ({ within }) => within),
      school,
    )
    expect([...told].map(([name, { persistent }]) => [name, persistent])).toEqual([
      ['9K', null],
      ['9L', 12],
      ['9M', null],
      ['10A', 6],
      ['10B', 9],
    ])
  })

  test('of a year that is left out no class is told', () => {
    const few: Cell[] = [
      { group: '9K', within: '9', ...counts(3) },
      { group: '10A', within: '10', ...counts(28) },
      { group: '10B', within: '10', ...counts(27) },
    ]
    const told = suppressWithin(
      tableBy(few, ({ within }) => within),
      few,
    )
    expect([...told.values()].map(({ pupils }) => pupils)).toEqual([null, null, null])
  })

  test('a class of two years tells nothing when few of one year are in it', () => {
    const mixed: Cell[] = [
      { group: '3', within: '3', ...counts(20) },
      { group: '3/4', within: '3', ...counts(8) },
      { group: '3/4', within: '4', ...counts(3) },
      { group: '4', within: '4', ...counts(22) },
      { group: '5', within: '5', ...counts(30) },
    ]
    const told = suppressWithin(
      tableBy(mixed, ({ within }) => within),
      mixed,
    )
    expect([...told].map(([name, { pupils }]) => [name, pupils])).toEqual([
      ['3', null],
      ['3/4', null],
      ['4', null],
      ['5', 30],
    ])
  })
})

/** A sum of cells that an attacker was told, or worked out: of which cells, and what it is. */
type Equation = { of: number[]; is: number }

/**
 * An attacker with paper and pencil: takes one thing that was told from another in every way there is (Gaussian elimination), and keeps each
 * cell that then stands alone. Cells that hold nobody are known to hold nobody.
 */
const workedOut = (equations: readonly Equation[], cells: number): Map<number, number> => {
  const rows = equations.map(({ of, is }) => ({
    of: Array.from({ length: cells }, (_, place) => Number(of.includes(place))),
    is,
  }))
  let done = 0
  for (let place = 0; place < cells; place += 1) {
    const pivot = rows.findIndex(({ of }, row) => row >= done && Math.abs(of[place] ?? 0) > 1e-9)
    if (pivot === -1) continue
    ;[rows[done], rows[pivot]] = [rows[pivot]!, rows[done]!]
    const by = rows[done]!.of[place]!
    rows[done] = { of: rows[done]!.of.map((one) => one / by), is: rows[done]!.is / by }
    for (const [row, { of, is }] of rows.entries()) {
      const times = of[place]!
      if (row === done || Math.abs(times) < 1e-9) continue
      rows[row] = { of: of.map((one, at) => one - times * rows[done]!.of[at]!), is: is - times * rows[done]!.is }
    }
    done += 1
  }
  return new Map(
    rows.flatMap(({ of, is }): [number, number][] => {
      const left = of.flatMap((one, place) => (Math.abs(one) > 1e-9 ? [place] : []))
      return left.length === 1 && left[0] !== undefined ? [[left[0], Math.abs(Math.round(is))]] : []
    }),
  )
}

const columns = ['pupils', 'persistent', 'severe'] as const
type Column = (typeof columns)[number]

/** What a table tells of a column, as sums of cells. */
const equationsOf = <C extends PupilCounts>(
  cells: readonly C[],
  key: (cell: C) => string,
  told: ReadonlyMap<string, ToldCounts>,
  column: Column,
): Equation[] =>
  [...told].flatMap(([name, line]) => {
    const is = line[column]
    return is === null ? [] : [{ of: cells.flatMap((cell, place) => (key(cell) === name ? [place] : [])), is }]
  })

const aSize = fc.oneof(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 8, max: 40 }))
const aCell = fc
  .tuple(aSize, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([pupils, some, few]) => {
    const persistent = Math.floor(pupils * some * some)
    return counts(pupils, persistent, Math.floor(persistent * few))
  })

describe('an attacker who takes one table from another', () => {
  test('works out no class of under five from the years that hold them', () => {
    let hidden = 0
    const some = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), aCell), {
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(some, (drawn) => {
        const cells: Cell[] = [
          ...new Map(
            drawn.map(([year, name, cell]) => [
              `${year}${name}`,
              { group: `${year}${name}`, within: String(year), ...cell },
            ]),
          ).values(),
        ]
        const years = tableBy(cells, ({ within }) => within)
        const classes = suppressWithin(years, cells)
        const { all } = suppress([sumOf(cells)])
        for (const column of columns) {
          const found = workedOut(
            [
              ...equationsOf(cells, () => 'all', new Map([['all', all]]), column),
              ...equationsOf(cells, ({ within }) => within, years, column),
              ...equationsOf(cells, ({ group }) => group, classes, column),
            ],
            cells.length,
          )
          hidden += cells.length - found.size
          for (const [place, value] of found) {
            expect(value).toBe(cells[place]?.[column])
            expect(isSmall(value)).toBe(false)
          }
        }
      }),
      { numRuns: 400 },
    )
    expect(hidden).toBeGreaterThan(100)
  })
})
