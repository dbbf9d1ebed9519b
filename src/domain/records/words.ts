import { z } from 'zod'

/** Random identity, made once where the form opens and never again. */
export const Id = z.uuid()

/**
 * What a person wrote. Kept exactly as typed except for space at the ends. Bounded so that one note can never
 * hold up a push (100 kB is about forty pages); NUL and lone surrogates cannot be stored faithfully in PostgreSQL,
 * so they are refused at every edge rather than changed in silence.
 */
export const Words = z
  .string()
  .trim()
  .max(100_000)
  .refine((text) => !text.includes('\u0000') && text.isWellFormed(), {
    message: 'This text holds a character that cannot be stored.',
  })

/** Words that must not be empty. */
export const SomeWords = Words.min(1)

/** A short label such as a name or a street: one line. */
export const Label = Words.max(300)

export const YesNoUnknown = z.enum(['yes', 'no', 'unknown'])
export type YesNoUnknown = z.infer<typeof YesNoUnknown>
