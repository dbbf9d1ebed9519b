import './one-realm.ts'
import { cleanup, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openingsToTell } from '#client/store/openings.ts'
import { officeStandIn } from '../access/office-stand-in.ts'
import {
  aBrother,
  aCase,
  aColleague,
  aPlannedVisit,
  aPupil,
  aThread,
  ayesha,
  hollins,
  hussain,
  idOf,
  received,
  tariq,
} from './invented-family.ts'
import { onATablet, thisMorning } from './on-a-tablet.tsx'

const officer = aColleague({ id: hussain, name: 'Farah Hussain', role: 'education-welfare-officer' })
const line = (number: number, openedAt: string, receivedAt = openedAt, file = ayesha) => ({
  id: idOf(number),
  file,
  personId: hussain,
  openedAt,
  receivedAt,
})

const thread = aThread()
const plan = aPlannedVisit()

test('[H3] opening a child’s file is noted on the tablet, whichever of its screens it is', async () => {
  const tablet = await onATablet(`/caseload/${ayesha}/log-call`, [received(aPupil()), received(aCase())])
  await screen.findByRole('form')
  await waitFor(async () =>
    expect(await openingsToTell(tablet.db, 10)).toEqual([{ id: expect.any(String), file: ayesha, at: thisMorning() }]),
  )
})

test('[H3] so is reading what few may read, and what stands of a family at a planned visit', async () => {
  const told = [received(thread)]
  const reading = await onATablet(`/restricted/${thread.id}`, told)
  await screen.findByRole('heading', { level: 1, name: 'Ayesha Rahman' })
  await waitFor(async () => expect((await openingsToTell(reading.db, 10)).map(({ file }) => file)).toEqual([thread.id]))
  cleanup()
  const visiting = await onATablet(`/visits/${plan.id}`, [received(aPupil()), ...aBrother(), received(plan)])
  await screen.findByRole('link', { name: 'At the door' })
  await waitFor(async () =>
    expect((await openingsToTell(visiting.db, 10)).map(({ file }) => file)).toEqual([ayesha, tariq]),
  )
})

test('a line about what few may read says of whom it is, to whoever holds it', async () => {
  const office = officeStandIn()
  office.answers(`GET /api/access-log?organisation=${hollins}`, {
    body: { lines: [line(501, '2026-11-23T08:00:00.000Z', undefined, thread.id)], more: false },
  })
  await onATablet('/access-log', [received(officer), received(thread)])
  expect(await screen.findByText(/opened something restricted about Ayesha Rahman/)).toBeInTheDocument()
})

test('a file that is not here is not said to have been opened', async () => {
  const tablet = await onATablet(`/caseload/${ayesha}`, [])
  await screen.findByRole('heading', { name: 'This file is not on this tablet' })
  expect(await openingsToTell(tablet.db, 10)).toEqual([])
})

test('the attendance lead reads who opened which file and when, with names from their own tablet', async () => {
  const office = officeStandIn()
  const first = [
    line(501, '2026-11-23T08:00:00.000Z', '2026-11-23T09:30:00.000Z'),
    line(502, '2026-11-20T15:00:00.000Z', '2026-11-20T15:00:05.000Z', idOf(77)),
  ]
  office.answers(`GET /api/access-log?organisation=${hollins}`, { body: { lines: first, more: true } })
  const before = encodeURIComponent('2026-11-20T15:00:00.000Z')
  office.answers(`GET /api/access-log?organisation=${hollins}&before=${before}&last=${idOf(502)}`, {
    body: { lines: [line(503, '2026-11-19T15:00:00.000Z')], more: false },
  })
  const tablet = await onATablet('/access-log', [received(officer), received(aPupil())])
  const lines = await screen.findAllByRole('listitem')
  expect(lines[0]).toHaveTextContent(/F\. Hussain opened Ayesha Rahman.*told/)
  expect(lines[1]).toHaveTextContent(/F\. Hussain opened a file that is not on this tablet/)
  expect(lines[1]).not.toHaveTextContent('told')
  await tablet.person.click(screen.getByRole('button', { name: 'Show earlier ones' }))
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(3))
  expect(screen.queryByRole('button', { name: 'Show earlier ones' })).not.toBeInTheDocument()
})

test('with no signal it says that it needs the office', async () => {
  officeStandIn()
  await onATablet('/access-log', [received(aPupil())])
  expect(await screen.findByText(/The office cannot be reached/)).toBeInTheDocument()
})

test('an officer and an administrator see none of it, and the office is not asked', async () => {
  const office = officeStandIn()
  await onATablet('/access-log', [received(officer)], { as: officer })
  expect(await screen.findByText(/the safeguarding lead and the service manager see this/)).toBeInTheDocument()
  expect(office.asked).toEqual([])
})
