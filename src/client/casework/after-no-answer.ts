import { useLocation } from 'react-router'
import { unanswered, type HomeVisit, type VisitReason } from '#domain/records/home-visit.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { addSchoolDays } from '#domain/time/school-calendar.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { escalationOf, sayEscalation } from '#domain/today/escalation-due.ts'
import { usePupilView, type PupilView } from './pupil-view.tsx'

/** What a form opens with that answers visits to which nobody came. */
export type AfterNoAnswer = {
  /** How it stands and what was seen from the street: facts, for whoever is told. */
  words: string
  /** The next try: the next school day, at a time of day at which nobody has knocked yet; empty where no time was noted. */
  nextOn: SchoolDay
  nextAt: string
  reason: VisitReason
  /** When nobody answered, as said: `Thu 12 Nov, 10:15`. */
  tries: string[]
}

/** What follows from the visits nobody answered, when a form was opened because of them (`?no-answer`); null otherwise. */
export const useAfterNoAnswer = (): AfterNoAnswer | null => {
  const { search } = useLocation()
  const view = usePupilView()
  return new URLSearchParams(search).has('no-answer') ? afterNoAnswer(view) : null
}

/** After so many visits in a row nobody knows whether the child is safe: the next one is to find out. */
const SAFE_AND_WELL_FROM = 2

const afterNoAnswer = ({ file, today, calendar }: PupilView): AfterNoAnswer | null => {
  const escalation = escalationOf(file.openCase?.record ?? null, { today, calendar })
  if (escalation === null) return null
  const child = file.pupil.record.preferredForename ?? file.pupil.record.forename
  const visits = file.visits
    .map(({ record }) => record)
    .filter((visit) => unanswered(visit.access) && escalation.days.includes(visit.happenedOn))
    .toSorted((a, b) => (a.happenedOn < b.happenedOn ? -1 : 1))
  const last = visits.at(-1)
  return {
    words: [
      sayEscalation(escalation, child, today),
      last === undefined || last.saw.trim() === '' ? '' : `Seen from the street: ${last.saw}`,
      last?.cardLeft === true ? 'A card was left.' : '',
    ]
      .filter((line) => line !== '')
      .join('\n'),
    nextOn: addSchoolDays(today, 1, calendar),
    nextAt: otherTime(visits),
    reason: escalation.inARow >= SAFE_AND_WELL_FROM ? 'safe-and-well' : (last?.reason ?? 'no-contact'),
    tries: visits.map(
      (visit) => `${sayDay(visit.happenedOn, today)}${timeOfTry(visit) === null ? '' : `, ${timeOfTry(visit)}`}`,
    ),
  }
}

const timeOfTry = (visit: HomeVisit): string | null => visit.arrivedAt ?? visit.happenedAt

/** After school, before school, around dinner time: when families are mostly in. Hours of the day, and a time in each. */
const timesToTry = [
  { at: '15:45', from: 15, to: 18 },
  { at: '08:15', from: 7, to: 9 },
  { at: '12:15', from: 12, to: 14 },
] as const

const otherTime = (visits: readonly HomeVisit[]): string => {
  const hours = visits.flatMap((visit) => {
    const at = timeOfTry(visit)
    return at === null ? [] : [Number(at.slice(0, 2))]
  })
  if (hours.length === 0) return ''
  return timesToTry.find(({ from, to }) => !hours.some((hour) => hour >= from && hour < to))?.at ?? ''
}
