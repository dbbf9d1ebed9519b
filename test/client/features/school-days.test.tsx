import { cleanup, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { SchoolClosure } from '#domain/records/school-closure.ts'
import { openInMemory } from '../store/support.ts'
import { aCase, aColleague, aPromise, aPupil, ayesha, hollins, idOf, okoro, received } from './invented-family.ts'
import { onATablet } from './on-a-tablet.tsx'

const lastWeek: SchoolClosure = {
  kind: 'school-closure',
  id: idOf(400),
  organisationId: hollins,
  span: { from: '2026-11-16', to: '2026-11-20', part: 'day' },
  reason: 'holiday',
  title: 'Late half-term',
  by: okoro,
  recordedAt: '2026-09-01T09:00:00.000Z',
  removed: null,
}
const dueBefore = aPromise({ dueOn: '2026-11-13' })
const family = [received(aPupil()), received(aCase())]

describe('days on which the school is closed', () => {
  test('are entered by the lead, and from then on every screen counts without them', async () => {
    const db = await openInMemory()
    const before = await onATablet(`/caseload/${ayesha}`, [...family, received(dueBefore)], { db })
    expect(await screen.findAllByText(/late by 6 school days/)).not.toHaveLength(0)
    cleanup()

    const lead = await onATablet('/school-days', [], { db })
    expect(await screen.findByText('No holidays are entered')).toBeVisible()
    await lead.person.click(screen.getByRole('link', { name: 'Enter closed days' }))
    await lead.person.selectOptions(await screen.findByLabelText('Why?'), 'School holiday')
    await lead.say(screen.getByLabelText('What people call it'), 'Late half-term')
    await lead.person.type(screen.getByLabelText('First day'), '2026-11-16')
    await lead.person.type(screen.getByLabelText('Last day'), '2026-11-22')
    expect(screen.getByText('That takes 5 school days out of the count.')).toBeVisible()
    await lead.person.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Mon 16 Nov to Sun 22 Nov. School holiday')).toBeVisible()
    expect(before.db).toBe(lead.db)
    cleanup()

    await onATablet(`/caseload/${ayesha}`, [], { db })
    expect(await screen.findAllByText(/late by 1 school day(?!s)/)).not.toHaveLength(0)
    cleanup()
    await onATablet('/today', [], { db })
    expect(await screen.findByText(/late by 1 school day(?!s)/)).toBeVisible()
  })

  test('what cannot be is said beside the field: no reason, a last day before the first, no school day among them', async () => {
    const lead = await onATablet(`/school-days/${hollins}/new`, [])
    await lead.person.type(await screen.findByLabelText('First day'), '2026-11-21')
    await lead.person.type(screen.getByLabelText('Last day'), '2026-11-20')
    await lead.person.click(screen.getByRole('button', { name: 'Save' }))
    const wrong = await screen.findByRole('alert')
    expect(wrong).toHaveTextContent('Say why the school is closed.')
    expect(wrong).toHaveTextContent('The last day is before the first.')
    await lead.person.clear(screen.getByLabelText('Last day'))
    await lead.person.type(screen.getByLabelText('Last day'), '2026-11-22')
    await lead.person.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findAllByText(/No school day is among these/)).not.toHaveLength(0)
  })

  test('one entered by mistake is taken out, and counts for nothing; it can be put back', async () => {
    const lead = await onATablet('/school-days', [received(lastWeek)])
    await lead.person.click(await screen.findByRole('button', { name: /^Take out Late half-term/ }))
    expect(await screen.findByText('Taken out')).toBeVisible()
    expect(await lead.db.records.get([hollins, lastWeek.id])).toMatchObject({ body: { removed: { by: okoro } } })
    await lead.person.click(screen.getByRole('button', { name: /^Put back Late half-term/ }))
    expect(await screen.findByRole('button', { name: /^Take out Late half-term/ })).toBeVisible()
  })

  test('an officer reads them and whom to ask, and changes nothing', async () => {
    const officer = aColleague({ role: 'education-welfare-officer' })
    await onATablet('/school-days', [received(lastWeek)], { as: officer })
    expect(await screen.findByText('Late half-term')).toBeVisible()
    expect(screen.queryByRole('button', { name: /Take out/ })).not.toBeInTheDocument()
    expect(screen.queryByRole('link', { name: 'Enter closed days' })).not.toBeInTheDocument()
    cleanup()
    await onATablet(`/school-days/${hollins}/new`, [], { as: officer })
    expect(await screen.findByText('This is not yours to set')).toBeVisible()
  })
})
