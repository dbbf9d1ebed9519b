import { z } from 'zod'
import type { Stamp } from '../mutation.ts'
import { AbsenceCase } from '../records/absence-case.ts'
import { Agency } from '../records/agency.ts'
import { Barrier } from '../records/barrier.ts'
import type { Clash } from '../records/clash.ts'
import { derivedId } from '../records/derived-id.ts'
import { Parent } from '../records/parent.ts'
import { Promise } from '../records/promise.ts'
import { AnyRecord, type DoorstepRecord } from '../records/record.ts'
import { RiskFlag } from '../records/risk-flag.ts'
import type { Reference } from '../store.ts'
import { jsonText, sameValue } from './same-value.ts'
import { weakens } from './weakens.ts'

/** A record that two people may both have changed. */
export type SharedRecord = Extract<DoorstepRecord, { kind: Clash['recordKind'] }>

/**
 * The few fields that people change in place, by kind of record, with the shape of each. All else is written once and
 * added to. A field's place here also fixes the identity of its clash, so new ones go at the end.
 */
export const sharedFields = {
  'absence-case': {
    stage: AbsenceCase.shape.stage,
    ownerId: AbsenceCase.shape.ownerId,
    reviewOn: AbsenceCase.shape.reviewOn,
    'reasons.child': AbsenceCase.shape.reasons.shape.child,
    'reasons.family': AbsenceCase.shape.reasons.shape.family,
    'reasons.school': AbsenceCase.shape.reasons.shape.school,
  },
  barrier: {
    about: Barrier.shape.about,
    status: Barrier.shape.status,
    severity: Barrier.shape.severity,
    agreedByFamily: Barrier.shape.agreedByFamily,
    words: Barrier.shape.words,
    evidence: Barrier.shape.evidence,
    reviewOn: Barrier.shape.reviewOn,
    removedOn: Barrier.shape.removedOn,
    whatWorked: Barrier.shape.whatWorked,
  },
  promise: { dueOn: Promise.shape.dueOn, ownerId: Promise.shape.ownerId },
  'risk-flag': {
    severity: RiskFlag.shape.severity,
    reviewBy: RiskFlag.shape.reviewBy,
    endedOn: RiskFlag.shape.endedOn,
  },
  parent: { safeContactRule: Parent.shape.safeContactRule, doNotContact: Parent.shape.doNotContact },
  agency: {
    person: Agency.shape.person,
    phone: Agency.shape.phone,
    role: Agency.shape.role,
    consent: Agency.shape.consent,
    endedOn: Agency.shape.endedOn,
  },
} as const satisfies Record<Clash['recordKind'], Record<string, z.ZodType>>

/** A change to a shared field: what the person saw, and what they made of it. */
export const change = <T extends z.ZodType>(value: T) => z.strictObject({ from: value, to: value })

/** The changes of one act, by field. A field that is absent was not touched. */
export type Changes = Readonly<Record<string, { from: unknown; to: unknown } | undefined>>

/** The identity under which a change is kept when it meets another, and the words given with it. */
export type ClashPlace = {
  clashId: string
  why?: string
  /** True where the change comes from somebody who has left: what would weaken a protection is not made, and people choose. */
  afterLeaving?: boolean
}

/** What became of a record, and which of the changes could not be made. */
export type Merged<R> = { record: R; clashes: Clash[] }

/**
 * Makes the changes that nobody else has made differently meanwhile. A field that still holds what the person saw takes
 * the new value; one that already holds the new value needs nothing; any other stays as it stands, and the change is
 * kept whole as a clash for people to settle. Never refuses and never drops a value.
 */
export const merge = <R extends SharedRecord>(
  record: R,
  changes: Changes,
  place: ClashPlace,
  stamp: Stamp,
): Merged<R> => {
  const taken = new Map<string, unknown>()
  const clashes: Clash[] = []
  for (const field of fieldsOf(record.kind)) {
    const asked = changes[field]
    if (asked === undefined || sameValue(asked.from, asked.to)) continue
    const stands = valueOf(record, field)
    if (sameValue(stands, asked.to)) continue
    const isKeptBeside = place.afterLeaving === true && weakens(field, stands, asked.to)
    if (sameValue(stands, asked.from) && !isKeptBeside) {
      taken.set(field, asked.to)
      continue
    }
    clashes.push(clashOver(record, field, asked, place, stamp))
  }
  return { record: withValues(record, taken, stamp), clashes }
}

/** The clash over one field: what the person saw, what stands in the record, and what they made of it. */
export const clashOver = (
  record: SharedRecord,
  field: string,
  asked: { from: unknown; to: unknown },
  place: ClashPlace,
  stamp: Stamp,
): Clash => ({
  kind: 'clash',
  id: clashIdFor(place.clashId, record.kind, field),
  pupilId: record.pupilId,
  recordKind: record.kind,
  recordId: record.id,
  field,
  was: jsonText(asked.from),
  stands: jsonText(valueOf(record, field)),
  other: jsonText(asked.to),
  ...(place.why === undefined || place.why === '' ? {} : { why: place.why }),
  ...(place.afterLeaving === true ? { afterLeaving: true } : {}),
  otherBy: stamp.by.personId,
  recordedAt: stamp.recordedAt,
  ...standsBy(record, field),
  settled: null,
})

const standsBy = (record: SharedRecord, field: string): Pick<Clash, 'standsBy'> => {
  const made = record.changes?.[field]
  return made === undefined ? {} : { standsBy: made }
}

/** The clash records an act may write, for its `reads`: one for each field it asks to change. */
export const clashReferences = (
  pupilId: string,
  clashId: string,
  kind: Clash['recordKind'],
  changes: Changes,
): Reference[] =>
  fieldsOf(kind)
    .filter((field) => changes[field] !== undefined)
    .map((field) => ({ kind: 'clash', fileId: pupilId, id: clashIdFor(clashId, kind, field) }))

/**
 * The identity of a field's clash: the act's `clashId` with the field's place in the list mixed into its last two digits.
 * One act on several fields so needs one identity in its arguments, and every copy works out the same ones.
 */
export const clashIdFor = (clashId: string, kind: Clash['recordKind'], field: string): string =>
  derivedId(clashId, fieldsOf(kind).indexOf(field))

/** The names of a record's shared fields, in order. */
export const fieldsOf = (kind: Clash['recordKind']): string[] => Object.keys(sharedFields[kind])

/** The value of a shared field; a name such as `reasons.child` is a field within a field. */
export const valueOf = (record: SharedRecord, field: string): unknown =>
  field.split('.').reduce<unknown>((held, part) => (isRecord(held) ? held[part] : undefined), record)

const withValues = <R extends SharedRecord>(record: R, values: ReadonlyMap<string, unknown>, stamp: Stamp): R => {
  if (values.size === 0) return record
  const by = { by: stamp.by.personId, recordedAt: stamp.recordedAt }
  const changes = { ...record.changes, ...Object.fromEntries([...values.keys()].map((field) => [field, by])) }
  let next: Record<string, unknown> = { ...record, changes }
  for (const [field, value] of values) next = withValue(next, field.split('.'), value)
  const parsed = AnyRecord.parse(next)
  if (!isSameKind(record, parsed)) throw new Error('A change of a field changed the kind of its record.')
  return parsed
}

const withValue = (held: Record<string, unknown>, path: readonly string[], value: unknown): Record<string, unknown> => {
  const [part, ...rest] = path
  if (part === undefined) return held
  const inner = held[part]
  return { ...held, [part]: rest.length > 0 && isRecord(inner) ? withValue(inner, rest, value) : value }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isSameKind = <R extends DoorstepRecord>(record: R, other: DoorstepRecord): other is R =>
  record.kind === other.kind
