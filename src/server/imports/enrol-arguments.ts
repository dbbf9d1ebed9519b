import { EnrolledPupil, ListedParent, type enrolPupil } from '#domain/mutations/enrol-pupil.ts'
import type { Parent } from '#domain/records/parent.ts'
import { MOST_GROUPINGS, type Pupil, type SchoolGroup } from '#domain/records/pupil.ts'
import type { z } from 'zod'
import { contactKey } from './name-key.ts'
import type { ImportContext } from './plan-import.ts'
import { plainKey } from './read-words.ts'
import type { RollContact, RollRow } from './roll-row.ts'
import { withoutMissing } from './without-missing.ts'

type EnrolArguments = z.infer<typeof enrolPupil.args>

/**
 * The arguments of `enrol-pupil@1` for one row: what the file says, else what is held, else what is known of nobody. A contact
 * keeps the identity of the parent held under the same name. Held parents whom the file does not name are no longer
 * listed only where the file lists contacts at all, and this pupil has some.
 */
export const enrolArguments = (
  row: RollRow,
  held: Pupil | null,
  parents: readonly Parent[],
  listsEveryContact: boolean,
  { organisationId, today, newId }: Pick<ImportContext, 'organisationId' | 'today' | 'newId'>,
): EnrolArguments => {
  const { line: _line, formerUpns: _formerUpns, leftOn: _leftOn, contacts, schoolGroups, ...said } = row
  const groups = groupsAfter(held?.schoolGroups ?? [], schoolGroups ?? [])
  const { schoolGroups: _before, ...known } = held ? withoutCasework(held) : unknownPupil
  const pupil = EnrolledPupil.parse({
    ...known,
    ...withoutMissing(said),
    ...(groups.length > 0 ? { schoolGroups: groups } : {}),
    id: held?.id ?? newId(),
    organisationId,
    // An empty cell never takes a number away: it is how the child is found again.
    upn: row.upn ?? held?.upn ?? null,
  })
  const unmatched = parents.toSorted(
    (a, b) => Number(a.notListedSince !== undefined) - Number(b.notListedSince !== undefined),
  )
  const listed = (contacts ?? []).map((contact, at) => {
    const key = contactKey(contact)
    const found = unmatched.findIndex((parent) => contactKey(parent) === key)
    const [parent] = found < 0 ? [] : unmatched.splice(found, 1)
    return listedParent(contact, parent ?? null, parent?.id ?? newId(), at + 1)
  })
  const gone =
    listsEveryContact && listed.length > 0 ? unmatched.filter((parent) => parent.notListedSince === undefined) : []
  return {
    pupil,
    parents: listed,
    ...(gone.length > 0 ? { noLongerListed: gone.map((parent) => parent.id) } : {}),
    listedOn: today,
  }
}

/** What the file says of each grouping that it has; others stay as they are. By their names, so that the same file changes nothing. */
const groupsAfter = (
  held: readonly SchoolGroup[],
  said: NonNullable<RollRow['schoolGroups']>,
): readonly SchoolGroup[] => {
  const spoken = new Set(said.map(({ grouping }) => plainKey(grouping)))
  const now = said.flatMap(({ grouping, group }) => (group === null ? [] : [{ grouping, group }]))
  return [...now, ...held.filter(({ grouping }) => !spoken.has(plainKey(grouping)))]
    .slice(0, MOST_GROUPINGS)
    .toSorted((a, b) => (a.grouping < b.grouping ? -1 : 1))
}

/** What only people set here, which an import neither sends nor touches. */
const withoutCasework = ({
  kind: _kind,
  leftOn: _leftOn,
  openCaseId: _openCaseId,
  caseOwners: _caseOwners,
  formerOwners: _formerOwners,
  cameLate: _cameLate,
  offeredTo: _offeredTo,
  ...rest
}: Pupil) => rest

const unknownPupil: Partial<Pupil> = {
  preferredForename: null,
  preferredSurname: null,
  sex: 'unknown',
  yearGroup: null,
  registrationGroup: null,
  onRollFrom: null,
  address: null,
  householdId: null,
  firstLanguage: null,
  sen: 'unknown',
  freeSchoolMeals: 'unknown',
  lookedAfter: 'unknown',
  hasSocialWorker: 'unknown',
  youngCarer: 'unknown',
  medicalNote: null,
}

const listedParent = (contact: RollContact, held: Parent | null, id: string, place: number): ListedParent =>
  ListedParent.parse({
    id,
    title: held?.title ?? null,
    relationship: held?.relationship ?? 'other',
    parentalResponsibility: held?.parentalResponsibility ?? 'unknown',
    livesWithPupil: held?.livesWithPupil ?? 'unknown',
    priority: held?.priority ?? place,
    phones: held?.phones.map(({ number, label }) => ({ number, label })) ?? [],
    email: held?.email ?? null,
    address: held?.address ?? null,
    language: held?.language ?? null,
    interpreterNeeded: held?.interpreterNeeded ?? false,
    ...withoutMissing(contact),
  })
