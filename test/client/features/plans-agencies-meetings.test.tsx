import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { RecordKind } from '#domain/records/record.ts'
import { aBarrier, aCase, aParent, aPupil, ayesha, ayeshasCase, idOf, okoro, received } from './invented-family.ts'
import { axeFaults } from '../ui/axe-faults.ts'
import { onATablet, type OnATablet } from './on-a-tablet.tsx'

/** *Save* pressed on the forms of the case, and the record that is then on the tablet. */
const family = [received(aPupil()), received(aCase()), received(aParent())]
const place = `/caseload/${ayesha}`
const recordsOf = async ({ db }: OnATablet, kind: RecordKind) =>
  (await db.records.where('[fileId+kind]').equals([ayesha, kind]).toArray()).map(({ body }) => body)
/** The form asks for these things, and for nothing else. */
const itAsks = async (words: string[]): Promise<void> => {
  await waitFor(() => {
    const summary = screen.getByRole('heading', { name: 'There is a problem' }).parentElement
    const links = within(summary ?? document.body).getAllByRole('link')
    expect(links.map((link) => link.textContent)).toEqual(words)
  })
}
const setDay = (label: string, value: string): boolean =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })

describe('a plan', () => {
  test('says what is missing; saved, it holds the aim, the barrier, who does what by when, and who agrees', async () => {
    const tablet = await onATablet(`${place}/plans/new`, [...family, received(aBarrier())])
    const save = await screen.findByRole('button', { name: 'Save' })
    await tablet.person.click(save)
    await itAsks(['Write what should change.'])
    expect(await tablet.db.outbox.count()).toBe(0)

    await tablet.say(screen.getByLabelText('What should change?'), 'She comes in on Mondays.')
    await tablet.person.click(screen.getByRole('checkbox', { name: 'Friends and bullying' }))
    await tablet.say(screen.getByLabelText('What will be done?'), 'A place to change alone')
    await tablet.person.click(save)
    await itAsks(['Say who does it.', 'Say by which day.'])
    await tablet.say(screen.getByLabelText('Who does it?'), 'Miss Adeyemi')
    setDay('By', '2026-11-30')
    const mothers = within(screen.getByText('Whose plan it is: Mum').closest('fieldset') ?? document.body)
    await tablet.person.click(mothers.getByRole('radio', { name: 'Yes' }))
    await tablet.person.click(save)
    await screen.findByText('Plan saved on this tablet.')

    expect(await recordsOf(tablet, 'plan')).toEqual([
      expect.objectContaining({
        caseId: ayeshasCase,
        type: 'support-plan',
        aim: 'She comes in on Mondays.',
        barrierIds: [idOf(70)],
        startsOn: '2026-11-23',
        // Six weeks on: first reviews are held four to six weeks on.
        reviewOn: '2027-01-04',
        endsOn: null,
        contract: null,
        actions: [
          expect.objectContaining({
            words: 'A place to change alone',
            owner: 'Miss Adeyemi',
            dueOn: '2026-11-30',
            settled: null,
          }),
        ],
        parties: [
          { name: 'Mum', side: 'family', agrees: 'yes', words: '' },
          { name: 'Ayesha', side: 'child', agrees: 'not-asked', words: '' },
        ],
        by: okoro,
      }),
    ])
  })

  test('a contract is not made without a parent; what each takes on, and what may follow, is kept', async () => {
    const tablet = await onATablet(`${place}/plans/new`, family)
    await tablet.person.click(await screen.findByRole('radio', { name: 'Attendance contract' }))
    await tablet.say(screen.getByLabelText('What should change?'), 'In on Mondays.')
    await tablet.say(screen.getByLabelText('What the parents take on'), 'Ring before nine.')
    await tablet.say(screen.getByLabelText('What Ayesha takes on'), 'Tell Miss Adeyemi.')
    const save = screen.getByRole('button', { name: 'Save' })
    await tablet.person.click(save)
    await itAsks(['Say whether a parent agreed. A contract is not made without them.'])
    expect(await axeFaults()).toEqual([])
    const mothers = within(screen.getByText('Whose plan it is: Mum').closest('fieldset') ?? document.body)
    await tablet.person.click(mothers.getByRole('radio', { name: 'No' }))
    await tablet.say(screen.getByLabelText('Why, in their own words'), 'It feels like a threat.')
    await tablet.person.click(save)
    await screen.findByText('Plan saved on this tablet.')
    const [plan] = await recordsOf(tablet, 'plan')
    expect(plan).toMatchObject({
      type: 'attendance-contract',
      contract: {
        parentAgrees: 'Ring before nine.',
        schoolAgrees: '',
        childAgrees: 'Tell Miss Adeyemi.',
        consequencesSaid: false,
      },
    })
    expect(plan?.['parties']).toContainEqual({
      name: 'Mum',
      side: 'family',
      agrees: 'no',
      words: 'It feels like a threat.',
    })
  })

  test('reviewed, it goes on until the day that was said', async () => {
    const tablet = await onATablet(`${place}/plans/${idOf(210)}/review`, [...family, received(aPlan)])
    const save = await screen.findByRole('button', { name: 'Save review' })
    await tablet.person.click(save)
    await itAsks(['Write how it went.', 'Choose whether it goes on.'])
    await tablet.say(screen.getByLabelText('How did it go?'), 'In for 14 of 20.')
    await tablet.person.click(screen.getByRole('radio', { name: 'Go on as it is' }))
    setDay('Looked at again on', '2026-12-14')
    await tablet.person.click(save)
    await screen.findByText('Review saved on this tablet.')
    const [plan] = await recordsOf(tablet, 'plan')
    expect(plan?.['reviews']).toEqual([
      expect.objectContaining({
        on: '2026-11-23',
        progress: 'In for 14 of 20.',
        decision: 'go-on',
        nextReviewOn: '2026-12-14',
        by: okoro,
      }),
    ])
  })

  test('one more action is written, and done at a press', async () => {
    const tablet = await onATablet(`${place}/plans/${idOf(210)}`, [...family, received(aPlan)])
    await tablet.person.click(await screen.findByRole('button', { name: 'Add an action' }))
    await tablet.say(await screen.findByLabelText('What will be done?'), 'Bus pass')
    await tablet.say(screen.getByLabelText('Who does it?'), 'Sam')
    setDay('By', '2026-11-27')
    await tablet.person.click(screen.getByRole('button', { name: 'Save the action' }))
    await screen.findByText('Action saved on this tablet.')
    await tablet.person.click(await screen.findByRole('button', { name: 'Done: Bus pass' }))
    await screen.findByText('Done.')
    const [plan] = await recordsOf(tablet, 'plan')
    expect(plan?.['actions']).toEqual([
      expect.objectContaining({
        words: 'Bus pass',
        owner: 'Sam',
        dueOn: '2026-11-27',
        settled: expect.objectContaining({ how: 'done', on: '2026-11-23', by: okoro }),
      }),
    ])
  })
})

describe('a service', () => {
  test('added with who to ring there and whether the family agreed, which must be said', async () => {
    const tablet = await onATablet(`${place}/agencies/new`, family)
    const save = await screen.findByRole('button', { name: 'Save' })
    await tablet.person.click(save)
    await itAsks(['Choose what kind of service it is.', 'Say whether the family agreed to sharing.'])
    await tablet.person.selectOptions(screen.getByLabelText('What kind of service?'), 'Early help')
    await tablet.say(screen.getByLabelText('Who works with the family?'), 'Jo Lim')
    await tablet.say(screen.getByLabelText('Their number'), '01632 960001')
    await tablet.person.click(screen.getByRole('radio', { name: 'The family agreed' }))
    await tablet.person.click(save)
    await screen.findByText('Service saved on this tablet.')
    expect(await recordsOf(tablet, 'agency')).toEqual([
      expect.objectContaining({
        type: 'early-help',
        name: '',
        person: 'Jo Lim',
        phone: '01632 960001',
        consent: 'agreed',
        since: null,
        endedOn: null,
        by: okoro,
      }),
    ])
  })

  test('changed: only what was touched is sent, so that a colleague’s change of another field stands', async () => {
    const tablet = await onATablet(`${place}/agencies/${idOf(220)}`, [...family, received(anAgency)])
    const save = await screen.findByRole('button', { name: 'Save' })
    await tablet.person.click(save)
    await itAsks(['Nothing has been changed yet.'])
    await tablet.person.clear(screen.getByLabelText('Their number'))
    await tablet.say(screen.getByLabelText('Their number'), '01632 960002')
    await tablet.person.click(save)
    await screen.findByText('Service saved on this tablet.')
    const [sent] = await tablet.db.outbox.toArray()
    expect(sent?.args).toEqual({
      pupilId: ayesha,
      agencyId: idOf(220),
      clashId: expect.any(String),
      phone: { from: '01632 960001', to: '01632 960002' },
    })
    expect(await recordsOf(tablet, 'agency')).toEqual([
      expect.objectContaining({ phone: '01632 960002', person: 'Jo Lim' }),
    ])
  })
})

describe('a meeting', () => {
  test('asks of each who was invited whether they came; each side’s words stay apart', async () => {
    const tablet = await onATablet(`${place}/meetings/new`, family)
    const save = await screen.findByRole('button', { name: 'Save meeting' })
    await tablet.person.click(save)
    await itAsks(['Say whether Mum came.', 'Say whether Ayesha came.'])
    expect(await axeFaults()).toEqual([])
    const mother = within(screen.getByText('Mum', { selector: 'legend' }).closest('fieldset') ?? document.body)
    await tablet.person.click(mother.getByRole('radio', { name: 'By phone or video' }))
    const child = within(screen.getByText('Ayesha', { selector: 'legend' }).closest('fieldset') ?? document.body)
    await tablet.person.click(child.getByRole('radio', { name: 'Did not come' }))
    await tablet.say(screen.getByLabelText('What the family said'), 'Mornings are hard.')
    await tablet.say(screen.getByLabelText('What was agreed'), 'Breakfast club from Monday.')
    await tablet.person.click(save)
    await screen.findByText('Meeting saved on this tablet.')
    expect(await recordsOf(tablet, 'meeting')).toEqual([
      expect.objectContaining({
        caseId: ayeshasCase,
        happenedOn: '2026-11-23',
        happenedAt: null,
        about: 'support',
        where: 'School',
        invited: [
          { name: 'Mum', side: 'family', came: 'by-phone' },
          { name: 'Ayesha', side: 'child', came: 'did-not-come' },
        ],
        said: { child: '', family: 'Mornings are hard.', school: '', council: '' },
        agreed: 'Breakfast club from Monday.',
        nextOn: null,
        by: okoro,
      }),
    ])
  })
})

const aPlan = {
  kind: 'plan' as const,
  id: idOf(210),
  pupilId: ayesha,
  caseId: ayeshasCase,
  type: 'support-plan' as const,
  known: '',
  aim: 'Mornings are easier.',
  target: '',
  barrierIds: [],
  startsOn: '2026-11-02',
  reviewOn: '2026-11-23',
  endsOn: null,
  parties: [],
  actions: [],
  contract: null,
  reviews: [],
  by: okoro,
  recordedAt: '2026-11-02T09:00:00.000Z',
}

const anAgency = {
  kind: 'agency' as const,
  id: idOf(220),
  pupilId: ayesha,
  type: 'early-help' as const,
  name: '',
  person: 'Jo Lim',
  phone: '01632 960001',
  role: '',
  since: null,
  consent: 'agreed' as const,
  endedOn: null,
  by: okoro,
  recordedAt: '2026-11-02T09:00:00.000Z',
}
