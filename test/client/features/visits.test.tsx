import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { readPlans } from '#client/casework/read-visits.ts'
import type { Kept } from '#client/casework/kept-record.ts'
import { keepWithdrawnDrafts } from '#client/store/withdrawn-drafts.ts'
import { mutationNamed } from '#domain/mutations/index.ts'
import type { AccompaniedVisit } from '#domain/records/accompanied-visit.ts'
import { riskSeverityWords } from '#domain/records/risk-flag.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'
import {
  aBrother,
  aCase,
  aColleague,
  aRiskFlag,
  aParent,
  aPlannedVisit,
  aPupil,
  aVisit,
  ayesha,
  hollins,
  hussain,
  idOf,
  okoro,
  received,
  tariq,
} from './invented-family.ts'
import { hold, onATablet, type OnATablet } from './on-a-tablet.tsx'

const family = [received(aPupil()), received(aCase()), received(aParent()), ...aBrother()]
const colleague = received(aColleague({ id: hussain, name: 'Nadia Hussain', role: 'pastoral' }))
const plansOn = async ({ db }: OnATablet) =>
  (await readPlans(db, { personId: okoro, memberships: [aColleague()] })).map(({ record }) => record)

describe('planning a visit', () => {
  test('from a case: household, reason, day and time are kept in the planner’s own file', async () => {
    const tablet = await onATablet(`/caseload/${ayesha}/plan-visit`, [...family, colleague])
    await tablet.person.click(await screen.findByRole('checkbox', { name: 'Tariq' }))
    await tablet.person.selectOptions(screen.getByLabelText('Why the visit'), 'Agreed check-in')
    await tablet.person.click(screen.getByRole('button', { name: 'Plan the visit' }))
    await screen.findByText('Visit planned, saved on this tablet.')
    expect(await plansOn(tablet)).toContainEqual(
      expect.objectContaining({
        pupilIds: [ayesha, tariq],
        reason: 'check-in',
        on: '2026-11-23',
        at: null,
        withId: null,
      }),
    )
  })

  test('a warning that asks for two stands first; alone is possible, and says why', async () => {
    const tablet = await onATablet(`/caseload/${ayesha}/plan-visit`, [
      ...family,
      colleague,
      received(aRiskFlag({ severity: 'two-people', evidence: 'Uncle shouted at staff.' })),
    ])
    expect(await screen.findByText(/Uncle shouted at staff/)).toBeVisible()
    await tablet.person.click(screen.getByRole('button', { name: 'Plan the visit' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Choose who comes along, or write why you go alone.')
    await tablet.say(screen.getByLabelText('Why you go alone'), 'Nobody is free and she has not been seen.')
    await tablet.person.click(screen.getByRole('button', { name: 'Plan the visit' }))
    await screen.findByText('Visit planned, saved on this tablet.')
    expect((await plansOn(tablet)).find(({ pupilIds }) => pupilIds[0] === ayesha)).toMatchObject({
      aloneBecause: 'Nobody is free and she has not been seen.',
      flagsRead: [{ pupilId: ayesha }],
    })
  })
})

const planWith = async (over: Partial<StaffMember>) => {
  const tablet = await onATablet(`/caseload/${ayesha}/plan-visit`, [
    ...family,
    received(aColleague({ id: hussain, name: 'Nadia Hussain', role: 'head-of-year', ...over })),
  ])
  await screen.findByRole('option', { name: /Nadia Hussain/ })
  await tablet.person.selectOptions(screen.getByLabelText('Who comes along?'), hussain)
  return screen.findByText(/Nadia Hussain(’s tablet| may not open)/)
}

describe('a colleague who comes along', () => {
  test('sees the visit with the household, where the child is one of theirs: the planner is told so', async () => {
    expect(await planWith({ yearGroups: [9] })).toHaveTextContent(
      'The visit shows on Nadia Hussain’s tablet once the office has it, with the household and its warnings.',
    )
  })

  test('reads nothing more by being named: the planner is told what does not show', async () => {
    expect(await planWith({ yearGroups: [7] })).toHaveTextContent(
      'only that you go, and when: tell them yourself where',
    )
  })
})

const along = (over: Partial<AccompaniedVisit> = {}): AccompaniedVisit => ({
  kind: 'accompanied-visit',
  id: idOf(310),
  organisationId: hollins,
  personId: okoro,
  plannedBy: hussain,
  pupilIds: [ayesha, tariq],
  isWhole: true,
  on: '2026-11-23',
  at: '11:00',
  reason: 'engagement',
  recordedAt: '2026-11-20T15:00:00.000Z',
  ended: null,
  ...over,
})
const warning = aRiskFlag({ severity: 'two-people', evidence: 'Uncle shouted at staff.' })

describe('a visit that a colleague planned and asked me to come along to', () => {
  test('stands among my visits of the day, with who asked, where it is and its warning', async () => {
    const tablet = await onATablet('/visits', [...family, colleague, received(warning), received(along())])
    const row = await screen.findByRole('link', { name: /Rahman: Ayesha, Tariq/ })
    expect(row).toHaveTextContent('N. Hussain asked you to come along: to build a relationship')
    expect(row).toHaveTextContent('14 Alder Court')
    expect(row).toHaveTextContent(riskSeverityWords['two-people'])
    await tablet.person.click(row)
    expect(await screen.findByText('Uncle shouted at staff.')).toBeVisible()
    expect(screen.getByText(/You come along with N\. Hussain\./)).toBeVisible()
    expect(
      screen.getByText(/Nothing is lodged yet, as far as this tablet knows\. Ask N\. Hussain to do it/),
    ).toBeVisible()
    expect(screen.getByRole('link', { name: 'Open the file' })).toHaveAttribute('href', `/caseload/${ayesha}`)
    // Whose plan it is moves it and calls it off.
    expect(screen.queryByRole('button', { name: 'Move the visit' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Call off the visit' })).toBeNull()
  })

  test('is written down at the door by whoever comes along too, with the household as it was planned', async () => {
    const tablet = await onATablet(`/visits/${idOf(310)}`, [...family, colleague, received(along())])
    await tablet.person.click(await screen.findByRole('link', { name: 'At the door' }))
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
    await screen.findByText('Visit saved on this tablet.')
    const visits = await tablet.db.records.where('kind').equals('home-visit').toArray()
    expect(visits.map(({ fileId }) => fileId).toSorted()).toEqual([ayesha, tariq])
    expect(visits[0]?.body).toMatchObject({ reason: 'engagement', withStaff: [hussain] })
    // The plan is the colleague's, who says so themself.
    expect((await tablet.db.outbox.toArray()).map(({ args }) => args)).toEqual([
      expect.not.objectContaining({ plan: expect.anything() }),
    ])
  })

  test('leads a service manager, who writes no visits down, to the file alone', async () => {
    await onATablet(`/visits/${idOf(310)}`, [...family, colleague, received(along())], {
      as: aColleague({ role: 'service-manager' }),
    })
    expect(await screen.findByRole('link', { name: 'Open the file' })).toBeVisible()
    expect(screen.queryByRole('link', { name: 'At the door' })).toBeNull()
  })

  test('of a family that I may not know it says who asked and when, and not why, even while a reason is here', async () => {
    await onATablet(`/visits/${idOf(310)}`, [colleague, received(along({ isWhole: false }))])
    await screen.findByRole('heading', { level: 1, name: 'A family whose file is not on this tablet' })
    expect(screen.getByText(/You come along with N\. Hussain\./)).toBeVisible()
    expect(screen.getByText(/Ask N\. Hussain where you go/)).toBeVisible()
    expect(document.body).not.toHaveTextContent(/relationship|Ayesha|Alder Court|Open the file/)
  })

  test('says that there is another child where one of them may not be read', async () => {
    await onATablet(`/visits/${idOf(310)}`, [
      ...family,
      colleague,
      received(along({ pupilIds: [ayesha], isWhole: false })),
    ])
    expect(await screen.findByText(/about another child too, whose file is not on this tablet/)).toBeVisible()
    expect(document.body).not.toHaveTextContent('Tariq')
  })

  test('is called off: that shows, without the words why, and nobody is rung from there any more', async () => {
    const ended = { how: 'called-off' as const, on: '2026-11-23', recordedAt: '2026-11-23T08:00:00.000Z' }
    await onATablet(`/visits/${idOf(310)}`, [...family, colleague, received(along({ ended }))])
    expect(await screen.findByText(/^Called off on/)).toBeVisible()
    expect(screen.queryByRole('link', { name: /^Ring/ })).toBeNull()
  })
})

const untimed = (n: number, name: string) => [
  received(aPupil({ id: idOf(330 + n), forename: name, openCaseId: null, householdId: null })),
  received(aPlannedVisit({ id: idOf(340 + n), pupilIds: [idOf(330 + n)], at: null, order: n })),
]

describe('my visits', () => {
  test('what was planned and not made is late, never gone; then today, then what is coming', async () => {
    await onATablet('/visits', [
      ...family,
      colleague,
      received(aPlannedVisit()),
      received(aPlannedVisit({ id: idOf(301), on: '2026-11-19', at: null })),
      received(aPlannedVisit({ id: idOf(302), on: '2026-11-25', pupilIds: [ayesha] })),
    ])
    await screen.findByRole('heading', { name: 'Late' })
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      'Late',
      'Today',
      'Coming',
    ])
    expect(screen.getByText('late by 2 school days')).toBeVisible()
    expect(screen.getAllByText(/14 Alder Court/)).toHaveLength(3)
    expect(screen.getAllByText(/with N\. Hussain/)).toHaveLength(3)
  })

  test('those of today without a time are put in order by buttons; the place is said, kept, and the focus stays', async () => {
    const tablet = await onATablet('/visits', [
      ...family,
      colleague,
      received(aPlannedVisit()),
      ...untimed(0, 'Anna'),
      ...untimed(1, 'Bela'),
      ...untimed(2, 'Cora'),
    ])
    const later = await screen.findByRole('button', { name: 'Later: Anna Rahman' })
    expect(screen.getByRole('button', { name: 'Earlier: Anna Rahman' })).toBeDisabled()
    expect(screen.queryByRole('button', { name: /(Earlier|Later): .*Tariq/ }), 'a visit with a time').toBeNull()
    await tablet.person.click(later)
    await screen.findByText('Anna Rahman: now 2 of 3, saved on this tablet.')
    await waitFor(() => expect(screen.getByRole('button', { name: 'Earlier: Bela Rahman' })).toBeDisabled())
    await waitFor(() => expect(screen.getByRole('button', { name: 'Later: Anna Rahman' })).toHaveFocus())
    await tablet.person.keyboard('{Enter}')
    await screen.findByText('Anna Rahman: now 3 of 3, saved on this tablet.')
    // It is the last now and cannot go later: the focus goes to the way that is left.
    await waitFor(() => expect(screen.getByRole('button', { name: 'Earlier: Anna Rahman' })).toHaveFocus())
    expect((await plansOn(tablet)).filter(({ at }) => at === null).map(({ id }) => id)).toEqual([
      idOf(341),
      idOf(342),
      idOf(340),
    ])
    expect(
      (await plansOn(tablet)).every(({ moves }) => moves.length === 0),
      'no news to anybody',
    ).toBe(true)
  })

  test('a visit planned without a time stands after those that have none either', async () => {
    const tablet = await onATablet(`/caseload/${ayesha}/plan-visit`, [
      ...family,
      received(aPlannedVisit({ id: idOf(350), at: null, order: 4, pupilIds: [tariq] })),
    ])
    await tablet.person.click(await screen.findByRole('button', { name: 'Plan the visit' }))
    await screen.findByText('Visit planned, saved on this tablet.')
    expect((await plansOn(tablet)).map(({ order }) => order)).toEqual([4, 5])
  })

  test('a rule for safe contact is read before a number shows; the map gets the address when pressed', async () => {
    const tablet = await onATablet(`/visits/${idOf(300)}`, [
      received(aPupil()),
      received(aCase()),
      received(aParent({ safeContactRule: 'Text first.' })),
      received(aPlannedVisit()),
    ])
    expect(await screen.findByText('Text first.')).toBeVisible()
    expect(screen.queryByText('07700 900123')).toBeNull()
    await tablet.person.click(screen.getByRole('button', { name: 'I have read it, show Mum’s numbers' }))
    expect(screen.getByRole('link', { name: /Ring Mum/ })).toHaveAttribute('href', 'tel:07700900123')
    expect(screen.getByRole('link', { name: 'Map' })).toHaveAttribute(
      'href',
      expect.stringMatching(/^(geo|maps):.*Alder/),
    )
  })

  const two = aRiskFlag({ id: idOf(90), severity: 'two-people', evidence: 'Uncle shouted at staff.' })
  const wasRead = { pupilId: ayesha, flagId: idOf(90) }
  const warned: [string, Kept[], boolean][] = [
    ['was not there when the visit was planned', [received(two), received(aPlannedVisit())], true],
    ['was read when the visit was planned', [received(two), received(aPlannedVisit({ flagsRead: [wasRead] }))], false],
    [
      'came beside one that was read',
      [received(two), received(aRiskFlag({ id: idOf(91) })), received(aPlannedVisit({ flagsRead: [wasRead] }))],
      true,
    ],
    ['has ended since', [received({ ...two, endedOn: '2026-11-22' }), received(aPlannedVisit())], false],
    ['asks nobody to come along', [received({ ...two, severity: 'information' }), received(aPlannedVisit())], false],
    ['is about a brother at the same door', [received({ ...two, pupilId: tariq }), received(aPlannedVisit())], true],
  ]
  test.each(warned)('a warning that %s', async (_what, records, isNew) => {
    await onATablet(`/visits/${idOf(300)}`, [...family, colleague, ...records])
    await screen.findByRole('heading', { name: 'Move it' })
    const said = 'A warning was raised after this visit was planned. Read it before you go.'
    expect(screen.queryAllByText(said)).toHaveLength(isNew ? 1 : 0)
  })

  test('moved and called off, each with why', async () => {
    const tablet = await onATablet(`/visits/${idOf(300)}`, [...family, received(aPlannedVisit())])
    const off = within(
      (await screen.findByRole('heading', { name: 'Call it off' })).closest('section') ?? document.body,
    )
    await tablet.person.click(off.getByRole('button', { name: 'Call off the visit' }))
    expect(await off.findByRole('link', { name: 'Write why: somebody will ask.' })).toBeVisible()
    await tablet.say(off.getByLabelText('Why it will not be made'), 'She is back at school.')
    await tablet.person.click(off.getByRole('button', { name: 'Call off the visit' }))
    await screen.findByText('Visit called off, saved on this tablet.')
    expect(await plansOn(tablet)).toMatchObject([{ ended: { how: 'called-off', why: 'She is back at school.' } }])
  })

  test('a reason half written is still there after leaving the visit', async () => {
    const tablet = await onATablet(`/visits/${idOf(300)}`, [...family, received(aPlannedVisit())])
    await tablet.say(await screen.findByLabelText('Why it will not be made'), 'Mum rang: she is')
    await tablet.person.click(screen.getByRole('link', { name: /visits/i }))
    await tablet.person.click(await screen.findByRole('link', { name: /Ayesha/ }))
    expect(await screen.findByLabelText('Why it will not be made')).toHaveValue('Mum rang: she is')
  })

  test('[SPEC W2] a visit to a child whose file was withdrawn is called off as any other: the reason stays in its form, and nothing needs anybody', async () => {
    const here = `/visits/${idOf(300)}`
    const { db, ...tablet } = await onATablet(here, [received(aPlannedVisit())])
    await tablet.say(await screen.findByLabelText('Why it will not be made'), 'They moved away.')
    await waitFor(async () => expect(await db.drafts.count()).toBe(1))
    cleanup()
    const { actor: by, clock } = tablet.session
    await db.transaction('rw', [db.drafts, db.rejected, db.cursors, db.outbox, db.meta], () =>
      keepWithdrawnDrafts(db, { by, find: mutationNamed, now: clock() }),
    )
    expect(await db.rejected.count()).toBe(0)
    const again = await onATablet(here, [], { db })
    expect(await screen.findByLabelText('Why it will not be made')).toHaveValue('They moved away.')
    await again.person.click(screen.getByRole('button', { name: 'Call off the visit' }))
    await screen.findByText('Visit called off, saved on this tablet.')
    expect(await db.drafts.count()).toBe(0)
  })

  test('the words stay in the form when the child’s file comes while they are written', async () => {
    const { db, ...tablet } = await onATablet(`/visits/${idOf(300)}`, [received(aPlannedVisit())])
    await tablet.say(await screen.findByLabelText('Why it will not be made'), 'They moved away.')
    await waitFor(async () => expect(await db.drafts.count()).toBe(1))
    await hold(db, family)
    expect((await screen.findAllByRole('heading', { name: /Rahman/ })).length).toBeGreaterThan(0)
    expect(screen.getByLabelText('Why it will not be made')).toHaveValue('They moved away.')
    await tablet.person.click(screen.getByRole('button', { name: 'Call off the visit' }))
    await screen.findByText('Visit called off, saved on this tablet.')
    expect(await db.drafts.count()).toBe(0)
  })

  test('at the door the form knows the plan, and one Save logs the visit and ends the plan', async () => {
    const tablet = await onATablet(`/caseload/${ayesha}/log-home-visit`, [
      ...family,
      colleague,
      received(aPlannedVisit()),
    ])
    await tablet.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save visit' }))
    await screen.findByText('Visit saved on this tablet.')
    expect(await plansOn(tablet)).toMatchObject([{ ended: { how: 'made', on: '2026-11-23' } }])
    const visits = await tablet.db.records.where('kind').equals('home-visit').toArray()
    expect(visits.map(({ fileId }) => fileId).toSorted()).toEqual([ayesha, tariq])
    expect(visits[0]?.body).toMatchObject({ reason: 'engagement', withStaff: [hussain] })
  })

  test('that a colleague has logged is not called unmade: the planner is asked whether it was this one, and one tap ends the plan', async () => {
    const logged = aVisit({
      by: hussain,
      byRole: 'pastoral',
      happenedOn: '2026-11-20',
      recordedAt: '2026-11-20T16:00:00.000Z',
    })
    const late = aPlannedVisit({ on: '2026-11-20' })
    const another = aPlannedVisit({ id: idOf(301), on: '2026-11-20', reason: 'check-in' })
    const tablet = await onATablet('/today', [
      ...family,
      colleague,
      received(late),
      received(another),
      received(logged),
    ])
    const asks = /planned for Fri 20 Nov\. N\. Hussain logged a visit there on Fri 20 Nov: was it this one\?/
    expect(await screen.findAllByText(asks)).toHaveLength(2)
    expect(screen.queryByText(/planned and not made/)).toBeNull()
    const [first = document.body] = screen.getAllByRole('link', { name: 'Open the visit: Visit: Ayesha Rahman' })
    await tablet.person.click(first)
    expect(await screen.findByText('N. Hussain logged a visit here on Fri 20 Nov')).toBeVisible()
    await tablet.person.click(screen.getByRole('button', { name: 'It was this visit' }))
    expect(await screen.findByText('Visit made, saved on this tablet.')).toBeVisible()
    const ended = { how: 'made', on: '2026-11-20', actId: logged.actId }
    expect(await plansOn(tablet)).toMatchObject([{ ended }, { ended: null }])
    await waitFor(() => expect(screen.queryByRole('button', { name: 'It was this visit' })).toBeNull())
    expect(screen.getByText(/^Made on Fri 20 Nov/)).toBeVisible()
    // One visit makes one plan: the other is late again.
    await tablet.person.click(screen.getByRole('link', { name: 'My visits' }))
    const others = await screen.findByRole('link', { name: /Agreed check-in/ })
    expect(others).toHaveTextContent('late by 1 school day')
    expect(others).not.toHaveTextContent('was it this one?')
  })

  test('that a colleague has logged is asked about in the list of visits, and is neither late there nor among those to be put in order', async () => {
    const logged = aVisit({ by: hussain, byRole: 'pastoral', happenedOn: '2026-11-20', pupilId: ayesha })
    await onATablet('/visits', [
      ...family,
      colleague,
      received(aPlannedVisit({ on: '2026-11-20', recordedAt: '2026-11-19T15:00:00.000Z', pupilIds: [ayesha] })),
      received({ ...logged, recordedAt: '2026-11-20T16:00:00.000Z' }),
      received(aPlannedVisit({ id: idOf(301), on: '2026-11-20', pupilIds: [tariq] })),
    ])
    await screen.findByRole('heading', { name: 'Late' })
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      'Made by a colleague?',
      'Late',
    ])
    const [asked, late] = screen.getAllByRole('listitem')
    expect(asked).toHaveTextContent(
      'Planned for Fri 20 Nov. N. Hussain logged a visit there on Fri 20 Nov: was it this one?',
    )
    expect(asked).not.toHaveTextContent('late by')
    expect(late).toHaveTextContent('late by')
  })
})
