import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { PenaltyNotice } from '#domain/records/penalty-notice.ts'
import { aRegister } from '../../domain/register/a-register.ts'
import {
  aCase,
  aColleague,
  aParent,
  aPupil,
  ayesha,
  ayeshasCase,
  hollins,
  hussain,
  idOf,
  mum,
  okoro,
  received,
} from './invented-family.ts'
import { onATablet } from './on-a-tablet.tsx'

const page = `/caseload/${ayesha}/register`
const dad = idOf(41)
const aNotice = (over: Partial<PenaltyNotice> = {}): PenaltyNotice => ({
  kind: 'penalty-notice',
  id: idOf(420),
  pupilId: ayesha,
  caseId: ayeshasCase,
  parentId: mum,
  issuedOn: '2025-03-03',
  offence: 'first',
  reference: 'PN 0417',
  steps: [],
  by: okoro,
  byRole: 'attendance-lead',
  recordedAt: '2025-03-03T10:00:00.000Z',
  ...over,
})
const register = {
  ...aRegister('2026-11-02', 'OO OO GG NN U\\', 'OO /\\ /\\ /\\ /\\'),
  organisationId: hollins,
  pupilId: ayesha,
}
const family = [
  received(aPupil()),
  received(aCase()),
  received(aParent()),
  received(
    aParent({
      id: dad,
      title: 'Mr',
      forename: 'Imran',
      relationship: 'father',
      priority: 2,
      livesWithPupil: 'no',
      parentalResponsibility: 'unknown',
    }),
  ),
  received(
    aParent({
      id: idOf(42),
      title: 'Ms',
      forename: 'Jo',
      surname: 'Reed',
      relationship: 'social-worker',
      priority: 3,
      livesWithPupil: 'no',
      parentalResponsibility: 'no',
    }),
  ),
  received(register),
]
const cardOf = async (title: string): Promise<HTMLElement> => {
  const card = (await screen.findByRole('heading', { name: title })).closest('section')
  if (card === null) throw new Error(`There is no card ${title}.`)
  return card
}

describe('for each parent: the ten sessions and the two notices in three years (domain, section 3.1)', () => {
  test('each parent in law stands alone, a social worker is none of them, and sessions are the child’s for both', async () => {
    await onATablet(page, [...family, received(aNotice())])
    const card = await cardOf('For each parent')
    expect(within(card).getByText('Mum, Mrs Farida Rahman').nextSibling).toHaveTextContent(
      '11 sessions of G, N, O or U. One notice in three years: issued Mon 3 Mar 2025, drops out on Fri 3 Mar 2028. Another would be the second, and the last.',
    )
    expect(within(card).getByText('Dad, Mr Imran Rahman').nextSibling).toHaveTextContent(
      '11 sessions of G, N, O or U. No notice in three years that is written down here: another would be the first.',
    )
    expect(within(card).queryByText(/Reed/)).toBeNull()
    expect(within(card).getByText(/sessions of brothers and sisters are not added/)).toBeVisible()
  })

  test('after two it says until when there is no third, and to consider another way', async () => {
    const second = aNotice({ id: idOf(421), issuedOn: '2026-10-05', offence: 'second' })
    await onATablet(page, [...family, received(aNotice()), received(second)])
    const card = await cardOf('For each parent')
    expect(within(card).getByText('Mum, Mrs Farida Rahman').nextSibling).toHaveTextContent(
      'The framework allows no third before Fri 3 Mar 2028: consider another way, such as a supervision order or a prosecution.',
    )
  })

  test('a notice is written down, stands on the timeline, and counts until it is withdrawn', async () => {
    const tablet = await onATablet(page, family)
    await tablet.person.click(await screen.findByRole('link', { name: 'Write down a penalty notice' }))
    await tablet.person.click(await screen.findByRole('button', { name: 'Save' }))
    expect(await screen.findAllByText('Choose to whom it was issued.')).not.toHaveLength(0)
    expect(screen.queryByRole('radio', { name: /Social worker/ })).toBeNull()
    await tablet.person.click(screen.getByRole('radio', { name: 'Dad' }))
    expect(await screen.findByText(/another would be the first\.$/)).toBeVisible()
    await tablet.person.type(screen.getByLabelText('Day of issue'), '2026-11-12')
    await tablet.person.click(screen.getByRole('radio', { name: 'First' }))
    await tablet.say(screen.getByLabelText('The council’s number on it'), 'PN 0500')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('First penalty notice issued to Dad, Mr Imran Rahman')).toBeVisible()
    expect(await screen.findByText(/^By the council\. Number PN 0500\./)).toBeVisible()

    await tablet.person.click(await screen.findByRole('link', { name: 'See the register' }))
    await tablet.person.click(await screen.findByRole('link', { name: 'What became of it: the notice' }))
    expect(await screen.findByRole('heading', { name: 'What became of a penalty notice' })).toBeVisible()
    expect(
      await screen.findByText('First notice, issued Thu 12 Nov to Dad, Mr Imran Rahman. Number PN 0500.'),
    ).toBeVisible()
    await tablet.person.click(await screen.findByRole('radio', { name: 'The council withdrew it' }))
    await tablet.say(screen.getByLabelText('Anything to add'), 'A contract was agreed instead.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Penalty notice: the council withdrew it')).toBeVisible()
    await tablet.person.click(await screen.findByRole('link', { name: 'See the register' }))
    const card = await cardOf('For each parent')
    expect(within(card).getByText('Dad, Mr Imran Rahman').nextSibling).toHaveTextContent(/another would be the first/)
    expect(within(card).getByText(/^First notice, issued Thu 12 Nov to Dad/)).toHaveTextContent(
      'The council withdrew it.',
    )
  })

  test('a pastoral worker reads it and is not asked to write one', async () => {
    const as = aColleague({ id: hussain, name: 'Nadia Hussain', role: 'pastoral' })
    await onATablet(page, [...family, received(as), received(aNotice())], { as })
    const card = await cardOf('For each parent')
    expect(within(card).getByText(/^First notice, issued Mon 3 Mar 2025 to Mum/)).toBeVisible()
    expect(screen.queryByRole('link', { name: 'Write down a penalty notice' })).toBeNull()
    expect(screen.queryByRole('link', { name: /What became of it/ })).toBeNull()
  })
})
