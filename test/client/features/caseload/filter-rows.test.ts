import { describe, expect, test } from 'vitest'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import type { PupilSource } from '#client/casework/read-sources.ts'
import { caseloadRowOf, inOrder, type CaseloadRow } from '#client/features/caseload/caseload-row.ts'
import { askList, nothingAsked, type Asked } from '#client/features/caseload/filter-rows.ts'
import { aCase, aPromise, aPupil, ayesha, hollins, hussain, idOf, okoro, tariq, today } from '../invented-family.ts'

const setting = {
  mine: okoro,
  today,
  calendars: () => noClosuresEntered,
  schools: new Map([[hollins, 'Hollins School']]),
  onlyHere: new Set<string>(),
}
const rowOf = (source: Partial<PupilSource>, over: Partial<typeof setting> = {}): CaseloadRow =>
  caseloadRowOf(
    { pupil: aPupil(), cases: [], promises: [], barriers: [], plans: [], offers: [], riskFlags: [], ...source },
    { ...setting, ...over },
  )

const zoe = aPupil({
  id: idOf(300),
  forename: 'Zoë',
  surname: 'Hargreaves',
  yearGroup: 8,
  registrationGroup: '8T',
  openCaseId: idOf(301),
})
const unseen = rowOf({
  cases: [aCase({ lastSeenOn: '2026-11-05', lastContactOn: '2026-11-16' })],
  promises: [aPromise()],
})
const quiet = rowOf({
  pupil: zoe,
  cases: [
    aCase({
      id: idOf(301),
      pupilId: zoe.id,
      ownerId: hussain,
      concerns: ['pattern'],
      lastSeenOn: today,
      lastContactOn: today,
      reviewOn: today,
    }),
  ],
})
const withoutCase = rowOf({ pupil: aPupil({ id: tariq, forename: 'Tariq', yearGroup: 7, openCaseId: null }) })
const rows = [unseen, quiet, withoutCase]

const asking = (over: Partial<Asked>): string[] =>
  askList(rows, { ...nothingAsked, ...over }, null).rows.map((row) => row.called)

describe('the caseload', () => {
  test('shows pupils with an open case, and everyone on the tablet to a search', () => {
    expect(asking({})).toEqual(['Ayesha Rahman', 'Zoë Hargreaves'])
    expect(asking({ search: 'tariq' })).toEqual(['Tariq Rahman'])
    expect(asking({ filters: new Set(['no-case']) })).toEqual(['Tariq Rahman'])
  })

  test('finds a name without its accents and capitals, and by form', () => {
    expect(asking({ search: 'zoe' })).toEqual(['Zoë Hargreaves'])
    expect(asking({ search: '8t' })).toEqual(['Zoë Hargreaves'])
    expect(asking({ search: 'rahman ayesha' })).toEqual(['Ayesha Rahman'])
  })

  test('finds a word of a note, once it is known where words stand; a name comes first', () => {
    const found = new Map([
      [quiet.pupilId, ['rahman']],
      [unseen.pupilId, ['rahman']],
    ])
    expect(askList(rows, { ...nothingAsked, search: 'lift' }, null).rows).toEqual([])
    const answered = askList([quiet, unseen], { ...nothingAsked, search: 'rahman' }, found)
    expect(answered.rows).toEqual([unseen, quiet])
    expect([...answered.inWords]).toEqual([[quiet.pupilId, ['rahman']]])
  })

  test('filters narrow together, and each count says how many it would leave', () => {
    expect(asking({ filters: new Set(['not-seen']) })).toEqual(['Ayesha Rahman'])
    expect(asking({ filters: new Set(['not-seen', 'review-due']) })).toEqual([])
    expect(askList(rows, nothingAsked, null).counts).toEqual({
      mine: 1,
      'not-seen': 1,
      'promise-due': 1,
      'review-due': 1,
      'no-case': 1,
    })
    const { counts } = askList(rows, { ...nothingAsked, filters: new Set(['not-seen']) }, null)
    expect(counts['review-due']).toBe(0)
    expect(counts['promise-due']).toBe(1)
  })

  test('each year counts what it would show, whichever year is chosen', () => {
    expect(askList(rows, { ...nothingAsked, yearGroup: 8 }, null)).toMatchObject({
      rows: [quiet],
      years: [
        { yearGroup: 8, count: 1 },
        { yearGroup: 9, count: 1 },
      ],
    })
  })

  test('a child nobody has noted seeing comes before one with nothing late', () => {
    expect(inOrder([quiet, unseen]).map((row) => row.called)).toEqual(['Ayesha Rahman', 'Zoë Hargreaves'])
  })

  test('in another order: by name, and by the day something is due, with those who have none last', () => {
    expect(asking({ sort: 'name' })).toEqual(['Ayesha Rahman', 'Zoë Hargreaves'])
    const later = rowOf({ pupil: zoe, cases: [aCase({ id: idOf(301), pupilId: zoe.id, reviewOn: '2026-12-01' })] })
    const never = rowOf({ cases: [aCase({ reviewOn: null, lastSeenOn: today, lastContactOn: today })] })
    const { rows: inDays } = askList([never, later], { ...nothingAsked, sort: 'due' }, null)
    expect(inDays).toEqual([later, never])
  })

  test('those who need the same stand by name', () => {
    const one = rowOf({ pupil: aPupil({ id: idOf(1), forename: 'Bea', surname: 'Cole', openCaseId: null }) })
    const other = rowOf({ pupil: aPupil({ id: idOf(2), forename: 'Ana', surname: 'Diaz', openCaseId: null }) })
    expect(inOrder([one, other]).map((row) => row.called)).toEqual(['Ana Diaz', 'Bea Cole'])
  })

  test('a school is named only to someone who has several', () => {
    expect(unseen.school).toBeNull()
    expect(
      rowOf(
        {},
        {
          schools: new Map([
            [hollins, 'Hollins School'],
            [idOf(5), 'Brook Primary'],
          ]),
        },
      ).school,
    ).toBe('Hollins School')
  })

  test('a pupil with something that has not been received says so', () => {
    expect(rowOf({}, { onlyHere: new Set([ayesha]) }).isOnlyHere).toBe(true)
    expect(unseen.isOnlyHere).toBe(false)
  })
})
