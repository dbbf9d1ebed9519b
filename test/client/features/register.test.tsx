import { screen, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { RegisterYear } from '#domain/records/register-year.ts'
import type { SchoolClosure } from '#domain/records/school-closure.ts'
import { aRegister } from '../../domain/register/a-register.ts'
import { aBrother, aCase, aPupil, ayesha, hollins, idOf, received, tariq } from './invented-family.ts'
import { hold, onATablet } from './on-a-tablet.tsx'

const page = `/caseload/${ayesha}/register`
const family = [received(aPupil()), received(aCase())]
const ofAyesha = (...written: Parameters<typeof aRegister>): RegisterYear => ({
  ...aRegister(...written),
  organisationId: hollins,
  pupilId: ayesha,
})
const present = '/\\ /\\ /\\ /\\ /\\'

/** Three weeks of November: present but for an ill Thursday and an afternoon without a reason. */
const november = () =>
  received(ofAyesha('2026-11-02', present, '/\\ /\\ /\\ II /\\', '/\\ L\\ /O /\\ /\\'), '2026-11-23T08:00:00.000Z')

const closure = (from: string, to: string): SchoolClosure => ({
  kind: 'school-closure',
  id: idOf(400),
  organisationId: hollins,
  span: { from, to, part: 'day' },
  reason: 'holiday',
  title: '',
  by: idOf(2),
  recordedAt: '2026-09-01T08:00:00.000Z',
  removed: null,
})

afterEach(() => vi.unstubAllGlobals())

describe('a pupil’s register', () => {
  test('without marks it says how they come in', async () => {
    await onATablet(page, family)
    expect(await screen.findByText('No marks have come in yet')).toBeVisible()
    expect(screen.queryByText(/%/)).toBeNull()
  })

  test('a rate stands with its sessions, the band with its word, and when the school’s system gave it', async () => {
    await onATablet(page, [...family, november()])
    expect(await screen.findByText('90% (27 of 30 sessions)')).toBeVisible()
    expect(await screen.findByText('Persistently absent')).toBeVisible()
    expect(
      await screen.findByText('Missed 3: 2 authorised, 1 unauthorised. Late, before the register closed: once.'),
    ).toBeVisible()
    expect(
      await screen.findByText(
        'As the school’s system gave it on Mon 23 Nov. The last mark is of Fri 20 Nov, afternoon.',
      ),
    ).toBeVisible()
  })

  test('ten sessions in ten school weeks: how many count, until when, and what the school must consider', async () => {
    await onATablet(page, [
      ...family,
      received(ofAyesha('2026-11-02', 'OO OO GG NN U\\', present, 'OO /\\ /\\ /\\ /\\')),
    ])
    const card = (await screen.findByRole('heading', { name: 'Ten sessions in ten school weeks' })).closest('section')
    if (card === null) throw new Error('The clock has no card.')
    expect(within(card).getByText(/^11 sessions of G, N, O or U in the ten school weeks from/)).toHaveTextContent(
      'The tenth was on Mon 16 Nov, morning. The school must consider, for this child and this family, whether support is the answer or a penalty notice: nothing follows by itself.',
    )
    expect(within(card).getByRole('row', { name: 'Mon 2 Nov O O O O G G N N U Mon 11 Jan 2027' })).toBeVisible()
    expect(within(card).getByText(/The school has entered no holidays/)).toBeVisible()
  })

  test('each session that counts is listed with its half of the day, its code and the day it drops out', async () => {
    await onATablet(page, [...family, received(ofAyesha('2026-11-02', '/O GG /\\ /\\ /\\', 'U\\ /\\ /\\ /\\ /\\'))])
    const card = (await screen.findByRole('heading', { name: 'Ten sessions in ten school weeks' })).closest('section')
    if (card === null) throw new Error('The clock has no card.')
    const listed = within(card).getByText('Each session that counts, and when it drops out (4)').closest('details')
    expect(listed).toHaveAttribute('open')
    const said = [...(listed?.querySelectorAll('dl > div') ?? [])].map((line) => line.textContent)
    expect(said).toEqual([
      'Mon 2 Nov, afternoon, Odrops out on Mon 11 Jan 2027',
      'Tue 3 Nov, morning, Gdrops out on Mon 11 Jan 2027',
      'Tue 3 Nov, afternoon, Gdrops out on Mon 11 Jan 2027',
      'Mon 9 Nov, morning, Udrops out on Mon 18 Jan 2027',
    ])
  })

  test('a long list of sessions is folded until somebody wants it, and whole', async () => {
    await onATablet(page, [...family, received(ofAyesha('2026-11-02', 'OO OO OO OO OO', 'OO OO OO OO OO'))])
    const listed = (await screen.findByText('Each session that counts, and when it drops out (20)')).closest('details')
    expect(listed).not.toHaveAttribute('open')
    expect(listed?.querySelectorAll('dl > div')).toHaveLength(20)
  })

  test('where no session of the four codes counts, the clock says so and asks nothing', async () => {
    await onATablet(page, [...family, received(ofAyesha('2026-11-02', present, '/\\ II /\\ /\\ /\\'))])
    expect(
      await screen.findByText(/^No session of G, N, O or U in the ten school weeks from .* to Fri 27 Nov\.$/),
    ).toBeVisible()
    expect(screen.queryByText(/must consider/)).toBeNull()
  })

  test('ten school days in a row: which days, that the council is told, and how they drop out', async () => {
    const week = 'OO OO OO OO OO'
    await onATablet(page, [...family, received(ofAyesha('2026-11-09', week, 'NN GG UU OO OO'))])
    const heading = await screen.findByRole('heading', { name: 'Ten school days in a row' })
    const card = heading.closest('section')
    if (card === null) throw new Error('The clock has no card.')
    expect(within(card).getByText(/^10 school days in a row of G, N, O or U/)).toHaveTextContent(
      'from Mon 9 Nov to Fri 20 Nov. The tenth was on Fri 20 Nov. The school tells the council, at the times they have agreed and at least once a month, and considers with it and with the family what would help: nothing else follows by itself.',
    )
    expect(within(card).getByText('Mon 16 Nov').nextSibling).toHaveTextContent('N N')
    expect(within(card).getByText(/^All of the days drop out together/)).toBeVisible()
    expect(within(card).queryByText(/issue/)).toBeNull()
  })

  test('a row that has ended is still told, and a new one begins at one day', async () => {
    const week = 'OO OO OO OO OO'
    await onATablet(page, [...family, received(ofAyesha('2026-11-02', week, week, 'O\\ /\\ /\\ /\\ OO'))])
    expect(
      await screen.findByText('1 school day in a row of G, N, O or U, on Fri 20 Nov. 9 more would make ten.'),
    ).toBeVisible()
    expect(await screen.findByText('Earlier, ten or more: 10 school days from Mon 2 Nov to Fri 13 Nov.')).toBeVisible()
  })

  test('days of sickness spell by spell: the council is told when fifteen are likely, not only when they are there', async () => {
    await onATablet(page, [
      ...family,
      received(ofAyesha('2026-11-02', '/\\ II II /\\ /\\', '/\\ /\\ /\\ I\\ II', 'II /\\ /\\ /\\ /\\')),
    ])
    const heading = await screen.findByRole('heading', { name: 'Fifteen days of sickness' })
    const card = heading.closest('section')
    if (card === null) throw new Error('The clock has no card.')
    expect(within(card).getByText(/^5 school days with I this school year/)).toHaveTextContent(
      '(9 sessions), 3 at most in a row. 10 more would make fifteen, in a row or altogether. Once the school has reason to believe that it will come to that, it tells the council and does not wait for the fifteenth.',
    )
    expect(within(card).getByText('Thu 12 Nov to Mon 16 Nov').nextSibling).toHaveTextContent('3 days, 5 sessions')
    expect(within(card).getByText(/until Sat 31 Jul 2027/)).toBeVisible()
  })

  test('what it takes to come under a tenth is said, with what was assumed of the days to come', async () => {
    await onATablet(page, [...family, november()])
    expect(await screen.findByText('Under a tenth missed again after 1 session attended in a row.')).toBeVisible()
    expect(await screen.findByText(/This is a guess\. The school has entered no holidays ahead/)).toBeVisible()
  })

  test('of a child who missed half, the nearer step is said first, and that each session counts', async () => {
    await onATablet(page, [
      ...family,
      received(ofAyesha('2026-11-02', 'OO OO OO OO OO', 'OO OO OO OO OO', present)),
      received(closure('2026-12-21', '2027-01-01')),
    ])
    expect(
      await screen.findByText(
        'Under half missed again after 11 sessions attended in a row. Under a tenth would take 171 sessions in a row, more than are still to come by Fri 1 Jan 2027. Each one attended still counts.',
      ),
    ).toBeVisible()
  })

  test('how many more may be missed is counted on the days that the school has entered', async () => {
    await onATablet(page, [
      ...family,
      received(ofAyesha('2026-11-02', present, present, '/\\ /\\ II /\\ /\\')),
      received(closure('2026-12-21', '2027-01-01')),
    ])
    // 30 sessions so far, 40 to 18 December: 6 of 70 is under a tenth, and 2 are missed already.
    expect(
      await screen.findByText('Up to 4 more sessions can be missed and it stays under a tenth by Fri 1 Jan 2027.'),
    ).toBeVisible()
    expect(
      await screen.findByText(
        'Counted to Fri 1 Jan 2027, the last day that the school has entered in its calendar: 40 sessions still to come.',
      ),
    ).toBeVisible()
  })

  test('a child below compulsory school age is called nothing (they have a register and no threshold)', async () => {
    await onATablet(page, [received(aPupil({ bornOn: '2022-03-03', yearGroup: 0 })), november()])
    expect(
      await screen.findByText('Below compulsory school age: nobody is called persistently absent yet.'),
    ).toBeVisible()
    expect(screen.queryByText('Persistently absent')).toBeNull()
    expect(screen.queryByText(/tenth/)).toBeNull()
  })

  test('each session has a name in words, arrow keys move, and there is one stop for the Tab key', async () => {
    const { person } = await onATablet(page, [...family, november()])
    const grid = await screen.findByRole('grid', { name: 'Register 2026/27, weeks across and days down' })
    expect(grid.querySelectorAll('td[tabindex="0"]')).toHaveLength(1)
    const lastMarked = within(grid).getByLabelText('Fri 20 Nov, afternoon: \\, present in the afternoon, attended')
    expect(lastMarked).toHaveAttribute('tabindex', '0')
    lastMarked.focus()
    await person.keyboard('{ArrowUp}{ArrowUp}')
    expect(
      within(grid).getByLabelText(
        'Wed 18 Nov, afternoon: O, absent without a reason that counts, unauthorised absence',
      ),
    ).toHaveFocus()
    await person.keyboard('{ArrowDown}{ArrowLeft}{ArrowLeft}')
    expect(within(grid).getByLabelText('Thu 12 Nov, afternoon: I, ill, authorised absence')).toHaveFocus()
    await person.keyboard('{Home}')
    expect(within(grid).getByLabelText('Thu 5 Nov, morning: /, present in the morning, attended')).toHaveFocus()
    await person.keyboard('{ArrowLeft}{Control>}{Home}{/Control}')
    expect(within(grid).getByLabelText('Mon 2 Nov, morning: /, present in the morning, attended')).toHaveFocus()
    await person.keyboard('{Control>}{End}{/Control}')
    expect(within(grid).getByLabelText('Fri 27 Nov, afternoon: still to come')).toHaveFocus()
    expect(grid.querySelectorAll('td[tabindex="0"]')).toHaveLength(1)
  })

  test('a day without a mark and a closed day are not the same', async () => {
    await onATablet(page, [...family, november(), received(closure('2026-11-27', '2026-11-27'))])
    expect(await screen.findByLabelText('Mon 23 Nov, morning: no mark has come in')).toBeInTheDocument()
    expect(await screen.findByLabelText('Fri 27 Nov, morning: school closed')).toBeInTheDocument()
  })

  test('the session that a finger presses is said in words', async () => {
    const { person } = await onATablet(page, [...family, november()])
    await person.click(
      await screen.findByLabelText('Tue 17 Nov, morning: L, late, before the register closed, attended'),
    )
    expect(await screen.findByText('Tue 17 Nov, morning: L, late, before the register closed, attended')).toBeVisible()
  })

  test('the same in tables, for those who read', async () => {
    await onATablet(page, [...family, november()])
    const months = await screen.findByRole('region', { name: 'Sessions by month' })
    expect(within(months).getByRole('row', { name: 'Nov 2026 30 27 2 1 1' })).toBeVisible()
    expect(within(months).getByRole('row', { name: 'All 30 27 2 1 1' })).toBeVisible()
    const codes = await screen.findByRole('region', { name: 'Codes' })
    expect(within(codes).getByRole('row', { name: 'I Ill authorised absence 2' })).toBeVisible()
  })

  test('of two school years the latest is shown, the other a press away', async () => {
    const { person } = await onATablet(page, [
      ...family,
      november(),
      received(ofAyesha('2025-11-03', '/\\ /\\ /\\ /\\ GG')),
    ])
    expect(await screen.findByText('90% (27 of 30 sessions)')).toBeVisible()
    await person.click(await screen.findByRole('radio', { name: '2025/26' }))
    expect(await screen.findByText('80% (8 of 10 sessions)')).toBeVisible()
    // A year that is over has nothing left to be missed.
    expect(screen.queryByText(/more session|in a row/)).toBeNull()
  })

  test('what stands out is said with its counts, a brother’s days among it; why is left to the family', async () => {
    const mondays = Array.from({ length: 8 }, () => 'OO /\\ /\\ /\\ /\\')
    await onATablet(page, [
      ...family,
      ...aBrother(),
      received(ofAyesha('2026-09-07', ...mondays, present, present)),
      received({ ...ofAyesha('2026-09-07', ...mondays, present, present), id: idOf(410), pupilId: tariq }),
    ])
    expect(
      await screen.findByText('Missed in whole or in part: 8 of 10 Mondays, but 0 of 40 other days.'),
    ).toBeVisible()
    expect(
      await screen.findByText(/^On 8 of the 8 days missed in whole or in part, Tariq missed school too/),
    ).toBeVisible()
    expect(
      await screen.findByText('Counted from the marks. Why it is so is for Ayesha and the family to say.'),
    ).toBeVisible()
  })

  test('a fortnight in which nothing repeats itself has no pattern', async () => {
    await onATablet(page, [...family, received(ofAyesha('2026-11-09', '/\\ II /\\ /\\ /\\', present))])
    expect(await screen.findByText('Nothing stands out, or there is too little to tell.')).toBeVisible()
  })

  test('the header of the case says how the pupil stands this school year, and leads to the register', async () => {
    const tablet = await onATablet(`/caseload/${ayesha}`, [...family, november()])
    expect(await screen.findByText(/Attended 90% \(27 of 30 sessions\)\./)).toBeVisible()
    expect(await screen.findByText('Persistently absent')).toBeVisible()
    await tablet.person.click(await screen.findByRole('link', { name: 'See the register' }))
    expect(await screen.findByRole('heading', { name: 'Register', level: 1 })).toBeVisible()
  })

  test('in August and until the new year’s marks come, the counts of the summer term stand beside it', async () => {
    await onATablet(page, [...family, received(ofAyesha('2026-07-06', 'OO OO OO OO OO', 'NN /\\ /\\ /\\ /\\'))], {
      clock: () => '2026-09-02T09:00:00.000Z',
    })
    const card = (await screen.findByRole('heading', { name: 'Ten sessions in ten school weeks' })).closest('section')
    expect(card).toHaveTextContent('12 sessions of G, N, O or U in the ten school weeks')
    const reasons = screen.getByRole('heading', { name: 'Reasons still to find' }).closest('section')
    expect(reasons).toHaveTextContent('Mon 13 Jul, morning and afternoon')
  })

  test('an N of last year is still to find when this year has begun', async () => {
    await onATablet(
      page,
      [
        ...family,
        received(ofAyesha('2026-07-20', '/N ## ## ## ##')),
        received(ofAyesha('2026-08-31', '## ## /\\ /\\ ..')),
      ],
      { clock: () => '2026-09-03T17:00:00.000Z' },
    )
    const reasons = (await screen.findByRole('heading', { name: 'Reasons still to find' })).closest('section')
    expect(reasons).toHaveTextContent('Mon 20 Jul, afternoon')
  })

  test('last year’s marks are not how the pupil stands this year: the header then says nothing', async () => {
    await onATablet(`/caseload/${ayesha}`, [...family, received(ofAyesha('2025-11-03', '/\\ /\\ /\\ /\\ GG'))])
    expect(await screen.findByRole('heading', { name: 'Ayesha Rahman' })).toBeVisible()
    expect(screen.queryByText(/sessions\)/)).toBeNull()
  })

  test('the case leads to it', async () => {
    const tablet = await onATablet(`/caseload/${ayesha}`, [...family, november()])
    await tablet.person.click(await screen.findByRole('button', { name: 'More' }))
    await tablet.person.click(await screen.findByRole('menuitem', { name: 'Register' }))
    expect(await screen.findByRole('heading', { name: 'Register', level: 1 })).toBeVisible()
    expect(tablet.path()).toBe(page)
  })

  test('what is decided on a clock keeps the marks; when they change it says which, beside today’s count', async () => {
    const register = ofAyesha('2026-11-02', 'OO OO GG NN U\\', present, 'OO /\\ /\\ /\\ /\\')
    const tablet = await onATablet(page, [...family, received(register)])
    expect(await screen.findByText('None is written down.')).toBeVisible()
    await tablet.person.click(await screen.findByRole('link', { name: 'Write down a decision' }))
    const ten = await screen.findByRole('radio', { name: 'Ten sessions in ten school weeks' })
    await tablet.person.click(screen.getByRole('radio', { name: 'Fifteen days of sickness' }))
    expect(await screen.findByText('Nothing counts today.')).toBeVisible()
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findAllByText(/^Nothing of it counts today\./)).not.toHaveLength(0)
    await tablet.person.click(ten)
    expect(await screen.findByText(/^11 sessions of G, N, O or U, from/)).toBeVisible()
    await tablet.person.click(screen.getByRole('radio', { name: 'Support is the answer' }))
    await tablet.say(screen.getByLabelText('Why'), 'A carer comes from Monday.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Ten sessions in ten school weeks: support is the answer')).toBeVisible()
    expect(await screen.findByText('A carer comes from Monday.')).toBeVisible()
    expect(screen.queryByText(/changed since/)).toBeNull()

    const amended = received({ ...ofAyesha('2026-11-02', 'OO OO GG II U\\', present, 'OO /\\ /\\ /\\ /\\') })
    await hold(tablet.db, [amended])
    expect(
      await screen.findByText(
        /^2 sessions were changed since: Thu 5 Nov, morning, N then and I now; Thu 5 Nov, afternoon, N then and I now\./,
      ),
    ).toBeVisible()
    await tablet.person.click(await screen.findByRole('link', { name: 'See the register' }))
    expect(await screen.findByText(/^9 sessions of G, N, O or U in the ten school weeks/)).toBeVisible()
    expect(await screen.findByText(/11 sessions of G, N, O or U, from/)).toBeVisible()
    expect(await screen.findByText('Today: 9 sessions of G, N, O or U.')).toBeVisible()
  })

  test('what is decided keeps the closed days; a holiday that is entered later is shown, with what it would be now', async () => {
    const register = ofAyesha('2026-09-14', 'GG /\\ /\\ /\\ /\\', 'OO /\\ /\\ /\\ /\\')
    const tablet = await onATablet(page, [...family, received(register)])
    await tablet.person.click(await screen.findByRole('link', { name: 'Write down a decision' }))
    await tablet.person.click(await screen.findByRole('radio', { name: 'Ten sessions in ten school weeks' }))
    await tablet.person.click(screen.getByRole('radio', { name: 'No step for now' }))
    await tablet.say(screen.getByLabelText('Why'), 'Two, and both were a wedding.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    expect(
      await screen.findByText(/2 sessions of G, N, O or U, from Mon 21 Sep .* Counted with no day closed\./),
    ).toHaveTextContent('The school had entered no holidays then.')
    expect(screen.queryByText(/calendar was changed since/)).toBeNull()

    await hold(tablet.db, [received(closure('2026-10-26', '2026-10-30'))])
    expect(await screen.findByText(/^The school’s calendar was changed since/)).toHaveTextContent(
      'The school’s calendar was changed since: closed now, Mon 26 Oct to Fri 30 Oct. With the days and the marks as they are now, it would be 4 sessions of G, N, O or U on that day.',
    )
  })

  test('a decision of before the closed days were kept says that they were not', async () => {
    const before = {
      kind: 'register-decision' as const,
      id: idOf(420),
      pupilId: ayesha,
      caseId: null,
      about: 'ten-in-ten-weeks' as const,
      decided: 'support' as const,
      why: 'A carer comes.',
      decidedOn: '2026-11-16',
      counted: 10,
      saw: { from: '2026-09-07', to: '2026-11-16', marks: 'OONN/\\', takenAt: '2026-11-16T08:00:00.000Z' },
      by: idOf(2),
      byRole: 'head-of-year' as const,
      recordedAt: '2026-11-16T16:00:00.000Z',
    }
    await onATablet(page, [...family, november(), received(before)])
    expect(await screen.findByText(/The days on which the school was closed were not kept/)).toBeVisible()
    expect(screen.queryByText(/calendar was changed since/)).toBeNull()
  })

  test('a case opened on marks that were changed later says so, which ones, and how the rate differs', async () => {
    const before = ofAyesha('2026-11-09', 'OO NN /\\ /\\ /\\', present)
    const tablet = await onATablet(`/caseload/${ayesha}/open-case`, [
      received(aPupil({ openCaseId: null })),
      received(before),
    ])
    await tablet.person.click(await screen.findByRole('checkbox', { name: 'Persistent absence' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Open the case' }))
    expect(
      await screen.findByText(/^The register then, .*: 4 sessions missed, from Sat 1 Aug to Mon 23 Nov\.$/),
    ).toBeVisible()
    expect(screen.queryByText(/This case was opened on marks that were changed later/)).toBeNull()

    await hold(tablet.db, [received(ofAyesha('2026-11-09', 'OO /\\ /\\ /\\ /\\', present))])
    const said = await screen.findByText('This case was opened on marks that were changed later.')
    expect(said.closest('p')).toHaveTextContent(
      '2 sessions were changed since: Tue 10 Nov, morning, N then and / now; Tue 10 Nov, afternoon, N then and \\ now. Attended on those days, as the register had it then: 80% (16 of 20 sessions); as it has it now: 90% (18 of 20 sessions).',
    )
  })

  test('a mark that only came in after the case was opened is no change', async () => {
    const tablet = await onATablet(`/caseload/${ayesha}/open-case`, [
      received(aPupil({ openCaseId: null })),
      received(ofAyesha('2026-11-16', 'OO /\\ /\\ /\\ ..')),
    ])
    await tablet.person.click(await screen.findByRole('checkbox', { name: 'Persistent absence' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Open the case' }))
    expect(await screen.findByText(/2 sessions missed, from/)).toBeVisible()
    await hold(tablet.db, [received(ofAyesha('2026-11-16', 'OO /\\ /\\ /\\ OO'))])
    expect(await screen.findByText(/Attended 60% \(6 of 10 sessions\)\./)).toBeVisible()
    expect(screen.queryByText(/changed since/)).toBeNull()
  })

  test('a mark that was changed is told with what it was, when and from which file, once the office is asked', async () => {
    const { person } = await onATablet(page, [...family, november()])
    const marks = [
      { code: 'N', takenAt: '2026-11-19T08:10:00.000Z', source: 'csv', file: 'wed-18.csv' },
      { code: 'O', takenAt: '2026-11-20T08:10:00.000Z', source: 'wonde', file: null },
    ]
    const answer = { isFileTold: true, sessions: [{ day: '2026-11-18', session: 'afternoon', marks }] }
    const asked: string[] = []
    vi.stubGlobal('fetch', (path: string) => {
      asked.push(path)
      return Promise.resolve(Response.json(answer))
    })
    await person.click(await screen.findByRole('button', { name: 'Ask the office' }))
    expect((await screen.findByText('Wed 18 Nov, afternoon')).nextSibling).toHaveTextContent(
      'N, from wed-18.csv, 19 Nov 08:10; then O, from Wonde, 20 Nov 08:10',
    )
    expect(asked).toEqual([`/api/marks-history?organisation=${hollins}&file=${ayesha}`])
    expect(screen.queryByText(/named after another child/)).toBeNull()
  })

  test('whoever may not see the name of a file is told what it was, and why no name; without signal that it needs some', async () => {
    const { person } = await onATablet(page, [...family, november()])
    vi.stubGlobal('fetch', () => Promise.reject(new Error('no signal')))
    await person.click(await screen.findByRole('button', { name: 'Ask the office' }))
    expect(await screen.findByText(/signal/)).toBeVisible()
    const marks = [
      { code: 'N', takenAt: '2026-11-19T08:10:00.000Z', source: 'csv', file: null },
      { code: 'O', takenAt: '2026-11-20T08:10:00.000Z', source: 'xlsx', file: null },
    ]
    const answer = { isFileTold: false, sessions: [{ day: '2026-11-18', session: 'afternoon', marks }] }
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(answer)))
    await person.click(await screen.findByRole('button', { name: 'Ask the office' }))
    expect(await screen.findByText(/N, from a table of marks, 19 Nov 08:10; then O, from a workbook/)).toBeVisible()
    expect(screen.getByText(/may be named after another child/)).toBeVisible()
  })
})
