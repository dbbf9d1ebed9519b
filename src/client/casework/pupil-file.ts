import type { AbsenceCase } from '#domain/records/absence-case.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import type { RecordKind } from '#domain/records/record.ts'
import { isKept, type Kept, type KeptOf } from './kept-record.ts'

/** Everything this tablet holds about one pupil, sorted by kind. */
export type PupilFile = {
  pupil: KeptOf<'pupil'>
  /** In the order the school rings. */
  parents: KeptOf<'parent'>[]
  /** Newest first. */
  cases: KeptOf<'absence-case'>[]
  /** The case that is open, or null. */
  openCase: KeptOf<'absence-case'> | null
  notes: KeptOf<'contact-note'>[]
  visits: KeptOf<'home-visit'>[]
  barriers: KeptOf<'barrier'>[]
  promises: KeptOf<'promise'>[]
  riskFlags: KeptOf<'risk-flag'>[]
  /** The latest first. */
  courtOrders: KeptOf<'court-order'>[]
  amendments: KeptOf<'amendment'>[]
  clashes: KeptOf<'clash'>[]
  /** True when something restricted is written about this pupil, wherever it lies. */
  isRestricted: boolean
  attachments: KeptOf<'attachment'>[]
  /** Newest first. */
  papers: KeptOf<'shared-paper'>[]
  /** Latest heard first. */
  voices: KeptOf<'child-voice'>[]
  /** Latest first, so that the first of a side is the one that stands. */
  barrierViews: KeptOf<'barrier-view'>[]
  /** Latest offered first. */
  offers: KeptOf<'support-offer'>[]
  /** Those that still work with the family first. */
  agencies: KeptOf<'agency'>[]
  /** Latest begun first. */
  plans: KeptOf<'plan'>[]
  meetings: KeptOf<'meeting'>[]
  /** Latest offered first. */
  handovers: KeptOf<'handover'>[]
  /** The latest school year first. */
  registers: KeptOf<'register-year'>[]
  /** What was decided on what the register showed, the latest first; what it said when a case was opened among them. */
  decisions: KeptOf<'register-decision'>[]
  /** Latest issued first. */
  notices: KeptOf<'penalty-notice'>[]
  /** What was said for returns of coming to the school and leaving it. */
  moves: KeptOf<'school-move'>[]
}

/** Sorts the records of a pupil's file, or answers null when the pupil's own record is not among them. */
export const pupilFileOf = (kept: Kept[]): PupilFile | null => {
  const of = <K extends RecordKind>(kind: K): KeptOf<K>[] => kept.filter((one): one is KeptOf<K> => isKept(one, kind))
  const pupil = of('pupil')[0]
  if (pupil === undefined) return null
  const cases = of('absence-case').toSorted(
    (a, b) => compare(b.record.openedOn, a.record.openedOn) || compare(b.record.id, a.record.id),
  )
  return {
    pupil,
    parents: of('parent').toSorted(
      (a, b) => a.record.priority - b.record.priority || compare(a.record.id, b.record.id),
    ),
    cases,
    openCase: openCaseOf(pupil.record, cases),
    notes: of('contact-note'),
    visits: of('home-visit'),
    barriers: of('barrier').toSorted(
      (a, b) => compare(b.record.raisedOn, a.record.raisedOn) || compare(b.record.id, a.record.id),
    ),
    promises: of('promise').toSorted(
      (a, b) => compare(a.record.dueOn, b.record.dueOn) || compare(a.record.id, b.record.id),
    ),
    riskFlags: of('risk-flag').toSorted(
      (a, b) => compare(a.record.reviewBy, b.record.reviewBy) || compare(a.record.id, b.record.id),
    ),
    courtOrders: of('court-order').toSorted((a, b) => later(a.record.since, b.record.since, a.record, b.record)),
    amendments: of('amendment').toSorted(
      (a, b) => compare(a.record.recordedAt, b.record.recordedAt) || compare(a.record.id, b.record.id),
    ),
    clashes: of('clash'),
    isRestricted: of('restricted-marker').length > 0,
    attachments: of('attachment').toSorted((a, b) => compare(a.record.recordedAt, b.record.recordedAt)),
    papers: of('shared-paper').toSorted((a, b) => compare(b.record.recordedAt, a.record.recordedAt)),
    voices: of('child-voice').toSorted((a, b) => later(a.record.heardOn, b.record.heardOn, a.record, b.record)),
    barrierViews: of('barrier-view').toSorted((a, b) => later(a.record.on, b.record.on, a.record, b.record)),
    offers: of('support-offer').toSorted((a, b) => later(a.record.offeredOn, b.record.offeredOn, a.record, b.record)),
    agencies: of('agency').toSorted(
      (a, b) =>
        Number(a.record.endedOn !== null) - Number(b.record.endedOn !== null) ||
        compare(a.record.recordedAt, b.record.recordedAt) ||
        compare(a.record.id, b.record.id),
    ),
    plans: of('plan').toSorted((a, b) => later(a.record.startsOn, b.record.startsOn, a.record, b.record)),
    meetings: of('meeting').toSorted((a, b) => later(a.record.happenedOn, b.record.happenedOn, a.record, b.record)),
    handovers: of('handover').toSorted((a, b) => later(a.record.offeredOn, b.record.offeredOn, a.record, b.record)),
    registers: of('register-year').toSorted((a, b) => b.record.year - a.record.year),
    decisions: of('register-decision').toSorted((a, b) =>
      later(a.record.decidedOn, b.record.decidedOn, a.record, b.record),
    ),
    moves: of('school-move'),
    notices: of('penalty-notice').toSorted((a, b) => later(a.record.issuedOn, b.record.issuedOn, a.record, b.record)),
  }
}

/** The open case: the one the pupil's record points at, else any that says it is open (its file may still be arriving). */
const openCaseOf = (pupil: Pupil, cases: KeptOf<'absence-case'>[]): KeptOf<'absence-case'> | null => {
  const open = cases.filter(({ record }: { record: AbsenceCase }) => record.status === 'open')
  return open.find(({ record }) => record.id === pupil.openCaseId) ?? open[0] ?? null
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

type Written = { recordedAt: string; id: string }

/** The later day first; those of one day, the later written first. */
const later = (a: string, b: string, one: Written, other: Written): number =>
  compare(b, a) || compare(other.recordedAt, one.recordedAt) || compare(one.id, other.id)
