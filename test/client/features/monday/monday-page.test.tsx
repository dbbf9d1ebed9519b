import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { aBarrier, aCase, aParent, aPupil, ayesha, ayeshasCase, idOf, okoro, received } from '../invented-family.ts'
import { AbsenceCase, stageWords } from '#domain/records/absence-case.ts'
import { registerYearId, type RegisterYear } from '#domain/records/register-year.ts'
import { aRegister, present } from '../../../domain/register/a-register.ts'
import { hold, onATablet } from '../on-a-tablet.tsx'

const quiet = { lastSeenOn: '2026-11-20', lastContactOn: '2026-11-20', reviewOn: '2026-12-14', failedVisits: 0 }
const records = [
  received(aPupil()),
  received(aCase({ ...quiet, ownerId: null, failedVisitsOn: ['2026-11-18'], failedVisits: 1 })),
  received(aParent()),
  received(aPupil({ id: idOf(12), forename: 'Callum', surname: 'Price', openCaseId: idOf(31), householdId: null })),
  received(aCase({ ...quiet, id: idOf(31), pupilId: idOf(12) })),
  received(aBarrier({ id: idOf(32), pupilId: idOf(12), caseId: idOf(31), raisedOn: '2026-10-12' })),
]

/** Ayesha's register from 26 October. */
const four = (...weeks: string[]): RegisterYear => ({
  ...aRegister('2026-10-26', ...weeks),
  pupilId: ayesha,
  id: registerYearId(ayesha, 2026),
})

describe('Monday’s sheet', () => {
  test('has everyone who needs thought once, by part, with why, who has it, and what it stands on', async () => {
    await onATablet('/monday', records)
    const worse = await screen.findByRole('region', { name: 'Worse' })
    expect(worse).toHaveTextContent('Ayesha Rahman')
    expect(worse).toHaveTextContent('A visit without an answer since last Monday')
    expect(worse).toHaveTextContent('Next: Try another time of day')
    expect(worse).toHaveTextContent('Nobody has it.')
    const stuck = screen.getByRole('region', { name: 'Stuck' })
    expect(stuck).toHaveTextContent('Callum Price')
    expect(stuck).toHaveTextContent('Next: ')
    expect(screen.queryByRole('region', { name: 'New' })).toBeNull()
    expect(screen.getByText(/from the register as far as its marks have come in/)).toBeVisible()
  })

  test('has a pupil whose sessions missed rose by the register alone, with the sessions; marks that come in show at once', async () => {
    const steady = [received(aPupil()), received(aCase({ ...quiet, ownerId: okoro })), received(aParent())]
    const away = 'OO OO /\\ /\\ /\\'
    const tablet = await onATablet('/monday', [...steady, received(four(present, present, present, present))])
    expect(await screen.findByText('Nobody is on the sheet')).toBeVisible()
    await hold(tablet.db, [received(four(present, present, away, present))])
    const worse = await screen.findByRole('region', { name: 'Worse' })
    expect(worse).toHaveTextContent(
      'Missed 4 of 20 sessions in the two school weeks from Mon 9 Nov, none of 20 in the two before',
    )
    expect(screen.queryByRole('region', { name: 'Better' })).toBeNull()
  })

  test('a formal step leads from the list to what the record shows, with the step chosen: what is missing is kept with the move', async () => {
    const tablet = await onATablet('/monday', records)
    await tablet.person.click(await screen.findByRole('button', { name: 'Decide about Ayesha Rahman' }))
    const here = within(screen.getByRole('region', { name: 'Worse' }))
    await tablet.say(await here.findByLabelText('Why it moves'), 'Nothing has helped.')
    await tablet.person.selectOptions(here.getByLabelText('Step of the ladder'), 'formalise-support')
    expect(here.queryByRole('button', { name: 'Move' })).toBeNull()
    expect(here.getByLabelText('Why it moves')).toHaveValue('Nothing has helped.')
    await tablet.person.click(here.getByRole('link', { name: 'See what the record shows' }))
    expect(await screen.findByRole('radio', { name: stageWords['formalise-support'] })).toBeChecked()
    expect(screen.getByRole('region', { name: 'What the record shows' })).toBeVisible()
    await tablet.say(screen.getByLabelText(/^Why/), 'The family asked for a contract.')
    await tablet.person.click(screen.getByRole('button', { name: 'Move' }))
    await screen.findByText('Stage saved on this tablet.')
    const absenceCase = (await tablet.db.records.get([ayesha, ayeshasCase]))?.body
    expect(absenceCase).toMatchObject({ stage: 'formalise-support' })
    expect(AbsenceCase.parse(absenceCase).stageMoves.at(-1)?.missing).toContain('child-heard')
  })

  test('decisions are taken in the list: a review date, a new owner, a step, a promise', async () => {
    const tablet = await onATablet('/monday', records)
    await tablet.person.click(await screen.findByRole('button', { name: 'Decide about Ayesha Rahman' }))
    const here = within(screen.getByRole('region', { name: 'Worse' }))
    await tablet.person.click(here.getByRole('button', { name: 'In 2 weeks' }))
    await screen.findByText('Review date saved on this tablet.')
    await tablet.person.selectOptions(here.getByLabelText('Who answers for it?'), okoro)
    await tablet.person.click(here.getByRole('button', { name: 'Hand on' }))
    await screen.findByText('Handed on, on this tablet.')
    await tablet.person.selectOptions(await here.findByLabelText('Step of the ladder'), 'facilitate-support')
    await tablet.say(here.getByLabelText('Why it moves'), 'A bus pass is needed.')
    await tablet.person.click(here.getByRole('button', { name: 'Move' }))
    await screen.findByText('Stage saved on this tablet.')
    await tablet.say(await here.findByLabelText(/Promise something/), 'Ask for a bus pass')
    await tablet.person.click(here.getByRole('button', { name: 'Promise' }))
    await screen.findByText('Promise saved on this tablet.')
    await waitFor(async () =>
      expect((await tablet.db.records.get([ayesha, ayeshasCase]))?.body).toMatchObject({
        reviewOn: '2026-12-07',
        ownerId: okoro,
        stage: 'facilitate-support',
      }),
    )
    expect(await tablet.db.outbox.count()).toBe(4)
    expect(tablet.path()).toBe('/monday')
  })
})
