import { sayForbids, sayHolds, saySeen } from '#client/casework/say-orders.ts'
import { isInForce, type CourtOrder } from '#domain/records/court-order.ts'
import { calledName } from '#domain/records/pupil.ts'
import { riskAboutWords, riskSeverityWords, type RiskFlag } from '#domain/records/risk-flag.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { sayDate } from '#client/casework/day-words.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { relationshipOf, sayWho, type Colleagues } from '#client/casework/people-words.ts'
import type { PupilFile } from '#client/casework/pupil-file.ts'
import { joinNames } from '#client/casework/account-titles.ts'

/** Something that must be known before anyone rings or knocks; `href`, below the file's own, leads to all of it. */
export type Alert = { key: string; tone: 'danger' | 'due'; words: string; href: string | null }

/** What the bar on top of a case says about the child. */
export type Identity = {
  called: string
  /** The legal name where it differs from the one used, else null. */
  legalName: string | null
  /** `Year 9, 9K, Hollins School. Lives with Mum (Bengali, interpreter).` */
  line: string
  alerts: Alert[]
}

/** A National Curriculum year in words: nursery and reception have names. */
export const sayYear = (yearGroup: number | null): string | null => {
  if (yearGroup === null) return null
  if (yearGroup < 0) return 'Nursery'
  return yearGroup === 0 ? 'Reception' : `Year ${yearGroup}`
}

/** The identity bar of a pupil's case. `school` is null where it is already plain which school is meant. */
export const identityOf = (
  file: PupilFile,
  school: string | null,
  colleagues: Colleagues,
  mine: string,
  today: SchoolDay,
): Identity => {
  const pupil = file.pupil.record
  const called = calledName(pupil)
  const legal = `${pupil.forename} ${pupil.surname}`
  const place = [sayYear(pupil.yearGroup), pupil.registrationGroup, school]
    .filter((part) => part !== null && part !== '')
    .join(', ')
  const left = pupil.leftOn !== null && pupil.leftOn < today ? `Left on ${sayDay(pupil.leftOn, today)}` : null
  return {
    called,
    legalName: legal === called ? null : legal,
    line: [place, left, livesWith(file)]
      .filter((part) => part !== null && part !== '')
      .map((part) => `${part}.`)
      .join(' '),
    alerts: alertsOf(file, colleagues, mine, today),
  }
}

const livesWith = (file: PupilFile): string | null => {
  const home = file.parents.filter(({ record }) => record.livesWithPupil === 'yes')
  if (home.length === 0) return null
  return `Lives with ${joinNames(
    home.map(({ record }) => {
      const speaks = [record.language, record.interpreterNeeded ? 'interpreter' : null].filter(
        (part) => part !== null && part !== '' && part !== 'English',
      )
      return speaks.length === 0 ? relationshipOf(record) : `${relationshipOf(record)} (${speaks.join(', ')})`
    }),
  )}`
}

const severest = ['do-not-visit', 'police-accompany', 'two-people', 'information'] as const

/**
 * Flags that still stand, the gravest first, then court orders, then people whom nobody may contact: an order may forbid something
 * else, and a school may have another reason. Then for whom of those whom one may speak to an interpreter is needed.
 */
const alertsOf = (file: PupilFile, colleagues: Colleagues, mine: string, today: SchoolDay): Alert[] => {
  const standing = file.riskFlags
    .map(({ record }) => record)
    .filter((flag) => flag.endedOn === null)
    .toSorted((a, b) => severest.indexOf(a.severity) - severest.indexOf(b.severity))
  return [
    ...standing.map((flag): Alert => ({
      key: flag.id,
      tone: flag.severity === 'do-not-visit' || flag.severity === 'police-accompany' ? 'danger' : 'due',
      words: sayFlag(flag, colleagues, mine, today),
      href: `risk-flags/${flag.id}`,
    })),
    ...file.courtOrders
      .map(({ record }) => record)
      .filter(isInForce)
      .map((order): Alert => ({
        key: order.id,
        tone: 'danger',
        words: sayOrder(order, file, colleagues, mine, today),
        href: `court-orders/${order.id}`,
      })),
    ...file.parents
      .filter(({ record }) => record.doNotContact)
      .map(({ record }): Alert => ({
        key: record.id,
        tone: 'danger',
        words: `Do not contact ${relationshipOf(record)} about this child.`,
        href: null,
      })),
    ...file.parents
      .filter(({ record }) => record.interpreterNeeded && !record.doNotContact && record.notListedSince === undefined)
      .map(({ record }): Alert => ({
        key: `interpreter/${record.id}`,
        tone: 'due',
        words: `Interpreter needed for ${relationshipOf(record)}${record.language === null || record.language === '' ? '' : `: ${record.language}`}.`,
        href: null,
      })),
  ]
}

/** `Court order: Dad may not collect the child. Since Thu 3 Sep. Nobody here has seen the order itself.` */
const sayOrder = (
  order: CourtOrder,
  file: PupilFile,
  colleagues: Colleagues,
  mine: string,
  today: SchoolDay,
): string => {
  const parents = file.parents.map(({ record }) => record)
  return `Court order: ${sayForbids(order, parents)}. ${sayHolds(order, today)}. ${saySeen(order, colleagues, mine, today)}.`
}

/** `Two people to visit. Dog or other animal. Reviewed 3 Nov by S. Okoro.` A late review is said. */
export const sayFlag = (flag: RiskFlag, colleagues: Colleagues, mine: string, today: SchoolDay): string => {
  const last = flag.reviews.at(-1)
  const seen =
    last === undefined
      ? `Raised ${sayDate(flag.raisedOn, today)} by ${sayWho(colleagues, flag.by, mine)}`
      : `Reviewed ${sayDate(last.on, today)} by ${sayWho(colleagues, last.by, mine)}`
  const about =
    flag.severity === 'information'
      ? `${riskSeverityWords[flag.severity]}: ${riskAboutWords[flag.about].toLowerCase()}`
      : `${riskSeverityWords[flag.severity]}. ${riskAboutWords[flag.about]}`
  const late = flag.reviewBy < today ? ` Review was due ${sayDay(flag.reviewBy, today)}.` : ''
  return `${about}. ${seen}.${late}`
}
