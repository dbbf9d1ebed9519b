import type { Digest } from '#client/store/digests.ts'
import { aMoment } from '#client/store/a-moment.ts'
import type { Filed } from '#client/store/live-digests.ts'
import type { AbsenceCase } from '#domain/records/absence-case.ts'
import type { Barrier } from '#domain/records/barrier.ts'
import type { Plan } from '#domain/records/plan.ts'
import type { Promise as MadePromise } from '#domain/records/promise.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import type { RiskFlag } from '#domain/records/risk-flag.ts'
import type { SupportOffer } from '#domain/records/support-offer.ts'

/** What lists over all pupils are drawn from, for one pupil. */
export type PupilSource = {
  pupil: Pupil
  cases: readonly AbsenceCase[]
  promises: readonly MadePromise[]
  barriers: readonly Barrier[]
  plans: readonly Plan[]
  offers: readonly SupportOffer[]
  riskFlags: readonly RiskFlag[]
}

/** Worked out once for each digest: one that did not change is the same object as before. */
const known = new WeakMap<Digest, readonly PupilSource[]>()

/** The pupils of a digest who are on roll or have an open case. */
export const pupilSourcesOf = (digest: Digest): readonly PupilSource[] => {
  const sources = known.get(digest) ?? sourcesOf(digest)
  known.set(digest, sources)
  return sources
}

/** So long a list is worked at before anything else may have its turn. Milliseconds. */
const AT_A_TIME = 15

/**
 * Does `work` for every pupil whose file is wholly here, in order of no kind, with pauses in which letters that are typed
 * are heard. Breaks off, and answers false, when it is not wanted any more.
 */
export const forEachSource = async (
  { digests, loading }: Filed,
  isWanted: () => boolean,
  work: (source: PupilSource) => void,
): Promise<boolean> => {
  let since = performance.now()
  for (const digest of digests) {
    for (const source of pupilSourcesOf(digest)) if (!loading.has(source.pupil.id)) work(source)
    if (performance.now() - since < AT_A_TIME) continue
    await aMoment()
    if (!isWanted()) return false
    since = performance.now()
  }
  return true
}

const add = <R extends { pupilId: string }>(to: Map<string, R[]>, record: R): void => {
  const before = to.get(record.pupilId)
  if (before === undefined) to.set(record.pupilId, [record])
  else before.push(record)
}

const sourcesOf = ({ records }: Digest): PupilSource[] => {
  const cases = new Map<string, AbsenceCase[]>()
  const promises = new Map<string, MadePromise[]>()
  const barriers = new Map<string, Barrier[]>()
  const plans = new Map<string, Plan[]>()
  const offers = new Map<string, SupportOffer[]>()
  const riskFlags = new Map<string, RiskFlag[]>()
  const pupils: Pupil[] = []
  for (const record of records) {
    if (record.kind === 'pupil') pupils.push(record)
    else if (record.kind === 'absence-case') add(cases, record)
    else if (record.kind === 'promise') add(promises, record)
    else if (record.kind === 'barrier') add(barriers, record)
    else if (record.kind === 'plan') add(plans, record)
    else if (record.kind === 'support-offer') add(offers, record)
    else if (record.kind === 'risk-flag') add(riskFlags, record)
  }
  return pupils
    .filter((pupil) => pupil.leftOn === null || pupil.openCaseId !== null)
    .map((pupil) => ({
      pupil,
      cases: cases.get(pupil.id) ?? [],
      promises: promises.get(pupil.id) ?? [],
      barriers: barriers.get(pupil.id) ?? [],
      plans: plans.get(pupil.id) ?? [],
      offers: offers.get(pupil.id) ?? [],
      riskFlags: riskFlags.get(pupil.id) ?? [],
    }))
}
