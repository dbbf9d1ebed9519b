import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { officeStandIn } from '../access/office-stand-in.ts'
import { aColleague, idOf } from './invented-family.ts'
import { onATablet } from './on-a-tablet.tsx'

const administrator = aColleague({ name: 'Imran Shah', role: 'administrator' })

const settings = (more: Record<string, unknown>) => ({
  office: {
    mail: 'ready',
    notifications: false,
    demo: false,
    backup: { by: 'doorstep', lastAt: '2026-11-22T20:00:00.000Z' },
    ...more,
  },
})
const tablets = { body: { devices: [], managed: [] } }

describe('what this office can do, for whoever looks after its people', () => {
  test('without a mail server an alarm reaches open tablets alone: said first, with what is not set', async () => {
    const office = officeStandIn()
    office.answers('GET /api/devices', tablets)
    office.answers('GET /api/office', {
      body: settings({ mail: 'not-set-up', backup: { by: 'doorstep', lastAt: null } }),
    })
    await onATablet('/admin/devices', [], { as: administrator })
    expect(await screen.findByText('With Doorstep closed, nobody hears of an alarm')).toBeVisible()
    expect(screen.getByText(/names a mail server \(SMTP_URL\)/)).toBeVisible()
    expect(screen.getByText('None yet')).toBeVisible()
  })

  test('mail that does not get through is told apart from none', async () => {
    const office = officeStandIn()
    office.answers('GET /api/devices', tablets)
    office.answers('GET /api/office', { body: settings({ mail: 'failing' }) })
    await onATablet('/admin/devices', [], { as: administrator })
    expect(await screen.findByText('Not getting through')).toBeVisible()
    expect(screen.getByText(/the office’s e-mail is not getting through/)).toBeVisible()
  })

  test('with everything set there is no warning; a backup older than a week is said to be', async () => {
    const office = officeStandIn()
    office.answers('GET /api/devices', tablets)
    office.answers('GET /api/office', {
      body: settings({ backup: { by: 'doorstep', lastAt: '2026-11-10T20:00:00.000Z' } }),
    })
    await onATablet('/admin/devices', [], { as: administrator })
    expect(await screen.findByText('Sends')).toBeVisible()
    expect(screen.getByText('More than a week old')).toBeVisible()
    expect(screen.queryByText('With Doorstep closed, nobody hears of an alarm')).not.toBeInTheDocument()
  })

  test('a colleague whom nobody asked to look after others is told nothing, and nothing is asked', async () => {
    const office = officeStandIn()
    office.answers('GET /api/devices', tablets)
    await onATablet('/admin/devices', [])
    expect(await screen.findByText('Your own')).toBeVisible()
    expect(office.asked.map(({ path }) => path)).not.toContain('/api/office')
  })
})

/** Two weeks before this morning, to the second, and the second before that. */
const twoWeeksAgo = '2026-11-09T10:21:00.000Z'
const longer = '2026-11-09T10:20:59.000Z'

const aTablet = (over: Record<string, unknown>) => ({
  id: idOf(700),
  name: 'Tablet 7',
  personName: 'Kamran Hussain',
  addedAt: '2026-09-01T08:00:00.000Z',
  lastSeenAt: '2026-11-23T08:00:00.000Z',
  revokedAt: null,
  leftAt: null,
  shared: false,
  filesHeld: 40,
  unsent: 0,
  ...over,
})

test('refused work and failed exchanges of a tablet are told with counts and times, beside what has not arrived', async () => {
  const office = officeStandIn()
  const wrong = { unsent: 1, refused: 2, refusedAt: '2026-11-20T09:15:00.000Z', failed: 1, failedAt: longer }
  office.answers('GET /api/devices', { body: { devices: [], managed: [aTablet(wrong)] } })
  await onATablet('/admin/devices', [], { as: administrator })
  expect(
    await screen.findByText(/^The office did not take 2 entries, the last .*9:15\. Its owner has the words$/),
  ).toBeVisible()
  expect(screen.getByText('1 entry made on it has not arrived')).toBeVisible()
  // Longer ago than two weeks: it is no trouble any more.
  expect(screen.queryByText(/exchange failed/)).toBeNull()
})

const quiet = 'Not heard of for more than two weeks'
const troubles: [string, Record<string, unknown>, string | null][] = [
  ['was seen this morning with nothing unsent', {}, null],
  ['never said how much is unsent', { unsent: null }, null],
  ['has one entry that has not arrived', { unsent: 1 }, '1 entry made on it has not arrived'],
  ['has several', { unsent: 3 }, '3 entries made on it have not arrived'],
  ['was seen exactly two weeks ago', { lastSeenAt: twoWeeksAgo }, null],
  ['has not been heard of for longer', { lastSeenAt: longer }, quiet],
  ['was set up longer ago and never seen', { lastSeenAt: null }, quiet],
  ['is quiet and holds work', { lastSeenAt: longer, unsent: 2 }, '2 entries made on it have not arrived'],
  // Taken away: that it is quiet is what was wanted. Its work still has not come.
  ['was taken away and is quiet', { lastSeenAt: longer, revokedAt: longer }, null],
  ['was taken away with work on it', { revokedAt: longer, unsent: 1 }, '1 entry made on it has not arrived'],
  ['was signed out for good', { lastSeenAt: longer, leftAt: longer, unsent: 1 }, null],
]

test.each(troubles)(
  'the administrator reads of a tablet that %s what is wrong with it',
  async (_what, over, trouble) => {
    const office = officeStandIn()
    office.answers('GET /api/devices', { body: { devices: [], managed: [aTablet(over)] } })
    await onATablet('/admin/devices', [], { as: administrator })
    expect(await screen.findByText('Kamran Hussain')).toBeVisible()
    const said = screen.queryAllByText(/has not arrived|have not arrived|Not heard of/).map((line) => line.textContent)
    expect(said).toEqual(trouble === null ? [] : [trouble])
  },
)

test('[SPEC D1] what a tablet announced and never sent is told in one line, as a count', async () => {
  const office = officeStandIn()
  const managed = [
    aTablet({ neverArrived: 3 }),
    aTablet({ id: idOf(701), name: 'Tablet 8', neverArrived: 1 }),
    // An office of before says nothing of it.
    aTablet({ id: idOf(702), name: 'Tablet 9' }),
  ]
  office.answers('GET /api/devices', { body: { devices: [], managed } })
  await onATablet('/admin/devices', [], { as: administrator })
  expect(await screen.findByText('3 entries that this tablet announced never arrived')).toBeVisible()
  expect(screen.getByText('1 entry that this tablet announced never arrived')).toBeVisible()
  expect(screen.getAllByText(/never arrived/)).toHaveLength(2)
})
