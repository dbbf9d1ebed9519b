import './one-realm.ts'
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { officeStandIn } from '../access/office-stand-in.ts'
import { aColleague, aPupil, hollins, hussain, idOf, received } from './invented-family.ts'
import { onATablet } from './on-a-tablet.tsx'

const manager = aColleague({ id: hussain, name: 'Farah Hussain', role: 'service-manager' })
const officer = aColleague({ id: hussain, name: 'Farah Hussain', role: 'education-welfare-officer' })

const sessions = (possible: number, authorised: number, unauthorised: number, late = 0) => ({
  possible,
  attended: possible - authorised - unauthorised,
  authorised,
  unauthorised,
  late,
})
const nothingTold = { pupils: null, persistent: null, severe: null, counts: null }

/** What the office says of Hollins and of a school that this tablet does not know. */
const answer = {
  year: 2026,
  all: { pupils: 1622, persistent: 310, severe: 41, counts: sessions(170_000, 8000, 4500) },
  groups: [
    { key: hollins, pupils: 1202, persistent: 250, severe: null, counts: sessions(126_000, 6000, 3900, 3300) },
    { key: idOf(901), pupils: 420, persistent: 60, severe: null, counts: sessions(44_000, 2000, 600, 480) },
  ],
  codes: [
    { code: 'I', sessions: 6200 },
    { code: 'O', sessions: 3100 },
  ],
  otherSessions: 3200,
  weeks: [
    { monday: '2026-11-16', told: { possible: 16_000, missed: 1200 } },
    { monday: '2026-11-23', told: null },
  ],
  weekdays: [
    { weekday: 1, session: 'morning', told: { possible: 17_000, missed: 1700 } },
    { weekday: 1, session: 'afternoon', told: { possible: 17_000, missed: 850 } },
    { weekday: 5, session: 'afternoon', told: null },
  ],
  atRisk: 280,
  spells: 5000,
  firstWeek: { monday: '2026-11-16', pupils: 1610, absent: 400, nowPersistent: 150 },
}
const asked = (by: string, year = 2026) => `GET /api/figures?by=${by}&year=${year}`

const rowOf = (name: string) => screen.getByRole('rowheader', { name }).closest('tr')

test('a service manager sees how the pupils of all their schools attend, school by school, with the sessions behind it', async () => {
  const office = officeStandIn()
  office.answers(asked('school'), { body: answer })
  await onATablet('/insights/schools', [received(manager), received(aPupil())], { as: manager })
  expect(await screen.findByText(/1,622 pupils missed 7.4% of 170,000 sessions in 2026\/27/)).toHaveTextContent(
    '8,000 authorised, 4,500 not',
  )
  expect(screen.getByText(/310 of them \(19.2%\) missed a tenth or more, 41 half or more/)).toBeInTheDocument()
  const table = screen.getByRole('region', { name: 'By school' })
  await waitFor(() => expect(within(table).getByRole('rowheader', { name: /^Hollins/ })).toBeInTheDocument())
  // Never a rate without its sessions.
  expect(screen.getAllByRole('columnheader', { name: /^(?:Possible s|S)essions$/ })).toHaveLength(4)
  expect(rowOf('A school that is not on this tablet')).toHaveTextContent('42044,0006%')
  expect(screen.getByRole('rowheader', { name: 'I: Ill' }).closest('tr')).toHaveTextContent('49.6%')
})

test('what could tell of a few pupils is said to be left out, never shown as nothing', async () => {
  const office = officeStandIn()
  office.answers(asked('school'), { body: answer })
  office.answers(asked('sen'), {
    body: {
      ...answer,
      groups: [
        { key: 'ehcp', ...nothingTold },
        { key: 'none', pupils: 1600, persistent: 300, severe: 40, counts: sessions(168_000, 7900, 4400) },
        { key: 'sen-support', ...nothingTold },
      ],
    },
  })
  const { person } = await onATablet('/insights/schools', [received(manager)], { as: manager })
  expect(await screen.findByText(/tell of fewer than five pupils/)).toBeInTheDocument()
  await person.selectOptions(screen.getByLabelText('Compare by'), 'Special educational needs')
  await screen.findByRole('region', { name: 'By special educational needs' })
  // Two groups of eight figures, a week and a half-day of three each.
  expect(screen.getAllByRole('cell', { name: 'left out' })).toHaveLength(22)
  expect(screen.queryByRole('region', { name: 'By school' })).not.toBeInTheDocument()
})

test('of a group of many, sessions that few of them have are left out and the rest is told', async () => {
  const office = officeStandIn()
  const [first, second] = answer.groups
  const counts = { ...sessions(44_000, 2000, 600, 480), authorised: null, unauthorised: null, late: null }
  office.answers(asked('school'), { body: { ...answer, groups: [first, { ...second, severe: 20, counts }] } })
  await onATablet('/insights/schools', [received(manager)], { as: manager })
  await screen.findByText(/^1,622 pupils missed 7.4% of 170,000 sessions in 2026\/27: 8,000 authorised, 4,500 not\.$/)
  const cells = within(rowOf('A school that is not on this tablet') ?? document.body).getAllByRole('cell')
  expect(cells.map((cell) => cell.textContent)).toContain('6%')
  expect(cells.filter((cell) => cell.textContent === 'left out')).toHaveLength(3)
  expect(screen.getByText(/tell of fewer than five pupils/)).toBeInTheDocument()
})

test('each chart has its sentence, and a group that is left out has no bar', async () => {
  const office = officeStandIn()
  const other = { key: idOf(902), ...nothingTold }
  const weeks = [{ monday: '2026-11-09', told: { possible: 15_000, missed: 2250 } }, ...answer.weeks]
  office.answers(asked('school'), { body: { ...answer, groups: [...answer.groups, other], weeks } })
  await onATablet('/insights/schools', [received(manager), received(aPupil())], { as: manager })
  expect(
    await screen.findByText(
      /^Hollins .*missed most, 7.9% of 126,000 sessions; A school that is not on this tablet least, 6% of 44,000 sessions\.$/,
    ),
  ).toBeVisible()
  expect(
    screen.getByText(
      'Most was missed in the week of Mon 9 Nov, 15% of 15,000 sessions; in the last one, of Mon 16 Nov, 7.5% of 16,000 sessions.',
    ),
  ).toBeVisible()
  expect(screen.getByText('Of 12,500 missed sessions, 6,200 are I: Ill.')).toBeVisible()
  expect(
    screen.getByText(
      'Most was missed on Monday mornings, 10% of 17,000 sessions; least on Monday afternoons, 5% of 17,000 sessions.',
    ),
  ).toBeVisible()
  // Two groups, four bands, two weeks, two half-days and two codes are drawn; what is left out is a row of its table alone.
  expect(document.querySelectorAll('svg[preserveAspectRatio="none"] rect')).toHaveLength(12)
})

test('how much each pupil missed, spells and the first week are told of all schools together', async () => {
  const office = officeStandIn()
  office.answers(asked('school'), { body: answer })
  await onATablet('/insights/schools', [received(manager)], { as: manager })
  expect(
    await screen.findByText(
      '280 of 1,622 pupils (17.3%) are at risk: they missed a twentieth or more, and less than a tenth.',
    ),
  ).toBeVisible()
  expect(
    ['On track', 'At risk', 'Persistently absent', 'Severely absent'].map((band) => rowOf(band)?.textContent),
  ).toEqual([
    'On trackless than a twentieth1,032',
    'At riska twentieth, and less than a tenth280',
    'Persistently absenta tenth, and less than half269',
    'Severely absenthalf or more41',
  ])
  expect(
    screen.getByText(
      '5,000 spells of absence, of 1.3 school days each on average. A spell ends with the next session that is attended.',
    ),
  ).toBeVisible()
  expect(
    screen.getByText(
      'In the first week, of Mon 16 Nov, 7.5% of 16,000 sessions were missed, by 400 of 1,610 pupils. 150 of these missed a tenth or more in 2026/27, that week included. It is the first week in which half or more of the pupils had a session.',
    ),
  ).toBeVisible()
})

test('where they could tell of a few, they are said to be left out', async () => {
  const office = officeStandIn()
  const firstWeek = { ...answer.firstWeek, pupils: null, nowPersistent: null }
  office.answers(asked('school'), { body: { ...answer, atRisk: null, spells: null, firstWeek } })
  office.answers(asked('school', 2025), { body: { ...answer, year: 2025, firstWeek: null } })
  const { person } = await onATablet('/insights/schools', [received(manager)], { as: manager })
  expect(
    await screen.findByText('How many missed a twentieth or more, and less than a tenth, is left out.'),
  ).toBeVisible()
  expect(rowOf('On track')).toHaveTextContent('left out')
  expect(rowOf('At risk')).toHaveTextContent('left out')
  expect(rowOf('Severely absent')).toHaveTextContent('41')
  expect(screen.getByText('How many spells of absence there were is left out.')).toBeVisible()
  expect(
    screen.getByText(/were missed, by 400 pupils\. How many of these missed a tenth or more of the year is left out\./),
  ).toBeVisible()
  await person.selectOptions(screen.getByLabelText('School year'), '2025/26')
  expect(await screen.findByText('Nothing can be told of the first week.')).toBeVisible()
})

test('each phase stands beside what was published of it, and of a year that goes on it is said that it is part of one', async () => {
  const office = officeStandIn()
  const [first, second] = answer.groups
  const byPhase = {
    ...answer,
    groups: [
      { ...second, key: 'primary' },
      { ...first, key: 'secondary' },
      { key: 'unknown', ...nothingTold },
    ],
  }
  office.answers(asked('school'), { body: answer })
  office.answers(asked('phase'), { body: byPhase })
  office.answers(asked('phase', 2025), { body: { ...byPhase, year: 2025 } })
  const { person } = await onATablet('/insights/schools', [received(manager)], { as: manager })
  await screen.findByRole('region', { name: 'By school' })
  expect(screen.queryByText(/^Nationally/)).not.toBeInTheDocument()
  await person.selectOptions(screen.getByLabelText('Compare by'), 'Phase')
  const published =
    'Nationally primary schools missed 5.28% in 2025/26, and 13.8% of pupils a tenth or more (the Department’s daily attendance data). Nationally secondary schools missed 8.49% in 2025/26, and 23.8% of pupils a tenth or more (the Department’s daily attendance data).'
  const caution = ' These days are another part of the year, so compare with care.'
  expect(await screen.findByText(published + caution)).toBeVisible()
  expect(screen.getByText(/^Secondary schools missed most, .* sessions; primary schools least, /)).toBeVisible()
  await person.selectOptions(screen.getByLabelText('School year'), '2025/26')
  expect(await screen.findByText(published)).toBeVisible()
  await person.click(screen.getByRole('button', { name: 'Hand these figures out' }))
  expect(screen.getAllByText(published)[0]).toBeInTheDocument()
})

test('the figures leave as they were told: on paper, and as a file with no more than the office said', async () => {
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
  const office = officeStandIn()
  office.answers(asked('school'), {
    body: { ...answer, groups: [...answer.groups, { key: idOf(902), ...nothingTold }] },
  })
  const { person } = await onATablet('/insights/schools', [received(manager), received(aPupil())], { as: manager })
  await person.click(await screen.findByRole('button', { name: 'Hand these figures out' }))
  expect(
    screen.getAllByRole('heading', { name: 'Attendance of our schools by school, 2026/27' })[0],
  ).toBeInTheDocument()
  expect(
    screen.getAllByRole('rowheader', { name: 'A school that is not on this tablet' })[0]?.closest('tr'),
  ).toHaveTextContent('42044,0006%')
  await person.click(screen.getByRole('button', { name: 'Make a file for a spreadsheet' }))
  expect(await screen.findByText('Given out as our-schools-by-school-2026.csv.')).toBeVisible()
  const lines = ((await made[0]?.text()) ?? '').replace('\uFEFF', '').trim().split('\r\n')
  expect(lines.slice(0, 2)).toEqual([
    'By,Group,Pupils,Sessions,Sessions missed,Authorised,Unauthorised,Late,A tenth or more,Half or more',
    'School,A school that is not on this tablet,420,44000,2600,2000,600,480,60,left out',
  ])
  expect(lines.slice(-14)).toEqual([
    'Week of,2026-11-16,,16000,1200,,,,,',
    'Week of,2026-11-23,,left out,left out,,,,,',
    'Half-day,Monday morning,,17000,1700,,,,,',
    'Half-day,Monday afternoon,,17000,850,,,,,',
    'Half-day,Friday afternoon,,left out,left out,,,,,',
    'Band,On track,1032,,,,,,,',
    'Band,At risk,280,,,,,,,',
    'Band,Persistently absent,269,,,,,,,',
    'Band,Severely absent,41,,,,,,,',
    'First week of,2026-11-16,1610,,,,,,,',
    'Absent in the first week of,2026-11-16,400,,,,,,150,',
    'Code,I: Ill,,,6200,,,,,',
    expect.stringMatching(/^Code,"?O: .*,,,3100,,,,,$/),
    'Code,Other codes,,,3200,,,,,',
  ])
  await person.click(screen.getByRole('button', { name: 'Back to the figures' }))
  expect(screen.getByRole('region', { name: 'By school' })).toBeInTheDocument()
})

test('of a year without registers it says that there is nothing, and keeps no figure of another year in sight', async () => {
  const office = officeStandIn()
  office.answers(asked('school'), { body: answer })
  office.answers(asked('school', 2025), {
    body: {
      year: 2025,
      all: { pupils: 0, persistent: 0, severe: 0, counts: sessions(0, 0, 0) },
      groups: [],
      codes: [],
      otherSessions: 0,
      weeks: [],
      weekdays: [],
      atRisk: null,
      spells: null,
      firstWeek: null,
    },
  })
  const { person } = await onATablet('/insights/schools', [received(manager)], { as: manager })
  await screen.findByText(/^1,622 pupils missed/)
  await person.selectOptions(screen.getByLabelText('School year'), '2025/26')
  expect(await screen.findByText('Nothing to count')).toBeInTheDocument()
  expect(screen.queryByText(/1,622 pupils/)).not.toBeInTheDocument()
})

test('with no signal it says that it needs the office', async () => {
  officeStandIn()
  await onATablet('/insights/schools', [received(manager)], { as: manager })
  expect(await screen.findByText(/The office cannot be reached/)).toBeInTheDocument()
})

test('an officer sees none of it, and the office is not asked', async () => {
  const office = officeStandIn()
  await onATablet('/insights/schools', [received(officer)], { as: officer })
  expect(await screen.findByText('The service manager of a council sees this.')).toBeInTheDocument()
  expect(office.asked).toEqual([])
})
