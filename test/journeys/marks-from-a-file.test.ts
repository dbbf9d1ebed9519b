import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storyUpn, withWrongLetter } from '#demo/people/upns.ts'
import { momentOf, termUpTo } from '#demo/term.ts'
import { clockAt } from '#test/support/clock-that-is-off.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { dayOf, machineClock } from '#domain/time/instant.ts'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { passphrase, picturesOf } from '#test/support/phone.ts'
import { readPdf } from '#test/support/read-pdf.ts'
import { Tablet } from '#test/support/tablet.ts'
import { startWonde, wondeSchoolId, wondeToken, type Wonde } from '#test/support/wonde.ts'
import { workbookOf } from '#test/support/workbook.ts'

/**
 * The school's administrator brings a workbook of marks whose headings and one code are the school's own, says once what they mean, and
 * takes it in, and looks how the columns of another were read; later marks come from Wonde. The attendance lead, who has the child's register open, sees them come, what they add up
 * to, and what is to be considered, decides on it with no signal, and is told when a mark is changed afterwards; and then asks what the
 * registers of the school say of a year, sees who is behind it, makes the governors' report, and finds the boy missing one afternoon. Each test goes on from the one before.
 */
let demo: DemoOffice
let lead: Tablet
let office: Tablet
/** The session whose mark was changed in the school's system, as the picture names it. */
let session: string
let wonde: Wonde
/** The boy's file. */
let child: string
/** Everybody in Year 9. */
let names: string[]
const boy = 'Kofi Ansah'
/** As Wonde has him. */
const kofi = { id: 'A1', upi: 'upi-1', misId: '1041', forename: 'Kofi', surname: 'Ansah', bornOn: '2013-01-01' }
const upn = withWrongLetter(storyUpn(termUpTo(new Date().toISOString().slice(0, 10)).schoolYear - 8, 1))
const picture = picturesOf('marks-from-a-file', [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1024, height: 768 },
])

beforeAll(async () => {
  wonde = await startWonde()
  wonde.pupils.push(
    { ...kofi, upn },
    { ...kofi, id: 'A2', upi: 'upi-2', misId: '2044', upn: null, forename: 'Nobody', surname: 'Here' },
  )
  demo = await openDemoOffice({
    WONDE_TOKEN: wondeToken,
    WONDE_SCHOOLS: `kestrel-hill=${wondeSchoolId}`,
    WONDE_ADDRESS: wonde.address,
  })
  lead = await Tablet.open(demo.office.origin)
  await lead.signIn(await demo.signInOf('Attendance lead'))
  await lead.setUp(passphrase)
  office = await Tablet.open(demo.office.origin)
  await office.signIn(await demo.signInOf('Administrator'))
  await office.page.getByLabel('Passphrase for this tablet', { exact: true }).fill(passphrase)
  await office.page.getByRole('button', { name: 'Set up this tablet' }).click()
  await office.page.getByRole('button', { name: 'Start working' }).click()
  // Whoever administers has no caseload.
  await office.page.getByRole('button', { name: 'Lock now' }).first().waitFor()
}, 240_000)

afterAll(async () => {
  await lead?.profile.close()
  await office?.profile.close()
  await demo?.close()
  await wonde?.stop()
})

const cell = (text: string, at: number, row: number): string =>
  `<c r="${'ABCD'[at]}${row}" t="inlineStr"><is><t>${text}</t></is></c>`

/** The day of the changed mark: `24 Nov 2026`. */
const dayOfSession = (): string => {
  const [when = ''] = session.split(',')
  return /\d{4}$/.test(when) ? when.slice(4) : `${when.slice(4)} ${new Date().getFullYear()}`
}

const fetchingCard = () =>
  office.page.locator('section', { has: office.page.getByRole('heading', { name: 'Marks from Wonde' }) })

/** The school writes a code for these sessions in its own system, and the administrator has the office fetch it. */
const schoolWrites = async (code: string, written: readonly { day: string; session: 'AM' | 'PM' }[]): Promise<void> => {
  const updatedAt = new Date().toISOString().slice(0, 19).replace('T', ' ')
  for (const { day, session: half } of written) {
    const before = wonde.marks.findIndex((mark) => mark.studentId === 'A1' && mark.day === day && mark.session === half)
    if (before !== -1) wonde.marks.splice(before, 1)
    wonde.marks.push({ studentId: 'A1', day, session: half, code, updatedAt })
  }
  const asked = wonde.asked.length
  await fetchingCard().getByRole('button', { name: 'Fetch now' }).click()
  await expect.poll(() => wonde.asked.length, { timeout: 30_000 }).toBeGreaterThan(asked)
}

/** The last school days before today, the latest first, both sessions of each. */
const lastSessions = (days: number): { day: string; session: 'AM' | 'PM' }[] => {
  const term = termUpTo(new Date().toISOString().slice(0, 10))
  return Array.from({ length: days }, (_, place) => term.ago(place + 1)).flatMap((day) => [
    { day, session: 'AM' as const },
    { day, session: 'PM' as const },
  ])
}

/** The innermost part of the lead's screen under a heading. */
const cardOf = (title: string | RegExp) =>
  lead.page
    .locator('section', {
      has: lead.page.getByRole('heading', typeof title === 'string' ? { name: title, exact: true } : { name: title }),
    })
    .last()

/** A workbook with a line for each mark. */
const workbook = (rows: readonly (readonly string[])[]): Buffer => {
  const lines = [['Learner no', 'Taken on', 'Half', 'Entered'], ...rows].map(
    (cells, at) => `<row r="${at + 1}">${cells.map((text, place) => cell(text, place, at + 1)).join('')}</row>`,
  )
  return Buffer.from(workbookOf(lines.join('')))
}

describe('marks from a file', () => {
  test('the lead has the register open; that morning says attended', async () => {
    await lead.page.getByRole('searchbox', { name: 'Search names and notes' }).fill(boy)
    await lead.openPupil(boy)
    child = new URL(lead.page.url()).pathname
    await lead.page.getByRole('link', { name: 'See the register' }).click()
    const attended = lead.page.getByRole('gridcell', { name: /, morning: [/],/ }).first()
    await attended.waitFor()
    session = ((await attended.getAttribute('aria-label')) ?? '').replace(/:.*$/, '')
    expect(session).toMatch(/^\w{3} \d{1,2} \w{3}.*, morning$/)
  })

  test('the administrator says once what the school’s own headings hold, and what its own code stands for', async () => {
    const { page } = office
    const [when = ''] = session.split(',')
    const day = dayOfSession()
    await office.goWithin('/admin/import')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'marks.xlsx', mimeType: '', buffer: workbook([[upn, day, 'AM', 'TT']]) })
    await page.getByRole('heading', { name: 'What do the columns hold?' }).waitFor()
    await page.getByLabel('Learner no', { exact: true }).selectOption('UPN')
    await page.getByLabel('Taken on', { exact: true }).selectOption('Date of the mark')
    await page.getByLabel('Half', { exact: true }).selectOption('Session: AM or PM')
    await page.getByLabel('Entered', { exact: true }).selectOption('The mark')
    await picture(office, 'columns')
    await page.getByRole('button', { name: 'Read it so' }).click()

    await page.getByRole('heading', { name: 'Codes that nobody here knows' }).waitFor()
    await page.getByLabel('TT', { exact: true }).selectOption('M')
    await picture(office, 'codes')
    await page.getByRole('button', { name: 'Read them so' }).click()
    await page.getByRole('button', { name: 'Import 1 mark' }).waitFor()
    await page.getByText('TT stands for M').waitFor()
    expect(
      await page
        .getByText(/^Mon|^Tue|^Wed|^Thu|^Fri/)
        .first()
        .innerText(),
    ).toContain(when)
    await picture(office, 'look')
  })

  test('taken in, it reaches the lead’s open register by itself, and what stood there before is no longer shown', async () => {
    await office.page.getByRole('button', { name: 'Import 1 mark' }).click()
    await office.page.getByText('The marks were taken in').waitFor()
    const changed = lead.page.getByRole('gridcell', { name: new RegExp(`^${session}: M, `) })
    await changed.waitFor({ timeout: 60_000 })
    await changed.scrollIntoViewIfNeeded()
    expect(await lead.page.getByRole('gridcell', { name: new RegExp(`^${session}: [/], `) }).count()).toBe(0)
    await picture(lead, 'register')
  })

  test('of a file whose headings are all known the administrator sees how each column was read, and changes one that was taken for something else', async () => {
    const { page } = office
    const rows = ['UPN,Date,Session,Mark,Zeichen', `${upn},${dayOfSession()},AM,see right,M`].join('\n')
    await office.goWithin('/today')
    await office.goWithin('/admin/import')
    await page.locator('input[type=file]').setInputFiles({ name: 'marks.csv', mimeType: '', buffer: Buffer.from(rows) })
    const table = page.getByRole('region', { name: 'How each column was read' })
    await table.getByRole('row', { name: 'Mark The mark see right' }).waitFor()
    await table.getByRole('row', { name: 'Zeichen Not read M' }).scrollIntoViewIfNeeded()
    await picture(office, 'how-columns-were-read')
    await page.getByText('Change how a column is read').click()
    await page.getByLabel('Mark', { exact: true }).selectOption('Nothing that is needed')
    await page.getByLabel('Zeichen', { exact: true }).selectOption('The mark')
    await page.getByRole('button', { name: 'Read it so' }).scrollIntoViewIfNeeded()
    await picture(office, 'change-a-column')
    await page.getByRole('button', { name: 'Read it so' }).click()
    await table.getByRole('row', { name: 'Zeichen The mark M' }).waitFor()
    const what = page.locator('section', { has: page.getByRole('heading', { name: 'What would happen' }) }).last()
    expect(await what.innerText()).toMatch(/Marks that stand already\s+1/)
    await page.getByText('Zeichen holds the mark').waitFor()
  })

  test('of a column that a roll was read without, the administrator says that it is a grouping, and it is read so', async () => {
    const { page } = office
    const [forename = '', surname = ''] = boy.split(' ')
    const roll = `UPN,Surname,Forename,DOB,House,Locker\n${upn},${surname},${forename},01/01/2013,Ash,17\n`
    await office.goWithin('/today')
    await office.goWithin('/admin/import')
    await page.locator('input[type=file]').setInputFiles({ name: 'roll.csv', mimeType: '', buffer: Buffer.from(roll) })
    const card = page.locator('section', {
      has: page.getByRole('heading', { name: 'Are some of these groupings of your own?' }),
    })
    await card.last().getByText('House', { exact: true }).click()
    await card.last().scrollIntoViewIfNeeded()
    await picture(office, 'groupings')
    await card.last().getByRole('button', { name: 'Take them as groupings' }).click()
    await page.getByText('House is a grouping of the school’s own').waitFor()
    const what = page.locator('section', { has: page.getByRole('heading', { name: 'What would happen' }) }).last()
    expect(await what.innerText()).toMatch(/Columns left out\s+Locker/)
  })

  test('a transfer file is asked for its marks by themselves: they stand already, and its totals agree', async () => {
    const { page } = office
    const [forename = '', surname = ''] = boy.split(' ')
    const day = new Date(`${dayOfSession()} 12:00 UTC`).toISOString().slice(0, 10)
    const transfer = `<CTfile><CTFpupilData><Pupil><UPN>${upn}</UPN><Surname>${surname}</Surname><Forename>${forename}</Forename>
<DOB>2013-01-01</DOB><Attendance><YearData><LEA>999</LEA><Estab>4001</Estab><SessionsPossible>1</SessionsPossible>
<SessionsAuthorised>1</SessionsAuthorised><AttendSessions><AttendanceStartDate>${day}</AttendanceStartDate>
<AttendanceMarks>M,</AttendanceMarks></AttendSessions></YearData></Attendance></Pupil></CTFpupilData></CTfile>`
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'transfer.xml', mimeType: '', buffer: Buffer.from(transfer) })
    await page.getByText('It has marks of the register for 1 pupil').waitFor()
    await picture(office, 'transfer-roll')
    await page.getByRole('button', { name: 'Look at its marks' }).click()
    const what = page.locator('section', { has: page.getByRole('heading', { name: 'What would happen' }) }).last()
    await what.getByText('1 pupil’s agree with the marks').waitFor()
    expect(await what.innerText()).toMatch(/Marks that stand already\s+1/)
    await page.getByRole('button', { name: 'Nothing to import' }).waitFor()
    await picture(office, 'transfer-marks')
  })

  test('from Wonde marks come by themselves: the administrator sees how it went, asks for those of just now, and the lead has them', async () => {
    const { page } = office
    const day = new Date(`${dayOfSession()} 12:00 UTC`).toISOString().slice(0, 10)
    const updatedAt = new Date().toISOString().slice(0, 19).replace('T', ' ')
    for (const studentId of ['A1', 'A2']) wonde.marks.push({ studentId, day, session: 'AM', code: 'I', updatedAt })
    await office.goWithin('/today')
    await office.goWithin('/admin/import')
    const card = page.locator('section', { has: page.getByRole('heading', { name: 'Marks from Wonde' }) })
    await card.getByText('Last fetched').waitFor()
    await card.getByRole('button', { name: 'Fetch now' }).click()
    await card
      .getByText('Pupil 2044: This pupil is not on the roll here. Import the roll first.')
      .waitFor({ timeout: 60_000 })
    await card.getByText('every hour').scrollIntoViewIfNeeded()
    await picture(office, 'wonde')
    const fetched = lead.page.getByRole('gridcell', { name: new RegExp(`^${session}: I, `) })
    await fetched.waitFor({ timeout: 60_000 })
    expect(await card.innerText()).toMatch(/Changed marks\s+1/)
  })

  test('ten sessions without a reason: the register says what must be considered, which sessions count and when each drops out', async () => {
    await schoolWrites('O', lastSessions(6))
    const clock = cardOf('Ten sessions in ten school weeks')
    await clock
      .getByText(/The tenth was on .*must consider, .* whether support is the answer or a penalty notice/)
      .waitFor()
    expect(await clock.innerText()).toMatch(/^1[2-9] sessions of G, N, O or U in the ten school weeks/m)
    const rows = clock.locator('tbody tr')
    expect((await rows.allInnerTexts()).filter((row) => /O O/.test(row)).length).toBeGreaterThan(0)
    expect(await lead.page.locator('main').innerText()).not.toMatch(/will be issued|fine/i)
    // A rate never without its sessions, and what it takes to climb out.
    const standing = cardOf(/^Attendance \d{4}/)
    expect(await standing.innerText()).toMatch(/[\d.]+% \(\d+ of \d+ sessions\)[^]*Under a tenth/)
    await clock.scrollIntoViewIfNeeded()
    await picture(lead, 'ten-sessions')
  })

  test('what is decided on it is written down with no signal, and keeps the marks as they stand', async () => {
    await lead.untilItCouldGoOffline()
    await demo.office.stop()
    const { page } = lead
    await page.getByRole('link', { name: 'Write down a decision' }).click()
    await page.getByText('Ten sessions in ten school weeks', { exact: true }).click()
    await page.getByText(/^1[2-9] sessions of G, N, O or U, from /).waitFor()
    await page.getByText('Support is the answer', { exact: true }).click()
    await page.getByLabel('Why').fill('Gran is in hospital. We ring her on Fridays.')
    await picture(lead, 'decide')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Decision saved on this tablet.').waitFor()
    await page.getByRole('link', { name: 'See the register' }).click()
    const decisions = cardOf('Decisions on these counts')
    await decisions.getByText('Gran is in hospital. We ring her on Fridays.').waitFor()
    expect(await decisions.innerText()).not.toContain('changed since')
  })

  test('a mark that the school changes afterwards is said beside the decision, with what it was and what the count is today', async () => {
    await demo.office.start()
    // The administrator's page asked while there was no answer, and shows no fetching until it is opened again.
    await office.goWithin('/today')
    await office.goWithin('/admin/import')
    await fetchingCard().waitFor()
    const [{ day } = { day: '' }] = lastSessions(1)
    await schoolWrites('I', [
      { day, session: 'AM' },
      { day, session: 'PM' },
    ])
    const decisions = cardOf('Decisions on these counts')
    await decisions
      .getByText(/^2 sessions were changed since: .*morning, O then and I now; .*afternoon, O then and I now/)
      // A tablet that has had no answer for a while asks less and less often.
      .waitFor({ timeout: 120_000 })
    expect(await decisions.innerText()).toMatch(/Today: 1[0-7] sessions of G, N, O or U\./)
    await decisions.scrollIntoViewIfNeeded()
    await picture(lead, 'changed-since')
  })

  test('what the school must tell its council is a list and a file of the council’s fields, made on the tablet', async () => {
    const { page } = lead
    await lead.goWithin('/returns')
    const list = cardOf('Fifteen days of sickness')
    await list.waitFor()
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toContain(
      'Ten school days in a row of G, N, O or U',
    )
    await picture(lead, 'returns')
    // Marks of the last turn may still be coming: the list rests before a file is made of it.
    let listed: string[] = []
    await expect
      .poll(
        async () => {
          const before = listed
          listed = await list.getByRole('link').allInnerTexts()
          return listed.length > 0 && listed.join() === before.join()
        },
        { interval: 1_500 },
      )
      .toBe(true)
    const downloading = page.waitForEvent('download')
    await list.getByRole('button', { name: /^Make the file: Fifteen days of sickness/ }).click()
    const file = await downloading
    expect(file.suggestedFilename()).toMatch(/^fifteen-days-of-sickness-kestrel-hill-\d{4}-\d{2}-\d{2}\.csv$/)
    const text = readFileSync(await file.path(), 'utf8')
    const [headings = '', ...lines] = text.trimEnd().split('\r\n')
    expect(headings).toMatch(/UPN/)
    expect(lines).toHaveLength(listed.length)
    for (const name of listed) expect(text).toContain(name.split(' ').at(-1))
    // No cell begins with what a spreadsheet would take for a formula.
    expect(lines.flatMap((line) => line.split(',')).filter((found) => /^"?[=+\-@]/.test(found))).toEqual([])
  })

  test('a lead with no signal asks about Year 9 and sees these pupils, and each leads to the file', async () => {
    const { page } = lead
    await lead.untilItCouldGoOffline()
    await demo.office.stop()
    await page.getByRole('link', { name: 'Insights', exact: true }).click()
    await page.getByRole('heading', { name: 'Insights', exact: true }).waitFor()
    await page.getByText(/missed [\d.]+% of [\d,]+ sessions? in .* so far/).waitFor()
    await picture(lead, 'insights')
    await page.getByLabel('Whose attendance').selectOption('Year 9')
    await page.getByText(/^Year 9 missed [\d.]+% of [\d,]+ sessions? in /).waitFor()
    await picture(lead, 'insights-of-a-year')
    await page.getByRole('heading', { name: 'Days of the week' }).scrollIntoViewIfNeeded()
    const every = page.getByText('Every figure, and who is behind it: days of the week')
    await every.click()
    await page.getByRole('link', { name: 'Friday morning: show me these pupils' }).waitFor()
    await picture(lead, 'insights-further-down')
    // The last picture is of a phone: the table scrolls in its box, and nothing else is pushed off the glass.
    const box = await every.boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
    await page.getByRole('link', { name: 'Friday morning: show me these pupils' }).click()
    await page.getByRole('heading', { name: 'These pupils: Year 9, absent on Friday mornings' }).waitFor()
    await page.getByRole('link', { name: 'Insights', exact: true }).first().click()
    await page.getByRole('link', { name: 'Show me these pupils' }).click()
    await page.getByRole('heading', { name: 'These pupils: Year 9' }).waitFor()
    const rows = page.getByRole('main').getByRole('listitem').getByRole('link')
    await rows.first().waitFor()
    await picture(lead, 'these-pupils')
    names = await rows.locator('strong').allInnerTexts()
    expect(names.length).toBeGreaterThan(0)
    await rows.first().click()
    await page.getByRole('heading', { name: names[0] ?? '' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'These pupils: Year 9' }).waitFor()
  })

  test('the governors’ report is made with no signal, and names none of these pupils', async () => {
    const { page } = lead
    await page.getByRole('link', { name: 'Insights', exact: true }).first().click()
    await page.getByRole('link', { name: 'Report for governors' }).click()
    await page.getByRole('article', { name: 'Attendance: report for governors' }).waitFor()
    await picture(lead, 'governors')
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Hand out as PDF' }).click()
    const pdf = await readPdf(readFileSync(await (await downloading).path()))
    expect(pdf).toMatchObject({ title: 'Attendance: report for governors', language: 'en-GB', isMarked: true })
    const words = pdf.tags.map(([, said]) => said).join('\n')
    expect(words).toContain('Free school meals')
    for (const name of names) expect(words).not.toContain(name)
  })

  test('a child who came in the morning and is missing in the afternoon is found that afternoon, with no signal, and rung', async () => {
    await demo.office.start()
    await office.goWithin('/today')
    await office.goWithin('/admin/import')
    await fetchingCard().waitFor()
    const [{ day } = { day: '' }] = lastSessions(1)
    await schoolWrites('/', [{ day, session: 'AM' }])
    await schoolWrites('N', [{ day, session: 'PM' }])
    await lead.goWithin(child)
    await lead.page.getByRole('link', { name: 'See the register' }).click()
    const marked = new RegExp(`^${sayDay(day, dayOf(machineClock()))}, afternoon: N, `)
    await lead.page.getByRole('gridcell', { name: marked }).waitFor({ timeout: 120_000 })
    await demo.office.stop()
    await clockAt(lead, new Date(momentOf(day, '13:55')))
    const { page } = lead
    await page.getByRole('link', { name: 'Morning', exact: true }).click()
    await page.getByText(/^This afternoon: marks of \d+ children/).waitFor()
    const row = page.locator(`a[href="/morning/${child.split('/').at(-1) ?? ''}"]`).first()
    await row.scrollIntoViewIfNeeded()
    await picture(lead, 'afternoon')
    expect(await row.innerText()).toMatch(/N this afternoon/)
    await row.click()
    await page.getByText(/marked N this afternoon/).waitFor()
    await picture(lead, 'afternoon-child')
    await page.getByRole('button', { name: 'No answer' }).click()
    await page.getByText('No answer: kept on this tablet.').waitFor()
    await page
      .getByText(/^Tried once\. /)
      .first()
      .waitFor()
  })

  test('nothing went wrong unseen', () => {
    expect([...lead.trouble.seen, ...office.trouble.seen]).toEqual([])
  })
})
