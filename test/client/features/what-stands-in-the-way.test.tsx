import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Kept } from '#client/casework/kept-record.ts'
import type { Handover } from '#domain/records/handover.ts'
import type { Outing } from '#domain/records/outing.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'
import {
  aCase,
  aColleague,
  aCourtOrder,
  aParent,
  aPlannedVisit,
  aPupil,
  aThread,
  ayesha,
  ayeshasCase,
  hollins,
  hussain,
  idOf,
  okoro,
  received,
} from './invented-family.ts'
import { onATablet, type OnATablet } from './on-a-tablet.tsx'

const lead = aColleague({ id: idOf(5), name: 'Nasreen Ali', role: 'designated-safeguarding-lead' })
const administrator = aColleague({ id: idOf(6), name: 'Gwen Pugh', role: 'administrator' })
const kamran = received(aColleague({ id: hussain, name: 'Kamran Hussain', role: 'pastoral' }))
const family = [received(aPupil()), received(aCase()), received(aParent()), kamran, received(lead)]
const anOuting = (over: Partial<Outing> = {}): Outing => ({
  kind: 'outing',
  id: idOf(400),
  organisationId: hollins,
  personId: okoro,
  where: '11:00 14 Alder Court',
  visitIds: [],
  backBy: '2026-11-23T15:30:00.000Z',
  watcherId: hussain,
  withId: null,
  phone: '07700 900555',
  watcherPhone: '07700 900666',
  recordedAt: '2026-11-23T09:40:00.000Z',
  steps: [],
  ended: null,
  ...over,
})
const anOffer: Handover = {
  kind: 'handover',
  id: idOf(800),
  pupilId: ayesha,
  caseId: ayeshasCase,
  fromId: hussain,
  toId: okoro,
  digest: ['Mum answers before nine.'],
  offeredOn: '2026-11-20',
  by: hussain,
  recordedAt: '2026-11-20T08:00:00.000Z',
  answered: null,
}

type Asked = { what: string; path: string; records: Kept[]; as?: StaffMember }

const decide = async ({ person }: OnATablet) =>
  person.click(await screen.findByRole('button', { name: 'Decide about Ayesha Rahman' }))

/** Each form with its button pressed before it is whole: what is said, and of which field. */
const unfinished: (Asked & {
  before?: (tablet: OnATablet) => Promise<void>
  press: string
  says: string
  field: RegExp
})[] = [
  {
    what: 'a note added to a restricted thread',
    path: `/restricted/${aThread().id}`,
    records: [...family, received(aThread())],
    press: 'Add',
    says: 'Write what there is to add.',
    field: /^What else is there/,
  },
  {
    what: 'what came of it',
    path: `/restricted/${aThread().id}`,
    records: [...family, received(aThread())],
    as: lead,
    press: 'Note it',
    says: 'Write what was done or decided.',
    field: /^What was done or decided/,
  },
  {
    what: 'another time to be back by',
    path: `/outings/${idOf(400)}`,
    records: [...family, received(anOuting())],
    press: 'Change the time',
    says: 'Say when you will be back.',
    field: /^Back by/,
  },
  {
    what: 'somebody said to be safe',
    path: `/outings/${idOf(400)}`,
    records: [...family, received(anOuting({ personId: hussain, watcherId: okoro }))],
    press: 'They are safe',
    says: 'Write how you know.',
    field: /^How you know/,
  },
  {
    what: 'a case that is not taken',
    path: `/caseload/${ayesha}/case/handover/${idOf(800)}`,
    records: [received(aPupil({ offeredTo: { [ayeshasCase]: okoro } })), received(aCase()), received(anOffer), kamran],
    press: 'I cannot take it',
    says: 'Write why, so that they can find someone else.',
    field: /^Anything to say back/,
  },
  {
    what: 'several cases for nobody',
    path: '/hand-over',
    records: family,
    before: async ({ person }) => person.selectOptions(await screen.findByLabelText('Whose cases?'), 'Mine: 1'),
    press: 'Offer one case',
    says: 'Choose who is to take them.',
    field: /^To whom/,
  },
  {
    what: 'no case ticked',
    path: '/hand-over',
    records: family,
    before: async ({ person }) => {
      await person.selectOptions(await screen.findByLabelText('Whose cases?'), 'Mine: 1')
      await screen.findByRole('option', { name: /Kamran Hussain/ })
      await person.selectOptions(screen.getByLabelText('To whom?'), hussain)
      await person.click(screen.getByRole('checkbox', { name: 'Ayesha Rahman' }))
    },
    press: 'Offer 0 cases',
    says: 'Tick at least one case.',
    field: /^Ayesha Rahman/,
  },
  {
    what: 'a step decided on Monday’s sheet',
    path: '/monday',
    records: family,
    before: decide,
    press: 'Move',
    says: 'Write why the case moves.',
    field: /^Why it moves/,
  },
  {
    what: 'a promise made on Monday’s sheet',
    path: '/monday',
    records: family,
    before: decide,
    press: 'Promise',
    says: 'Write what we will do.',
    field: /^Promise something/,
  },
  {
    what: 'a visit moved to the day it stands on',
    path: `/visits/${idOf(300)}`,
    records: [...family, received(aPlannedVisit())],
    press: 'Move the visit',
    says: 'Choose another day or another time.',
    field: /^New day/,
  },
  {
    what: 'a visit called off',
    path: `/visits/${idOf(300)}`,
    records: [...family, received(aPlannedVisit())],
    press: 'Call off the visit',
    says: 'Write why: somebody will ask.',
    field: /^Why it will not be made/,
  },
  {
    what: 'a colleague who has left, without a day',
    path: `/colleagues/${hollins}/${hussain}`,
    records: [received(administrator), kamran],
    as: administrator,
    before: async ({ person }) => {
      await person.click(await screen.findByRole('button', { name: 'They have left' }))
      await person.clear(await screen.findByLabelText('Their last day'))
    },
    press: 'They have left',
    says: 'Say when they left.',
    field: /^Their last day/,
  },
  {
    what: 'a court order that has ended',
    path: `/caseload/${ayesha}/court-orders/${aCourtOrder().id}`,
    records: [...family, received(aCourtOrder())],
    press: 'End the order',
    says: 'Write how you know that it has ended.',
    field: /^How you know/,
  },
]

describe('a form that is not whole', () => {
  test.each(unfinished)('$what: it says so on top, focus goes there, and its link leads to the field', async (form) => {
    const tablet = await onATablet(form.path, form.records, form.as === undefined ? {} : { as: form.as })
    await form.before?.(tablet)
    await tablet.person.click(await screen.findByRole('button', { name: form.press }))
    const summary = (await screen.findByRole('heading', { name: 'There is a problem' })).parentElement
    await waitFor(() => expect(summary).toHaveFocus())
    const field = screen.getByLabelText(form.field)
    expect(field).toHaveAttribute('aria-invalid', 'true')
    expect(field).toHaveAccessibleDescription(expect.stringContaining(form.says))
    await tablet.person.click(within(summary ?? document.body).getByRole('link', { name: form.says }))
    expect(field).toHaveFocus()
    expect(await tablet.db.outbox.count()).toBe(0)
  })
})

/** Each way to save that shows no form of its own around it, pressed on a tablet that has no room. */
const full: (Asked & { fill?: (tablet: OnATablet) => Promise<void>; press: string | RegExp })[] = [
  {
    what: 'a reader let in',
    path: `/restricted/${aThread().id}`,
    records: [...family, received(aThread())],
    as: lead,
    fill: async ({ person }) => person.selectOptions(await screen.findByLabelText(/Let someone in/), hussain),
    press: 'Let them read it',
  },
  { what: 'arriving', path: `/outings/${idOf(400)}`, records: [...family, received(anOuting())], press: 'Arrived' },
  {
    what: 'somebody said to be safe',
    path: `/outings/${idOf(400)}`,
    records: [...family, received(anOuting({ personId: hussain, watcherId: okoro }))],
    fill: async ({ say }) => say(await screen.findByLabelText('How you know'), 'She rang me.'),
    press: 'They are safe',
  },
  {
    what: 'another time to be back by',
    path: `/outings/${idOf(400)}`,
    records: [...family, received(anOuting())],
    fill: async ({ person }) => person.type(await screen.findByLabelText('Back by'), '16:30'),
    press: 'Change the time',
  },
  {
    what: 'a visit moved',
    path: `/visits/${idOf(300)}`,
    records: [...family, received(aPlannedVisit())],
    fill: async ({ person }) => {
      await person.clear(await screen.findByLabelText(/^Time/))
    },
    press: 'Move the visit',
  },
  {
    what: 'a visit called off',
    path: `/visits/${idOf(300)}`,
    records: [...family, received(aPlannedVisit())],
    fill: async ({ say }) => say(await screen.findByLabelText('Why it will not be made'), 'She is at school.'),
    press: 'Call off the visit',
  },
  {
    what: 'one of several cases offered',
    path: '/hand-over',
    records: family,
    fill: async ({ person }) => {
      await person.selectOptions(await screen.findByLabelText('Whose cases?'), 'Mine: 1')
      await screen.findByRole('option', { name: /Kamran Hussain/ })
      await person.selectOptions(screen.getByLabelText('To whom?'), hussain)
    },
    press: 'Offer one case',
  },
  {
    what: 'a court order seen',
    path: `/caseload/${ayesha}/court-orders/${aCourtOrder().id}`,
    records: [...family, received(aCourtOrder())],
    press: 'I have seen the order itself',
  },
]

describe('a tablet without room', () => {
  test.each(full)('$what: it says that nothing was saved, and focus goes there', async (form) => {
    const tablet = await onATablet(form.path, form.records, form.as === undefined ? {} : { as: form.as })
    await form.fill?.(tablet)
    tablet.db.outbox.hook('creating', () => {
      throw new DOMException('', 'QuotaExceededError')
    })
    await tablet.person.click(await screen.findByRole('button', { name: form.press }))
    const said = await screen.findByText('Not saved')
    // The page's body would hold it as well.
    await waitFor(() => expect(said.closest('[tabindex="-1"]')).toHaveFocus())
    expect(await tablet.db.outbox.count()).toBe(0)
  })
})
