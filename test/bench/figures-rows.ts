import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { yearOfDays } from '#demo/register/day-weights.ts'
import { makeYear } from '#demo/register/make-year.ts'
import { SeededChoice } from '#demo/seeded-choice.ts'
import { Pupil } from '#domain/records/pupil.ts'
import { RegisterYear, registerYearId } from '#domain/records/register-year.ts'
import { writeLetters } from '#domain/register/mark-letters.ts'
import { addDays, weekdayOf, type SchoolDay } from '#domain/time/school-day.ts'
import { figuresOfSchools } from '#server/figures/figures-of-schools.ts'
import { rowOf } from '#server/figures/keep-register-counts.ts'
import { connectedAs, createTestDatabase } from '#test/support/postgres.ts'
import { alternate, timed } from './alternate.ts'
import type { Runs } from './measured.ts'

const SCHOOLS = 200
const PUPILS = 300
const YEAR = 2025

/** The 190 school days of a year, holidays left aside. */
const schoolDays = (): SchoolDay[] => {
  const days: SchoolDay[] = []
  for (let day = `${YEAR}-09-04`; days.length < 190; day = addDays(day, 1))
    if (weekdayOf(day) !== 0 && weekdayOf(day) !== 6) days.push(day)
  return days
}

/** The registers of one school, each counted as the office counts it when marks come in. The other schools have the same in other names. */
const countedSchool = (): ReturnType<typeof rowOf>[] => {
  const year = yearOfDays(schoolDays())
  return Array.from({ length: PUPILS }, (_, place) => {
    const choice = new SeededChoice(`figures ${place}`)
    const [yearGroup, freeMeals, sen] = [7 + (place % 5), choice.isOneOf(0.26), choice.isOneOf(0.19)]
    const id = randomUUID()
    const pupil = Pupil.parse({
      kind: 'pupil',
      id,
      organisationId: id,
      upn: null,
      forename: 'Robin',
      surname: 'Marsh',
      preferredForename: null,
      preferredSurname: null,
      bornOn: `${YEAR - 4 - yearGroup}-03-04`,
      sex: 'unknown',
      yearGroup,
      registrationGroup: null,
      onRollFrom: '2020-09-01',
      leftOn: null,
      address: null,
      householdId: null,
      firstLanguage: null,
      sen: sen ? 'sen-support' : 'none',
      freeSchoolMeals: freeMeals ? 'yes' : 'no',
      lookedAfter: 'no',
      hasSocialWorker: 'unknown',
      youngCarer: 'unknown',
      medicalNote: null,
      openCaseId: null,
    })
    const register = RegisterYear.parse({
      kind: 'register-year',
      id: registerYearId(id, YEAR),
      organisationId: id,
      pupilId: id,
      year: YEAR,
      ...writeLetters(makeYear({ yearGroup, freeMeals, sen }, year, choice)),
      takenAt: '2026-07-22T15:00:00.000Z',
    })
    return rowOf(id, pupil, register)
  })
}

/**
 * One question of a service manager with 200 schools, by free school meals, as the route asks it: groups, codes and weeks, under row-level security.
 * The floor adds up the groups of the same rows, as the role that no policy binds.
 */
export const measureFigures = async (times: number): Promise<Runs> => {
  const made = await createTestDatabase()
  const bare = new Client({ connectionString: made.superuserUrl })
  await bare.connect()
  try {
    const organisations = Array.from({ length: SCHOOLS }, () => randomUUID())
    const rows = countedSchool()
    await connectedAs(made.superuserUrl, async (client) => {
      for (const [place, organisation] of organisations.entries()) {
        await client.query('insert into organisation (id, code) values ($1, $2)', [organisation, `school-${place}`])
        await client.query(
          `insert into register_count select * from jsonb_populate_recordset(null::register_count, $1::jsonb)`,
          [JSON.stringify(rows.map((row) => ({ ...row, organisation_id: organisation, file_id: randomUUID() })))],
        )
      }
      await client.query('analyze register_count')
    })
    const scope = { person: randomUUID(), organisations }
    return await alternate(
      times,
      () =>
        timed(async () => {
          const { all, weeks } = await made.database.read(scope, (tx) =>
            figuresOfSchools(tx, { organisations, year: YEAR, by: 'free-school-meals' }),
          )
          if (all.pupils !== SCHOOLS * PUPILS || weeks.length < 38) throw new Error('Not every pupil was counted.')
        }),
      () =>
        timed(async () => {
          const found = await bare.query(
            `select groups->>'free-school-meals', count(*), sum(possible), sum(attended), sum(authorised), sum(unauthorised), sum(late)
             from register_count group by 1`,
          )
          if (found.rowCount !== 2) throw new Error('Not every group was added up.')
        }),
    )
  } finally {
    await bare.end()
    await made.close()
  }
}
