import type { z } from 'zod'
import type { Actor } from './permissions/actor.ts'
import type { FileId } from './records/record.ts'
import type { Refusal } from './refusal.ts'
import type { Records, Reference } from './store.ts'
import type { Instant } from './time/instant.ts'

/** Who did it, when they pressed Save by their own clock, and the mutation's own identity. */
export type Stamp = { by: Actor; recordedAt: Instant; uid: string }

export type Refused = { ok: false; refusal: Refusal }
export type Outcome = { ok: true } | Refused
export const done: Outcome = { ok: true }
export const refuse = (refusal: Refusal): Refused => ({ ok: false, refusal })

/**
 * One thing a person can do. `apply` gives the same result every time it runs and never awaits: it runs on the tablet,
 * again after each pull, and at the office. It may use only its arguments, the stamp and the records it declared.
 * All refusals come before the first `put`. The three functions are written as methods so that mutations of different
 * arguments fit in one list; whoever takes one from that list parses with its `args` first.
 */
export type Mutation<S extends z.ZodType = z.ZodType> = {
  /** Stored name with its version, for example `log-home-visit@1`. A promise: never renamed, never removed. */
  name: string
  args: S
  /** Every file it may write, in any order. */
  files(args: z.infer<S>): FileId[]
  /** Those of its files that it begins: they need not be there before (SPEC M4). Left out by an act that begins none. */
  founds?(args: z.infer<S>): FileId[]
  /** Every record it may read or overwrite. */
  reads(args: z.infer<S>): Reference[]
  apply(records: Records, args: z.infer<S>, stamp: Stamp): Outcome
}

/** Keeps the argument types of one mutation together. */
export const defineMutation = <S extends z.ZodType>(mutation: Mutation<S>): Mutation<S> => mutation
