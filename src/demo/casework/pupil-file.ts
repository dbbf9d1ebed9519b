import type { Stage } from '#domain/records/absence-case.ts'
import type { Parent, Relationship } from '#domain/records/parent.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

/** One pupil as the office holds them after the import, and how their case stands while the story is told. */
export class PupilFile {
  readonly pupil: Pupil
  readonly parents: Parent[]
  caseId: string | null = null
  stage: Stage = 'expect'
  ownerId: string | null = null
  reviewOn: SchoolDay | null = null
  reasons = { child: '', family: '', school: '' }

  constructor(pupil: Pupil, parents: Parent[]) {
    this.pupil = pupil
    this.parents = parents.toSorted((a, b) => a.priority - b.priority)
  }

  /** The name the child goes by. */
  get name(): string {
    return this.pupil.preferredForename ?? this.pupil.forename
  }

  parent(relationship: Relationship): Parent {
    const found = this.parents.find((parent) => parent.relationship === relationship)
    if (found === undefined) throw new RangeError(`The story asks for a ${relationship} whom the roll does not have.`)
    return found
  }

  get openCase(): string {
    if (this.caseId === null) throw new RangeError('The story acts on a case that was not opened.')
    return this.caseId
  }
}
