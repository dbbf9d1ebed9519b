import { heardApart } from '#domain/casework/needs-amending.ts'
import type { AbsenceCase, Reopening, StageMove } from '#domain/records/absence-case.ts'
import { dayOf, timeOf, type Instant } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { KeptOf } from '#client/casework/kept-record.ts'
import { settledWords } from '#client/casework/late-words.ts'
import type { PupilFile } from '#client/casework/pupil-file.ts'
import { sayNoticeParent } from '#client/casework/say-notices.ts'
import type { Barrier, BarrierChange } from '#domain/records/barrier.ts'
import type { NoticeNote } from '#domain/records/penalty-notice.ts'
import type { PlanAction, PlanReview } from '#domain/records/plan.ts'
import { openingIdOf, type RegisterDecision } from '#domain/records/register-decision.ts'
import type { SupportNote } from '#domain/records/support-offer.ts'

/** What happened, by the day it happened. `time` is only what a person said, or what a press of Save itself was. */
type Placed = { key: string; day: SchoolDay; time: string | null }

/** One line of the timeline, and when what it tells was saved, by its author's clock. */
export type TimelineEntry = Entry & { recordedAt: Instant }

type Entry = Placed &
  (
    | { type: 'contact'; kept: KeptOf<'contact-note'>; amendments: KeptOf<'amendment'>[]; isHeardApart: boolean }
    | { type: 'visit'; kept: KeptOf<'home-visit'>; amendments: KeptOf<'amendment'>[]; isHeardApart: boolean }
    | { type: 'barrier'; kept: KeptOf<'barrier'> }
    | { type: 'promise-made'; kept: KeptOf<'promise'> }
    | { type: 'promise-settled'; kept: KeptOf<'promise'> }
    | { type: 'stage'; kept: KeptOf<'absence-case'>; move: StageMove; latest: boolean }
    | { type: 'opened'; kept: KeptOf<'absence-case'>; register: RegisterDecision | null }
    | { type: 'closed'; kept: KeptOf<'absence-case'>; closing: NonNullable<AbsenceCase['closed']>; latest: boolean }
    | { type: 'reopened'; kept: KeptOf<'absence-case'>; reopening: Reopening; latest: boolean }
    | { type: 'flag-raised'; kept: KeptOf<'risk-flag'> }
    | { type: 'flag-reviewed'; kept: KeptOf<'risk-flag'>; words: string; by: string }
    | { type: 'flag-ended'; kept: KeptOf<'risk-flag'> }
    | { type: 'order-recorded'; kept: KeptOf<'court-order'> }
    | { type: 'order-seen'; kept: KeptOf<'court-order'>; by: string }
    | { type: 'order-ended'; kept: KeptOf<'court-order'>; why: string; by: string }
    | { type: 'clash'; kept: KeptOf<'clash'> }
    | { type: 'paper'; kept: KeptOf<'shared-paper'> }
    | { type: 'notice-issued'; kept: KeptOf<'penalty-notice'>; to: string }
    | { type: 'notice-step'; kept: KeptOf<'penalty-notice'>; step: NoticeNote; latest: boolean }
    | { type: 'moved'; kept: KeptOf<'school-move'> }
    | { type: 'register-decision'; kept: KeptOf<'register-decision'> }
    | { type: 'voice'; kept: KeptOf<'child-voice'>; amendments: KeptOf<'amendment'>[] }
    | { type: 'meeting'; kept: KeptOf<'meeting'>; amendments: KeptOf<'amendment'>[] }
    | { type: 'barrier-view'; kept: KeptOf<'barrier-view'>; barrier: Barrier | null }
    | { type: 'barrier-changed'; kept: KeptOf<'barrier'>; change: BarrierChange; latest: boolean }
    | { type: 'support-offered'; kept: KeptOf<'support-offer'> }
    | { type: 'support-step'; kept: KeptOf<'support-offer'>; step: SupportNote; latest: boolean }
    | { type: 'plan-made'; kept: KeptOf<'plan'> }
    | { type: 'plan-action'; kept: KeptOf<'plan'>; action: PlanAction }
    | { type: 'plan-reviewed'; kept: KeptOf<'plan'>; review: PlanReview; latest: boolean }
    | { type: 'promise-taken-back'; kept: KeptOf<'promise'>; said: string; by: string }
    | { type: 'handover-offered'; kept: KeptOf<'handover'> }
    | { type: 'handover-answered'; kept: KeptOf<'handover'> }
  )

/**
 * The timeline of a pupil's file: newest first by the day things happened, never by when they were typed. Within a day,
 * times people gave come first to last; an entry with no time is placed by when it was saved if that was the same day,
 * and that borrowed time is never shown.
 */
export const timelineOf = (file: PupilFile): TimelineEntry[] => {
  const voices = file.voices.map(({ record }) => record)
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
        isHeardApart: heardApart(kept.record, voices),
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
        isHeardApart: heardApart(kept.record, voices),
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
    ...file.promises.flatMap((kept) =>
      (kept.record.takenBack ?? []).map((taken) => ({
        entry: {
          type: 'promise-taken-back' as const,
          key: `${kept.record.id}/${taken.recordedAt}`,
          day: dayOf(taken.recordedAt),
          time: timeOf(taken.recordedAt),
          kept,
          said: [settledWords[taken.settled.how], taken.settled.words].filter((words) => words !== '').join(': '),
          by: taken.by,
        },
        recordedAt: taken.recordedAt,
      })),
    ),
    ...file.cases.flatMap((kept) => caseEntries(kept, file.decisions)),
    ...file.riskFlags.flatMap((kept) => flagEntries(kept)),
    ...file.courtOrders.flatMap((kept) => orderEntries(kept)),
    ...file.voices.map((kept) => ({
      entry: {
        type: 'voice' as const,
        key: kept.record.id,
        day: kept.record.heardOn,
        time: kept.record.heardAt ?? null,
        kept,
        amendments: amendmentsOf(kept.record.id),
      },
      recordedAt: kept.record.recordedAt,
    })),
    ...file.meetings.map((kept) => ({
      entry: {
        type: 'meeting' as const,
        key: kept.record.id,
        day: kept.record.happenedOn,
        time: kept.record.happenedAt,
        kept,
        amendments: amendmentsOf(kept.record.id),
      },
      recordedAt: kept.record.recordedAt,
    })),
    ...file.barriers.flatMap((kept) => barrierChanges(kept)),
    ...file.barrierViews.map((kept) => ({
      entry: {
        type: 'barrier-view' as const,
        key: kept.record.id,
        day: kept.record.on,
        time: null,
        kept,
        barrier: file.barriers.find(({ record }) => record.id === kept.record.barrierId)?.record ?? null,
      },
      recordedAt: kept.record.recordedAt,
    })),
    ...file.offers.flatMap((kept) => offerEntries(kept)),
    ...file.plans.flatMap((kept) => planEntries(kept)),
    ...file.handovers.flatMap((kept) => handoverEntries(kept)),
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
    ...file.decisions
      .filter(({ record }) => record.about !== 'opening-a-case')
      .map((kept) => ({
        entry: {
          type: 'register-decision' as const,
          key: kept.record.id,
          day: kept.record.decidedOn,
          time: null,
          kept,
        },
        recordedAt: kept.record.recordedAt,
      })),
    ...file.notices.flatMap((kept) => noticeEntries(kept, file)),
    ...file.moves.map((kept) => ({
      entry: { type: 'moved' as const, key: kept.record.id, day: kept.record.on, time: null, kept },
      recordedAt: kept.record.recordedAt,
    })),
    ...file.papers.map((kept) => ({
      entry: { type: 'paper' as const, key: kept.record.id, day: kept.record.sharedOn, time: null, kept },
      recordedAt: kept.record.recordedAt,
    })),
  ]
  return placed.toSorted(newestFirst).map(({ entry, recordedAt }) => ({ ...entry, recordedAt }))
}

const noticeEntries = (kept: KeptOf<'penalty-notice'>, file: PupilFile): Dated[] => {
  const { id, issuedOn, recordedAt, steps } = kept.record
  const to = sayNoticeParent(kept.record, file)
  return [
    { entry: { type: 'notice-issued', key: id, day: issuedOn, time: null, kept, to }, recordedAt },
    ...steps.map((step, place, all): Dated => ({
      entry: {
        type: 'notice-step',
        key: `${id}/${step.recordedAt}/${place}`,
        day: step.on,
        time: null,
        kept,
        step,
        latest: place === all.length - 1,
      },
      recordedAt: step.recordedAt,
    })),
  ]
}

const barrierChanges = (kept: KeptOf<'barrier'>): Dated[] =>
  (kept.record.history ?? []).map((change, place, all) => ({
    entry: {
      type: 'barrier-changed',
      key: `${kept.record.id}/${change.recordedAt}/${change.field}`,
      day: dayOf(change.recordedAt),
      time: timeOf(change.recordedAt),
      kept,
      change,
      latest: place === all.length - 1,
    },
    recordedAt: change.recordedAt,
  }))

const offerEntries = (kept: KeptOf<'support-offer'>): Dated[] => [
  {
    entry: { type: 'support-offered', key: kept.record.id, day: kept.record.offeredOn, time: null, kept },
    recordedAt: kept.record.recordedAt,
  },
  ...kept.record.steps.map((step, place, all): Dated => ({
    entry: {
      type: 'support-step',
      key: `${kept.record.id}/${step.recordedAt}/${place}`,
      day: step.on,
      time: null,
      kept,
      step,
      latest: place === all.length - 1,
    },
    recordedAt: step.recordedAt,
  })),
]

const planEntries = (kept: KeptOf<'plan'>): Dated[] => [
  {
    entry: { type: 'plan-made', key: kept.record.id, day: kept.record.startsOn, time: null, kept },
    recordedAt: kept.record.recordedAt,
  },
  ...kept.record.actions.flatMap((action): Dated[] =>
    action.settled === null
      ? []
      : [
          {
            entry: {
              type: 'plan-action',
              key: `${action.id}/settled`,
              day: action.settled.on,
              time: null,
              kept,
              action,
            },
            recordedAt: action.settled.recordedAt,
          },
        ],
  ),
  ...kept.record.reviews.map((review, place, all): Dated => ({
    entry: {
      type: 'plan-reviewed',
      key: `${kept.record.id}/${review.recordedAt}/${place}`,
      day: review.on,
      time: null,
      kept,
      review,
      latest: place === all.length - 1,
    },
    recordedAt: review.recordedAt,
  })),
]

const handoverEntries = (kept: KeptOf<'handover'>): Dated[] => {
  const { id, offeredOn, recordedAt, answered } = kept.record
  return [
    { entry: { type: 'handover-offered', key: id, day: offeredOn, time: null, kept }, recordedAt },
    ...(answered === null
      ? []
      : [
          {
            entry: { type: 'handover-answered' as const, key: `${id}/answered`, day: answered.on, time: null, kept },
            recordedAt: answered.recordedAt,
          },
        ]),
  ]
}

const caseEntries = (kept: KeptOf<'absence-case'>, decisions: PupilFile['decisions']): Dated[] => {
  const { id, openedOn, stageMoves, closed, reopenings = [] } = kept.record
  const [first, ...later] = stageMoves
  const lastMove = stageMoves.at(-1)
  return [
    {
      entry: {
        type: 'opened',
        key: `${id}/opened`,
        day: openedOn,
        time: null,
        kept,
        register: decisions.find(({ record }) => record.id === openingIdOf(id))?.record ?? null,
      },
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

/** An order by the day since which it holds; who saw it beside, unless whoever wrote it down said so at once. */
const orderEntries = (kept: KeptOf<'court-order'>): Dated[] => {
  const { id, since, recordedAt, seen, ended } = kept.record
  return [
    { entry: { type: 'order-recorded', key: id, day: since, time: null, kept }, recordedAt },
    ...seen
      .filter((one) => one.recordedAt !== recordedAt)
      .map(({ on, by, recordedAt: at }) => ({
        entry: { type: 'order-seen' as const, key: `${id}/${at}`, day: on, time: null, kept, by },
        recordedAt: at,
      })),
    ...(ended === null
      ? []
      : [
          {
            entry: {
              type: 'order-ended' as const,
              key: `${id}/ended`,
              day: ended.on,
              time: null,
              kept,
              why: ended.why,
              by: ended.by,
            },
            recordedAt: ended.recordedAt,
          },
        ]),
  ]
}

type Dated = { entry: Entry; recordedAt: Instant }

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
