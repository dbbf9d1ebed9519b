import { z } from 'zod'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { digitsOf, Parent, Phone } from '../records/parent.ts'
import { Pupil } from '../records/pupil.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'
import { SchoolDay } from '../time/school-day.ts'
import { sameValue } from '../casework/same-value.ts'

/** What a school's own system says of a pupil. Casework (the open case, who owns it) is never imported. */
export const EnrolledPupil = Pupil.omit({
  kind: true,
  leftOn: true,
  openCaseId: true,
  caseOwners: true,
  formerOwners: true,
  cameLate: true,
  offeredTo: true,
})
export type EnrolledPupil = z.infer<typeof EnrolledPupil>

/** What a school's own system says of a parent. What people set here (safe contact, failing numbers) is never imported. */
export const ListedParent = Parent.omit({
  kind: true,
  pupilId: true,
  phones: true,
  safeContactRule: true,
  doNotContact: true,
  notListedSince: true,
  changes: true,
}).extend({
  phones: z.array(Phone.omit({ failing: true })).max(10),
  /** True when the school's own system says that nobody may contact this person. Only ever adds a stop; people lift it. */
  doNotContact: z.boolean().optional(),
})
export type ListedParent = z.infer<typeof ListedParent>

const Args = z.strictObject({
  pupil: EnrolledPupil,
  parents: z.array(ListedParent).max(30),
  /** Parents held here whom the school's list no longer names. Their records stay, marked. */
  noLongerListed: z.array(Id).max(100).optional(),
  /** The day of the list. */
  listedOn: SchoolDay,
})

const parentReference = (args: z.infer<typeof Args>, id: string): Reference => ({
  kind: 'parent',
  fileId: args.pupil.id,
  id,
})

/**
 * Takes a pupil onto the roll from the school's own system, or brings the pupil up to date. The school's words replace
 * the school's earlier words; whatever people set here stays: the open case, the household, safe-contact rules, marks
 * on numbers, and the record of a parent who is no longer listed. Writes only what differs, so that the same list twice
 * changes nothing. Parents' telephone numbers that come again keep their mark, however they are spaced.
 */
export const enrolPupil = defineMutation({
  name: 'enrol-pupil@1',
  args: Args,
  files: (args) => [args.pupil.id],
  reads: (args) => [
    { kind: 'pupil', fileId: args.pupil.id, id: args.pupil.id },
    ...[...args.parents.map((parent) => parent.id), ...(args.noLongerListed ?? [])].map((id) =>
      parentReference(args, id),
    ),
  ],
  apply: (records, args, { by }) => {
    const { organisationId, id } = args.pupil
    if (!can(by, 'enrol-pupil', { organisationId })) return refuse('not-permitted')
    const held = records.get('pupil', id, id)
    if (held === null ? records.taken(id, id) : held.organisationId !== organisationId) return refuse('not-permitted')
    const ids = args.parents.map((parent) => parent.id)
    const leavers = args.noLongerListed ?? []
    if (new Set([...ids, ...leavers]).size < ids.length + leavers.length) return refuse('bad-arguments')
    const strange = (parentId: string) => records.get('parent', id, parentId) === null
    if (ids.some((parentId) => strange(parentId) && records.taken(id, parentId))) return refuse('already-exists')
    if (ids.includes(id)) return refuse('already-exists')
    if (leavers.some(strange)) return refuse('does-not-belong')

    const pupil: Pupil = {
      kind: 'pupil',
      ...args.pupil,
      householdId: args.pupil.householdId ?? held?.householdId ?? null,
      leftOn: null,
      openCaseId: held?.openCaseId ?? null,
      ...(held?.caseOwners === undefined ? {} : { caseOwners: held.caseOwners }),
      ...(held?.formerOwners === undefined ? {} : { formerOwners: held.formerOwners }),
      ...(held?.cameLate === undefined ? {} : { cameLate: held.cameLate }),
      ...(held?.offeredTo === undefined ? {} : { offeredTo: held.offeredTo }),
    }
    if (!sameValue(held, pupil)) records.put(pupil)
    for (const listed of args.parents) {
      const before = records.get('parent', id, listed.id)
      const parent = listedParent(id, listed, before)
      if (!sameValue(before, parent)) records.put(parent)
    }
    for (const parentId of leavers) {
      const before = records.get('parent', id, parentId)
      if (before !== null && before.notListedSince === undefined)
        records.put({ ...before, notListedSince: args.listedOn })
    }
    return done
  },
})

const listedParent = (pupilId: string, listed: ListedParent, before: Parent | null): Parent => {
  const failing = new Set(before?.phones.filter((phone) => phone.failing).map((phone) => digitsOf(phone.number)))
  return {
    kind: 'parent',
    pupilId,
    ...listed,
    phones: listed.phones.map((phone) => ({ ...phone, failing: failing.has(digitsOf(phone.number)) })),
    safeContactRule: before?.safeContactRule ?? null,
    doNotContact: (before?.doNotContact ?? false) || (listed.doNotContact ?? false),
    ...(before?.changes === undefined ? {} : { changes: before.changes }),
  }
}
