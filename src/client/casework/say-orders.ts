import { orderForbidsWords, type CourtOrder } from '#domain/records/court-order.ts'
import type { Parent } from '#domain/records/parent.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { joinNames } from './account-titles.ts'
import { relationshipOf, sayWho, type Colleagues } from './people-words.ts'

/** Whom an order binds and what it forbids: *Dad may not be in contact with the child, nor collect the child*. */
export const sayForbids = ({ parentIds, otherPerson, forbids }: CourtOrder, parents: readonly Parent[]): string => {
  const bound = parentIds.flatMap((id) => {
    const parent = parents.find((one) => one.id === id)
    return parent === undefined ? [] : [relationshipOf(parent)]
  })
  const who = joinNames([...bound, ...(otherPerson === '' ? [] : [otherPerson])])
  return `${who === '' ? 'Somebody' : who} may not ${forbids.map((each) => orderForbidsWords[each]).join(', nor ')}`
}

/** Who has seen the order itself, the last of them; or that nobody has. */
export const saySeen = ({ seen }: CourtOrder, colleagues: Colleagues, mine: string, today: SchoolDay): string => {
  const last = seen.at(-1)
  return last === undefined
    ? 'Nobody here has seen the order itself'
    : `The order itself was seen ${sayDay(last.on, today)} by ${sayWho(colleagues, last.by, mine)}`
}

/** From when, and until when where that is known. One whose last day has passed still stands until somebody says that it ended. */
export const sayHolds = ({ since, until }: CourtOrder, today: SchoolDay): string => {
  if (until === null) return `Since ${sayDay(since, today)}`
  return until < today
    ? `Since ${sayDay(since, today)}; its last day, ${sayDay(until, today)}, has passed: find out whether it was made longer`
    : `Since ${sayDay(since, today)}, until ${sayDay(until, today)}`
}
