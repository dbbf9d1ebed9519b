import type { DoorstepDatabase } from '#client/store/database.ts'
import { createDigestReader, type Digest } from '#client/store/digests.ts'
import type { AbsenceCase } from '#domain/records/absence-case.ts'
import type { Barrier } from '#domain/records/barrier.ts'
import type { Promise as MadePromise } from '#domain/records/promise.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import { isKept, type Kept } from './kept-record.ts'
import { readKept, readLoading } from './read-file.ts'

/** What lists over all pupils are drawn from, for one pupil. */
export type PupilSource = {
  pupil: Pupil
  cases: readonly AbsenceCase[]
  promises: readonly MadePromise[]
  barriers: readonly Barrier[]
}

/**
 * A reader of every pupil whose file is wholly here and who is on roll or has an open case. It reads and checks again only what
 * changed since it was last asked.
 */
export const createSourceReader = () => {
  const readDigests = createDigestReader()
  const known = new WeakMap<Digest, PupilSource[]>()
  const sourcesOf = (digest: Digest): PupilSource[] => {
    const made = known.get(digest) ?? pupilSourcesOf(digest)
    known.set(digest, made)
    return made
  }
  return async (db: DoorstepDatabase): Promise<{ sources: PupilSource[]; loading: ReadonlySet<string> }> => {
    const loading = await readLoading(db)
    const sources = (await readDigests(db)).flatMap(sourcesOf).filter(({ pupil }) => !loading.has(pupil.id))
    return { sources, loading }
  }
}

const pupilSourcesOf = ({ rows }: Digest): PupilSource[] => {
  const kept = rows.map(readKept).filter((one): one is Kept => one !== null)
  const ofPupil = <K extends 'absence-case' | 'promise' | 'barrier'>(kind: K, pupilId: string) =>
    kept.flatMap((one) => (isKept(one, kind) && one.record.pupilId === pupilId ? [one.record] : []))
  return kept.flatMap((one) => {
    if (!isKept(one, 'pupil')) return []
    const pupil = one.record
    if (pupil.leftOn !== null && pupil.openCaseId === null) return []
    return [
      {
        pupil,
        cases: ofPupil('absence-case', pupil.id),
        promises: ofPupil('promise', pupil.id),
        barriers: ofPupil('barrier', pupil.id),
      },
    ]
  })
}
