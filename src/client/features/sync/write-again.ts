import type { z } from 'zod'
import { pathOf } from '#client/casework/draft-forms.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import type { DraftRow, OutboxRow } from '#client/store/tables.ts'
import { withReopen } from '#client/store/with-reopen.ts'
import { addBarrier, type NewBarrier } from '#domain/mutations/add-barrier.ts'
import { logContact } from '#domain/mutations/log-contact.ts'
import { logHomeVisit } from '#domain/mutations/log-home-visit.ts'
import { makePromise, type NewPromise } from '#domain/mutations/make-promise.ts'
import { unanswered } from '#domain/records/home-visit.ts'
import { tellSafeguardingLead } from '#domain/mutations/tell-safeguarding-lead.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'

/** A form as it will open with the words of a refused act: what it is called, whose file, where, and what stands in it. */
export type WrittenAgain = { form: string; fileId: string; path: string; values: Record<string, unknown> }

/**
 * The form that an act came from, filled in as it was, or null for acts that have no such form (their words can be copied).
 * Every id is new: the office may hold the old ones, and it has said no to that act for good.
 */
export const writtenAgain = (mutation: Pick<OutboxRow, 'name' | 'args'>, newId: () => string): WrittenAgain | null =>
  forms[mutation.name]?.(mutation.args, newId) ?? null

/** The form of a draft whose file was withdrawn, as it was left; null for a form that cannot be opened by itself. */
export const draftAgain = (
  { name, args, files }: Pick<OutboxRow, 'name' | 'args' | 'files'>,
  newId: () => string,
): WrittenAgain | null => {
  const [fileId] = files
  const place = pathOf(name)
  if (fileId === undefined || place === null || typeof args !== 'object' || args === null) return null
  const values = Object.fromEntries(Object.entries(args).map(([key, value]) => [key, withNewIds(key, value, newId)]))
  return { form: name, fileId, path: `/caseload/${fileId}/${place}`, values }
}

/** Identities that a form makes when it opens: a second form must not carry those of the first. */
const MADE = new Set(['actId', 'noteId', 'barrierId', 'promiseId', 'flagId', 'orderId', 'threadId', 'clashId'])

const withNewIds = (key: string, value: unknown, newId: () => string): unknown => {
  if (typeof value === 'string') return MADE.has(key) ? newId() : value
  if (Array.isArray(value)) return value.map((each) => withNewIds('', each, newId))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withNewIds(name, each, newId)]))
}

/** The same form for another pupil. What it says of the first pupil's own people stays as words; links to them do not fit. */
export const forPupil = (again: WrittenAgain, pupilId: string): WrittenAgain => {
  const moved = (value: unknown): unknown => {
    if (value === again.fileId) return pupilId
    if (Array.isArray(value)) return value.map(moved)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, moved(each)]))
  }
  return {
    form: again.form,
    fileId: pupilId,
    path: again.path.replace(again.fileId, pupilId),
    values: Object.fromEntries(Object.entries(again.values).map(([name, value]) => [name, moved(value)])),
  }
}

/** A contact note that begins with these words; how and with whom it was is for the person to say. */
export const asContactNote = (
  pupilId: string,
  text: string,
  row: { mutation: Pick<OutboxRow, 'recordedAt'> },
  newId: () => string,
): WrittenAgain => ({
  form: 'log-call',
  fileId: pupilId,
  path: `/caseload/${pupilId}/log-call`,
  values: {
    actId: newId(),
    facts: text,
    happenedOn: dayOf(row.mutation.recordedAt),
    children: [{ pupilId, noteId: newId(), barriers: [], promises: [], childWords: '', seen: null }],
  },
})

/** Keeps the filled-in form as a draft, the newest of its kind, so that the form opens with it. Answers where that is. */
export const openWrittenAgain = async (
  db: DoorstepDatabase,
  { form, fileId, path, values }: WrittenAgain,
  { newId, now }: { newId: () => string; now: Instant },
): Promise<string> => {
  const draft: DraftRow = {
    id: newId(),
    uid: newId(),
    fileId,
    form,
    place: path,
    values,
    field: null,
    savedAt: now,
    revision: 1,
  }
  await withReopen(db, () => db.transaction('rw!', [db.drafts], () => db.drafts.add(draft)))
  return path
}

type Filling = (args: unknown, newId: () => string) => WrittenAgain | null

const filling =
  <S extends z.ZodType>(args: S, fill: (read: z.infer<S>, newId: () => string) => WrittenAgain | null): Filling =>
  (given, newId) => {
    const read = args.safeParse(given)
    return read.success ? fill(read.data, newId) : null
  }

const heard = ({ about, raisedBy, words, status }: NewBarrier, newId: () => string) => ({
  barrierId: newId(),
  about,
  raisedBy,
  words,
  status,
})

const promised = ({ words, promisedTo, ownerId, dueOn }: NewPromise, newId: () => string) => ({
  promiseId: newId(),
  words,
  promisedTo,
  ownerId,
  dueOn: dueOn ?? '',
})

type ChildOfAct = { pupilId: string; barriers?: NewBarrier[] | undefined; promises?: NewPromise[] | undefined }

const childAgain = (child: ChildOfAct, newId: () => string) => ({
  pupilId: child.pupilId,
  noteId: newId(),
  barriers: (child.barriers ?? []).map((barrier) => heard(barrier, newId)),
  promises: (child.promises ?? []).map((promise) => promised(promise, newId)),
})

/** By stored name. The values are those of the forms in features/; a test holds each to its form's own schema. */
const forms: Record<string, Filling> = {
  [logHomeVisit.name]: filling(logHomeVisit.args, (visit, newId) => {
    const pupilId = visit.children[0]?.pupilId
    if (pupilId === undefined) return null
    const [first] = visit.answeredBy
    return {
      form: 'log-home-visit',
      fileId: pupilId,
      path: `/caseload/${pupilId}/log-home-visit`,
      values: {
        actId: newId(),
        happenedOn: visit.happenedOn,
        arrivedAt: visit.arrivedAt ?? visit.happenedAt ?? '',
        leftAt: visit.leftAt ?? '',
        door: doorOf(first, unanswered(visit.access)),
        childAtDoor: '',
        otherName: first?.parentId === null ? first.name : '',
        otherRelationship: first?.parentId === null ? first.relationship : '',
        otherIsFamily: first?.parentId === null && visit.withFamily === true,
        access: visit.access,
        cardLeft: visit.cardLeft,
        saw: visit.saw,
        thinks: visit.thinks,
        familyWords: visit.familyWords,
        nextStep: visit.nextStep,
        outcome: visit.outcome,
        riskAction: visit.riskAction,
        planned: visit.planned,
        plan: visit.plan ?? null,
        reason: visit.reason ?? null,
        forewarned: visit.forewarned,
        withStaff: visit.withStaff,
        interpreter: visit.interpreter ?? 'none',
        children: visit.children.map((child) => ({
          ...childAgain(child, newId),
          seen: child.seen,
          childWords: child.childWords,
          privateLines: child.privateLines,
          returnOn: child.returnOn ?? '',
        })),
      },
    }
  }),
  [logContact.name]: filling(logContact.args, (contact, newId) => {
    const pupilId = contact.children[0]?.pupilId
    if (pupilId === undefined) return null
    const [first] = contact.participants
    return {
      form: 'log-call',
      fileId: pupilId,
      path: `/caseload/${pupilId}/log-call`,
      values: {
        actId: newId(),
        means: contact.means,
        who: first === undefined ? '' : (first.parentId ?? (contact.startedBy === 'pupil' ? 'child' : 'someone-else')),
        otherName: first?.parentId === null ? first.name : '',
        otherRelationship: first?.parentId === null ? first.relationship : '',
        otherIsFamily: first?.parentId === null && contact.withFamily === true,
        numberUsed: contact.numberUsed ?? '',
        numberFailed: false,
        result: contact.result,
        facts: contact.facts,
        opinion: contact.opinion,
        familyView: contact.familyView,
        schoolView: contact.schoolView,
        absence: contact.absence ?? null,
        happenedOn: contact.happenedOn,
        happenedAt: contact.happenedAt ?? '',
        interpreter: contact.interpreter,
        positive: contact.positive,
        confidentialSource: contact.confidentialSource,
        warningGiven: contact.warningGiven,
        safeguardingConcern: contact.safeguarding.concern,
        safeguardingReference: contact.safeguarding.reference,
        children: contact.children.map((child) => ({
          ...childAgain(child, newId),
          childWords: child.childWords,
          seen: child.seen,
        })),
      },
    }
  }),
  [addBarrier.name]: filling(addBarrier.args, (barrier, newId) => ({
    form: 'add-barrier',
    fileId: barrier.pupilId,
    path: `/caseload/${barrier.pupilId}/barriers/new`,
    values: {
      barrier: heard(barrier, newId),
      raisedOn: barrier.raisedOn,
      severity: barrier.severity === null ? null : String(barrier.severity),
      reviewOn: barrier.reviewOn ?? '',
    },
  })),
  [tellSafeguardingLead.name]: filling(tellSafeguardingLead.args, ({ pupilId, urgency, words }, newId) => ({
    form: 'tell-safeguarding-lead',
    fileId: pupilId,
    path: `/caseload/${pupilId}/tell`,
    values: { threadId: newId(), noteId: newId(), urgency, words },
  })),
  [makePromise.name]: filling(makePromise.args, (promise, newId) => ({
    form: 'make-promise',
    fileId: promise.pupilId,
    path: `/caseload/${promise.pupilId}/promises/new`,
    values: { promise: promised(promise, newId) },
  })),
}

const doorOf = (first: { parentId: string | null; relationship: string } | undefined, nobody: boolean): string => {
  if (nobody) return 'nobody'
  return first === undefined ? '' : (first.parentId ?? 'someone-else')
}
