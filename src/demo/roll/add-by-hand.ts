import type { z } from 'zod'
import { enrolPupil, ListedParent } from '#domain/mutations/enrol-pupil.ts'
import type { Parent } from '#domain/records/parent.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import { keyOf, StagedRecords } from '#domain/store.ts'
import { dayOf } from '#domain/time/instant.ts'
import { applyTogether } from '#server/imports/apply-together.ts'
import type { PlannedPupil } from '#server/imports/plan-import.ts'
import { readPupilFiles } from '../casework/read-pupil-files.ts'
import type { PupilFile } from '../casework/pupil-file.ts'
import type { OfficeAtWork } from '../office-at-work.ts'
import { needsInterpreter, type Child, type Family } from '../people/family.ts'
import { founders, type Places, type Staff } from '../people/staff.ts'

/**
 * What no file carries, entered by each school's administrator: who shares a home, who needs an interpreter, what a doctor
 * said; and for the primary the class and the first day, which a transfer file does not have.
 */
export const addByHand = async (
  office: OfficeAtWork,
  { places, staff }: { places: Places; staff: Staff },
  families: readonly Family[],
): Promise<void> => {
  const fileOf = await readPupilFiles(office.tx)
  const planned: Record<Child['school'], PlannedPupil[]> = { secondary: [], primary: [] }
  for (const family of families) {
    // Of most families the file says all that the school knows.
    const isKnown = family.key !== null || needsInterpreter(family)
    const householdId = family.children.length > 1 ? office.choice.id() : null
    for (const child of family.children) {
      if (householdId === null && !isKnown && child.school === 'secondary') continue
      const file = fileOf(child)
      const args: z.infer<typeof enrolPupil.args> = {
        pupil: {
          ...withoutCasework(file.pupil),
          householdId,
          registrationGroup: child.registrationGroup,
          onRollFrom: child.onRollFrom,
          medicalNote: child.medicalNote ?? null,
          youngCarer: child.youngCarer === true ? 'yes' : 'unknown',
          hasSocialWorker: child.socialWorker === true ? 'yes' : 'unknown',
        },
        parents: !isKnown ? [] : file.parents.map((parent) => listed(parent, family)),
        listedOn: dayOf(office.firstMorning),
      }
      planned[child.school].push(plan(office, staff[founders[child.school]], file, args))
    }
  }
  for (const school of ['secondary', 'primary'] as const) {
    const by = staff[founders[school]]
    await office.as(by.personId)
    await applyTogether(office.tx, planned[school], {
      by,
      organisationId: places[school].id,
      today: dayOf(office.firstMorning),
      recordedAt: office.firstMorning,
      newId: office.choice.id,
    })
  }
}

/** Runs the act over what is held, as an import does before it writes. */
const plan = (
  office: OfficeAtWork,
  by: Staff['administrator'],
  { pupil, parents }: PupilFile,
  args: z.infer<typeof enrolPupil.args>,
): PlannedPupil => {
  const records = new StagedRecords(new Map([pupil, ...parents].map((record) => [keyOf(pupil.id, record.id), record])))
  const uid = office.choice.id()
  const outcome = enrolPupil.apply(records, args, { by, recordedAt: office.firstMorning, uid })
  if (!outcome.ok) throw new Error(`${enrolPupil.name} was refused: ${outcome.refusal}`)
  const changes = [...records.changes.values()]
  const acts = changes.length === 0 ? [] : [{ uid, name: enrolPupil.name, args, changes }]
  return { line: 0, pupilId: pupil.id, change: 'updated', acts }
}

const withoutCasework = ({
  kind: _kind,
  leftOn: _left,
  openCaseId: _open,
  caseOwners: _owners,
  formerOwners: _former,
  cameLate: _late,
  offeredTo: _offered,
  ...rest
}: Pupil) => rest

/** A parent with what only a person knows of them. */
const listed = (parent: Parent, family: Family): ListedParent => {
  const {
    kind: _kind,
    pupilId: _pupil,
    safeContactRule: _rule,
    doNotContact: _stop,
    notListedSince: _since,
    ...rest
  } = parent
  const grownUp = family.grownUps.find(
    ({ forename, surname }) => forename === parent.forename && surname === parent.surname,
  )
  return ListedParent.parse({
    ...rest,
    phones: parent.phones.map(({ number, label }) => ({ number, label })),
    language: grownUp?.language ?? parent.language,
    interpreterNeeded: grownUp?.interpreter ?? false,
    livesWithPupil: grownUp?.livesWith === true ? 'yes' : parent.livesWithPupil,
  })
}
