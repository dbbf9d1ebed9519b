import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { ReasonGiven } from './absence-asked.ts'
import { ContactResult } from './contact-note.ts'
import { Role } from './staff-member.ts'
import { Id, SomeWords } from './words.ts'

/** A correction to a contact note or a home visit. The first account stays as it was written; both are shown. */
export const Amendment = z.strictObject({
  kind: z.literal('amendment'),
  id: Id,
  pupilId: Id,
  noteId: Id,
  /** Which part of the note the correction is about: a field name of the note, for example `facts`. */
  field: z.enum([
    'facts',
    'opinion',
    'familyView',
    'childWords',
    'schoolView',
    'saw',
    'thinks',
    'familyWords',
    'privateLines',
    'nextStep',
    'when',
    'who',
    'other',
  ]),
  /** How it should read. */
  words: SomeWords,
  why: SomeWords,
  /**
   * Of a contact about a session (`absence`): how it really ended, where a wrong button was pressed. A null result says that there was no such
   * contact. Missing: how it ended is not what is corrected.
   */
  ended: z.strictObject({ result: ContactResult.nullable(), reason: ReasonGiven.nullable() }).optional(),
  by: Id,
  byRole: Role,
  recordedAt: Instant,
})
export type Amendment = z.infer<typeof Amendment>
