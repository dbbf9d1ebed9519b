import type { DoorstepDatabase } from '#client/store/database.ts'
import { RegisterYear, registerYearId } from '#domain/records/register-year.ts'

/** The registers of these pupils in one school year, by pupil; of those that have none on this tablet there is nothing. In one request. */
export const readRegisterYears = async (
  db: DoorstepDatabase,
  pupilIds: readonly string[],
  year: number,
): Promise<ReadonlyMap<string, RegisterYear>> => {
  const rows = await db.records.bulkGet(pupilIds.map((id): [string, string] => [id, registerYearId(id, year)]))
  const years = rows.flatMap((row) => RegisterYear.safeParse(row?.body).data ?? [])
  return new Map(years.map((one) => [one.pupilId, one]))
}
