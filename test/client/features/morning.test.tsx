import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { DraftRow } from '#client/store/tables.ts'
import { morningPlanIdOf } from '#domain/records/morning-plan.ts'
import { registerYearId } from '#domain/records/register-year.ts'
import type { Clock } from '#domain/time/instant.ts'
import { aRegister } from '../../domain/register/a-register.ts'
import {
  aBrother,
  aCase,
  aColleague,
  aCourtOrder,
  aNote,
  aParent,
  aPupil,
  ayesha,
  hollins,
  hussain,
  idOf,
  mum,
  received,
  tariq,
} from './invented-family.ts'
import { openInMemory } from '../store/support.ts'
import { hold, onATablet } from './on-a-tablet.tsx'

const present = '/\\ /\\ /\\ /\\ /\\'
/** Of one pupil: the weeks before, and the morning of Monday 23 November. */
const registerOf = (pupilId: string, ...weeks: string[]) => ({
  ...aRegister('2026-11-16', ...weeks),
  id: registerYearId(pupilId, 2026),
  organisationId: hollins,
  pupilId,
  takenAt: '2026-11-23T09:02:00.000Z',
})
const callum = aPupil({ id: idOf(12), forename: 'Callum', surname: 'Price', openCaseId: null, householdId: null })
const zoe = aPupil({ id: idOf(13), forename: 'Zoe', surname: 'Adler', openCaseId: null, householdId: null })
const pastoral = aColleague({ role: 'pastoral' })
const dad = aParent({
  id: idOf(41),
  forename: 'Imran',
  relationship: 'father',
  priority: 2,
  interpreterNeeded: false,
  phones: [{ number: '07700 900125', label: 'mobile', failing: false }],
})

/** Ayesha is N with her brother, Callum has no mark, Zoe is in. */
const records = [
  received(aPupil({ hasSocialWorker: 'yes' })),
  received(aCase({ lastSeenOn: '2026-11-20', lastContactOn: '2026-11-20' })),
  received(aParent({ safeContactRule: 'Text first. Never ring before eight.' })),
  received(dad),
  ...aBrother(),
  received(callum),
  received(zoe),
  received(registerOf(ayesha, present, 'N.')),
  received(registerOf(tariq, present, 'N.')),
  received(registerOf(callum.id, present, '..')),
  received(registerOf(zoe.id, present, '/.')),
]
const mobile = (number: string, failing = false) => ({ number, label: 'mobile' as const, failing })
const atNine: Clock = () => '2026-11-23T09:10:00.000Z'
/** The same minute, a millisecond later at each look: two tries in one minute stand in the order in which they were made. */
const runningFromNine = (): Clock => {
  let looks = 0
  return () => {
    looks += 1
    return `2026-11-23T09:10:${String(Math.floor(looks / 1000)).padStart(2, '0')}.${String(looks % 1000).padStart(3, '0')}Z`
  }
}
/** What somebody began to write of a morning and did not keep. */
const leftOn = (day: string, words: string): DraftRow => ({
  id: idOf(Number(day.slice(8)) + 60),
  uid: idOf(Number(day.slice(8)) + 90),
  fileId: ayesha,
  form: `morning-call/${day}/morning`,
  place: `/morning/${ayesha}`,
  values: {
    actId: idOf(71),
    way: '',
    theyRang: false,
    interpreter: 'none',
    words,
    children: [{ pupilId: ayesha, noteId: idOf(72), isMeant: true }],
  },
  field: null,
  // The one of Friday was looked at last.
  savedAt: day === '2026-11-20' ? '2026-11-23T09:05:00.000Z' : '2026-11-23T09:00:00.000Z',
  revision: 1,
})
const open = (path = '/morning', clock: Clock = atNine, more: typeof records = []) =>
  onATablet(path, [...records, ...more], { as: pastoral, clock })

describe('morning absence', () => {
  test('whoever is missing without a reason stands by whom to ring first, with why and what is next; who is in does not', async () => {
    await open()
    const first = await screen.findByRole('region', { name: 'Ring first' })
    const row = within(first).getByRole('link', { name: /Ayesha Rahman/ })
    expect(row).toHaveTextContent('Has a social worker: tell them too. Has an open case.')
    expect(row).toHaveTextContent('Ring Mum by 09:30')
    expect(screen.getByRole('link', { name: /Callum Price/ })).toHaveTextContent('No mark')
    expect(screen.queryByText(/Zoe Adler/)).toBeNull()
    expect(screen.getByText(/^This morning: marks of 3 children, taken in at 09:02\.$/)).toBeVisible()
  })

  test('once a cut-off has passed it says late, on each row, and stays', async () => {
    await open('/morning', () => '2026-11-23T11:00:00.000Z')
    const row = await screen.findByRole('link', { name: /Ayesha Rahman/ })
    expect(row).toHaveTextContent('Late')
    expect(row).toHaveTextContent('Ring Mum now')
  })

  test('whom a court’s order binds is not put forward to ring, on the list or on the page; by hand they are rung once it is read', async () => {
    const order = received(aCourtOrder({ forbids: ['contact'] }))
    const tablet = await open('/morning', atNine, [order])
    const row = await screen.findByRole('link', { name: /Ayesha Rahman/ })
    expect(row).toHaveTextContent('Ring Dad by 09:30')
    await tablet.person.click(row)
    const mums = await screen.findByRole('radio', { name: /Mum.*ending 123, court order/ })
    expect(screen.getByRole('radio', { name: /Dad.*ending 125/ })).toBeChecked()
    // Nobody has rung her: what is not put forward is not said to have been done.
    expect(screen.queryByRole('radio', { name: /rung today/ })).toBeNull()
    await tablet.person.click(mums)
    expect(screen.getByText(/Mum may not be in contact with the child/)).toBeVisible()
    expect(document.body).not.toHaveTextContent('07700 900123')
  })

  test('where an order binds everybody who is listed, nobody is chosen and the safeguarding lead is the next to hear', async () => {
    const order = received(aCourtOrder({ parentIds: [mum, dad.id], forbids: ['contact'] }))
    const tablet = await open('/morning', atNine, [order])
    const row = await screen.findByRole('link', { name: /Ayesha Rahman/ })
    expect(row).toHaveTextContent('Tell the safeguarding lead')
    await tablet.person.click(row)
    expect(await screen.findByRole('radio', { name: /Mum.*court order/ })).not.toBeChecked()
    await tablet.person.click(screen.getByRole('button', { name: 'No answer' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Choose whom the contact was with.')
  })

  test('while no mark of the morning has come in it says so, and never that everybody is there', async () => {
    await onATablet('/morning', [received(aPupil()), received(registerOf(ayesha, present))], {
      as: pastoral,
      clock: atNine,
    })
    expect(await screen.findByText('No marks of this morning have come in')).toBeVisible()
    expect(screen.queryByText('Nobody is missing without a reason')).toBeNull()
  })

  test('a school’s own times hold', async () => {
    await open('/morning', atNine, [
      received({
        kind: 'morning-plan' as const,
        id: morningPlanIdOf(hollins),
        organisationId: hollins,
        cutOffs: { firstCallBy: '09:05', everyNumberBy: '09:20', tellLeadBy: '09:40' },
      }),
    ])
    expect(await screen.findByRole('link', { name: /Ayesha Rahman/ })).toHaveTextContent('Late')
  })

  test('the number stands behind its safe-contact rule; one tap keeps the try in the child’s file, and the next number is meant', async () => {
    const tablet = await open(`/morning/${ayesha}`)
    expect(await screen.findByText('Text first. Never ring before eight.')).toBeVisible()
    expect(screen.queryByText('07700 900123')).toBeNull()
    await tablet.person.click(await screen.findByRole('button', { name: 'No answer' }))
    await screen.findByText('No answer: kept on this tablet.')
    const [sent] = await tablet.db.outbox.toArray()
    expect(sent?.args).toMatchObject({
      means: 'phone-out',
      result: 'no-answer',
      numberUsed: '07700 900123',
      absence: { day: '2026-11-23', session: 'morning', reason: null },
      facts: 'Rang to ask about Mon 23 Nov, morning: no answer.',
    })
    const page = within(await screen.findByRole('region', { name: 'Child' }))
    expect(await page.findByText('Tried once. Ring Dad by 10:00')).toBeVisible()
    await waitFor(() => expect(screen.getByRole('radio', { name: /^Dad/ })).toBeChecked())
    expect(await screen.findByText('07700 900125')).toBeVisible()
  })

  test('a number that was tapped as not working by mistake is put right, and rung again', async () => {
    const tablet = await open(`/morning/${ayesha}`)
    await tablet.person.click(await screen.findByRole('button', { name: 'Number not working' }))
    await screen.findByText('Number not working: kept on this tablet.')
    // Whoever has no number left is not the next to be rung.
    await waitFor(() => expect(screen.getByRole('radio', { name: /^Dad/ })).toBeChecked())
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum.*no number that works/ }))
    await tablet.person.click(await screen.findByRole('button', { name: /I have read it/ }))
    await tablet.person.click(await screen.findByRole('button', { name: 'It works: Mum, 07700 900123' }))
    await screen.findByText('Marked as working, on this tablet.')
    await waitFor(() => expect(screen.getByRole('radio', { name: /Mum.*ending 123/ })).toBeChecked())
    await tablet.person.click(await screen.findByRole('button', { name: 'Ill' }))
    await screen.findByText('Ill: kept on this tablet.')
    expect((await tablet.db.outbox.toArray()).map(({ name }) => name)).toEqual([
      'log-contact@1',
      'mark-phone@1',
      'log-contact@1',
    ])
    expect((await tablet.db.outbox.toArray()).at(-1)?.args).toMatchObject({ numberUsed: '07700 900123' })
  })

  test('while somebody is being rung on one number and another is marked, the tap still stands for the one that was rung', async () => {
    const rest = [mobile('07700 900126'), mobile('07700 900127')]
    const safeContactRule = 'Text first. Never ring before eight.'
    const mumWith = (first: boolean) => aParent({ safeContactRule, phones: [mobile('07700 900123', first), ...rest] })
    const tablet = await open(`/morning/${ayesha}`, atNine, [received(mumWith(false))])
    await tablet.person.click(await screen.findByRole('radio', { name: /Mum.*ending 126/ }))
    await hold(tablet.db, [received(mumWith(true))])
    await waitFor(() => expect(screen.queryByRole('radio', { name: /ending 123/ })).toBeNull())
    await tablet.person.click(await screen.findByRole('button', { name: 'No answer' }))
    await screen.findByText('No answer: kept on this tablet.')
    expect((await tablet.db.outbox.toArray())[0]?.args).toMatchObject({ numberUsed: '07700 900126' })
  })

  test('a reason given folds the row and is proposed for the register, which stays as it is', async () => {
    const tablet = await open(`/morning/${ayesha}`)
    await tablet.say(await screen.findByLabelText(/^What they said/), 'She has been up all night.')
    await tablet.person.click(await screen.findByRole('button', { name: 'Ill' }))
    await screen.findByText('Ill: kept on this tablet.')
    expect(await screen.findByText('Reason given')).toBeVisible()
    const held = await tablet.db.records.where('kind').equals('contact-note').toArray()
    expect(held.map(({ body }) => body)).toMatchObject([
      { facts: 'Mum says of Mon 23 Nov, morning: ill.', familyView: 'She has been up all night.', result: 'spoke' },
    ])
    await tablet.person.click(await screen.findByRole('link', { name: 'Proposed for the register' }))
    const line = (await screen.findByText('Ayesha Rahman, 9K')).closest('li')
    expect(line).toHaveTextContent('Mon 23 Nov, morning: I Ill')
    expect(line).toHaveTextContent('Ill. Mum, Mon 23 Nov 09:10, to you. “She has been up all night.”')
    expect(await tablet.db.records.get([ayesha, registerYearId(ayesha, 2026)])).toMatchObject({ waiting: 0 })
  })

  test('another reason asks for their words; what was typed is kept', async () => {
    const tablet = await open(`/morning/${ayesha}`)
    await tablet.person.click(await screen.findByRole('button', { name: 'Another reason' }))
    expect(await screen.findByRole('link', { name: 'Write what they said.' })).toBeVisible()
    expect(await tablet.db.outbox.count()).toBe(0)
  })

  test('words that were left on another morning are not kept as said of this one', async () => {
    const db = await openInMemory()
    await db.drafts.bulkAdd([leftOn('2026-11-20', 'She is at her nan’s.'), leftOn('2026-11-23', 'He has a cough.')])
    await onATablet(`/morning/${ayesha}`, records, { as: pastoral, clock: atNine, db })
    expect(await screen.findByLabelText(/What they said, in their words/)).toHaveValue('He has a cough.')
  })

  test('a brother who is missing too is in the same call: the family is rung once', async () => {
    const tablet = await open(`/morning/${ayesha}`)
    await tablet.person.click(await screen.findByRole('checkbox', { name: /^Also about Tariq/ }))
    await tablet.person.click(await screen.findByRole('button', { name: 'Medical or dental appointment' }))
    await screen.findByText('Medical or dental appointment: kept on this tablet.')
    const notes = await tablet.db.records.where('kind').equals('contact-note').toArray()
    expect(new Set(notes.map(({ fileId }) => fileId))).toEqual(new Set([ayesha, tariq]))
  })

  test('a family that thought the child was at school: the lead is to be told now, with what was tried in the form', async () => {
    const tablet = await open(`/morning/${ayesha}`, runningFromNine())
    await tablet.person.click(await screen.findByRole('button', { name: 'No answer' }))
    await screen.findByText('No answer: kept on this tablet.')
    await waitFor(() => expect(screen.getByRole('radio', { name: /^Dad/ })).toBeChecked())
    await tablet.person.click(await screen.findByRole('button', { name: 'Thought they were at school' }))
    await tablet.person.click(await screen.findByRole('link', { name: 'Tell the lead' }))
    const words = await screen.findByLabelText(/^What are you worried about/)
    expect(words).toHaveValue(
      [
        'Ayesha is missing without a reason on Mon 23 Nov, morning: marked N.',
        '09:10 You and Mum: no answer.',
        '09:10 You and Dad: thought they were at school.',
      ].join('\n'),
    )
    await tablet.person.click(await screen.findByRole('button', { name: 'Tell them' }))
    await screen.findByText(/The safeguarding lead gets it once the office has it/)
    expect((await tablet.db.outbox.toArray()).map(({ name }) => name)).toEqual([
      'log-contact@1',
      'log-contact@1',
      'tell-safeguarding-lead@1',
    ])
  })

  test('a wrong tap is corrected in the file, and the child stands on the list again', async () => {
    const tablet = await open(`/morning/${ayesha}`, runningFromNine())
    await tablet.person.click(await screen.findByRole('button', { name: 'Ill' }))
    await screen.findByText('Ill: kept on this tablet.')
    expect(await screen.findByText('Reason given')).toBeVisible()
    await tablet.person.click(await screen.findByRole('link', { name: /^Correct: 09:10/ }))
    await tablet.person.selectOptions(await screen.findByLabelText(/^How it ended/), 'Not reached: no answer')
    await tablet.say(await screen.findByLabelText('Why'), 'Pressed by mistake.')
    await tablet.person.click(await screen.findByRole('button', { name: 'Save correction' }))
    await screen.findByText('Correction saved on this tablet.')
    expect((await tablet.db.outbox.toArray()).at(-1)?.args).toMatchObject({
      field: 'other',
      words: 'Not reached: no answer.',
      ended: { result: 'no-answer', reason: null },
    })
    cleanup()
    await onATablet('/morning', [], { as: pastoral, clock: runningFromNine(), db: tablet.db })
    const row = await screen.findByRole('link', { name: /Ayesha Rahman/ })
    await waitFor(() => expect(row).toHaveTextContent('Tried once. Ring Dad by 10:00'))
    expect(screen.queryByText('Reason given')).toBeNull()
  })

  test('a contact of any other kind is corrected in words alone', async () => {
    await onATablet(`/caseload/${ayesha}/notes/${idOf(80)}/amend`, [...records, received(aNote({ id: idOf(80) }))], {
      clock: atNine,
    })
    expect(await screen.findByLabelText('How it should read')).toBeVisible()
    expect(screen.queryByLabelText(/^How it ended/)).toBeNull()
  })

  test('N of days before counts down in school days, and then says that O is due; so does the register of the child', async () => {
    const marks = registerOf(zoe.id, '/\\ /\\ /\\ NN NN', '/.')
    await onATablet('/morning', [received(zoe), received(marks)], {
      as: pastoral,
      clock: () => '2026-11-27T09:10:00.000Z',
    })
    const before = await screen.findByRole('region', { name: 'N without a reason' })
    expect(await within(before).findByRole('link', { name: /Zoe Adler/ })).toHaveTextContent(
      'Thu 19 Nov: O is due; Fri 20 Nov: today is the last day to find the reason',
    )
  })

  test('the register of a child says of each N how long a reason may be found', async () => {
    await onATablet(`/caseload/${zoe.id}/register`, [received(zoe), received(registerOf(zoe.id, '/\\ /\\ /\\ /\\ NN'))])
    const card = (await screen.findByRole('heading', { name: 'Reasons still to find' })).closest('section')
    expect(card).toHaveTextContent('Fri 20 Nov, morning and afternoon: 4 school days left, until Fri 27 Nov.')
  })

  test('Today leads a pastoral worker there, and says what is late', async () => {
    await open('/today', () => '2026-11-23T09:40:00.000Z')
    const line = (
      await screen.findByRole('heading', { name: 'Find out why 3 children are missing this morning' })
    ).closest('li')
    expect(line).toHaveTextContent('1 to ring first. 3 late by the school’s cut-offs. No reason is known yet.')
  })

  test('an officer of the council is not asked to ring a school’s families: nobody is listed', async () => {
    await onATablet('/morning', records, {
      as: aColleague({ id: hussain, role: 'education-welfare-officer' }),
      clock: atNine,
    })
    expect(await screen.findByText('No child of a school is yours')).toBeVisible()
  })
})

const atTwo: Clock = () => '2026-11-23T14:05:00.000Z'

describe('the afternoon', () => {
  /** Ayesha came and is gone, Tariq was N and came, Callum is N all day, Zoe is in. */
  const afternoon = [
    received(aPupil()),
    received(aCase({ lastSeenOn: '2026-11-20', lastContactOn: '2026-11-20' })),
    received(aParent({ safeContactRule: '' })),
    ...aBrother(),
    received(callum),
    received(zoe),
    received(registerOf(ayesha, present, '/N')),
    received(registerOf(tariq, present, 'N\\')),
    received(registerOf(callum.id, present, 'NN')),
    received(registerOf(zoe.id, present, '/\\')),
  ]
  const plan = received({
    kind: 'morning-plan' as const,
    id: morningPlanIdOf(hollins),
    organisationId: hollins,
    cutOffs: { firstCallBy: '09:30', everyNumberBy: '10:00', tellLeadBy: '10:30' },
    afternoon: { firstCallBy: '13:45', everyNumberBy: '14:15', tellLeadBy: '14:30' },
  })

  test('a child who was here in the morning and is N in the afternoon is first; who has come since is not missing', async () => {
    await onATablet('/morning', afternoon, { as: pastoral, clock: atTwo })
    const first = await screen.findByRole('region', { name: 'Ring first' })
    const row = within(first).getByRole('link', { name: /Ayesha Rahman/ })
    expect(row).toHaveTextContent('N this afternoon')
    expect(row).toHaveTextContent('Was here this morning.')
    expect(row).not.toHaveTextContent('Late')
    expect(screen.getByRole('link', { name: /Callum Price/ })).toHaveTextContent('Late')
    const waiting = await screen.findByRole('region', { name: 'N without a reason' })
    expect(within(waiting).getByRole('link', { name: /Tariq/ })).toBeVisible()
    expect(screen.getAllByRole('link', { name: /Tariq/ })).toHaveLength(1)
    expect(screen.getByText('This afternoon: marks of 4 children.')).toBeVisible()
    expect(screen.getByText(/has set no cut-offs for the afternoon, so nothing of it is called late/)).toBeVisible()
  })

  test('where the school has set its own for the afternoon, they hold', async () => {
    await onATablet('/morning', [...afternoon, plan], { as: pastoral, clock: atTwo })
    const row = await screen.findByRole('link', { name: /Ayesha Rahman/ })
    expect(row).toHaveTextContent('Late')
    expect(screen.queryByText(/has set no cut-offs for the afternoon/)).toBeNull()
  })

  test('the call is about the afternoon, and so are the lead’s words', async () => {
    const tablet = await onATablet(`/morning/${ayesha}`, afternoon, { as: pastoral, clock: atTwo })
    expect(await screen.findByText(/marked N this afternoon/)).toBeVisible()
    await tablet.person.click(await screen.findByRole('button', { name: 'Thought they were at school' }))
    await screen.findByText('Thought they were at school: kept on this tablet.')
    expect((await tablet.db.outbox.toArray())[0]?.args).toMatchObject({
      absence: { day: '2026-11-23', session: 'afternoon', reason: 'thought-at-school' },
    })
    await tablet.person.click(await screen.findByRole('link', { name: 'Tell the lead' }))
    expect(await screen.findByLabelText(/^What are you worried about/)).toHaveValue(
      [
        'Ayesha is missing without a reason on Mon 23 Nov, afternoon: marked N.',
        'Was here in the morning: marked /.',
        '14:05 You and Mum: thought they were at school.',
      ].join('\n'),
    )
  })

  test('until a mark of the afternoon has come in it says so once noon is past, and not before', async () => {
    await open('/morning', atTwo)
    expect(await screen.findByText(/^No marks of this afternoon have come in yet/)).toBeVisible()
    cleanup()
    await open('/morning', atNine)
    await screen.findByText(/^This morning: marks of 3 children/)
    expect(screen.queryByText(/^No marks of this afternoon/)).toBeNull()
  })

  test('Today says when', async () => {
    await onATablet('/today', afternoon, { as: pastoral, clock: atTwo })
    expect(await screen.findByRole('heading', { name: 'Find out why 2 children are missing today' })).toBeVisible()
  })
})

describe('a school’s cut-offs', () => {
  const form = `/morning/cut-offs/${hollins}`

  test('an attendance lead sets them; they stand for everybody with the next signal', async () => {
    const tablet = await onATablet(form, records, { clock: atNine })
    const first = await screen.findByLabelText('A first call by')
    expect(first).toHaveValue('09:30')
    await tablet.person.clear(first)
    await tablet.person.type(first, '08:55')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Saved on this tablet. Colleagues get it once the office has it.')
    expect((await tablet.db.records.get([hollins, morningPlanIdOf(hollins)]))?.body).toMatchObject({
      cutOffs: { firstCallBy: '08:55', everyNumberBy: '10:00', tellLeadBy: '10:30' },
    })
  })

  test('those of the afternoon may be left empty; once one is given, all three are asked for, in their order', async () => {
    const tablet = await onATablet(form, records, { clock: atNine })
    await tablet.say(await screen.findByLabelText('Afternoon: a first call by'), '13:30')
    await tablet.person.click(await screen.findByRole('button', { name: 'Save' }))
    expect(await screen.findByRole('link', { name: 'Every number comes after the first call.' })).toBeVisible()
    await tablet.say(await screen.findByLabelText('Afternoon: every number rung by'), '14:00')
    await tablet.say(await screen.findByLabelText('Afternoon: the safeguarding lead told by'), '14:15')
    await tablet.person.click(await screen.findByRole('button', { name: 'Save' }))
    await screen.findByText('Saved on this tablet. Colleagues get it once the office has it.')
    expect((await tablet.db.records.get([hollins, morningPlanIdOf(hollins)]))?.body).toMatchObject({
      afternoon: { firstCallBy: '13:30', everyNumberBy: '14:00', tellLeadBy: '14:15' },
    })
  })

  test('times out of their order are said at the field', async () => {
    const tablet = await onATablet(form, records, { clock: atNine })
    const told = await screen.findByLabelText('The safeguarding lead told by')
    await tablet.person.clear(told)
    await tablet.person.type(told, '09:00')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    expect(
      await screen.findByRole('link', { name: 'The safeguarding lead is told after every number was rung.' }),
    ).toBeVisible()
    expect(await tablet.db.outbox.count()).toBe(0)
  })

  test('a pastoral worker does not set them', async () => {
    await open(form)
    expect(await screen.findByText('This is not yours to set')).toBeVisible()
  })
})
