import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { partsOfTime, partsTold, type PartOfTime } from '#domain/insights/parts-told.ts'
import { countEach } from '#domain/insights/figures.ts'
import { shapeOf } from '#domain/insights/shape.ts'
import { isSmall } from '#domain/insights/suppress.ts'
import { aRegister, present } from '../register/a-register.ts'
import { pupil } from '../small-school.ts'

const part = (missed: number, absent: number, pupils = 30, possible = pupils * 10): PartOfTime => ({
  possible,
  missed,
  pupils,
  absent,
  present: pupils,
})

describe('weeks and half-days as they may leave (under five; domain, section 5.1)', () => {
  test('are told when five pupils or more missed a session in each, and one in which nobody did', () => {
    const parts = [part(20, 8), part(0, 0), part(9, 5)]
    expect(partsTold(parts)).toEqual(parts)
  })

  test('a week in which two children were away is left out, and with it the one with the fewest that can hide it', () => {
    const parts = [part(20, 8), part(3, 2), part(0, 0), part(12, 6)]
    expect(partsTold(parts)).toEqual([parts[0], null, parts[2], null])
  })

  test('a week with a session for three alone is left out', () => {
    const parts = [part(20, 8), part(12, 6), { possible: 6, missed: 0, pupils: 3, absent: 0, present: 3 }]
    expect(partsTold(parts)).toEqual([parts[0], null, null])
  })

  test('where no week could hide another none is told: not even that it was the others in which nobody was away', () => {
    expect(partsTold([part(3, 2), part(0, 0)])).toEqual([null, null])
  })
})

/** Whether each pupil missed each session, part by part: one list a part, one a pupil, one a session. */
type World = boolean[][][]

const partsOf = (world: World): PartOfTime[] =>
  world.map((pupils) => ({
    possible: pupils.flat().length,
    missed: pupils.flat().filter(Boolean).length,
    pupils: pupils.filter(({ length }) => length > 0).length,
    absent: pupils.filter((marks) => marks.includes(true)).length,
    present: pupils.filter((marks) => marks.includes(false)).length,
  }))

/** What a reader has: the parts that are told, and the sessions of all together. */
const paperOf = (world: World): string => {
  const parts = partsOf(world)
  const told = partsTold(parts).map((one) => one && [one.possible, one.missed])
  return JSON.stringify([told, parts.reduce((sum, { missed }) => sum + missed, 0)])
}

const changed = (world: World, place: number, to: boolean): World[] =>
  (world[place] ?? []).flatMap((marks, who) =>
    marks.flatMap((isMissed, session) =>
      isMissed === to
        ? []
        : [world.toSpliced(place, 1, (world[place] ?? []).toSpliced(who, 1, marks.toSpliced(session, 1, to)))],
    ),
  )

/** A part's sessions with another number of them missed: over as many of its pupils as can be, or over as few. */
const laidOut = (marks: boolean[][], missed: number, isOverMany: boolean): boolean[][] => {
  const [pupils, sessions] = [marks.length, marks[0]?.length ?? 0]
  return marks.map((of, who) =>
    of.map((_, session) => (isOverMany ? session * pupils + who : who * sessions + session) < missed),
  )
}

const missedOf = (marks: boolean[][]): number => marks.flat().filter(Boolean).length

/** Worlds in which some sessions fewer were missed in the one part and as many more in the other: the two may change their roles. */
const shifted = (world: World, one: number, other: number): World[] => {
  const [from, to] = [world[one] ?? [], world[other] ?? []]
  const [missed, elsewhere] = [missedOf(from), missedOf(to)]
  const worlds: World[] = []
  for (let some = -elsewhere; some <= missed; some += 1) {
    if (some === 0 || missed - some > from.flat().length || elsewhere + some > to.flat().length) continue
    for (const isHereOverMany of [true, false]) {
      for (const isThereOverMany of [true, false]) {
        const here = world.toSpliced(one, 1, laidOut(from, missed - some, isHereOverMany))
        worlds.push(here.toSpliced(other, 1, laidOut(to, elsewhere + some, isThereOverMany)))
      }
    }
  }
  return worlds
}

describe('an attacker who knows the whole, the rule and every part that is told', () => {
  test(
    'cannot say how many sessions were missed in a part of few: another number makes the same paper',
    { timeout: 60_000 },
    () => {
      let hidden = 0
      const aPart = fc.tuple(fc.constantFrom(0.05, 0.2, 0.5, 0.95), fc.constantFrom(6, 8)).chain(([share, pupils]) =>
        fc.array(
          fc.array(
            fc.double({ min: 0, max: 1, noNaN: true }).map((drawn) => drawn < share),
            { minLength: 2, maxLength: 2 },
          ),
          { minLength: pupils, maxLength: pupils },
        ),
      )
      fc.assert(
        fc.property(fc.array(aPart, { minLength: 2, maxLength: 4 }), (world) => {
          const parts = partsOf(world)
          const told = partsTold(parts)
          const few = parts.map(({ absent, present: there }) => isSmall(absent) || isSmall(there))
          const paper = paperOf(world)
          for (const [place, isFew] of few.entries()) {
            if (!isFew) continue
            hidden += 1
            expect(told[place]).toBeNull()
            const others = world.map((_, other) => other).filter((other) => other !== place)
            const isAnother =
              [true, false].some((to) =>
                changed(world, place, to).some((here) =>
                  others.some((other) => changed(here, other, !to).some((there) => paperOf(there) === paper)),
                ),
              ) || others.some((other) => shifted(world, place, other).some((there) => paperOf(there) === paper))
            expect(isAnother).toBe(true)
          }
        }),
        { numRuns: 150 },
      )
      expect(hidden).toBeGreaterThan(50)
    },
  )
})

test('the parts of a span are the sessions of its shape, each with its pupils', () => {
  const group = countEach(
    ['OO /\\ /\\ /\\ /\\', '/\\ OO /\\ /\\ /\\', '/\\ O\\ /\\ /\\ ##'].map((second) => ({
      pupil: pupil(),
      years: [aRegister('2026-09-07', present, second)],
    })),
    { from: '2026-08-01', to: '2026-11-27' },
  )
  const span = { from: '2026-08-01', to: '2026-11-27' }
  const { weeks, weekdays } = partsOfTime(group, span)
  const shape = shapeOf(group, span)
  expect(weeks).toMatchObject(shape.weeks)
  expect(weekdays).toMatchObject(shape.weekdays)
  expect(weeks.map(({ pupils, absent, present: there }) => [pupils, absent, there])).toEqual([
    [3, 0, 3],
    [3, 3, 3],
  ])
  expect(weekdays.find(({ weekday, session }) => weekday === 2 && session === 'morning')).toMatchObject({
    possible: 6,
    missed: 2,
    pupils: 3,
    absent: 2,
    present: 3,
  })
})
