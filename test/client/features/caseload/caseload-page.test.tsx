import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import { useAskedOfList } from '#client/features/caseload/asked-of-list.ts'
import { keepToCome, toComeMeta } from '#client/store/to-come.ts'
import { registerYearId } from '#domain/records/register-year.ts'
import { ownFileOf } from '#domain/records/own-file.ts'
import { aRegister, present } from '../../../domain/register/a-register.ts'
import { aCase, aNote, aPromise, aPupil, ayesha, hollins, idOf, okoro, onlyHere, received } from '../invented-family.ts'
import { onATablet } from '../on-a-tablet.tsx'

// jsdom measures nothing: a list that draws only the rows in sight needs a height to have any in sight.
beforeEach(() => {
  for (const side of ['clientHeight', 'clientWidth'])
    Object.defineProperty(HTMLElement.prototype, side, { configurable: true, value: 600 })
  useAskedOfList.getState().clear()
})

const callum = idOf(400)
const caseload = [
  received(aPupil()),
  received(aCase({ lastSeenOn: '2026-11-20', lastContactOn: '2026-11-20' })),
  received(
    aPupil({
      id: callum,
      forename: 'Callum',
      surname: 'Price',
      yearGroup: 8,
      registrationGroup: '8T',
      householdId: null,
      openCaseId: idOf(401),
    }),
  ),
  onlyHere(
    aCase({
      id: idOf(401),
      pupilId: callum,
      concerns: ['persistent-absence'],
      lastSeenOn: '2026-11-02',
      lastContactOn: '2026-11-20',
    }),
  ),
]
const rows = () => within(screen.getByRole('region', { name: 'My caseload' })).getAllByRole('link')

const registerOf = (...weeks: string[]) => ({
  ...aRegister('2026-11-02', ...weeks),
  id: registerYearId(ayesha, 2026),
  organisationId: hollins,
  pupilId: ayesha,
})

describe('the caseload screen', () => {
  test('each row says who, why they are here and what is next, in order of need', async () => {
    await onATablet('/caseload', caseload)
    expect(await screen.findByRole('heading', { name: 'My caseload 2' })).toBeVisible()
    await waitFor(() => expect(rows()).toHaveLength(2))
    expect(rows()[0]).toHaveTextContent(/^Callum Price 8TPersistentNobody has noted seeing her for 15 school days/)
    expect(rows()[0]).toHaveTextContent('Only here')
    expect(rows()[1]).toHaveTextContent('Ayesha Rahman')
    expect(rows()[1]).not.toHaveTextContent('Only here')
  })

  test('the band is the register’s where there is one, with a line of the weeks and what was counted', async () => {
    const register = registerOf('OO OO OO OO /\\', present, 'OO OO OO /\\ /\\')
    await onATablet('/caseload', [...caseload, received(register)])
    const line = await screen.findByRole('img', { name: 'Missed 14 of 30 sessions this school year' })
    expect(line.querySelector('polyline')?.getAttribute('points')).toBe('2,18 36,2 70,14')
    expect(rows()[1]).toHaveTextContent(/^Ayesha Rahman 9KPersistent/)
    // Of Callum no mark has come in: what his case was opened for stands.
    expect(rows()[0]).toHaveTextContent(/^Callum Price 8TPersistent/)
    expect(screen.getAllByRole('img')).toHaveLength(1)
  })

  test('whoever has missed nothing is on track, whatever the case was opened for', async () => {
    await onATablet('/caseload', [...caseload, received(registerOf(present, present, present))])
    await screen.findByRole('img', { name: 'Missed 0 of 30 sessions this school year' })
    expect(rows()[1]).toHaveTextContent(/^Ayesha Rahman 9KOn track/)
  })

  test('search finds a word of a note without signal, though it is mistyped, says where it stands and leads there', async () => {
    const note = aNote({ facts: 'The lift is broken, and the buggy will not go down the stairs.' })
    const tablet = await onATablet('/caseload', [...caseload, received(note)])
    await screen.findByRole('heading', { name: 'My caseload 2' })
    await tablet.say(screen.getByLabelText('Search names and notes'), 'brokn stair')
    await waitFor(() => expect(rows()).toHaveLength(1))
    await waitFor(() => expect(rows()[0]).toHaveAttribute('href', `/caseload/${ayesha}#${note.id}`))
    expect(rows()[0]).toHaveTextContent('The lift is broken, and the buggy will not go down the stairs.')
    expect(within(rows()[0] ?? document.body).getByText('broken,').tagName).toBe('MARK')
    await tablet.person.click(rows()[0] ?? document.body)
    await waitFor(() => expect(document.activeElement?.tagName).toBe('LI'))
    expect(document.activeElement).toHaveTextContent('The lift is broken')
    await tablet.person.clear(screen.getByLabelText('Search names and notes'))
    await tablet.say(screen.getByLabelText('Search names and notes'), 'nobody at all')
    await tablet.person.click(await screen.findByRole('button', { name: 'Show everyone' }))
    await waitFor(() => expect(rows()).toHaveLength(2))
  })

  test('while files are to come nobody is said not to be found for good, and what was found not to be all', async () => {
    const tablet = await onATablet('/caseload', caseload)
    await screen.findByRole('heading', { name: 'My caseload 2' })
    await keepToCome(tablet.db, 3)
    await screen.findByText('3 files are still to come')
    await tablet.say(screen.getByLabelText('Search names and notes'), 'Zz')
    expect(await screen.findByText('Nobody found so far')).toBeVisible()
    expect(screen.getByText(/3 files are still to come\. Only pupils whose files are on this tablet/)).toBeVisible()
    await tablet.person.clear(screen.getByLabelText('Search names and notes'))
    await tablet.say(screen.getByLabelText('Search names and notes'), 'Ay')
    expect(await screen.findByText('1 found. 3 files are still to come')).toBeVisible()
    await keepToCome(tablet.db, 0)
    await tablet.person.clear(screen.getByLabelText('Search names and notes'))
    await tablet.say(screen.getByLabelText('Search names and notes'), 'Zz')
    expect(await screen.findByText('Nobody found')).toBeVisible()
  })

  test('while notes are still being looked through, nobody is said not to be found', async () => {
    const tablet = await onATablet('/caseload', caseload)
    await screen.findByRole('heading', { name: 'My caseload 2' })
    await tablet.say(screen.getByLabelText('Search names and notes'), 'nobody at all')
    expect(screen.queryByText('Nobody found')).toBeNull()
    expect(await screen.findByText('Nobody found')).toBeVisible()
  })

  test('search finds what is not saved yet, and what the office refused, by the child’s name too', async () => {
    const tablet = await onATablet('/caseload', caseload)
    await tablet.db.drafts.put({
      id: idOf(701),
      fileId: callum,
      form: 'log-call',
      uid: idOf(702),
      values: { facts: 'Nan says the boiler is out.' },
      field: null,
      savedAt: '2026-11-23T09:00:00.000Z',
      revision: 1,
    })
    await tablet.db.rejected.put({
      uid: idOf(703),
      mutation: {
        id: 0,
        uid: idOf(703),
        name: 'log-contact@1',
        args: { facts: 'The cousin rang about the trampoline.' },
        files: [ayesha],
        recordedAt: '2026-11-23T09:00:00.000Z',
        prev: '',
        chain: '',
        personId: idOf(1),
      },
      code: 'not-permitted',
      detail: null,
      receivedAt: '2026-11-23T09:01:00.000Z',
      reference: '7F3A',
      handledAt: null,
    })
    await screen.findByRole('heading', { name: 'My caseload 2' })
    await tablet.say(screen.getByLabelText('Search names and notes'), 'price boiler')
    await waitFor(() => expect(rows().map((row) => row.getAttribute('href'))).toEqual([`/caseload/${callum}/log-call`]))
    expect(rows()[0]).toHaveTextContent('begun, not saved')
    await tablet.person.clear(screen.getByLabelText('Search names and notes'))
    await tablet.say(screen.getByLabelText('Search names and notes'), 'trampoline')
    await waitFor(() => expect(rows().map((row) => row.getAttribute('href'))).toEqual(['/sync']))
    expect(rows()[0]).toHaveTextContent('needs you')
  })

  test('a filter is put on and taken off, and stays while a pupil is opened and left', async () => {
    const tablet = await onATablet('/caseload', [...caseload, received(aPromise())])
    await tablet.person.click(await screen.findByRole('button', { name: /Promise due/ }))
    await waitFor(() => expect(rows()).toHaveLength(1))
    await tablet.person.click(rows()[0] ?? document.body)
    expect(await screen.findByRole('heading', { name: 'Ayesha Rahman' })).toBeVisible()
    expect(rows()).toHaveLength(1)
    expect(rows()[0]).toHaveAttribute('aria-current', 'true')
    await tablet.person.click(screen.getByRole('button', { name: /Promise due/ }))
    await waitFor(() => expect(rows()).toHaveLength(2))
  })

  test('what is asked is kept as a view, by what it asks, and asked again with one tap; it is taken out again', async () => {
    const tablet = await onATablet('/caseload', [...caseload, received(aPromise())])
    await tablet.db.cursors.put({ fileId: ownFileOf(hollins, okoro), version: 1, load: null })
    await tablet.person.click(await screen.findByRole('button', { name: /Promise due/ }))
    await tablet.person.selectOptions(screen.getByLabelText('Order'), 'By name')
    await tablet.person.click(screen.getByRole('button', { name: 'Keep this view' }))
    const view = await screen.findByRole('button', { name: 'Promise due, by name', pressed: true })
    await tablet.person.click(view)
    await waitFor(() => expect(rows()).toHaveLength(2))
    await tablet.person.click(screen.getByRole('button', { name: 'Promise due, by name' }))
    await waitFor(() => expect(rows()).toHaveLength(1))
    expect(await tablet.db.outbox.toArray()).toMatchObject([{ name: 'keep-view@1' }])
    await tablet.person.click(screen.getByRole('button', { name: 'Remove this view' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Promise due, by name' })).toBeNull())
  })

  test('an empty tablet says what to do next', async () => {
    await onATablet('/caseload', [])
    expect(await screen.findByText('No open cases')).toBeVisible()
    expect(screen.getByText(/Connect once/)).toBeVisible()
  })

  test('a tablet to which the office has told nothing yet does not say that nobody is theirs', async () => {
    const tablet = await onATablet('/caseload', [])
    await screen.findByText('No open cases')
    await tablet.db.meta.delete(toComeMeta.key)
    expect(await screen.findByText('Nothing has come from the office yet', {}, { timeout: 3000 })).toBeVisible()
    expect(screen.queryByText('No open cases')).toBeNull()
    await keepToCome(tablet.db, 1200)
    expect(await screen.findByText('1,200 files are still to come', {}, { timeout: 3000 })).toBeVisible()
  })

  test('a pupil whose file is still arriving is counted, not shown', async () => {
    const tablet = await onATablet('/caseload', caseload)
    await screen.findByRole('heading', { name: 'My caseload 2' })
    await tablet.db.cursors.put({ fileId: callum, version: 0, load: { after: null, rows: [] } })
    await keepToCome(tablet.db, 1)
    expect(await screen.findByText('One file is still to come', {}, { timeout: 3000 })).toBeVisible()
    expect(screen.queryByText('Callum Price')).not.toBeInTheDocument()
  })
})
