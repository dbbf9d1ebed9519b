import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import {
  aBarrier,
  aBrother,
  aCase,
  aCourtOrder,
  aColleague,
  aNote,
  anAmendment,
  aParent,
  aPromise,
  aPupil,
  aRiskFlag,
  aVisit,
  ayesha,
  hussain,
  idOf,
  okoro,
  onlyHere,
  received,
  today,
} from '../invented-family.ts'
import { onATablet } from '../on-a-tablet.tsx'

const page = `/caseload/${ayesha}`
const family = [received(aPupil()), received(aCase()), received(aParent())]
const timeline = () => within(screen.getByRole('region', { name: 'Timeline' }))

describe('a pupil’s case', () => {
  test('a rule for contacting a parent is read before their number shows', async () => {
    const tablet = await onATablet(page, [
      received(aPupil()),
      received(aParent({ safeContactRule: 'Text first. He reads her phone.' })),
    ])
    expect(await screen.findByText('Text first. He reads her phone.')).toBeVisible()
    expect(document.body).not.toHaveTextContent('07700 900123')
    expect(document.querySelector('a[href^="tel:"]')).toBeNull()
    await tablet.person.click(screen.getByRole('button', { name: 'I have read it, show Mum’s numbers' }))
    expect(screen.getByRole('link', { name: 'Ring Mum, 07700 900123' })).toHaveAttribute('href', 'tel:07700900123')
  })

  test('someone whom nobody may contact is an alert on top, and their numbers stay behind it', async () => {
    await onATablet(page, [received(aPupil()), received(aParent({ doNotContact: true }))])
    expect(await screen.findAllByText(/Do not contact Mum about this child/)).not.toHaveLength(0)
    expect(document.body).not.toHaveTextContent('07700 900123')
  })

  test('a court order is an alert of its own, with whom it binds, since when and who saw it, and read before a number', async () => {
    const tablet = await onATablet(page, [...family, received(aCourtOrder())])
    expect(
      await screen.findByText(
        'Court order: Mum may not collect the child, nor learn where the child lives. Since Thu 3 Sep. Nobody here has seen the order itself.',
      ),
    ).toBeVisible()
    expect(document.body).not.toHaveTextContent('Do not contact')
    expect(document.body, 'a number behind the order').not.toHaveTextContent('07700 900123')
    await tablet.person.click(screen.getByRole('button', { name: 'I have read it, show Mum’s numbers' }))
    expect(screen.getByRole('link', { name: 'Ring Mum, 07700 900123' })).toBeVisible()
    await tablet.person.click(screen.getByRole('link', { name: /^Read: Court order: Mum may not collect/ }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Court order' })).toBeVisible()
    await tablet.person.click(screen.getByRole('button', { name: 'I have seen the order itself' }))
    expect(await screen.findByText(/^The order itself was seen .* by you\.$/)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'I have seen the order itself' })).toBeNull()
    await tablet.person.click(screen.getByRole('button', { name: 'End the order' }))
    expect(await screen.findAllByText('Write how you know that it has ended.')).not.toHaveLength(0)
    await tablet.say(screen.getByLabelText('How you know'), 'The solicitor wrote.')
    await tablet.person.click(screen.getByRole('button', { name: 'End the order' }))
    await screen.findByRole('region', { name: 'Timeline' })
    expect(await timeline().findByText('Court order ended')).toBeVisible()
    expect(screen.queryByText(/^Court order: Mum/)).toBeNull()
    expect(screen.getByRole('link', { name: 'Ring Mum, 07700 900123' })).toBeVisible()
  })

  test('an order that binds somebody else hides nobody’s number; one whose last day has passed still stands', async () => {
    await onATablet(page, [
      ...family,
      received(aCourtOrder({ parentIds: [], otherPerson: 'An uncle', until: '2026-11-01' })),
    ])
    expect(
      await screen.findByText(
        /^Court order: An uncle may not collect.*has passed: find out whether it was made longer/,
      ),
    ).toBeVisible()
    expect(screen.getByRole('link', { name: 'Ring Mum, 07700 900123' })).toBeVisible()
  })

  test('a court order is written down with all that will be asked of it', async () => {
    const tablet = await onATablet(`${page}/court-orders/new`, family)
    await tablet.person.click(await screen.findByRole('button', { name: 'Save order' }))
    const wrong = await screen.findByRole('alert')
    for (const words of [
      'Say whom the order binds.',
      'Say what the order forbids.',
      'Write what it says and how you know.',
      'Say since which day it holds.',
    ])
      expect(wrong).toHaveTextContent(words)
    await tablet.person.click(screen.getByRole('checkbox', { name: /^Mum, / }))
    await tablet.person.click(screen.getByRole('checkbox', { name: 'collect the child' }))
    await tablet.say(screen.getByLabelText('What it says, and how you know'), 'Not to collect her. I read it.')
    fireEvent.change(screen.getByLabelText('Since'), { target: { value: '2026-09-03' } })
    await tablet.person.click(screen.getByRole('checkbox', { name: 'I have seen the order itself' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save order' }))
    expect(
      await screen.findByText(
        /^Court order: Mum may not collect the child\. Since Thu 3 Sep\. The order itself was seen/,
      ),
    ).toBeVisible()
  })

  test('an interpreter is an alert on top, for everybody whom one may speak to and nobody else', async () => {
    const speaks = { language: 'Bengali', interpreterNeeded: true }
    await onATablet(page, [
      received(aPupil()),
      received(aParent(speaks)),
      received(aParent({ id: idOf(21), relationship: 'father', ...speaks, doNotContact: true })),
      received(aParent({ id: idOf(22), relationship: 'grandparent', ...speaks, notListedSince: '2026-11-02' })),
    ])
    expect(await screen.findByText('Interpreter needed for Mum: Bengali.')).toBeVisible()
    expect(screen.getAllByText(/^Interpreter needed for /)).toHaveLength(1)
    expect(screen.getAllByText(/Do not contact Dad about this child/)).not.toHaveLength(0)
  })

  test('a parent without a rule shows the number at once; one that fails is marked', async () => {
    await onATablet(page, [
      received(aPupil()),
      received(aParent({ phones: [{ number: '07700 900123', label: 'mobile', failing: true }] })),
    ])
    expect(await screen.findByText('07700 900123')).toBeVisible()
    expect(screen.getByText('Does not work')).toBeVisible()
  })

  test('[SPEC P12] whatever its author sent after they had left says so, and nothing else does', async () => {
    const late = { by: hussain, recordedAt: '2026-11-19T16:00:00.000Z' }
    await onATablet(page, [
      received(aPupil({ cameLate: [late] })),
      received(aCase()),
      received(aColleague({ id: hussain, name: 'Kamran Hussain', role: 'head-of-year', leftOn: '2026-11-20' })),
      received(aNote({ ...late, facts: 'Mum says the mornings are hardest.' })),
      received(anAmendment({ ...late, id: idOf(60), words: 'Mum, and Gran too.' })),
      // Raised in time, and changed by a colleague since: what came later than they left is not theirs.
      received(aBarrier({ by: hussain, recordedAt: '2026-11-18T16:00:00.000Z' }), '2026-11-22T09:00:00.000Z'),
      received(
        aPromise({
          by: okoro,
          settled: { how: 'kept', on: '2026-11-19', words: 'Bus pass is there.', ...late },
        }),
      ),
    ])
    await screen.findByText('Bus pass is there.')
    const marked = timeline().getAllByText('Came after its author had left')
    expect(marked).toHaveLength(3)
    const barrier = timeline()
      .getByText(/^Barrier heard/)
      .closest('li')
    expect(barrier).not.toHaveTextContent('Came after its author had left')
  })

  test('a visit warning says what to do, what it is and who looked at it last', async () => {
    await onATablet(page, [
      ...family,
      received(aColleague({ id: hussain, name: 'Kamran Hussain', role: 'head-of-year' })),
      received(
        aRiskFlag({
          by: hussain,
          reviews: [
            {
              on: '2026-11-03',
              by: hussain,
              words: '',
              recordedAt: '2026-11-03T10:00:00.000Z',
              reviewBy: '2026-12-20',
            },
          ],
        }),
      ),
    ])
    expect(
      await screen.findByText('Two people to visit. Dog or other animal. Reviewed 3 Nov by K. Hussain.'),
    ).toBeVisible()
  })

  test('an entry that was not received says so; one that was shows its receipt and reference', async () => {
    await onATablet(page, [...family, onlyHere(aVisit()), received(aNote())])
    await screen.findByRole('region', { name: 'Timeline' })
    const [visit, call] = timeline().getAllByRole('listitem')
    expect(visit).toHaveTextContent('Home visit, no answer')
    expect(visit).toHaveTextContent('Only on this tablet')
    expect(visit).not.toHaveTextContent('Received')
    expect(call).toHaveTextContent('Call with Mum')
    expect(call).toHaveTextContent('Received 16 Nov 08:52, ref 7F3A')
  })

  test('entries stand by when things happened, newest first, and no time is made up', async () => {
    await onATablet(page, [...family, received(aNote({ happenedAt: null })), received(aVisit()), received(aBarrier())])
    await screen.findByRole('region', { name: 'Timeline' })
    expect(
      timeline()
        .getAllByRole('heading', { level: 3 })
        .map((heading) => heading.textContent),
    ).toEqual(['Home visit, no answer', 'Call with Mum', 'Barrier heard: friends and bullying', 'Case opened'])
    expect(timeline().getByText('Mon 16 Nov')).toBeVisible()
    expect(document.body).not.toHaveTextContent('00:00')
  })

  test('a correction stands with its note, and the first account stays', async () => {
    await onATablet(page, [...family, received(aNote()), received(anAmendment())])
    await screen.findByRole('region', { name: 'Timeline' })
    const [call] = timeline().getAllByRole('listitem')
    expect(call).toHaveTextContent('Mum said mornings are hard.')
    expect(call).toHaveTextContent('It was her aunt who answered.')
  })

  test('what was promised comes before the case', async () => {
    await onATablet(page, [...family, received(aPromise())])
    const file = within(await screen.findByRole('region', { name: 'Pupil' }))
    const headings = await file.findAllByRole('heading', { level: 2 })
    expect(headings.slice(0, 2).map((heading) => heading.textContent)).toEqual(['We promised', 'Absence case'])
    expect(screen.getAllByText('late by 2 school days')[0]).toBeVisible()
  })

  test('brothers and sisters of the household lead to their own files', async () => {
    await onATablet(page, [...family, ...aBrother()])
    expect(await screen.findByRole('link', { name: 'Tariq Rahman' })).toBeVisible()
  })

  test('a file that is still arriving shows nothing of itself', async () => {
    const tablet = await onATablet(page, [])
    await tablet.db.cursors.put({ fileId: ayesha, version: 0, load: { after: null, rows: [] } })
    await tablet.db.records.put({
      fileId: ayesha,
      id: ayesha,
      kind: 'pupil',
      version: 1,
      waiting: 0,
      receivedAt: null,
      reference: null,
      body: aPupil(),
    })
    expect(await screen.findByText('This file is still loading')).toBeVisible()
    expect(document.body).not.toHaveTextContent('Ayesha')
  })

  test('a pupil who is not on this tablet is said to be so', async () => {
    await onATablet(`/caseload/${idOf(999)}`, family)
    expect(await screen.findByText('This file is not on this tablet')).toBeVisible()
  })

  test('a service manager reads the case and is offered nothing that their role may not do', async () => {
    const manager = aColleague({ id: hussain, name: 'Kamran Hussain', role: 'service-manager' })
    await onATablet(page, [...family, received(manager)], { as: manager })
    expect(await screen.findByRole('heading', { name: 'Ayesha Rahman' })).toBeVisible()
    expect(screen.queryByRole('link', { name: 'Log contact' })).not.toBeInTheDocument()
    expect(screen.queryByRole('link', { name: 'Log visit' })).not.toBeInTheDocument()
  })

  test('by keyboard: the way back to the list, more, a visit, a contact, in this order', async () => {
    const tablet = await onATablet(page, family)
    const heading = await screen.findByRole('heading', { name: 'Ayesha Rahman' })
    const stops: (string | null)[] = []
    screen.getByRole('link', { name: 'Caseload' }).focus()
    for (let step = 0; step < 4; step += 1) {
      stops.push(document.activeElement?.textContent ?? null)
      await tablet.person.tab()
    }
    expect(heading).toBeVisible()
    expect(stops).toEqual(['Caseload', 'More', 'Log visit', 'Log contact'])
  })

  test('who wrote it is said by name, and by you when it was you', async () => {
    await onATablet(page, [
      ...family,
      received(aNote({ by: okoro })),
      received(aNote({ id: idOf(52), by: idOf(777), happenedOn: today })),
    ])
    await screen.findByRole('region', { name: 'Timeline' })
    const [theirs, mine] = timeline().getAllByRole('listitem')
    expect(theirs).toHaveTextContent('A colleague not on this tablet')
    expect(mine).toHaveTextContent('You')
  })
})
