import type { HomeVisit } from '#domain/records/home-visit.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { sayWhoFirst, type Colleagues } from './people-words.ts'

/** Asks a planner about the visit that a colleague logged where they had planned one. */
export const sayLogged = (
  { by, happenedOn }: Pick<HomeVisit, 'by' | 'happenedOn'>,
  { colleagues, mine, today }: { colleagues: Colleagues; mine: string; today: SchoolDay },
): string =>
  `${sayWhoFirst(colleagues, by, mine)} logged a visit there on ${sayDay(happenedOn, today)}: was it this one?`
