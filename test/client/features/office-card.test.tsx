import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { officeStandIn } from '../access/office-stand-in.ts'
import { aColleague } from './invented-family.ts'
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
