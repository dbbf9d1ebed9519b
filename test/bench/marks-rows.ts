import { randomUUID } from 'node:crypto'
import { countEach, figuresOf } from '#domain/insights/figures.ts'
import { groupsOf } from '#domain/insights/grouping.ts'
import { shapeOf } from '#domain/insights/shape.ts'
import { countPupil } from '#domain/register/count-pupil.ts'
import { writeLetters, type PlacedMark } from '#domain/register/mark-letters.ts'
import { RegisterYear, registerYearId } from '#domain/records/register-year.ts'
import { addDays, weekdayOf, type SchoolDay } from '#domain/time/school-day.ts'
import { sessionsOfDay } from '#domain/time/school-session.ts'
import { applyImport } from '#server/imports/import-roll.ts'
import { applyMarks, readMarks } from '#server/imports/marks/import-marks.ts'
import { nothingSaid } from '#server/imports/marks/school-readings.ts'
import { rollOfMany, upnOf } from '#test/server/imports/roll-of-many.ts'
import { pupil as aPupil } from '#test/domain/small-school.ts'
import { createTestDatabase } from '#test/support/postgres.ts'
import { foundSmallSchool } from '#test/support/small-school.ts'
import { alternate, timed } from './alternate.ts'
import type { Runs } from './measured.ts'

const PUPILS = 1200
const NOW = '2026-11-26T16:00:00.000Z'

/** The 190 school days of a year, holidays left aside. */
const schoolDays = (): SchoolDay[] => {
  const days: SchoolDay[] = []
  for (let day = '2025-09-01'; days.length < 190; day = addDays(day, 1))
    if (weekdayOf(day) !== 0 && weekdayOf(day) !== 6) days.push(day)
  return days
}

/** One session in seventeen missed. */
const codeOf = (pupil: number, place: number, session: 'morning' | 'afternoon') =>
  (pupil + place) % 17 === 0 ? 'I' : session === 'morning' ? '/' : '\\'

/** A year of a school of 1,200 as a school exports it: a line for each mark, some 456,000. */
const yearOfMarks = (): Uint8Array => {
  const lines = ['UPN,Date,Session,Mark']
  for (const [place, day] of schoolDays().entries())
    for (let pupil = 0; pupil < PUPILS; pupil += 1) {
      const upn = upnOf(26 - (7 + (pupil % 5)), 500 + Math.floor(pupil / 5))
      for (const session of sessionsOfDay)
        lines.push(`${upn},${day},${session === 'morning' ? 'AM' : 'PM'},${codeOf(pupil, place, session)}`)
    }
  return new TextEncoder().encode(lines.join('\n'))
}

/** Takes a year of marks into a school that has none, from the bytes to the commit; the floor only reads the same bytes. */
export const measureMarks = async (times: number): Promise<Runs> => {
  const made = await createTestDatabase()
  const bytes = yearOfMarks()
  let schools = 0
  try {
    return await alternate(
      times,
      async () => {
        schools += 1
        const school = await foundSmallSchool(made.database, {
          code: `weir-${schools}`,
          name: 'Weir Bank School',
          roles: ['attendance-lead'],
          pupils: 0,
        })
        const request = { by: school.administrator, organisationId: school.id, clock: () => NOW, newId: randomUUID }
        await applyImport(made.database, { ...request, bytes: rollOfMany(PUPILS) }, () => {})
        return timed(async () => {
          const taken = await applyMarks(made.database, { ...request, bytes }, () => {})
          if (!taken.ok || taken.report.accepted !== PUPILS * 380) throw new Error('Not every mark was taken.')
        })
      },
      () =>
        timed(async () => {
          if (readMarks(bytes, '2026-11-26', null, nothingSaid)?.ok !== true) throw new Error('The file was not read.')
        }),
    )
  } finally {
    await made.close()
  }
}

/** Turns in one run: a single one is too short to time. */
const TURNS = 20

/** A year of a school of 1,200 from the records as a tablet holds them, unsealed. */
const yearsOfSchool = (): RegisterYear[] =>
  Array.from({ length: PUPILS }, (_, pupil): RegisterYear => {
    const marks = schoolDays().flatMap((day, place) =>
      sessionsOfDay.map((session): PlacedMark => ({ day, session, code: codeOf(pupil, place, session) })),
    )
    const id = randomUUID()
    return RegisterYear.parse({
      kind: 'register-year',
      id: registerYearId(id, 2025),
      organisationId: randomUUID(),
      pupilId: id,
      year: 2025,
      ...writeLetters(marks),
      takenAt: NOW,
    })
  })

const span = { from: '2025-08-01', to: '2026-07-31' }

/**
 * Everything that one look at Insights is: each pupil counted, years side by side, and how the absence of all lies in weeks, days, codes and
 * spells. The floor passes once over the same marks in a typed array. A tablet is four times as slow, and 200 ms are felt.
 */
export const measureGroups = async (times: number): Promise<Runs> => {
  const school = yearsOfSchool().map((year, place) => ({
    pupil: { ...aPupil(), yearGroup: 7 + (place % 5), onRollFrom: '2023-09-04' },
    years: [year],
  }))
  const flat = Uint8Array.from(
    school.flatMap(({ years }) => years.flatMap(({ marks }) => [...new TextEncoder().encode(marks)])),
  )
  const possible = PUPILS * 380
  return alternate(
    times,
    () =>
      timed(async () => {
        const counted = countEach(school, span)
        const shape = shapeOf(counted, span)
        const years = groupsOf('year', counted).map(({ those }) => figuresOf(those))
        const all = years.reduce((sum, { counts }) => sum + counts.possible, 0)
        if (all !== possible || shape.spells.sessions === 0) throw new Error('Not every session was counted.')
      }),
    () =>
      timed(async () => {
        let counted = 0
        for (const letter of flat) if (letter !== 46) counted += 1
        if (counted !== possible) throw new Error('Not every session was counted.')
      }),
  )
}

/**
 * Counts a year of 1,200 pupils; the floor passes once over the same marks in a typed array and counts the absent ones.
 */
export const measureCounting = async (times: number): Promise<Runs> => {
  const years = yearsOfSchool()
  const flat = Uint8Array.from(years.flatMap(({ marks }) => Array.from(marks, (letter) => letter.charCodeAt(0))))
  const onRoll = { onRollFrom: '2023-09-04', leftOn: null }
  const possible = PUPILS * 380
  return alternate(
    times,
    () =>
      timed(async () => {
        for (let turn = 0; turn < TURNS; turn += 1) {
          let counted = 0
          for (const year of years) counted += countPupil(onRoll, [year], span).possible
          if (counted !== possible) throw new Error('Not every session was counted.')
        }
      }),
    () =>
      timed(async () => {
        for (let turn = 0; turn < TURNS; turn += 1) {
          let counted = 0
          for (const letter of flat) if (letter !== 46) counted += 1
          if (counted !== possible) throw new Error('Not every session was counted.')
        }
      }),
  )
}
