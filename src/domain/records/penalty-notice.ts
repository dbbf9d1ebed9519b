import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { Role } from './staff-member.ts'
import { Id, Label, Words } from './words.ts'

/** Which notice it is for this parent and this child within three years. There is no third (national framework, August 2024). */
export const Offence = z.enum(['first', 'second'])
export type Offence = z.infer<typeof Offence>

export const offenceWords: Record<Offence, string> = { first: 'First', second: 'Second' }

/**
 * What became of a notice. Paid, unpaid or ended in a conviction, it counts towards the two in three years; one that the council
 * withdrew does not (domain: section 3.1), nor does one that was written down here by mistake.
 */
export const NoticeStep = z.enum(['paid', 'unpaid', 'convicted', 'withdrawn', 'never-issued'])
export type NoticeStep = z.infer<typeof NoticeStep>

export const noticeStepWords: Record<NoticeStep, string> = {
  paid: 'It was paid',
  unpaid: 'It was not paid in time',
  convicted: 'A court convicted',
  withdrawn: 'The council withdrew it',
  'never-issued': 'It was never issued: written down by mistake',
}

/** One thing that became of a notice: never overwritten. */
export const NoticeNote = z.strictObject({
  what: NoticeStep,
  on: SchoolDay,
  words: Words,
  by: Id,
  recordedAt: Instant,
})
export type NoticeNote = z.infer<typeof NoticeNote>

/**
 * That the council issued a penalty notice: to which parent, for which child, on which day. Doorstep issues none and asks for no money;
 * it keeps what an officer knows, so that nobody asks for a third. A notice is for one parent and one child (domain: section 3.1).
 */
export const PenaltyNotice = z.strictObject({
  kind: z.literal('penalty-notice'),
  id: Id,
  pupilId: Id,
  caseId: Id.nullable(),
  /** A parent in this file. */
  parentId: Id,
  issuedOn: SchoolDay,
  offence: Offence,
  /** The council’s own number, as it is on the notice; empty where nobody gave it. */
  reference: Label,
  /** Everything that became of it, in the order in which it was written. */
  steps: z.array(NoticeNote),
  by: Id,
  byRole: Role,
  recordedAt: Instant,
})
export type PenaltyNotice = z.infer<typeof PenaltyNotice>

/** Whether a notice counts towards the two in three years. */
export const isCounted = ({ steps }: Pick<PenaltyNotice, 'steps'>): boolean =>
  !steps.some(({ what }) => what === 'withdrawn' || what === 'never-issued')
