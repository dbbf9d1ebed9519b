import type { AbsenceCase, Reopening, StageMove } from '#domain/records/absence-case.ts'
import { dayOf, timeOf, type Instant } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { KeptOf } from '#client/casework/kept-record.ts'
import type { PupilFile } from '#client/casework/pupil-file.ts'

/** What happened, by the day it happened. `time` is only what a person said, or what a press of Save itself was. */
type Placed = { key: string; day: SchoolDay; time: string | null }

/** One line of the timeline. */
export type TimelineEntry = Placed &
  (
    | { type: 'contact'; kept: KeptOf<'contact-note'>; amendments: KeptOf<'amendment'>[] }
    | { type: 'visit'; kept: KeptOf<'home-visit'>; amendments: KeptOf<'amendment'>[] }
    | { type: 'barrier'; kept: KeptOf<'barrier'> }
    | { type: 'promise-made'; kept: KeptOf<'promise'> }
    | { type: 'promise-settled'; kept: KeptOf<'promise'> }
    | { type: 'stage'; kept: KeptOf<'absence-case'>; move: StageMove; latest: boolean }
    | { type: 'opened'; kept: KeptOf<'absence-case'> }
    | { type: 'closed'; kept: KeptOf<'absence-case'>; closing: NonNullable<AbsenceCase['closed']>; latest: boolean }
    | { type: 'reopened'; kept: KeptOf<'absence-case'>; reopening: Reopening; latest: boolean }
    | { type: 'flag-raised'; kept: KeptOf<'risk-flag'> }
    | { type: 'flag-reviewed'; kept: KeptOf<'risk-flag'>; words: string; by: string }
    | { type: 'flag-ended'; kept: KeptOf<'risk-flag'> }
    | { type: 'clash'; kept: KeptOf<'clash'> }
    | { type: 'paper'; kept: KeptOf<'shared-paper'> }
  )

export type TimelineFilter = 'all' | 'contacts' | 'visits' | 'barriers' | 'promises' | 'case'

const filterOf: Record<TimelineEntry['type'], Exclude<TimelineFilter, 'all'>> = {
  contact: 'contacts',
  visit: 'visits',
  barrier: 'barriers',
  'promise-made': 'promises',
  'promise-settled': 'promises',
  stage: 'case',
  opened: 'case',
  closed: 'case',
  reopened: 'case',
  'flag-raised': 'case',
  'flag-reviewed': 'case',
  'flag-ended': 'case',
  clash: 'case',
  paper: 'case',
}

/** The words on the timeline's filter. */
export const timelineFilterWords: Record<TimelineFilter, string> = {
  all: 'Everything',
  contacts: 'Contacts',
  visits: 'Home visits',
  barriers: 'Barriers',
  promises: 'Promises',
  case: 'The case',
}

export const inFilter = (entry: TimelineEntry, filter: TimelineFilter): boolean =>
  filter === 'all' || filterOf[entry.type] === filter

/**
 * The timeline of a pupil's file: newest first by the day things happened, never by when they were typed. Within a day,
 * times people gave come first to last; an entry with no time is placed by when it was saved if that was the same day,
 * and that borrowed time is never shown.
 */
export const timelineOf = (file: PupilFile): TimelineEntry[] => {
  const amendmentsOf = (noteId: string) => file.amendments.filter(({ record }) => record.noteId === noteId)
  const placed: Dated[] = [
    ...file.notes.map((kept) => ({
      entry: {
        type: 'contact' as const,
        key: kept.record.id,
        day: kept.record.happenedOn,
        time: kept.record.happenedAt,
        kept,
        amendments: amendmentsOf(kept.record.id),
      },
      recordedAt: kept.record.recordedAt,
    })),
    ...file.visits.map((kept) => ({
      entry: {
        type: 'visit' as const,
        key: kept.record.id,
        day: kept.record.happenedOn,
        time: kept.record.happenedAt ?? kept.record.arrivedAt,
        kept,
        amendments: amendmentsOf(kept.record.id),
      },
      recordedAt: kept.record.recordedAt,
    })),
    ...file.barriers.map((kept) => ({
      entry: { type: 'barrier' as const, key: kept.record.id, day: kept.record.raisedOn, time: null, kept },
      recordedAt: kept.record.recordedAt,
    })),
    ...file.promises.flatMap((kept) => [
      {
        entry: { type: 'promise-made' as const, key: kept.record.id, day: kept.record.madeOn, time: null, kept },
        recordedAt: kept.record.recordedAt,
      },
      ...(kept.record.settled === null
        ? []
        : [
            {
              entry: {
                type: 'promise-settled' as const,
                key: `${kept.record.id}/settled`,
                day: kept.record.settled.on,
                time: null,
                kept,
              },
              recordedAt: kept.record.settled.recordedAt,
            },
          ]),
    ]),
    ...file.cases.flatMap((kept) => caseEntries(kept)),
    ...file.riskFlags.flatMap((kept) => flagEntries(kept)),
    ...file.clashes.map((kept) => ({
      entry: {
        type: 'clash' as const,
        key: kept.record.id,
        day: dayOf(kept.record.recordedAt),
        time: timeOf(kept.record.recordedAt),
        kept,
      },
      recordedAt: kept.record.recordedAt,
    })),
    ...file.papers.map((kept) => ({
      entry: { type: 'paper' as const, key: kept.record.id, day: kept.record.sharedOn, time: null, kept },
      recordedAt: kept.record.recordedAt,
    })),
  ]
  return placed.toSorted(newestFirst).map(({ entry }) => entry)
}

const caseEntries = (kept: KeptOf<'absence-case'>): Dated[] => {
  const { id, openedOn, stageMoves, closed, reopenings = [] } = kept.record
  const [first, ...later] = stageMoves
  const lastMove = stageMoves.at(-1)
  return [
    {
      entry: { type: 'opened', key: `${id}/opened`, day: openedOn, time: null, kept },
      recordedAt: first?.recordedAt ?? startOf(openedOn),
    },
    ...(first?.from === null ? later : stageMoves).map((move): Dated => ({
      entry: {
        type: 'stage',
        key: `${id}/${move.recordedAt}`,
        day: move.on,
        time: null,
        kept,
        move,
        latest: move === lastMove && closed === null,
      },
      recordedAt: move.recordedAt,
    })),
    ...reopenings.flatMap((reopening, place): Dated[] => [
      {
        entry: {
          type: 'closed',
          key: `${id}/closed/${place}`,
          day: reopening.closed.on,
          time: null,
          kept,
          closing: reopening.closed,
          latest: false,
        },
        recordedAt: endOf(reopening.closed.on),
      },
      {
        entry: {
          type: 'reopened',
          key: `${id}/reopened/${place}`,
          day: reopening.on,
          time: null,
          kept,
          reopening,
          latest: place === reopenings.length - 1 && closed === null,
        },
        recordedAt: reopening.recordedAt,
      },
    ]),
    ...(closed === null
      ? []
      : [
          {
            entry: {
              type: 'closed' as const,
              key: `${id}/closed`,
              day: closed.on,
              time: null,
              kept,
              closing: closed,
              latest: true,
            },
            recordedAt: endOf(closed.on),
          },
        ]),
  ]
}

const flagEntries = (kept: KeptOf<'risk-flag'>): Dated[] => {
  const { id, raisedOn, recordedAt, reviews, endedOn } = kept.record
  return [
    { entry: { type: 'flag-raised', key: id, day: raisedOn, time: null, kept }, recordedAt },
    ...reviews.map((review) => ({
      entry: {
        type: 'flag-reviewed' as const,
        key: `${id}/${review.recordedAt}`,
        day: review.on,
        time: null,
        kept,
        words: review.words,
        by: review.by,
      },
      recordedAt: review.recordedAt,
    })),
    ...(endedOn === null
      ? []
      : [
          {
            entry: { type: 'flag-ended' as const, key: `${id}/ended`, day: endedOn, time: null, kept },
            recordedAt: endOf(endedOn),
          },
        ]),
  ]
}

type Dated = { entry: TimelineEntry; recordedAt: Instant }

/** Only to place an entry whose day alone is known among others of that day; never shown. */
const startOf = (day: SchoolDay): Instant => `${day}T00:00:00.000Z`
const endOf = (day: SchoolDay): Instant => `${day}T23:59:59.999Z`

/** The time that places an entry within its day; for one saved on a later day, the end of the day it tells about. */
const placeInDay = ({ entry, recordedAt }: Dated): string =>
  entry.time ?? (dayOf(recordedAt) === entry.day ? timeOf(recordedAt) : '24:00')

const newestFirst = (a: Dated, b: Dated): number =>
  compare(b.entry.day, a.entry.day) ||
  compare(placeInDay(b), placeInDay(a)) ||
  compare(b.recordedAt, a.recordedAt) ||
  compare(a.entry.key, b.entry.key)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
