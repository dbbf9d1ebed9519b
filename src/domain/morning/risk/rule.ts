import type { AbsenceCase } from '../../records/absence-case.ts'
import type { ContactNote } from '../../records/contact-note.ts'
import type { Pupil } from '../../records/pupil.ts'
import type { RegisterYear } from '../../records/register-year.ts'
import type { RiskFlag } from '../../records/risk-flag.ts'
import type { SchoolCalendar } from '../../time/school-calendar.ts'
import type { SchoolDay } from '../../time/school-day.ts'

/**
 * Whom to ring first when many are missing. `first` and `next` follow the red and amber of published first-day procedures (Telford and
 * Wrekin's among them; domain: section 4.3): red is whom social care knows, amber whom absence or an agency already concerns. `later` is
 * everybody else: every unexplained child is rung, on the first day.
 */
export const tiers = ['first', 'next', 'later'] as const
export type Tier = (typeof tiers)[number]

export const tierWords: Record<Tier, string> = { first: 'Ring first', next: 'Ring next', later: 'Ring after that' }

/** What the rules look at: what this tablet holds of one child who is missing without a reason. */
export type MorningSubject = {
  pupil: Pick<Pupil, 'hasSocialWorker' | 'lookedAfter' | 'sen' | 'youngCarer' | 'yearGroup' | 'sex' | 'bornOn'> &
    Pick<Pupil, 'onRollFrom' | 'leftOn'>
  /** The open case, or null. */
  absenceCase: AbsenceCase | null
  flags: readonly RiskFlag[]
  /** Whether the file says that something is written for the safeguarding lead; never what. */
  isRestricted: boolean
  notes: readonly ContactNote[]
  /** At school in the morning, and missing in the afternoon. */
  wasHere: boolean
  /** The register of this school year; null where Doorstep holds none. */
  year: RegisterYear | null
  today: SchoolDay
  calendar: SchoolCalendar
}

/** Something that puts a child further up the list, in plain words. */
export type MorningReason = { tier: 'first' | 'next'; why: string }

/** One rule. Pure, and from what is written alone. */
export type MorningRule = (subject: MorningSubject) => MorningReason[]
