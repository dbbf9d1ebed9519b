import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Handover } from '#domain/records/handover.ts'
import {
  aCase,
  aColleague,
  aPupil,
  ayesha,
  ayeshasCase,
  hussain,
  idOf,
  okoro,
  received,
  tariq,
} from './invented-family.ts'
import { onATablet, type OnATablet } from './on-a-tablet.tsx'

const kamran = received(aColleague({ id: hussain, name: 'Kamran Hussain', role: 'pastoral' }))
const ayeshas = [received(aPupil()), received(aCase())]
const tariqsCase = idOf(31)
const tariqs = [
  received(aPupil({ id: tariq, forename: 'Tariq', yearGroup: 7, registrationGroup: '7B', openCaseId: tariqsCase })),
  received(aCase({ id: tariqsCase, pupilId: tariq })),
]

const anOffer = (over: Partial<Handover> = {}): Handover => ({
  kind: 'handover',
  id: idOf(800),
  pupilId: ayesha,
  caseId: ayeshasCase,
  fromId: hussain,
  toId: okoro,
  digest: ['Mum answers before nine. Ask about the bus.'],
  offeredOn: '2026-11-20',
  by: hussain,
  recordedAt: '2026-11-20T08:00:00.000Z',
  answered: null,
  ...over,
})
const theOffer = `/caseload/${ayesha}/case/handover/${idOf(800)}`

const bodyOf = async ({ db }: OnATablet, id: string, fileId = ayesha) => (await db.records.get([fileId, id]))?.body
const offersIn = async ({ db }: OnATablet, pupilId: string) =>
  (await db.records.where('[fileId+kind]').equals([pupilId, 'handover']).toArray()).map(({ body }) => body)

describe('handing over several cases', () => {
  test('“Offer 2 cases” offers each by an act of its own; neither changes hands', async () => {
    const tablet = await onATablet('/hand-over', [kamran, ...ayeshas, ...tariqs])
    await tablet.person.selectOptions(await screen.findByLabelText('Whose cases?'), 'Mine: 2')
    await screen.findByRole('option', { name: 'Kamran Hussain, pastoral worker' })
    await tablet.person.selectOptions(screen.getByLabelText('To whom?'), hussain)
    await tablet.person.click(await screen.findByRole('button', { name: 'Offer 2 cases' }))
    await screen.findByText('2 cases offered, on this tablet.')

    for (const [pupilId, caseId] of [
      [ayesha, ayeshasCase],
      [tariq, tariqsCase],
    ] as const) {
      expect(await offersIn(tablet, pupilId)).toEqual([
        expect.objectContaining({ caseId, fromId: okoro, toId: hussain, by: okoro, answered: null }),
      ])
      expect(await bodyOf(tablet, caseId, pupilId)).toMatchObject({ ownerId: okoro })
      expect(await bodyOf(tablet, pupilId, pupilId)).toMatchObject({ offeredTo: { [caseId]: hussain } })
    }
    expect((await tablet.db.outbox.toArray()).map(({ name }) => name)).toEqual(['hand-over-case@1', 'hand-over-case@1'])
    const waiting = (await screen.findByRole('heading', { name: 'Waiting for an answer' })).closest('section')
    expect(within(waiting ?? document.body).getAllByRole('link')).toHaveLength(2)
  })

  test('a case that is not ticked stays out of it, and nobody is offered a case without a colleague chosen', async () => {
    const tablet = await onATablet('/hand-over', [kamran, ...ayeshas, ...tariqs])
    await tablet.person.selectOptions(await screen.findByLabelText('Whose cases?'), 'Mine: 2')
    await tablet.person.click(await screen.findByRole('checkbox', { name: 'Tariq Rahman' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Offer one case' }))
    expect(await screen.findByRole('link', { name: 'Choose who is to take them.' })).toBeVisible()
    expect(await tablet.db.outbox.count()).toBe(0)
    await tablet.person.selectOptions(screen.getByLabelText('To whom?'), hussain)
    await tablet.person.click(screen.getByRole('button', { name: 'Offer one case' }))
    await screen.findByText('One case offered, on this tablet.')
    expect(await offersIn(tablet, ayesha)).toHaveLength(1)
    expect(await offersIn(tablet, tariq)).toHaveLength(0)
  })
})

describe('a case that was offered', () => {
  const offered = [
    kamran,
    received(aPupil({ offeredTo: { [ayeshasCase]: okoro } })),
    received(aCase({ ownerId: hussain })),
    received(anOffer()),
  ]

  test('accepted: it is the receiver’s, who sees on which day and with which words', async () => {
    const tablet = await onATablet(theOffer, offered)
    await tablet.say(await screen.findByLabelText('Anything to say back'), 'I know the family.')
    await tablet.person.click(screen.getByRole('button', { name: 'Accept the case' }))
    await screen.findByText('The case is yours, on this tablet.')
    expect(await bodyOf(tablet, idOf(800))).toMatchObject({
      answered: { how: 'accepted', on: '2026-11-23', by: okoro, words: 'I know the family.' },
    })
    expect(await bodyOf(tablet, ayeshasCase)).toMatchObject({ ownerId: okoro })
    expect(await bodyOf(tablet, ayesha)).toMatchObject({ offeredTo: {} })
  })

  test('“I cannot take it” asks why first, and the case stays with whoever offered it', async () => {
    const tablet = await onATablet(theOffer, offered)
    await tablet.person.click(await screen.findByRole('button', { name: 'I cannot take it' }))
    expect(await screen.findByRole('link', { name: 'Write why, so that they can find someone else.' })).toBeVisible()
    expect(await bodyOf(tablet, idOf(800))).toMatchObject({ answered: null })
    await tablet.say(screen.getByLabelText('Anything to say back'), 'I am away until January.')
    await tablet.person.click(screen.getByRole('button', { name: 'I cannot take it' }))
    await waitFor(async () =>
      expect(await bodyOf(tablet, idOf(800))).toMatchObject({
        answered: { how: 'declined', by: okoro, words: 'I am away until January.' },
      }),
    )
    expect(await bodyOf(tablet, ayeshasCase)).toMatchObject({ ownerId: hussain })
  })

  test('“Take the offer back” ends the offer, by whoever made it; nobody else may', async () => {
    const mine = [
      kamran,
      received(aPupil({ offeredTo: { [ayeshasCase]: hussain } })),
      received(aCase({ ownerId: okoro })),
      received(anOffer({ fromId: okoro, toId: hussain, by: okoro })),
    ]
    const tablet = await onATablet(theOffer, mine)
    await tablet.say(await screen.findByLabelText('Why it is taken back'), 'Wrong colleague.')
    expect(screen.queryByRole('button', { name: 'Accept the case' })).toBeNull()
    await tablet.person.click(screen.getByRole('button', { name: 'Take the offer back' }))
    await waitFor(async () =>
      expect(await bodyOf(tablet, idOf(800))).toMatchObject({
        answered: { how: 'taken-back', by: okoro, words: 'Wrong colleague.' },
      }),
    )
    expect(await bodyOf(tablet, ayesha)).toMatchObject({ offeredTo: {} })
    expect(await bodyOf(tablet, ayeshasCase)).toMatchObject({ ownerId: okoro })
  })
})
