import { applyImport } from '#server/imports/import-roll.ts'
import type { OfficeAtWork } from '../office-at-work.ts'
import type { Child, Family } from '../people/family.ts'
import { founders, type Places, type Staff } from '../people/staff.ts'
import { writeCsvRoll, type Enrolment } from './write-csv-roll.ts'
import { writeTransferFile } from './write-transfer-file.ts'

/**
 * Takes the rolls of the two schools through the import, each in a format of its own, and after them the short list of
 * those who came in the middle of the term. A row that is not taken ends the load.
 */
export const importRolls = async (
  office: OfficeAtWork,
  { places, staff }: { places: Places; staff: Staff },
  families: readonly Family[],
  schoolYear: number,
): Promise<void> => {
  const take = async (place: 'secondary' | 'primary', bytes: Uint8Array): Promise<void> => {
    const imported = await applyImport(
      office.database,
      {
        bytes,
        organisationId: places[place].id,
        by: staff[founders[place]],
        clock: () => office.firstMorning,
        newId: office.choice.id,
      },
      () => {},
    )
    if (!imported.ok) throw new Error(`The roll of the ${place} school was not taken: ${imported.why}`)
    const [rejected] = imported.report.rejected
    if (rejected !== undefined) throw new Error(`Line ${rejected.line} of the ${place} roll: ${rejected.reason}`)
  }
  const { secondary, primary } = places
  await take('secondary', writeCsvRoll(`${secondary.name}: pupils on roll`, enrolments(families, 'secondary', false)))
  await take(
    'primary',
    writeTransferFile(
      { school: primary.name, authority: '999', establishment: '2001', schoolYear, writtenAt: office.firstMorning },
      enrolments(families, 'primary', false),
    ),
  )
  const later = enrolments(families, 'secondary', true)
  if (later.length > 0) await take('secondary', writeCsvRoll(`${secondary.name}: joined this half term`, later))
}

/** As a school prints its roll: year by year, form by form, by surname. */
const enrolments = (families: readonly Family[], school: Child['school'], cameLater: boolean): Enrolment[] =>
  families
    .flatMap((family) => family.children.map((child) => ({ child, family })))
    .filter(({ child }) => child.school === school && (child.cameLater ?? false) === cameLater)
    .toSorted(
      (a, b) =>
        a.child.yearGroup - b.child.yearGroup ||
        compare(a.child.registrationGroup, b.child.registrationGroup) ||
        compare(a.child.surname, b.child.surname),
    )

/** The same on every machine, whatever its language. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
