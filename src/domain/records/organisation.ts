import { z } from 'zod'
import { Id, Label } from './words.ts'

/** A school, or a council's attendance service. Lives in its own file, whose id is the organisation's id. */
export const Organisation = z.strictObject({
  kind: z.literal('organisation'),
  id: Id,
  /** Short code used on the command line and in imports, for example `hollins`. */
  code: z.string().regex(/^[a-z0-9-]{2,40}$/),
  name: Label.min(1),
  type: z.enum(['school', 'council-service']),
  /** Null for a council service. */
  phase: z.enum(['primary', 'secondary', 'all-through', 'special']).nullable(),
  /** DfE number `LLL/EEEE` (local authority and establishment), where known. */
  dfeNumber: z
    .string()
    .regex(/^\d{3}\/\d{4}$/)
    .nullable(),
  /** Unique Reference Number, six digits, and UK Provider Reference Number, eight: absent where nobody has said them. */
  urn: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  ukprn: z
    .string()
    .regex(/^\d{8}$/)
    .optional(),
})
export type Organisation = z.infer<typeof Organisation>
