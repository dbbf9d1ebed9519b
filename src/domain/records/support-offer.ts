import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { Id, Label, SomeWords, Words } from './words.ts'

/** What may become of an offer. `declined` blames nobody: it comes with the reason in their own words. */
export const SupportStep = z.enum(['accepted', 'declined', 'delivered', 'not-delivered', 'reviewed'])
export type SupportStep = z.infer<typeof SupportStep>

export const supportStepWords: Record<SupportStep, string> = {
  accepted: 'They said yes',
  declined: 'They said no',
  delivered: 'It was given',
  'not-delivered': 'It was not given',
  reviewed: 'Looked at again',
}

export const SupportEffect = z.enum(['helped', 'helped-a-little', 'no-difference', 'made-it-harder'])
export type SupportEffect = z.infer<typeof SupportEffect>

export const supportEffectWords: Record<SupportEffect, string> = {
  helped: 'It helped',
  'helped-a-little': 'It helped a little',
  'no-difference': 'No difference',
  'made-it-harder': 'It made things harder',
}

/** One thing that became of an offer: never overwritten. */
export const SupportNote = z.strictObject({
  what: SupportStep,
  on: SchoolDay,
  words: Words,
  /** What came of it, where someone has said. */
  effect: SupportEffect.nullable(),
  by: Id,
  recordedAt: Instant,
})
export type SupportNote = z.infer<typeof SupportNote>

/**
 * Support offered to a family or a child, by school, the council or another service, and everything that became of it.
 * Steps are only added, so two people who write at once both stand.
 */
export const SupportOffer = z.strictObject({
  kind: z.literal('support-offer'),
  id: Id,
  pupilId: Id,
  caseId: Id.nullable(),
  /** What was offered, in the words used. */
  words: SomeWords,
  /** To whom, as shown: `Mum`. */
  offeredTo: Label,
  /** Who would give it, in words: `School`, `Mr Adeyemi`. */
  givenBy: Label,
  /** The service that would give it, where it is one of the agencies in this file. */
  agencyId: Id.nullable(),
  /** The barriers it is meant to ease. */
  barrierIds: z.array(Id).max(20),
  offeredOn: SchoolDay,
  /** When what came of it is looked at; null where no day is set. */
  reviewOn: SchoolDay.nullable(),
  steps: z.array(SupportNote),
  by: Id,
  recordedAt: Instant,
})
export type SupportOffer = z.infer<typeof SupportOffer>

/** The steps in the order in which they happened; those of one day in the order in which they were written. */
export const stepsInOrder = (offer: Pick<SupportOffer, 'steps'>): SupportNote[] =>
  offer.steps.toSorted((a, b) => compare(a.on, b.on) || compare(a.recordedAt, b.recordedAt))

/** Where an offer stands: its latest step, or `waiting` while nothing has become of it. */
export const offerState = (offer: Pick<SupportOffer, 'steps'>): SupportStep | 'waiting' =>
  stepsInOrder(offer).at(-1)?.what ?? 'waiting'

/**
 * The day on which what came of it is looked at; null where none is set, once it was looked at, and where it was declined:
 * then nothing came of it.
 */
export const nextSupportReview = (offer: Pick<SupportOffer, 'steps' | 'reviewOn'>): SchoolDay | null =>
  offer.steps.some(({ what }) => what === 'reviewed') || offerState(offer) === 'declined' ? null : offer.reviewOn

/** The latest that anyone said of its effect, or null. */
export const offerEffect = (offer: Pick<SupportOffer, 'steps'>): SupportEffect | null =>
  stepsInOrder(offer).findLast(({ effect }) => effect !== null)?.effect ?? null

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
