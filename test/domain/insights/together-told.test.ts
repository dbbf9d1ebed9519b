import { describe, expect, test } from 'vitest'
import { suppress } from '#domain/insights/suppress.ts'
import { atRiskTold, firstWeekTold, placeOfFirstWeek, spellsTold } from '#domain/insights/together-told.ts'
import { havingOf } from '#domain/insights/suppress-sessions.ts'

/** How many pupils stand in each of these ways; everybody stands in one. */
type World = {
  gonePersistent: number
  gone: number
  cameAllPersistent: number
  cameAll: number
  absentPersistent: number
  absent: number
}

const ways = ['gonePersistent', 'gone', 'cameAllPersistent', 'cameAll', 'absentPersistent', 'absent'] as const

/** Every way in which this many pupils can stand, all sizes up to `most`. */
const everyWorld = (most: number): World[] => {
  const worlds: World[] = []
  const fill = (rest: number, sofar: number[]): void => {
    if (sofar.length < ways.length) for (let here = 0; here <= rest; here += 1) fill(rest - here, [...sofar, here])
    else {
      const [gonePersistent = 0, gone = 0, cameAllPersistent = 0, cameAll = 0, absentPersistent = 0, absent = 0] = sofar
      worlds.push({ gonePersistent, gone, cameAllPersistent, cameAll, absentPersistent, absent })
    }
  }
  fill(most, [])
  return worlds
}

/** Every way in which up to so many pupils are on track, at risk or persistently absent. */
const everyMixture = (most: number): [number, number, number][] =>
  Array.from({ length: (most + 1) ** 3 }, (_, place): [number, number, number] => [
    place % (most + 1),
    Math.floor(place / (most + 1)) % (most + 1),
    Math.floor(place / (most + 1) ** 2),
  ]).filter((mixture) => mixture.reduce((sum, each) => sum + each, 0) <= most)

/** All that is told of such pupils that has to do with the first week. */
const toldOf = (world: World) => {
  const pupils = ways.reduce((sum, way) => sum + world[way], 0)
  const persistent = world.gonePersistent + world.cameAllPersistent + world.absentPersistent
  const inWeek = pupils - world.gonePersistent - world.gone
  const { all } = suppress([{ pupils, persistent, severe: 0 }])
  const week = { pupils: inWeek, absent: world.absentPersistent + world.absent, nowPersistent: world.absentPersistent }
  return { pupils: all.pupils, persistent: all.persistent, week: firstWeekTold(week, { pupils, persistent }) }
}

describe('the first week', () => {
  test('tells nobody who adds and subtracts of one to four pupils', () => {
    const worlds = everyWorld(14)
    const alike = Map.groupBy(worlds, (world) => JSON.stringify(toldOf(world)))
    const given = [...alike.entries()].flatMap(([told, some]) =>
      ways.flatMap((way) => {
        const could = new Set(some.map((world) => world[way]))
        const [only = 0] = could
        return could.size === 1 && only > 0 && only < 5 ? [`${told} gives ${only} ${way}`] : []
      }),
    )
    // What is told of too few to tell anything of is one answer for all of them.
    expect(given).toEqual([])
    expect(worlds.some((world) => toldOf(world).week?.nowPersistent != null)).toBe(true)
  })

  test('is told with what became of those who missed it, where each part is of five or more', () => {
    const all = { pupils: 100, persistent: 20 }
    expect(firstWeekTold({ pupils: 100, absent: 30, nowPersistent: 15 }, all)).toEqual({
      pupils: 100,
      absent: 30,
      nowPersistent: 15,
    })
    // Two of the persistently absent missed none of it.
    expect(firstWeekTold({ pupils: 100, absent: 30, nowPersistent: 18 }, all)?.nowPersistent).toBeNull()
    // Two came later in the year.
    expect(firstWeekTold({ pupils: 98, absent: 30, nowPersistent: 15 }, all)).toEqual({
      pupils: null,
      absent: 30,
      nowPersistent: 15,
    })
    expect(firstWeekTold({ pupils: 100, absent: 3, nowPersistent: 0 }, all)).toBeNull()
  })

  test('is the first in which half of the pupils have a session, whatever a few have before', () => {
    expect(placeOfFirstWeek([{ pupils: 1 }, { pupils: 49 }, { pupils: 50 }, { pupils: 100 }], 100)).toBe(2)
    expect(placeOfFirstWeek([{ pupils: 1 }], 100)).toBeNull()
    expect(placeOfFirstWeek([], 0)).toBeNull()
  })
})

test('pupils at risk are told where they and those who missed less are nobody or at least five', () => {
  expect(atRiskTold({ pupils: 100, atRisk: 20, persistent: 15 })).toBe(20)
  expect(atRiskTold({ pupils: 100, atRisk: 4, persistent: 15 })).toBeNull()
  // Three would be left.
  expect(atRiskTold({ pupils: 38, atRisk: 20, persistent: 15 })).toBeNull()
  expect(atRiskTold({ pupils: 35, atRisk: 20, persistent: 15 })).toBe(20)
})

test('of those at risk nothing is told by which one to four pupils can be found, with whatever else stands beside it', () => {
  const worlds = everyMixture(16)
  const alike = Map.groupBy(worlds, ([onTrack, atRisk, persistent]) => {
    const pupils = onTrack + atRisk + persistent
    const { all } = suppress([{ pupils, persistent, severe: 0 }])
    return JSON.stringify({ ...all, atRisk: atRiskTold({ pupils, atRisk, persistent }) })
  })
  const given = [...alike.entries()].flatMap(([told, some]) =>
    [0, 1, 2].flatMap((way) => {
      const could = new Set(some.map((world) => world[way] ?? 0))
      const [only = 0] = could
      return could.size === 1 && only > 0 && only < 5 ? [`${told} gives ${only}`] : []
    }),
  )
  expect(given).toEqual([])
  expect(
    worlds.some(
      ([onTrack, atRisk, persistent]) =>
        atRiskTold({ pupils: onTrack + atRisk + persistent, atRisk, persistent }) !== null,
    ),
  ).toBe(true)
})

test('spells are told where nobody or at least five had one', () => {
  const having = havingOf([])
  expect(spellsTold(9, { ...having, missed: 5 })).toBe(9)
  expect(spellsTold(9, { ...having, missed: 4 })).toBeNull()
  expect(spellsTold(0, having)).toBe(0)
})
