import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { Id, Label, SomeWords, Words } from './words.ts'

/** What may happen while somebody is out, by its stored name. */
export const OutingStepWhat = z.enum([
  'arrived',
  'left',
  'return-changed',
  'alarm-raised',
  'alarm-taken',
  // Nobody had taken it, and the office told whoever answers for people who are out.
  'alarm-widened',
  'safe',
])
export type OutingStepWhat = z.infer<typeof OutingStepWhat>

/** One thing that happened. Added and never changed, so that nothing of two people clashes (decision 0024). */
export const OutingStep = z.strictObject({
  what: OutingStepWhat,
  /** Who did it; for `alarm-raised` and `alarm-widened` the office itself. */
  by: Id,
  /** By the clock of whoever did it: a tablet's, or the office's for what it did. */
  at: Instant,
  /** The return given, for `return-changed`. */
  backBy: Instant.nullable(),
  /** Why, or how the writer knows; may be empty. */
  words: Words,
})
export type OutingStep = z.infer<typeof OutingStep>

/** Where somebody goes, in words a colleague can find: emptied when they are safe. */
export const OutingPlace = SomeWords.max(2000)
/** A number as it is dialled; emptied when they are safe. */
export const OutingPhone = Label.min(3).max(40)

/**
 * Somebody out on visits, lodged with the office before they leave: where, back by when, and the one colleague who is told
 * when the time passes without word. What lone-working procedures ask to be left at base: address, mobile number and expected
 * return, with an alarm when it passes (domain facts, home visit; employers' duty: Management of Health and Safety at Work
 * Regulations 1999, regulation 3). It lies in the person's file of outings, which the colleague holds too, and whoever comes along.
 */
export const Outing = z.strictObject({
  kind: z.literal('outing'),
  id: Id,
  organisationId: Id,
  /** Who is out, and in whose file of outings it lies. */
  personId: Id,
  /** Empty once it has ended, so that where a family lives does not linger with a colleague. */
  where: Words.max(2000),
  /** The planned visits it is for, in the person's own file: nobody else can read them. */
  visitIds: z.array(Id).max(30),
  /** When they are expected back, as last said. */
  backBy: Instant,
  /** The colleague who is told. */
  watcherId: Id,
  /** The colleague who comes along, or nobody. */
  withId: Id.nullable(),
  /** Where the person and the colleague can be rung: asked before each, and empty once it has ended. */
  phone: Label,
  watcherPhone: Label,
  recordedAt: Instant,
  /** In the order in which the office heard of them. */
  steps: z.array(OutingStep).max(500),
  ended: z.strictObject({ by: Id, at: Instant }).nullable(),
})
export type Outing = z.infer<typeof Outing>
