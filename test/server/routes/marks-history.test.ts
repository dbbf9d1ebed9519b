import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { theOffice } from '#domain/permissions/actor.ts'
import type { MarkCode } from '#domain/register/mark-codes.ts'
import { takeMarks } from '#server/imports/marks/take-marks.ts'
import { browserOf } from '#test/support/colleague-browser.ts'
import { startOffice, type TestOffice } from '#test/support/office.ts'
import { foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'
import type { Visitor } from '#test/support/visitor.ts'

let office: TestOffice
let hollins: SmallSchool
let teacher: Visitor
let lead: Visitor
let administrator: Visitor

const digest = (letter: string) => letter.repeat(64)

beforeAll(async () => {
  office = await startOffice({ config: { demo: true } })
  const roles = ['head-of-year', 'attendance-lead', 'administrator'] as const
  hollins = await foundSmallSchool(office.made.database, { code: 'hollins', name: 'Hollins', roles, pupils: 2 })
  teacher = await browserOf(office, hollins, 0)
  lead = await browserOf(office, hollins, 1)
  administrator = await browserOf(office, hollins, 2)
  await take('N', '2026-11-24T08:10:00.000Z', { name: 'mon-23.csv', digest: digest('a') })
  await take('I', '2026-11-25T08:10:00.000Z', { name: 'tue-24.csv', digest: digest('b') })
  await take('I', '2026-11-26T08:10:00.000Z', { name: 'again.csv', digest: digest('b') })
  await take('M', '2026-11-27T08:10:00.000Z', { name: null, digest: null })
  // Fetched by the hour, it mostly brings nothing, and is not among what is told.
  await take('M', '2026-11-27T09:10:00.000Z', { name: null, digest: null })
}, 60_000)
afterAll(() => office.stop())

const pupil = (place: number): string => hollins.pupils[place]?.id ?? ''
const take = (code: MarkCode, at: string, file: { name: string | null; digest: string | null }) =>
  office.made.database.write({ person: theOffice.personId, organisations: [hollins.id] }, (tx) =>
    takeMarks(
      tx,
      [
        { pupilId: pupil(0), day: '2026-11-23', session: 'morning', code },
        { pupilId: pupil(0), day: '2026-11-23', session: 'afternoon', code: '\\' },
      ],
      {
        organisationId: hollins.id,
        source: file.name === null ? 'wonde' : 'csv',
        file,
        personId: hollins.administrator.personId,
        at,
        newId: randomUUID,
      },
    ),
  )

const ofPupil = (browser: Visitor, file: string) =>
  browser.get(`/api/marks-history?organisation=${hollins.id}&file=${file}`)

describe('a mark that was changed', () => {
  test('is told with every mark that the session had, when each came in and from which file; one that was not is not', async () => {
    expect((await ofPupil(lead, pupil(0))).body).toEqual({
      isFileTold: true,
      sessions: [
        {
          day: '2026-11-23',
          session: 'morning',
          marks: [
            { code: 'N', takenAt: '2026-11-24T08:10:00.000Z', source: 'csv', file: 'mon-23.csv' },
            { code: 'I', takenAt: '2026-11-25T08:10:00.000Z', source: 'csv', file: 'tue-24.csv' },
            { code: 'M', takenAt: '2026-11-27T08:10:00.000Z', source: 'wonde', file: null },
          ],
        },
      ],
    })
    expect((await ofPupil(lead, pupil(1))).body).toEqual({ isFileTold: true, sessions: [] })
  })

  test('is told without the name of the file to whoever does not see every pupil: it may be another child’s', async () => {
    const { status, body } = await ofPupil(teacher, pupil(0))
    expect(status).toBe(200)
    expect(body).toMatchObject({
      isFileTold: false,
      sessions: [{ marks: [{ code: 'N', source: 'csv', file: null }, { file: null }, { file: null }] }],
    })
    expect(JSON.stringify(body)).not.toContain('mon-23')
  })

  test('is told to nobody who does not hold the pupil’s file, and no log has a file’s name', async () => {
    expect((await ofPupil(administrator, pupil(0))).status).toBe(404)
    expect((await ofPupil(lead, randomUUID())).status).toBe(404)
    expect((await lead.get('/api/marks-history?organisation=x&file=y')).status).toBe(400)
    expect(JSON.stringify(office.logged)).not.toContain('mon-23')
  })
})

describe('what was imported', () => {
  test('is told to the administrator, the latest first, with what each did and that a file had come in before', async () => {
    const { body } = await administrator.get('/api/imports?organisation=hollins')
    expect(body).toMatchObject({
      imports: [
        { source: 'wonde', file: null, added: 0, changed: 1, unchanged: 1, sameAs: null },
        { file: 'again.csv', added: 0, changed: 0, unchanged: 2, sameAs: '2026-11-25T08:10:00.000Z' },
        { file: 'tue-24.csv', added: 0, changed: 1, unchanged: 1, sameAs: null },
        { file: 'mon-23.csv', added: 2, changed: 0, unchanged: 0, sameAs: null },
      ],
    })
    expect((await lead.get('/api/imports?organisation=hollins')).status).toBe(403)
  })
})
