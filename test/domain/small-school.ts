import type { Actor } from '#domain/permissions/actor.ts'
import type { AbsenceCase } from '#domain/records/absence-case.ts'
import type { Parent } from '#domain/records/parent.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import { AnyRecord, fileOf, type DoorstepRecord, type RecordKind, type RecordOf } from '#domain/records/record.ts'
import { Role, type StaffMember } from '#domain/records/staff-member.ts'
import type { Mutation, Outcome } from '#domain/mutation.ts'
import { keyOf, StagedRecords } from '#domain/store.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { z } from 'zod'

/** A readable identity: the same number always gives the same one. */
export const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

export const hollins = id(1)
export const otherSchool = id(2)
export const aisha = id(10)
export const omar = id(11)
export const stranger = id(12)
export const aishasCase = id(20)
export const mum = id(30)
export const omarsMum = id(31)

export const staff = {
  pastoral: id(101),
  'head-of-year': id(102),
  'attendance-lead': id(103),
  'designated-safeguarding-lead': id(104),
  'education-welfare-officer': id(105),
  'service-manager': id(106),
  administrator: id(107),
} as const satisfies Record<Role, string>

export const memberOf = (organisationId: string, role: Role, over: Partial<StaffMember> = {}): StaffMember => ({
  kind: 'staff-member',
  id: staff[role],
  organisationId,
  name: `The ${role}`,
  role,
  yearGroups: null,
  leftOn: null,
  ...over,
})

/** Someone with one place, at Hollins. */
export const actor = (role: Role, over: Partial<StaffMember> = {}): Actor => {
  const member = memberOf(hollins, role, over)
  return { personId: member.id, memberships: [member] }
}

export const pupil = (over: Partial<Pupil> = {}): Pupil => ({
  kind: 'pupil',
  id: aisha,
  organisationId: hollins,
  upn: null,
  forename: 'Aisha',
  surname: 'Thornbury',
  preferredForename: null,
  preferredSurname: null,
  bornOn: '2012-03-04',
  sex: 'female',
  yearGroup: 9,
  registrationGroup: '9K',
  onRollFrom: '2024-09-03',
  leftOn: null,
  address: null,
  householdId: null,
  firstLanguage: null,
  sen: 'none',
  freeSchoolMeals: 'unknown',
  lookedAfter: 'unknown',
  hasSocialWorker: 'unknown',
  youngCarer: 'unknown',
  medicalNote: null,
  openCaseId: null,
  ...over,
})

export const absenceCase = (over: Partial<AbsenceCase> = {}): AbsenceCase => ({
  kind: 'absence-case',
  id: aishasCase,
  pupilId: aisha,
  organisationId: hollins,
  status: 'open',
  concerns: ['pattern'],
  reasons: { child: '', family: 'She sleeps badly.', school: '' },
  stage: 'monitor',
  stageMoves: [],
  ownerId: staff['education-welfare-officer'],
  reviewOn: null,
  openedOn: '2026-09-14',
  openedBy: staff.pastoral,
  closed: null,
  lastContactOn: null,
  lastSeenOn: null,
  failedVisits: 0,
  ...over,
})

export const parent = (over: Partial<Parent> = {}): Parent => ({
  kind: 'parent',
  id: mum,
  pupilId: aisha,
  title: null,
  forename: 'Nadia',
  surname: 'Thornbury',
  relationship: 'mother',
  parentalResponsibility: 'yes',
  livesWithPupil: 'yes',
  priority: 1,
  phones: [{ number: '07700 900123', label: 'mobile', failing: false }],
  email: null,
  address: null,
  language: null,
  interpreterNeeded: false,
  safeContactRule: null,
  doNotContact: false,
  ...over,
})

/** A value that may be written `as const`. */
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T

export type Attempt = { outcome: Outcome; changes: DoorstepRecord[] }

/** The records of one place in memory, and what people try to do with them. */
export class SmallSchool {
  readonly #records = new Map<string, DoorstepRecord>()

  constructor(records: readonly DoorstepRecord[]) {
    for (const record of records) this.#keep(record)
  }

  /**
   * Tries an act as the tablet and the office do: arguments parsed, only the declared records at hand. Checks on the way
   * what holds for every act; keeps what it wrote when it was not refused.
   */
  attempt<S extends z.ZodType>(
    mutation: Mutation<S>,
    args: Frozen<z.input<S>>,
    by: Actor,
    recordedAt: Instant = '2026-11-20T10:00:00.000Z',
  ): Outcome {
    const { outcome, changes } = this.rehearse(mutation, mutation.args.parse(args), by, recordedAt)
    if (outcome.ok) for (const record of changes) this.#keep(record)
    return outcome
  }

  /** Like `attempt`, for arguments already parsed, and keeps nothing. */
  rehearse<S extends z.ZodType>(
    mutation: Mutation<S>,
    args: z.output<S>,
    by: Actor,
    recordedAt: Instant = '2026-11-20T10:00:00.000Z',
  ): Attempt {
    const reads = mutation.reads(args)
    const declared = new Map(
      reads.map(({ fileId, id: recordId }) => {
        const key = keyOf(fileId, recordId)
        return [key, this.#records.get(key) ?? null] as const
      }),
    )
    const records = new StagedRecords(declared)
    const outcome = mutation.apply(records, args, { by, recordedAt, uid: id(9000) })
    const changes = [...records.changes.values()]
    if (!outcome.ok && changes.length > 0) throw new Error(`${mutation.name} wrote before it refused`)
    const files = new Set(mutation.files(args))
    for (const [key, record] of records.changes) {
      AnyRecord.parse(record)
      if (!declared.has(key)) throw new Error(`${mutation.name} wrote a ${record.kind} it did not declare`)
      if (!files.has(fileOf(record))) throw new Error(`${mutation.name} wrote into a file it did not name`)
      const before = this.#records.get(key)
      if (before !== undefined && before.kind !== record.kind)
        throw new Error(`${mutation.name} wrote over a ${before.kind}`)
    }
    return { outcome, changes }
  }

  find<K extends RecordKind>(kind: K, fileId: string, recordId: string): RecordOf<K> | null {
    const key = keyOf(fileId, recordId)
    return new StagedRecords(new Map([[key, this.#records.get(key) ?? null]])).get(kind, fileId, recordId)
  }

  /** Every record of one kind. */
  all<K extends RecordKind>(kind: K): RecordOf<K>[] {
    return [...this.#records.values()].flatMap((record) => {
      const found = this.find(kind, fileOf(record), record.id)
      return found === null ? [] : [found]
    })
  }

  #keep(record: DoorstepRecord): void {
    this.#records.set(keyOf(fileOf(record), record.id), record)
  }
}

/**
 * Hollins with every role on its staff. Aisha (year 9) has an open case that the officer owns; Omar, her brother (year 7),
 * has none; a stranger is on the roll of another school.
 */
export const openHollins = (over: readonly DoorstepRecord[] = []): SmallSchool =>
  new SmallSchool([
    {
      kind: 'organisation',
      id: hollins,
      code: 'hollins',
      name: 'Hollins',
      type: 'school',
      phase: 'secondary',
      dfeNumber: null,
    },
    ...Role.options.map((role) => memberOf(hollins, role)),
    pupil({ openCaseId: aishasCase, caseOwners: { [aishasCase]: staff['education-welfare-officer'] } }),
    pupil({ id: omar, forename: 'Omar', sex: 'male', yearGroup: 7 }),
    pupil({ id: stranger, forename: 'Someone', organisationId: otherSchool }),
    absenceCase(),
    parent(),
    parent({ id: omarsMum, pupilId: omar }),
    ...over,
  ])
