import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Clash } from '#domain/records/clash.ts'
import {
  aCase,
  aColleague,
  aParent,
  aPupil,
  ayesha,
  ayeshasCase,
  hussain,
  idOf,
  okoro,
  received,
} from '../invented-family.ts'
import { onATablet } from '../on-a-tablet.tsx'

const clashId = idOf(500)
const page = `/caseload/${ayesha}/clashes/${clashId}`

const aClash = (over: Partial<Clash> = {}): Clash => ({
  kind: 'clash',
  id: clashId,
  pupilId: ayesha,
  recordKind: 'absence-case',
  recordId: ayeshasCase,
  field: 'reasons.family',
  was: '""',
  stands: '"Stomach pains."',
  other: '"Frightened of PE."',
  otherBy: okoro,
  recordedAt: '2026-11-20T10:00:00.000Z',
  standsBy: { by: hussain, recordedAt: '2026-11-20T09:30:00.000Z' },
  settled: null,
  ...over,
})
const family = [
  received(aPupil()),
  received(aCase({ reasons: { child: '', family: 'Stomach pains.', school: '' } })),
  received(aParent()),
  received(aColleague({ id: hussain, name: 'Kamran Hussain', role: 'head-of-year' })),
]

describe('two people changed the same thing', () => {
  test('the case says so, and both versions are shown whole in plain words', async () => {
    const tablet = await onATablet(`/caseload/${ayesha}`, [...family, received(aClash())])
    await tablet.person.click(await screen.findByRole('link', { name: /^Choose: / }))
    expect(
      await screen.findByRole('heading', { name: 'Two versions of why the child is away, as the family sees it' }),
    ).toBeVisible()
    expect(screen.getByRole('heading', { name: 'Kamran Hussain wrote' })).toBeVisible()
    expect(screen.getByText('Stomach pains.')).toBeVisible()
    expect(screen.getByRole('heading', { name: 'You wrote' })).toBeVisible()
    expect(screen.getByText('Frightened of PE.')).toBeVisible()
  })

  test('what somebody who has left would take away from a safe-contact rule: said so, and nothing is made of it by itself', async () => {
    const clash = aClash({
      recordKind: 'parent',
      field: 'safeContactRule',
      stands: '"Text first."',
      other: '"Ring at any time."',
      otherBy: hussain,
      afterLeaving: true,
    })
    const tablet = await onATablet(`/caseload/${ayesha}`, [...family, received(clash)])
    expect(await screen.findByText(/^Somebody who has left changed the safe-contact rule\./)).toBeVisible()
    await tablet.person.click(await screen.findByRole('link', { name: /^Choose: / }))
    expect(await screen.findByText(/^What Kamran Hussain wrote came after they had left/)).toBeVisible()
    expect(screen.queryByText(/without seeing each other/)).not.toBeInTheDocument()
    expect(screen.getByText('Ring at any time.')).toBeVisible()
  })

  test('of two texts both can be kept, one under the other', async () => {
    const tablet = await onATablet(page, [...family, received(aClash())])
    await tablet.person.click(await screen.findByRole('button', { name: 'Keep both, one under the other' }))
    await screen.findByText('Settled. Both versions stay in the timeline.')
    const row = await tablet.db.records.get([ayesha, ayeshasCase])
    expect(row?.body).toMatchObject({
      reasons: {
        family: 'Kamran Hussain, 20 Nov 09:30:\nStomach pains.\n\nSam Okoro, 20 Nov 10:00:\nFrightened of PE.',
      },
    })
  })

  test('mine, theirs: a date is said as a date, and cannot be kept twice', async () => {
    const dates = aClash({
      field: 'reviewOn',
      was: 'null',
      stands: '"2026-12-01"',
      other: '"2026-11-30"',
      otherBy: hussain,
      standsBy: { by: okoro, recordedAt: '2026-11-20T09:30:00.000Z' },
    })
    const tablet = await onATablet(page, [...family, received(dates)])
    expect(await screen.findByText('Tue 1 Dec')).toBeVisible()
    expect(screen.getByRole('heading', { name: 'Kamran Hussain wrote' })).toBeVisible()
    expect(screen.queryByRole('button', { name: /both/ })).not.toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Keep mine' })).toBeVisible()
    await tablet.person.click(screen.getByRole('button', { name: 'Keep Kamran Hussain’s' }))
    await screen.findByText('Settled. Both versions stay in the timeline.')
    const row = await tablet.db.records.get([ayesha, ayeshasCase])
    expect(row?.body).toMatchObject({ reviewOn: '2026-11-30' })
  })

  test('a clash that is settled still shows both, and asks nothing', async () => {
    const { standsBy: _, ...older } = aClash()
    const settled: Clash = {
      ...older,
      settled: { keep: 'stands', by: hussain, recordedAt: '2026-11-21T10:00:00.000Z' },
    }
    await onATablet(page, [...family, received(settled)])
    expect(await screen.findByText(/What stood was kept by K. Hussain/)).toBeVisible()
    expect(screen.queryByRole('button', { name: /Keep/ })).not.toBeInTheDocument()
  })
})
