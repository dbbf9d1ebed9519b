import type { ContactNote } from '../records/contact-note.ts'
import type { HomeVisit } from '../records/home-visit.ts'
import type { SchoolDay } from '../time/school-day.ts'
import { priorities, type Pressing } from './rule.ts'

/**
 * A note of one's own that was saved in a hurry. Evidence needs who was spoken to, what the child said and what was seen, written while it is
 * fresh (domain: section 3.4): on the day itself it is due, and from the next on late. What is missing says `needsAmending`.
 */
export const noteUnfinished = ({ happenedOn }: ContactNote | HomeVisit, today: SchoolDay): Pressing => {
  const late = happenedOn < today
  return { priority: late ? priorities.promiseLate : priorities.promiseToday, dueOn: happenedOn, late }
}
