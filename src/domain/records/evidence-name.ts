import { z } from 'zod'

/** What a fair record holds before a formal step. Each name is a file in `evidence/`, with its source. */
export const EvidenceName = z.enum([
  'family-heard',
  'child-heard',
  'barriers-recorded',
  'support-offered',
  'support-followed',
  'meeting-held',
  'plan-reviewed',
  'early-help-considered',
  'contract-explored',
  'each-parent-written-to',
])
export type EvidenceName = z.infer<typeof EvidenceName>
