import { z } from 'zod'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
import { Audience } from '#domain/records/shared-paper.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { Span } from './chronology-of.ts'

/** A chronology as it is asked for: also the shape of its draft. */
export const ChronologyForm = z.object({
  paperId: z.string(),
  audience: Audience,
  to: z.string(),
  why: z.string(),
  /** Empty for everything. */
  from: z.string(),
  until: z.string(),
})
export type ChronologyForm = z.infer<typeof ChronologyForm>

/** What the form asks to be told. */
export const spanOf = (
  { from, until, audience }: Pick<ChronologyForm, 'from' | 'until' | 'audience'>,
  today: SchoolDay,
): Span => ({
  from: from === '' ? null : from,
  until: until === '' ? today : until,
  audience,
})

/** What still stands in the way of handing it out, in the order of the form. */
export const problemsOf = (form: ChronologyForm): FieldProblem[] => [
  ...(form.to.trim() === '' ? [{ fieldId: 'to', message: 'Say who is given it.' }] : []),
  ...(form.why.trim() === '' ? [{ fieldId: 'why', message: 'Say why they are given it.' }] : []),
  ...(form.until === '' ? [{ fieldId: 'until', message: 'Say up to which day.' }] : []),
  ...(form.from !== '' && form.until !== '' && form.from > form.until
    ? [{ fieldId: 'from', message: 'The first day must not be after the last.' }]
    : []),
]
