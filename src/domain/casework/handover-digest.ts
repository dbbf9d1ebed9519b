import { concernWords, stageWords, type AbsenceCase } from '../records/absence-case.ts'
import { barrierAboutWords, type Barrier } from '../records/barrier.ts'
import type { ChildVoice } from '../records/child-voice.ts'
import { DigestLine } from '../records/handover.ts'
import { isPlanOver, nextPlanReview, planTypeWords, type Plan } from '../records/plan.ts'
import type { Promise } from '../records/promise.ts'
import { offerState, supportStepWords, type SupportOffer } from '../records/support-offer.ts'
import { sayDay, sayDue } from '../time/day-words.ts'
import type { SchoolCalendar } from '../time/school-calendar.ts'
import type { SchoolDay } from '../time/school-day.ts'

/** What a digest is made from: one child's case as this tablet holds it. */
export type DigestFacts = {
  absenceCase: AbsenceCase
  voices: readonly ChildVoice[]
  barriers: readonly Barrier[]
  offers: readonly SupportOffer[]
  promises: readonly Promise[]
  plans: readonly Plan[]
  today: SchoolDay
  calendar: SchoolCalendar
}

/**
 * Five lines for whoever takes the case: where it stands, what the child says, what is in the way, what was tried, and what is
 * owed next. Made from records alone; whoever sends it reads it and may change every word.
 */
export const handoverDigest = (facts: DigestFacts): string[] =>
  [standing(facts), childSays(facts), inTheWay(facts), tried(facts), owed(facts)].map(short)

const standing = ({ absenceCase, today }: DigestFacts): string => {
  const { concerns, stage, openedOn, lastContactOn, lastSeenOn } = absenceCase
  const why = concerns.map((concern) => concernWords[concern].toLowerCase()).join(', ')
  const reached =
    lastContactOn === null ? 'family not reached yet' : `family last reached ${sayDay(lastContactOn, today)}`
  const seen = lastSeenOn === null ? 'child not seen by staff yet' : `child last seen ${sayDay(lastSeenOn, today)}`
  return `${stageWords[stage]}, for ${why}. Open since ${sayDay(openedOn, today)}; ${reached}; ${seen}.`
}

const childSays = ({ voices, absenceCase }: DigestFacts): string => {
  const heard = voices.toSorted((a, b) => (a.heardOn < b.heardOn ? 1 : -1))
  const words = heard.find((voice) => voice.words !== '')?.words ?? absenceCase.reasons.child.trim()
  if (words !== '') return `The child: “${oneLine(words)}”`
  return heard.length > 0
    ? 'The child was asked and did not want to say.'
    : 'The child has not been asked yet, as far as the record shows.'
}

const inTheWay = ({ barriers }: DigestFacts): string => {
  const open = barriers.filter(({ about, status }) => about !== 'protective' && status !== 'removed')
  if (open.length === 0) return 'No barrier is open on the record.'
  return `In the way: ${open.map(({ about, words }) => `${barrierAboutWords[about].toLowerCase()} (“${oneLine(words, 80)}”)`).join('; ')}.`
}

const tried = ({ offers }: DigestFacts): string => {
  if (offers.length === 0) return 'No support has been offered yet.'
  const said = offers.map((offer) => {
    const state = offerState(offer)
    return `${oneLine(offer.words, 80)} (${state === 'waiting' ? 'no answer yet' : supportStepWords[state].toLowerCase()})`
  })
  return `Offered: ${said.join('; ')}.`
}

const owed = ({ promises, plans, absenceCase, today, calendar }: DigestFacts): string => {
  const open = promises.filter(({ settled }) => settled === null).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  const parts = [
    ...open.map(
      ({ words, promisedTo, dueOn }) =>
        `${oneLine(words, 80)}, promised to ${promisedTo}, ${sayDue(dueOn, today, calendar)}`,
    ),
    ...plans
      .filter((plan) => !isPlanOver(plan))
      .flatMap((plan) => {
        const on = nextPlanReview(plan)
        return on === null ? [] : [`${planTypeWords[plan.type].toLowerCase()} review ${sayDue(on, today, calendar)}`]
      }),
    ...(absenceCase.reviewOn === null ? [] : [`case review ${sayDue(absenceCase.reviewOn, today, calendar)}`]),
  ]
  return parts.length === 0 ? 'Next: nothing is promised and no review is set.' : `Next: ${parts.join('; ')}.`
}

/** The first line of some words, cut at a word where it is long. */
const oneLine = (words: string, most = 200): string => {
  const line = words.trim().split('\n', 1)[0]?.trim() ?? ''
  if (line.length <= most) return line
  const cut = line.slice(0, most)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2)).trim()}…`
}

const short = (line: string): string => (DigestLine.safeParse(line).success ? line : oneLine(line, 590))
