import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { Id, Label, SomeWords } from './words.ts'

/** What a court's order forbids, as far as a school or a visitor has to heed it. */
export const OrderForbids = z.enum([
  'contact',
  'coming-near',
  'collecting',
  'knowing-address',
  'being-told',
  'taking-abroad',
  'other',
])
export type OrderForbids = z.infer<typeof OrderForbids>

/** The rest of a sentence that begins with who it binds: *Dad may not …*. */
export const orderForbidsWords: Record<OrderForbids, string> = {
  contact: 'be in contact with the child',
  'coming-near': 'come to the home or the school',
  collecting: 'collect the child',
  'knowing-address': 'learn where the child lives',
  'being-told': 'be told about the child',
  'taking-abroad': 'take the child out of the country',
  other: 'do what the order says',
}

/**
 * A court's order about somebody and this child, apart from the school's own rule that nobody may contact a parent: an order may forbid
 * collecting a child and not a telephone call. The school's contacts carry the fact (domain: section 4.2, *no-contact/court order flag*); this
 * keeps what is asked next: whom it binds, what it forbids, since when, and who has seen the order itself. It is ended, never removed.
 */
export const CourtOrder = z.strictObject({
  kind: z.literal('court-order'),
  id: Id,
  pupilId: Id,
  /** Whom it binds, of the people the school lists. */
  parentIds: z.array(Id).max(6),
  /** Whom else it binds, by name; empty for nobody. */
  otherPerson: Label,
  forbids: z.array(OrderForbids).min(1).max(OrderForbids.options.length),
  /** What it says, as far as the writer knows, and from whom they know it. */
  says: SomeWords,
  since: SchoolDay,
  /** The last day on which it holds; null where the order names none, or nobody knows. */
  until: SchoolDay.nullable(),
  by: Id,
  recordedAt: Instant,
  /** Each time a colleague had the order itself before their eyes. Empty: it is known by hearsay alone. */
  seen: z.array(z.strictObject({ on: SchoolDay, by: Id, recordedAt: Instant })).max(100),
  ended: z.strictObject({ on: SchoolDay, why: SomeWords, by: Id, recordedAt: Instant }).nullable(),
})
export type CourtOrder = z.infer<typeof CourtOrder>

/** Whether an order is to be heeded. One whose last day has passed is heeded until somebody ends it: an order is often made longer. */
export const isInForce = ({ ended }: Pick<CourtOrder, 'ended'>): boolean => ended === null

/** The orders to be heeded that bind this person. */
export const ordersOn = (orders: readonly CourtOrder[], parentId: string): CourtOrder[] =>
  orders.filter((order) => isInForce(order) && order.parentIds.includes(parentId))

/** Whether an order keeps this person from the child or from being told of them: they are never put forward as the next to ring or to write to. */
export const isKeptFromChild = (orders: readonly CourtOrder[], parentId: string): boolean =>
  ordersOn(orders, parentId).some(({ forbids }) => forbids.includes('contact') || forbids.includes('being-told'))
