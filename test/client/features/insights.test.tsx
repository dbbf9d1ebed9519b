import { screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useAskedOfInsights } from '#client/features/insights/asked-of-insights.ts'
import type { Kept } from '#client/casework/kept-record.ts'
import { keepToCome } from '#client/store/to-come.ts'
import { registerYearId } from '#domain/records/register-year.ts'
import { aRegister, present } from '../../domain/register/a-register.ts'
import { aColleague, aPupil, hollins, idOf, received } from './invented-family.ts'
import { onATablet } from './on-a-tablet.tsx'

afterEach(() => vi.unstubAllGlobals())
beforeEach(() =>
  useAskedOfInsights
    .getState()
    .ask({ schoolId: null, span: 'this-year', who: null, by: 'year', band: null, behind: null }),
)

const half = '/\\ OO /\\ OO O\\'
const ill = '/\\ /\\ I\\ /\\ /\\'

/** A pupil with two weeks of marks; `place` makes the identity and the name. */
const withMarks = (place: number, over: Parameters<typeof aPupil>[0], ...weeks: string[]): Kept[] => {
  const id = idOf(100 + place)
  const pupil = aPupil({
    id,
    forename: `Pupil${place}`,
    surname: 'Example',
    householdId: null,
    openCaseId: null,
    ...over,
  })
  const register = {
    ...aRegister('2026-11-02', ...weeks),
    id: registerYearId(id, 2026),
    organisationId: hollins,
    pupilId: id,
  }
  return weeks.length === 0 ? [received(pupil)] : [received(pupil), received(register)]
}

/** Year 8: six pupils who miss nothing. Year 9: six, of whom five miss half and one a tenth. Year 10: two. */
const school = (): Kept[] => [
  ...[1, 2, 3, 4, 5, 6].flatMap((place) => withMarks(place, { yearGroup: 8 }, present, present)),
  ...[11, 12, 13, 14, 15].flatMap((place) => withMarks(place, { yearGroup: 9 }, half, half)),
  ...withMarks(16, { yearGroup: 9 }, ill, present),
  ...[21, 22].flatMap((place) => withMarks(place, { yearGroup: 10 }, present, present)),
]

const club = (group: string) => ({ yearGroup: 9, schoolGroups: [{ grouping: 'Breakfast club', group }] })

const choose = async (label: string, option: string, person: Awaited<ReturnType<typeof onATablet>>['person']) =>
  person.selectOptions(await screen.findByLabelText(label), option)

describe('insights', () => {
  test('say what a school missed with its sessions, beside what was published and when', async () => {
    await onATablet('/insights', school())
    expect(await screen.findByText('Hollins School missed 18.3% of 280 sessions in 2026/27 so far.')).toBeVisible()
    expect(
      screen.getByText(
        'Nationally secondary schools missed 8.49% in 2025/26, and 23.8% of pupils a tenth or more (the Department’s daily attendance data). These days are another part of the year, so compare with care.',
      ),
    ).toBeVisible()
    expect(
      screen.getByText('Year 9 missed most, 42.5% of 120 sessions; Year 8 least, 0% of 120 sessions.'),
    ).toBeVisible()
  })

  test('of those who missed the first week it says what they missed with that week, for it counts as well', async () => {
    await onATablet('/insights', school())
    expect(await screen.findByText(/^In the first week/)).toHaveTextContent(
      'In the first week, of Mon 2 Nov, 18.6% of 140 sessions were missed, by 6 of 14 pupils. 5 of these missed a tenth or more in 2026/27 so far, that week included.',
    )
  })

  test('of one year: its sentence, its tables, and the pupils behind it, most missed first, with a way to each file', async () => {
    const tablet = await onATablet('/insights', school())
    await choose('Whose attendance', 'Year 9', tablet.person)
    expect(await screen.findByText('Year 9 missed 42.5% of 120 sessions in 2026/27 so far.')).toBeVisible()
    expect(await screen.findByLabelText('Tell them apart by')).toHaveDisplayValue('Class')
    expect(screen.getAllByText('5 of 6 pupils (83.4%) missed a tenth or more, 5 of them half or more.')).toHaveLength(2)
    expect(
      screen.getByText(
        'Most was missed on Tuesday mornings, 83.4% of 12 sessions; least on Monday mornings, 0% of 12 sessions.',
      ),
    ).toBeVisible()
    expect(
      screen.getByText('Of 51 missed sessions, 50 are O: absent without a reason that counts, of 5 pupils.'),
    ).toBeVisible()
    await tablet.person.click(screen.getByText('Every figure, and who is behind it: what the absences are marked as'))
    const table = screen.getByRole('region', { name: 'What the absences are marked as' })
    expect(within(table).getByRole('row', { name: 'I: show me these pupils Ill authorised absence 1 1' })).toBeVisible()
    await tablet.person.click(screen.getByRole('link', { name: 'Show me these pupils' }))
    expect(await screen.findByRole('heading', { name: 'These pupils: Year 9' })).toBeVisible()
    const rows = await screen.findAllByRole('listitem')
    expect(rows).toHaveLength(6)
    expect(within(rows[0] ?? document.body).getByRole('link')).toHaveAttribute('href', `/caseload/${idOf(111)}`)
    expect(rows[5]).toHaveTextContent('Missed 5% of 20 sessions')
    await tablet.person.click(screen.getByRole('button', { name: /^Severely absent/ }))
    expect(await screen.findAllByRole('listitem')).toHaveLength(5)
  })

  test('each figure of a chart leads to those behind it: a group, a code, a half-day, a week, a band', async () => {
    const tablet = await onATablet('/insights', [
      ...withMarks(1, { yearGroup: 8 }, present, present),
      ...withMarks(11, { yearGroup: 9 }, half, present),
      ...withMarks(12, { yearGroup: 9 }, ill, present),
      ...withMarks(13, { yearGroup: 9 }, present, half),
    ])
    const behind = async (chart: string, row: string): Promise<[string | null, number[]]> => {
      await tablet.person.click(await screen.findByText(`Every figure, and who is behind it: ${chart}`))
      await tablet.person.click(screen.getByRole('link', { name: `${row}: show me these pupils` }))
      const title = (await screen.findByRole('heading', { name: /^These pupils: / })).textContent
      const links = (await screen.findAllByRole('link', { name: /Pupil\d/ })).map(
        (link) => link.getAttribute('href') ?? '',
      )
      await tablet.person.click(screen.getByRole('link', { name: 'Insights' }))
      return [title, links.map((href) => Number(href.slice(-3)) - 100).toSorted((a, b) => a - b)]
    }
    const all = 'These pupils: Hollins School'
    expect(await behind('by year', 'Year 9')).toEqual([`${all}, Year 9`, [11, 12, 13]])
    expect(await behind('what the absences are marked as', 'I')).toEqual([`${all}, absent with I`, [12]])
    expect(await behind('days of the week', 'Wednesday morning')).toEqual([
      `${all}, absent on Wednesday mornings`,
      [12],
    ])
    expect(await behind('week by week', 'Mon 2 Nov')).toEqual([`${all}, absent in the week of Mon 2 Nov`, [11, 12]])
    expect(await behind('how much each pupil missed', 'On track')).toEqual([all, [1]])
    // The list of everybody is whole again.
    await tablet.person.click(await screen.findByRole('link', { name: 'Show me these pupils' }))
    expect(await screen.findByRole('heading', { name: all })).toBeVisible()
    expect(await screen.findAllByRole('link', { name: /Pupil\d/ })).toHaveLength(4)
  })

  test('by a grouping of the school’s own making, one group beside the other, and handed out by no telling name', async () => {
    const tablet = await onATablet('/insights', [
      ...[31, 32, 33, 34, 35].flatMap((place) => withMarks(place, club('Yes'), ill, present)),
      ...[41, 42, 43, 44, 45].flatMap((place) => withMarks(place, club('No'), half, half)),
      ...withMarks(46, { yearGroup: 9 }, present, present),
    ])
    await choose('Tell them apart by', 'Breakfast club', tablet.person)
    expect(await screen.findByRole('heading', { name: 'By Breakfast club' })).toBeVisible()
    expect(
      screen.getByText(
        'Breakfast club: No missed most, 50% of 100 sessions; Breakfast club: not said least, 0% of 20 sessions.',
      ),
    ).toBeVisible()
    await choose('Whose attendance', 'Breakfast club: Yes', tablet.person)
    expect(await screen.findByText('Breakfast club: Yes missed 5% of 100 sessions in 2026/27 so far.')).toBeVisible()
    expect(await screen.findByLabelText('Tell them apart by')).toHaveDisplayValue('Class')
    await choose('Tell them apart by', 'Breakfast club', tablet.person)
    await tablet.person.click(screen.getByRole('link', { name: 'Hand these figures out' }))
    await tablet.person.click(await screen.findByRole('button', { name: 'Make a file for a spreadsheet' }))
    expect(await screen.findByText('Given out as absence-by-own-group-2026-11-23.csv.')).toBeVisible()
  })

  test('while files are to come the figures say so, and cannot be handed out as those of the school', async () => {
    const tablet = await onATablet('/insights', school())
    await screen.findByRole('link', { name: 'Hand these figures out' })
    await keepToCome(tablet.db, 2)
    expect(
      await screen.findByText('2 files are still to come, so these figures are not whole.', {}, { timeout: 3000 }),
    ).toBeVisible()
    await tablet.person.click(screen.getByRole('link', { name: 'Hand these figures out' }))
    expect(await screen.findByText('2 files are still to come')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Make a file for a spreadsheet' })).toBeNull()
    await keepToCome(tablet.db, 0)
    expect(
      await screen.findByRole('button', { name: 'Make a file for a spreadsheet' }, { timeout: 3000 }),
    ).toBeVisible()
  })

  test('what leaves as a file has no child’s name and nothing of the two pupils of Year 10, nor what would give them away', async () => {
    const made: Blob[] = []
    vi.stubGlobal(
      'URL',
      Object.assign(URL, {
        createObjectURL: (blob: Blob) => {
          made.push(blob)
          return 'blob:made'
        },
        revokeObjectURL: () => {},
      }),
    )
    const tablet = await onATablet('/insights/hand-out', school())
    await tablet.person.click(await screen.findByRole('button', { name: 'Make a file for a spreadsheet' }))
    expect(await screen.findByText('Given out as absence-by-year-2026-11-23.csv.')).toBeVisible()
    const text = (await made[0]?.text()) ?? ''
    const lines = text.replace('\uFEFF', '').trim().split('\r\n')
    expect(lines).toEqual([
      'By,Group,Pupils,Sessions,Sessions missed,Missed,Authorised,Unauthorised,A tenth or more,Half or more',
      'Year,Year 8,left out,left out,left out,left out,left out,left out,left out,left out',
      // All that was missed is of Year 9: that would tell that the two of Year 10 missed nothing.
      'Year,Year 9,6,120,left out,left out,left out,left out,left out,left out',
      'Year,Year 10,left out,left out,left out,left out,left out,left out,left out,left out',
      // One child was ill once: how many of the sessions were authorised would tell of it.
      ',All,14,280,51,18.3%,left out,left out,5,5',
      'Week of,2026-11-02,,140,26,18.6%,,,,',
      'Week of,2026-11-09,,140,25,17.9%,,,,',
      'Half-day,Monday morning,,28,0,0%,,,,',
      'Half-day,Monday afternoon,,28,0,0%,,,,',
      // One child was away on a Wednesday morning: a Tuesday morning hides it.
      'Half-day,Tuesday morning,,left out,left out,left out,,,,',
      'Half-day,Tuesday afternoon,,28,10,35.8%,,,,',
      'Half-day,Wednesday morning,,left out,left out,left out,,,,',
      'Half-day,Wednesday afternoon,,28,0,0%,,,,',
      'Half-day,Thursday morning,,28,10,35.8%,,,,',
      'Half-day,Thursday afternoon,,28,10,35.8%,,,,',
      'Half-day,Friday morning,,28,10,35.8%,,,,',
      'Half-day,Friday afternoon,,28,0,0%,,,,',
    ])
    expect(text).not.toContain('Example')
  })

  test('the report for governors is of the whole school whatever was looked at, and names no child', async () => {
    useAskedOfInsights.getState().ask({ who: { grouping: 'year', key: '9' } })
    await onATablet('/insights/governors', school())
    const paper = await screen.findByRole('article', { name: 'Attendance: report for governors' })
    expect(within(paper).getByText('Hollins School missed 18.3% of 280 sessions in 2026/27 so far.')).toBeVisible()
    expect(within(paper).getByRole('heading', { name: 'Free school meals' })).toBeVisible()
    expect(paper).not.toHaveTextContent('Example')
    expect(
      within(paper).getByText(
        'How many of the missed sessions were authorised is left out: they are of too few. Pupils came late, before the register closed, to 0.',
      ),
    ).toBeVisible()
    const weeks = within(paper).getByRole('heading', { name: 'Week by week' }).nextElementSibling
    expect(weeks).toHaveTextContent('Mon 2 Nov 20261402618.6%')
    expect(within(paper).getByRole('rowheader', { name: 'Wednesday morning' }).closest('tr')).toHaveTextContent(
      'Wednesday morningleft outleft outleft out',
    )
    expect(within(paper).getByText(/^A session is half a school day\./)).toHaveTextContent(
      'fewer than five pupils are left out',
    )
  })

  test('that hardly a register came is said before anybody believes a figure', async () => {
    await onATablet('/insights', [...withMarks(1, {}, present), ...withMarks(2, {}), ...withMarks(3, {})])
    expect(await screen.findByText(/^2 of 3 pupils have no session that counts in these days/)).toHaveTextContent(
      'What is left says little of the whole group.',
    )
  })

  test('without any mark there is nothing to count, and that is said', async () => {
    await onATablet('/insights', withMarks(1, {}))
    expect(await screen.findByText('Nothing to count')).toBeVisible()
  })

  test('a head of year speaks of the year whose files are here, and makes no report on the school', async () => {
    await onATablet(
      '/insights',
      school().filter(({ record }) => record.kind !== 'pupil' || record.yearGroup === 9),
      {
        as: aColleague({ role: 'head-of-year', yearGroups: [9] }),
      },
    )
    expect(await screen.findByText('Year 9 missed 42.5% of 120 sessions in 2026/27 so far.')).toBeVisible()
    expect(screen.queryByRole('link', { name: 'Report for governors' })).toBeNull()
  })

  test('an officer of the council, who holds few files of a school, is told that it is not for them', async () => {
    await onATablet('/insights', school(), { as: aColleague({ role: 'education-welfare-officer' }) })
    expect(await screen.findByText('Nothing to count for you')).toBeVisible()
  })
})
