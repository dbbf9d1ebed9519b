import { z } from 'zod'

/** Whether staff saw the child, and how (domain: sections 4.3 and 4.5). */
export const ChildSeen = z.enum([
  'seen-and-spoken-alone',
  'seen-and-spoken-with-adult',
  'seen-only',
  'heard-only',
  'not-seen',
])
export type ChildSeen = z.infer<typeof ChildSeen>

export const childSeenWords: Record<ChildSeen, string> = {
  'seen-and-spoken-alone': 'Yes, and spoke alone',
  'seen-and-spoken-with-adult': 'Yes, with an adult',
  'seen-only': 'Seen, not spoken',
  'heard-only': 'Heard, not seen',
  'not-seen': 'No',
}

/** True when staff saw the child with their own eyes. */
export const sawChild = (seen: ChildSeen): boolean => seen !== 'not-seen' && seen !== 'heard-only'
