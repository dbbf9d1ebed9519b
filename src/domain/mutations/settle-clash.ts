import { z } from 'zod'
import { withChangesNoted } from '../casework/barrier-history.ts'
import { withOwner } from '../casework/case-owner.ts'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { sameValue } from '../casework/same-value.ts'
import { clashReferences, merge, sharedFields, type SharedRecord } from '../casework/shared-field.ts'
import { defineMutation, done, refuse, type Stamp } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { Clash } from '../records/clash.ts'
import type { Pupil } from '../records/pupil.ts'
import { Id, Label, Words } from '../records/words.ts'
import { dayOf, type Instant } from '../time/instant.ts'

const Keep = z.enum(['stands', 'other', 'both'])
type Keep = z.infer<typeof Keep>

const Args = z.strictObject({
  pupilId: Id,
  clashId: Id,
  /** What the clash is about, as the clash says: the record is read with it. */
  recordKind: Clash.shape.recordKind,
  recordId: Id,
  field: Clash.shape.field,
  keep: Keep,
  /** For keeping both: what stands over each text, as the person saw it, such as `Mrs Ali, 20 Nov 10:21`. */
  headings: z.strictObject({ stands: Label, other: Label }).optional(),
  /** Identity for a new clash, should the field have moved on since. */
  newClashId: Id,
})

/**
 * Settles a clash: what stands stays, the other takes its place, or (for text) both are kept, one under the other. If the
 * field was changed again after the clash, the choice meets that change as a new clash, so that no third text is lost.
 */
export const settleClash = defineMutation({
  name: 'settle-clash@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    { kind: 'clash', fileId: args.pupilId, id: args.clashId },
    { kind: args.recordKind, fileId: args.pupilId, id: args.recordId },
    ...newClash(args),
  ],
  apply: (records, args, stamp) => {
    const { pupilId, clashId, recordKind, recordId, field, keep } = args
    const reached = reach(records, stamp.by, 'settle-clash', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const clash = records.get('clash', pupilId, clashId)
    const record: SharedRecord | null = records.get(recordKind, pupilId, recordId)
    if (clash === null || record === null) return refuse('does-not-belong')
    if (clash.recordKind !== recordKind || clash.recordId !== recordId || clash.field !== field)
      return refuse('does-not-belong')
    if (recordKind === 'absence-case' && field === 'ownerId' && !mayAssign(reached.pupil, record, stamp)) {
      return refuse('not-permitted')
    }
    if (clash.settled !== null) return refuse('already-settled')
    const stands: unknown = JSON.parse(clash.stands)
    const chosen = choose(stands, JSON.parse(clash.other), keep, args.headings)
    if (!chosen.ok) return refuse('bad-arguments')
    const known = Object.entries(sharedFields[recordKind]).find(([name]) => name === field)?.[1]
    const value = known?.safeParse(chosen.value)
    if (value === undefined || !value.success) return refuse(chosen.long ? 'too-large' : 'bad-arguments')
    if (anyTaken(records, newClash(args))) return refuse('already-exists')

    const by = stamp.by.personId
    records.put({ ...clash, settled: { keep, by, recordedAt: stamp.recordedAt } })
    if (keep === 'stands' || sameValue(stands, value.data)) return done
    const place = { clashId: args.newClashId, ...(clash.why === undefined ? {} : { why: clash.why }) }
    const { record: merged, clashes } = merge(record, { [field]: { from: stands, to: value.data } }, place, stamp)
    records.put(
      merged.kind === 'barrier' && record.kind === 'barrier'
        ? withChangesNoted(record, merged, stamp)
        : withStageMove(merged, record, clash, stamp.recordedAt),
    )
    if (merged.kind === 'absence-case' && field === 'ownerId') {
      records.put(withOwner(reached.pupil, merged.id, merged.ownerId, stamp.recordedAt))
    }
    for (const again of clashes) records.put(again)
    return done
  },
})

const newClash = (args: z.infer<typeof Args>) =>
  clashReferences(args.pupilId, args.newClashId, args.recordKind, { [args.field]: { from: null, to: null } })

/** Settling who has a case is giving it to someone. */
const mayAssign = (pupil: Pupil, record: SharedRecord, { by }: Stamp): boolean =>
  record.kind === 'absence-case' &&
  can(by, 'assign-absence-case', { organisationId: pupil.organisationId, pupil, absenceCase: record })

/** Both of two texts, what stood first, each under its heading; other values cannot both be kept. */
const choose = (
  stands: unknown,
  other: unknown,
  keep: Keep,
  headings: z.infer<typeof Args>['headings'],
): { ok: true; value: unknown; long: boolean } | { ok: false } => {
  if (keep === 'stands') return { ok: true, value: stands, long: false }
  if (keep === 'other') return { ok: true, value: other, long: false }
  const texts = z.tuple([Words, Words]).safeParse([stands ?? '', other ?? ''])
  if (!texts.success) return { ok: false }
  const [first, second] = texts.data
  const parts = [
    { heading: headings?.stands ?? '', text: first },
    { heading: headings?.other ?? '', text: second },
  ]
  const value = parts
    .filter(({ text }) => text !== '')
    .map(({ heading, text }) => (heading === '' ? text : `${heading}:\n${text}`))
    .join('\n\n')
  return { ok: true, value, long: !Words.safeParse(value).success }
}

/** A stage that was chosen late is a move like any other, by whoever asked for it and for their reason. */
const withStageMove = (record: SharedRecord, before: SharedRecord, clash: Clash, recordedAt: Instant): SharedRecord => {
  if (record.kind !== 'absence-case' || before.kind !== 'absence-case' || record.stage === before.stage) return record
  const move = {
    from: before.stage,
    to: record.stage,
    by: clash.otherBy,
    on: dayOf(recordedAt),
    recordedAt,
    why: clash.why ?? '',
  }
  return { ...record, stageMoves: [...record.stageMoves, move] }
}
