import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { Id } from './words.ts'

/**
 * Who last changed each shared field of a record, and when by their own clock, by the field's name. Kept by the acts that
 * change shared fields, so that a clash can say whose version stands. A field nobody changed since this was kept is absent.
 */
export const FieldChanges = z.record(z.string().max(100), z.strictObject({ by: Id, recordedAt: Instant }))
export type FieldChanges = z.infer<typeof FieldChanges>
