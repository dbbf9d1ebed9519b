import type { Pupil } from '#domain/records/pupil.ts'
import type { DoorstepRecord, RecordKind, RecordOf } from '#domain/records/record.ts'

/** The records of a whole place, and the questions that are asked of them. */
export const heldIn = (records: readonly DoorstepRecord[]) => {
  const all = <K extends RecordKind>(kind: K): RecordOf<K>[] =>
    records.filter((record): record is RecordOf<K> => record.kind === kind)
  const schoolNamed = (name: string): string => all('organisation').find((place) => place.name === name)?.id ?? ''
  return {
    records,
    all,
    schoolNamed,
    onRoll: (school: string): Pupil[] =>
      all('pupil').filter((pupil) => pupil.organisationId === schoolNamed(school) && pupil.leftOn === null),
    pupilOf: ({ pupilId }: { pupilId: string }): Pupil => {
      const pupil = all('pupil').find(({ id }) => id === pupilId)
      if (pupil === undefined) throw new Error('A record is about no pupil.')
      return pupil
    },
    casesOf: ({ id }: Pupil): RecordOf<'absence-case'>[] => all('absence-case').filter(({ pupilId }) => pupilId === id),
    openCasesOf: (owner: string): RecordOf<'absence-case'>[] =>
      all('absence-case').filter(({ status, ownerId }) => status === 'open' && ownerId === owner),
  }
}

/** What is held, asked as above. */
export type Held = ReturnType<typeof heldIn>
