import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import {
  aBarrier,
  aCase,
  aColleague,
  aNote,
  aParent,
  aPromise,
  aPupil,
  aRiskFlag,
  ayesha,
  ayeshasCase,
  hussain,
  idOf,
  mum,
  okoro,
  received,
} from './invented-family.ts'
import { onATablet } from './on-a-tablet.tsx'

const kamran = aColleague({ id: hussain, name: 'Kamran Hussain', role: 'head-of-year', yearGroups: [9] })
const family = [received(aPupil()), received(aCase()), received(aParent()), received(kamran)]
const here = `/caseload/${ayesha}`

describe('deciding about a case', () => {
  test('a promise kept after its day is offered as kept late, never as kept', async () => {
    const tablet = await onATablet(`${here}/promises/${idOf(80)}`, [...family, received(aPromise())])
    expect(await screen.findByRole('radio', { name: 'Kept, late' })).toBeVisible()
    expect(screen.queryByRole('radio', { name: 'Kept' })).not.toBeInTheDocument()
    await tablet.person.click(screen.getByRole('radio', { name: 'Kept, late' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Settle' }))
    await screen.findByText('Promise settled.')
    const row = await tablet.db.records.get([ayesha, idOf(80)])
    expect(row?.body).toMatchObject({ settled: { how: 'kept-late', on: '2026-11-23', by: okoro } })
  })

  test('a promise is made to someone, by a day, in the words used', async () => {
    const tablet = await onATablet(`${here}/promises/new`, family)
    await tablet.say(await screen.findByLabelText('What will we do?'), 'Ring about the bus pass')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Promise saved on this tablet.')
    const [row] = await tablet.db.records.where('[fileId+kind]').equals([ayesha, 'promise']).toArray()
    expect(row?.body).toMatchObject({
      words: 'Ring about the bus pass',
      promisedTo: 'Mum',
      dueOn: '2026-11-30',
      ownerId: okoro,
    })
  })

  test('a barrier is added in the words of whoever raised it; what is missing is said', async () => {
    const tablet = await onATablet(`${here}/barriers/new`, family)
    await tablet.person.click(await screen.findByRole('button', { name: 'Save' }))
    expect(within(await screen.findByRole('alert')).getAllByRole('link')).toHaveLength(3)
    await tablet.person.selectOptions(screen.getByLabelText('What is it about?'), 'Getting to school')
    await tablet.person.click(screen.getByRole('radio', { name: 'Ayesha' }))
    await tablet.say(screen.getByLabelText('In their words'), 'The bus stopped coming.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Barrier saved on this tablet.')
    const [row] = await tablet.db.records.where('[fileId+kind]').equals([ayesha, 'barrier']).toArray()
    expect(row?.body).toMatchObject({
      about: 'travel',
      words: 'The bus stopped coming.',
      raisedBy: 'child',
      caseId: ayeshasCase,
    })
  })

  test('changing one thing of a barrier sends that thing alone, with what was seen', async () => {
    const tablet = await onATablet(`${here}/barriers/${idOf(70)}`, [...family, received(aBarrier())])
    await tablet.person.click(await screen.findByRole('radio', { name: 'Being worked on' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Barrier saved on this tablet.')
    const [queued] = await tablet.db.outbox.toArray()
    expect(queued?.name).toBe('change-barrier@1')
    expect(queued?.args).toMatchObject({ status: { from: 'confirmed', to: 'being-addressed' } })
    expect(queued?.args).not.toHaveProperty('evidence')
  })

  test('a case is moved on the ladder only with a reason', async () => {
    const tablet = await onATablet(`${here}/case/stage`, family)
    await tablet.person.click(await screen.findByRole('radio', { name: 'Facilitate support' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Move' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Write why the case moves.')
    await tablet.say(screen.getByLabelText('Why'), 'The barriers are known.')
    await tablet.person.click(screen.getByRole('button', { name: 'Move' }))
    await screen.findByText('Stage saved on this tablet.')
    const row = await tablet.db.records.get([ayesha, ayeshasCase])
    expect(row?.body).toMatchObject({ stage: 'facilitate-support' })
  })

  test('a case is handed to a colleague of the school, by name and role', async () => {
    const tablet = await onATablet(`${here}/case/owner`, family)
    await screen.findByRole('option', { name: 'Kamran Hussain, head of year' })
    await tablet.person.selectOptions(screen.getByLabelText('Who answers for it?'), 'Kamran Hussain, head of year')
    await tablet.person.click(screen.getByRole('button', { name: 'Hand on' }))
    await screen.findByText('Handed on, on this tablet.')
    expect((await tablet.db.records.get([ayesha, ayeshasCase]))?.body).toMatchObject({ ownerId: hussain })
  })

  test('a review date can be undone for a while', async () => {
    const tablet = await onATablet(`${here}/case/review`, family)
    await tablet.person.click(await screen.findByRole('button', { name: 'In 4 weeks' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await tablet.person.click(await screen.findByRole('button', { name: 'Undo' }))
    await expect
      .poll(async () => (await tablet.db.records.get([ayesha, ayeshasCase]))?.body['reviewOn'])
      .toBe('2026-12-01')
    expect(await tablet.db.outbox.count()).toBe(2)
  })

  test('closing says what is still owed to the family', async () => {
    const tablet = await onATablet(`${here}/case/close`, [...family, received(aPromise())])
    expect(await screen.findByText(/One promise to the family is not settled/)).toBeVisible()
    await tablet.person.click(screen.getByRole('radio', { name: 'Attendance improved' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Close the case' }))
    await screen.findByText('Case closed on this tablet. It can be reopened.')
    expect((await tablet.db.records.get([ayesha, ayeshasCase]))?.body).toMatchObject({ status: 'closed' })
  })

  test('a correction keeps the first account and needs a reason', async () => {
    const tablet = await onATablet(`${here}/notes/${idOf(50)}/amend`, [...family, received(aNote())])
    await tablet.person.selectOptions(await screen.findByLabelText('What is to be corrected?'), 'What was said')
    expect(screen.getByText('Mum said mornings are hard.')).toBeVisible()
    await tablet.say(screen.getByLabelText('How it should read'), 'Her aunt said it.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save correction' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Write why it is corrected.')
    await tablet.say(screen.getByLabelText('Why'), 'Wrong person named')
    await tablet.person.click(screen.getByRole('button', { name: 'Save correction' }))
    await screen.findByText('Correction saved on this tablet.')
    expect((await tablet.db.records.get([ayesha, idOf(50)]))?.body).toMatchObject({
      facts: 'Mum said mornings are hard.',
    })
  })

  test('a visit warning is ended with what was found, and its evidence can still be read', async () => {
    const tablet = await onATablet(`${here}/risk-flags/${idOf(90)}`, [...family, received(aRiskFlag())])
    expect(await screen.findByText('A large dog, loose, seen from the gate.')).toBeVisible()
    await tablet.person.click(screen.getByRole('radio', { name: 'No, end it' }))
    await tablet.say(screen.getByLabelText('What you found'), 'The dog has gone to a cousin.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save review' }))
    await screen.findByText('Warning ended.')
    expect((await tablet.db.records.get([ayesha, idOf(90)]))?.body).toMatchObject({ endedOn: '2026-11-23' })
  })

  test('a warning is not raised without saying what is known and how', async () => {
    const tablet = await onATablet(`${here}/risk-flags/new`, family)
    await tablet.person.click(await screen.findByRole('button', { name: 'Save warning' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Write what is known and how.')
    expect(await tablet.db.outbox.count()).toBe(0)
  })

  test('a safe-contact rule is written for one parent', async () => {
    const tablet = await onATablet(`${here}/parents/${mum}/safe-contact`, family)
    await tablet.say(await screen.findByLabelText('What must be read before contacting them'), 'Text first.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Safe-contact rule saved on this tablet.')
    expect((await tablet.db.records.get([ayesha, mum]))?.body).toMatchObject({ safeContactRule: 'Text first.' })
  })

  test('a case is opened for a pupil who has none', async () => {
    const pupil = aPupil({ openCaseId: null })
    const tablet = await onATablet(`${here}/open-case`, [received(pupil), received(aParent())])
    await tablet.person.click(await screen.findByRole('checkbox', { name: 'Persistent absence' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Open the case' }))
    await screen.findByText('Case opened on this tablet.')
    const [row] = await tablet.db.records.where('[fileId+kind]').equals([ayesha, 'absence-case']).toArray()
    expect(row?.body).toMatchObject({
      status: 'open',
      concerns: ['persistent-absence'],
      ownerId: okoro,
      reviewOn: '2026-12-21',
    })
  })
})
