import type { AbsenceCase } from '../records/absence-case.ts'
import type { Agency } from '../records/agency.ts'
import type { Barrier } from '../records/barrier.ts'
import type { ChildVoice } from '../records/child-voice.ts'
import type { ContactNote } from '../records/contact-note.ts'
import type { EvidenceName } from '../records/evidence-name.ts'
import type { HomeVisit } from '../records/home-visit.ts'
import type { Meeting } from '../records/meeting.ts'
import type { Parent } from '../records/parent.ts'
import type { Plan } from '../records/plan.ts'
import type { SupportOffer } from '../records/support-offer.ts'
import type { SchoolDay } from '../time/school-day.ts'

/** What a pupil's file holds that bears on a formal step. */
export type CaseFacts = {
  absenceCase: AbsenceCase
  parents: readonly Parent[]
  notes: readonly ContactNote[]
  visits: readonly HomeVisit[]
  barriers: readonly Barrier[]
  offers: readonly SupportOffer[]
  voices: readonly ChildVoice[]
  meetings: readonly Meeting[]
  plans: readonly Plan[]
  agencies: readonly Agency[]
}

/** From which rung on something is looked for: a formal step in general, or enforcement alone. */
export type FormalStage = 'formalise-support' | 'enforce'

/** One thing that a fair record holds before a formal step. */
export type Evidence = {
  name: EvidenceName
  /** In two or three words, for a list. */
  words: string
  from: FormalStage
  /** The latest day on which the record shows it, or null while it does not. */
  shownOn: (facts: CaseFacts) => SchoolDay | null
  /** What is not written yet, and so what to do: one sentence. */
  missing: string
}

/** The latest of some days, or null when there are none. */
export const latest = (days: readonly SchoolDay[]): SchoolDay | null => days.toSorted().at(-1) ?? null
