import './one-realm.ts'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SessionProvider, type Session } from '#client/app/session.tsx'
import { importRoutes } from '#client/features/import-roll/import-routes.tsx'
import type { MarksOutcome, RollOutcome } from '#client/features/import-roll/send-roll.ts'
import { syncState } from '#client/sync/state.ts'
import type { Role } from '#domain/records/staff-member.ts'
import { openInMemory } from '../store/support.ts'
import { aColleague, aSchool, okoro, received } from './invented-family.ts'
import { hold, thisMorning } from './on-a-tablet.tsx'

/** What the office answers next, by the end of the path asked for. */
let office: {
  preview: () => Response
  apply: () => Response
  readings: () => Response
  wonde: () => Response
  past: () => Response
}
let asked: { path: string; type: string | null; fileName: string | null; body: unknown }[]

const outcome = (change: Partial<RollOutcome['report']> = {}): RollOutcome => ({
  of: 'roll',
  preview: 'a'.repeat(64),
  report: {
    format: 'csv',
    encoding: 'Windows-1252',
    rows: 4,
    accepted: 2,
    updated: 1,
    unchanged: 0,
    rejected: [{ line: 5, reason: 'There is no date of birth.' }],
    warnings: [{ line: 2, words: 'A telephone number had lost its first 0, which was put back.' }],
    extraColumns: ['House'],
    noteLines: [1],
    notInFile: 3,
    withMarks: 0,
    ...change,
  },
  firstPupils: [
    {
      line: 2,
      forename: 'Zoé',
      surname: 'O’Neill',
      bornOn: '2015-06-23',
      yearGroup: 6,
      registrationGroup: 'Otters',
      contacts: [],
    },
  ],
  rejectedFile: '\uFEFFLine,Reason,Forename\r\n5,There is no date of birth.,Bo\r\n',
})
const json = (body: unknown, status = 200): Response => Response.json(body, { status })

beforeEach(() => {
  asked = []
  office = {
    preview: () => json(outcome()),
    apply: () => json(outcome()),
    readings: () => json({ readings: [] }),
    wonde: () => json({ isSetUp: false }),
    past: () => json({ imports: [] }),
  }
  syncState.setState({ connection: 'online' })
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    asked.push({
      path,
      type: headers.get('Content-Type'),
      fileName: headers.get('X-Doorstep-File-Name'),
      body: init.body,
    })
    if (path.startsWith('/api/imports?')) return Promise.resolve(office.past())
    if (path.includes('/wonde/fetch')) return Promise.resolve(json({ asked: true }))
    if (path.includes('/wonde')) return Promise.resolve(office.wonde())
    if (path.includes('/marks-readings')) return Promise.resolve(office.readings())
    return Promise.resolve(path.includes('/preview') ? office.preview() : office.apply())
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const openPage = async (role: Role = 'administrator') => {
  const db = await openInMemory()
  await hold(db, [received(aSchool()), received(aColleague())])
  const as = { ...aColleague(), role }
  const session: Session = {
    db,
    actor: { personId: as.id, memberships: [as] },
    account: { personId: as.id, name: as.name, databaseName: 'd0' },
    deviceId: okoro,
    clock: thisMorning,
    lock: () => {},
    grace: () => () => {},
    openUntil: () => Number.POSITIVE_INFINITY,
    setIdleMinutes: () => {},
    sync: { sendNow: () => {}, stop: () => Promise.resolve() },
  }
  render(
    <SessionProvider session={session}>
      <RouterProvider router={createMemoryRouter(importRoutes, { initialEntries: ['/admin/import'] })} />
    </SessionProvider>,
  )
  return { db, person: userEvent.setup() }
}

const roll = new File(['Forename,Surname,DOB\n'], 'Zoë’s roll.csv', { type: 'text/csv' })
const choose = async (person: ReturnType<typeof userEvent.setup>, file = roll) => {
  await screen.findByRole('button', { name: /Choose a/ })
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (input === null) throw new Error('There is nothing to choose a file with.')
  await person.upload(input, file)
}

test('an administrator, who has no returns, finds from here where the numbers of the school are written down', async () => {
  await openPage()
  expect(await screen.findByRole('link', { name: /^the numbers of / })).toHaveAttribute(
    'href',
    `/school-numbers/${aSchool().id}`,
  )
})

test('an administrator looks at a file, sees what would change and which lines are rejected, and imports just that', async () => {
  const { person } = await openPage()
  await choose(person)
  const facts = (await screen.findByRole('heading', { name: 'What would happen' })).closest('section')
  if (facts === null) throw new Error('The report has no card.')
  expect(within(facts).getByText('New pupils').parentElement?.textContent).toBe('New pupils2')
  expect(within(facts).getByText('CSV, Windows-1252, 4 lines')).toBeTruthy()
  expect(within(facts).getByText('3; they stay as they are')).toBeTruthy()
  expect(screen.getByText('There is no date of birth.')).toBeTruthy()
  expect(screen.getByText('Line 5')).toBeTruthy()
  expect(screen.getByRole('row', { name: '2 Zoé O’Neill 23/06/2015 6 Otters 0' })).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Import 3 pupils' }))
  expect(await screen.findByText('The roll was imported')).toBeTruthy()
  const imports = asked.filter(({ path }) => path.startsWith('/api/imports/'))
  expect(imports.map(({ path }) => path)).toEqual([
    '/api/imports/preview?organisation=hollins',
    `/api/imports/apply?organisation=hollins&preview=${'a'.repeat(64)}`,
  ])
  // What the file is called may name a child: it stands in no address, and goes only with what is imported.
  expect(imports.map(({ fileName }) => fileName)).toEqual([null, 'Zo%C3%AB%E2%80%99s%20roll.csv'])
  expect(imports.every(({ type, body }) => type === 'application/octet-stream' && body === roll)).toBe(true)
})

test('a file that cannot be read says so in the office’s words, and another can be chosen', async () => {
  office.preview = () =>
    json(
      {
        error: 'unreadable',
        message: 'The Excel workbook is broken or cut short. Nothing was changed.',
        reference: 'AB12CD34',
      },
      422,
    )
  const { person } = await openPage()
  await choose(person)
  expect((await screen.findByRole('alert')).textContent).toContain('The Excel workbook is broken or cut short.')
  expect(screen.queryByRole('button', { name: /^Import/ })).toBeNull()
  office.preview = () => json(outcome())
  await choose(person, new File(['Forename,Surname,DOB\n'], 'roll-again.csv', { type: 'text/csv' }))
  expect(await screen.findByRole('button', { name: 'Import 3 pupils' })).toBeTruthy()
})

test('when the answer to an import is lost, the page does not claim to know', async () => {
  office.apply = () => {
    throw new TypeError('The connection went away.')
  }
  const { person } = await openPage()
  await choose(person)
  await person.click(await screen.findByRole('button', { name: 'Import 3 pupils' }))
  expect((await screen.findByRole('alert')).textContent).toContain('cannot say whether the file was imported')
  expect(screen.queryByText('Nothing was imported')).toBeNull()
})

test('with nothing new there is nothing to import', async () => {
  office.preview = () => json(outcome({ accepted: 0, updated: 0, unchanged: 4 }))
  const { person } = await openPage()
  await choose(person)
  expect((await screen.findByRole('button', { name: 'Nothing to import' })).hasAttribute('disabled')).toBe(true)
})

const marksOutcome = (change: Partial<MarksOutcome['report']> = {}): MarksOutcome => ({
  of: 'marks',
  preview: 'b'.repeat(64),
  report: {
    format: 'csv',
    layout: 'wide',
    encoding: 'UTF-8',
    rows: 9,
    accepted: 6,
    updated: 1,
    goesBack: 0,
    unchanged: 1,
    changed: [{ line: 2, words: 'Mon 23 Nov, morning: was N, becomes I.' }],
    rejected: [{ line: 3, reason: 'No pupil here has this UPN.' }],
    unknownCodes: [],
    warnings: [],
    pupils: 2,
    first: { day: '2026-11-23', session: 'morning' },
    last: { day: '2026-11-24', session: 'afternoon' },
    counts: { possible: 8, attended: 5, authorised: 2, unauthorised: 1, late: 1 },
    totals: null,
    columns: {
      columns: [
        { heading: 'UPN', samples: ['A123', 'B456'], suggested: 'upn' },
        { heading: 'Mark', samples: ['/', 'N'], suggested: 'mark' },
        { heading: 'Remark', samples: ['', 'N'], suggested: null },
      ],
      dated: null,
    },
    ...change,
  },
  rejectedFile: '\uFEFFLine,Reason,UPN\r\n3,No pupil here has this UPN.,A123456789012\r\n',
})

test('marks that would change are listed with their lines, and how many more there are', async () => {
  office.preview = () => json(marksOutcome({ updated: 9 }))
  const { person } = await openPage()
  await choose(person)
  const card = (await screen.findByRole('heading', { name: 'Changed marks' })).closest('section')
  expect(card?.textContent).toBe('Changed marksLine 2Mon 23 Nov, morning: was N, becomes I.And 8 more.')
})

test('a file of marks says first where they land, and imports marks', async () => {
  const marks = marksOutcome()
  office = { ...office, preview: () => json(marks), apply: () => json(marks) }
  const { person } = await openPage()
  await choose(person)
  const facts = (await screen.findByRole('heading', { name: 'What would happen' })).closest('section')
  if (facts === null) throw new Error('The report has no card.')
  expect(within(facts).getByText('Mon 23 Nov 2026, morning')).toBeTruthy()
  expect(within(facts).getByText('62.5% (5 of 8 sessions)')).toBeTruthy()
  expect(screen.getByText('No pupil here has this UPN.')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Import 7 marks' }))
  expect(await screen.findByText('The marks were taken in')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Get as a file' })).toBeTruthy()
  // Only a transfer file holds something else too.
  expect(screen.queryByRole('button', { name: /^Look at its/ })).toBeNull()
})

test('a transfer file holds the roll and marks: one is looked at and imported after the other, and each can be had alone', async () => {
  const ctf = new File(['<CTfile/>'], 'transfer.xml', { type: 'text/xml' })
  const ofRoll = outcome({ format: 'ctf', withMarks: 24 })
  const ofMarks = marksOutcome({
    format: 'ctf',
    layout: 'strips',
    totals: { agree: 23, differ: 1, 'not-stated': 0, 'not-read': 0 },
  })
  office = { ...office, preview: () => json(ofRoll), apply: () => json(ofRoll) }
  const { person } = await openPage()
  await choose(person, ctf)
  expect(await screen.findByText(/It has marks of the register for 24 pupils/)).toBeTruthy()
  await person.click(await screen.findByRole('button', { name: 'Import 3 pupils' }))
  expect(await screen.findByText('The roll was imported')).toBeTruthy()

  office = { ...office, preview: () => json(ofMarks), apply: () => json(ofMarks) }
  await person.click(await screen.findByRole('button', { name: 'Look at its marks' }))
  expect(await screen.findByText('Mon 23 Nov 2026, morning')).toBeTruthy()
  expect(
    await screen.findByText('23 pupils’ agree with the marks; 1 differ, and nothing of these is taken'),
  ).toBeTruthy()
  expect(await screen.findByText(/Mend these in the school’s own system/)).toBeTruthy()
  expect(await screen.findByRole('button', { name: 'Look at its roll' })).toBeTruthy()
  await person.click(await screen.findByRole('button', { name: 'Import 7 marks' }))
  expect(await screen.findByText('The marks were taken in')).toBeTruthy()

  expect(asked.filter(({ path }) => path.startsWith('/api/imports/')).map(({ path, body }) => [path, body])).toEqual([
    ['/api/imports/preview?organisation=hollins', ctf],
    [`/api/imports/apply?organisation=hollins&preview=${'a'.repeat(64)}`, ctf],
    ['/api/imports/preview?organisation=hollins&of=marks', ctf],
    [`/api/imports/apply?organisation=hollins&preview=${'b'.repeat(64)}&of=marks`, ctf],
  ])
})

test('a transfer file without marks of this school’s register offers its roll alone', async () => {
  office.preview = () => json(outcome({ format: 'ctf' }))
  const { person } = await openPage()
  await choose(person)
  expect(await screen.findByRole('button', { name: 'Import 3 pupils' })).toBeTruthy()
  expect(screen.queryByText('The file holds marks too')).toBeNull()
})

/** What was sent of the readings, by path. */
const said = (): unknown[] =>
  asked.flatMap(({ path, body }) =>
    path.includes('/marks-readings') && typeof body === 'string' ? [[path, JSON.parse(body)]] : [],
  )

test('a file whose headings nobody knows is read once the administrator says what its columns hold', async () => {
  office.preview = () =>
    json({
      of: 'columns',
      message: 'No row of headings was found.',
      columns: [
        { heading: 'Stu Ref', samples: ['A123', 'B456'], suggested: null },
        { heading: 'Date', samples: ['23/11/2026', ''], suggested: 'day' },
      ],
    })
  const { person } = await openPage()
  await choose(person)
  await screen.findByRole('heading', { name: 'What do the columns hold?' })
  expect(screen.getByText('No row of headings was found.')).toBeTruthy()
  const column = screen.getByLabelText<HTMLSelectElement>('Stu Ref')
  expect(screen.getByText('A123 · B456')).toBeTruthy()
  expect(screen.getByLabelText<HTMLSelectElement>('Date').value).toBe('day')

  await person.click(screen.getByRole('button', { name: 'Read it so' }))
  expect(screen.getByRole('alert').textContent).toBe('Say what at least one of them means.')
  expect(said()).toEqual([])

  await person.selectOptions(column, 'UPN')
  office.readings = () => json({ said: 1 })
  office.preview = () => json(outcome())
  await person.click(screen.getByRole('button', { name: 'Read it so' }))
  expect(await screen.findByRole('heading', { name: 'What would happen' })).toBeTruthy()
  expect(said()).toEqual([
    ['/api/marks-readings?organisation=hollins', { readings: [{ of: 'heading', written: 'Stu Ref', means: 'upn' }] }],
  ])
})

test('what the office does not take of it is said, and nothing that was chosen is lost', async () => {
  office.preview = () =>
    json({ of: 'columns', message: 'No.', columns: [{ heading: 'Ref', samples: [], suggested: null }] })
  const { person } = await openPage()
  await choose(person)
  await person.selectOptions(await screen.findByLabelText('Ref'), 'UPN')
  office.readings = () => json({ error: 'unknown', message: 'Not today.', reference: null }, 403)
  await person.click(screen.getByRole('button', { name: 'Read it so' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Not today.')
  expect((await screen.findByLabelText<HTMLSelectElement>('Ref')).value).toBe('upn')
})

test('a file of totals is compared, and there is nothing to import', async () => {
  office.preview = () =>
    json({
      of: 'totals',
      report: {
        rows: 2,
        agree: 1,
        differ: [{ line: 4, words: '4 attended in the file, 3 here.' }],
        rejected: [{ line: 5, reason: 'No pupil here has this UPN.' }],
        columns: { columns: [{ heading: 'Da', samples: ['4'], suggested: 'attended' }], dated: null },
      },
    })
  const { person } = await openPage()
  await choose(person)
  expect(await screen.findByRole('heading', { name: 'Totals, compared' })).toBeTruthy()
  expect(screen.getByText('4 attended in the file, 3 here.')).toBeTruthy()
  expect(screen.getByText('No pupil here has this UPN.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^Import/ })).toBeNull()
  expect(screen.getByRole('heading', { name: 'Another file' })).toBeTruthy()
  expect(screen.getByRole('row', { name: 'Da Total of sessions attended 4' })).toBeTruthy()
  // A roll with totals beside its pupils is not shut out.
  office.preview = () => json(outcome())
  await person.click(screen.getByRole('button', { name: 'Read it as a roll' }))
  expect(await screen.findByRole('heading', { name: 'What would happen' })).toBeTruthy()
  expect(asked.map(({ path }) => path)).toContain('/api/imports/preview?organisation=hollins&of=roll')
})

test('how the columns of a file of totals were read is said, and can be changed', async () => {
  office.preview = () =>
    json({
      of: 'totals',
      report: {
        rows: 2,
        agree: 1,
        differ: [],
        rejected: [],
        columns: { columns: [{ heading: 'Da', samples: ['4'], suggested: 'attended' }], dated: null },
      },
    })
  const { person } = await openPage()
  await choose(person)
  expect(await screen.findByRole('row', { name: 'Da Total of sessions attended 4' })).toBeTruthy()
  await person.selectOptions(screen.getByLabelText('Da'), 'Total of authorised absences')
  await person.click(screen.getByText('Read it so'))
  await waitFor(() =>
    expect(said()).toEqual([
      [
        '/api/marks-readings?organisation=hollins',
        { readings: [{ of: 'heading', written: 'Da', means: 'authorised' }] },
      ],
    ]),
  )
})

test('of a column that a roll was read without, an administrator can say that it is a grouping of the school’s own', async () => {
  const { person } = await openPage()
  await choose(person)
  const card = (await screen.findByRole('heading', { name: 'Are some of these groupings of your own?' })).closest(
    'section',
  )
  if (card === null) throw new Error('There is no card.')
  await person.click(within(card).getByRole('button', { name: 'Take them as groupings' }))
  expect(within(card).getByRole('alert')).toHaveTextContent('Choose at least one column.')
  expect(said()).toEqual([])
  await person.click(within(card).getByRole('checkbox', { name: 'House' }))
  office.readings = () => json({ said: 1 })
  office.preview = () => json(outcome({ extraColumns: [] }))
  await person.click(within(card).getByRole('button', { name: 'Take them as groupings' }))
  await waitFor(() =>
    expect(said()).toEqual([
      [
        '/api/marks-readings?organisation=hollins',
        { readings: [{ of: 'roll-heading', written: 'House', means: 'grouping' }] },
      ],
    ]),
  )
  await screen.findByRole('heading', { name: 'What would happen' })
  expect(screen.queryByText('Are some of these groupings of your own?')).toBeNull()
})

test('what each column was read as stands beside its first lines, and a column that was read can be said to hold something else', async () => {
  office.preview = () => json(marksOutcome())
  const { person } = await openPage()
  await choose(person)
  await screen.findByRole('heading', { name: 'How each column was read' })
  const table = screen.getByRole('region', { name: 'How each column was read' })
  expect(
    within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent),
  ).toEqual(['UPNUPNA123B456', 'MarkThe mark/N', 'RemarkNot readN'])
  await person.click(screen.getByText('Change how a column is read'))
  expect(screen.getByLabelText<HTMLSelectElement>('Mark').value).toBe('mark')
  await person.click(screen.getByText('Read it so'))
  expect(screen.getByRole('alert').textContent).toBe('Choose something else for at least one column.')
  await person.selectOptions(screen.getByLabelText('Mark'), 'Nothing that is needed')
  await person.selectOptions(screen.getByLabelText('Remark'), 'The mark')
  office.readings = () => json({ said: 2 })
  const looks = asked.filter(({ path }) => path.includes('/preview')).length
  await person.click(screen.getByText('Read it so'))
  await waitFor(() =>
    expect(said()).toEqual([
      [
        '/api/marks-readings?organisation=hollins',
        {
          readings: [
            { of: 'heading', written: 'Mark', means: 'nothing' },
            { of: 'heading', written: 'Remark', means: 'mark' },
          ],
        },
      ],
    ]),
  )
  await waitFor(() => expect(asked.filter(({ path }) => path.includes('/preview')).length).toBe(looks + 1))
})

test('columns with a day in their headings are said together, with the first and the last', async () => {
  office.preview = () =>
    json(
      marksOutcome({
        columns: {
          columns: [{ heading: 'UPN', samples: ['A123'], suggested: 'upn' }],
          dated: {
            columns: 9,
            first: { day: '2026-11-23', session: 'morning' },
            last: { day: '2026-11-27', session: null },
          },
        },
      }),
    )
  const { person } = await openPage()
  await choose(person)
  expect(
    await screen.findByText(
      '9 more columns say their day in their headings, from Mon 23 Nov 2026, morning to Fri 27 Nov 2026, both marks.',
    ),
  ).toBeTruthy()
})

test('a file of marks that was read as a roll: its columns can be asked for, and what is said makes marks of it', async () => {
  const { person } = await openPage()
  await choose(person)
  office.preview = () =>
    json({
      of: 'columns',
      message: null,
      columns: [{ heading: 'Zeichen', samples: ['/'], suggested: null }],
    })
  await person.click(await screen.findByRole('button', { name: 'Say what its columns hold' }))
  office.preview = () => json(marksOutcome())
  office.readings = () => json({ said: 1 })
  await person.selectOptions(await screen.findByLabelText('Zeichen'), 'The mark')
  await person.click(screen.getByRole('button', { name: 'Read it so' }))
  await screen.findByRole('button', { name: 'Import 7 marks' })
  expect(asked.filter(({ path }) => path.includes('/preview')).map(({ path }) => path)).toEqual([
    '/api/imports/preview?organisation=hollins',
    '/api/imports/preview?organisation=hollins&of=columns',
    '/api/imports/preview?organisation=hollins',
  ])
  // It is marks already.
  expect(screen.queryByText('Is it a file of marks?')).toBeNull()
})

test('codes that nobody knows are asked for, and what a school once said can be taken back', async () => {
  const marks = marksOutcome({
    format: 'xlsx',
    layout: 'long',
    accepted: 1,
    updated: 0,
    rejected: [],
    unknownCodes: [{ written: 'TT', marks: 2 }],
    first: null,
    last: null,
  })
  office.preview = () => json(marks)
  office.readings = () =>
    json({ readings: [{ of: 'heading', written: 'Stu Ref', means: 'upn', saidAt: '2026-11-20T10:00:00.000Z' }] })
  const { person } = await openPage()
  expect((await screen.findByText('Stu Ref')).parentElement?.textContent).toBe('Stu Ref holds UPN')
  await choose(person)
  const code = await screen.findByLabelText('TT')
  expect(screen.getByText('2 marks')).toBeTruthy()
  await person.selectOptions(code, 'B')
  expect((await screen.findByLabelText(/^From which day/)).getAttribute('type')).toBe('date')
  await person.click(screen.getByRole('button', { name: 'Read them so' }))
  await waitFor(() =>
    expect(said()).toContainEqual([
      '/api/marks-readings?organisation=hollins',
      { readings: [{ of: 'code', written: 'TT', means: 'B' }] },
    ]),
  )
  await screen.findByRole('heading', { name: 'What would happen' })
  const before = asked.filter(({ path }) => path.includes('/preview')).length
  office.readings = () => json({ ended: true })
  await person.click(await screen.findByRole('button', { name: 'Take back Stu Ref' }))
  await waitFor(() => expect(screen.queryByText('Stu Ref')).toBeNull())
  expect(said().at(-1)).toEqual(['/api/marks-readings/end?organisation=hollins', { of: 'heading', written: 'Stu Ref' }])
  await waitFor(() => expect(asked.filter(({ path }) => path.includes('/preview')).length).toBe(before + 1))
})

test('with no signal the page says why it cannot, and asks nobody', async () => {
  syncState.setState({ connection: 'offline' })
  await openPage()
  expect(await screen.findByText(/never kept on this tablet/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Choose a file' }).hasAttribute('disabled')).toBe(true)
  expect(asked).toEqual([])
})

test('on a tablet the rejected lines leave through the share sheet; elsewhere as a download', async () => {
  const shared: File[] = []
  const made = vi.fn<() => string>(() => 'blob:rejected')
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: made, revokeObjectURL: () => {} }))
  const { person } = await openPage()
  await choose(person)
  await person.click(await screen.findByRole('button', { name: 'Get as a file' }))
  await waitFor(() => expect(made).toHaveBeenCalledOnce())
  Object.assign(navigator, {
    canShare: () => true,
    share: ({ files }: { files: File[] }) => {
      shared.push(...files)
      return Promise.resolve()
    },
  })
  Object.defineProperty(navigator, 'maxTouchPoints', { value: 5, configurable: true })
  await person.click(screen.getByRole('button', { name: 'Get as a file' }))
  await waitFor(() => expect(shared.map((file) => file.name)).toEqual(['rejected-lines.csv']))
  expect(made).toHaveBeenCalledOnce()
})

test('anybody but an administrator is told that it is not theirs to do', async () => {
  await openPage('attendance-lead')
  expect(await screen.findByText('Only a school’s administrator can import its roll')).toBeTruthy()
  expect(screen.queryByRole('button')).toBeNull()
})

const fetched = {
  isSetUp: true,
  everyMinutes: 60,
  now: null,
  last: {
    triedAt: '2026-11-23T09:00:00.000Z',
    takenAt: '2026-11-23T08:00:00.000Z',
    fault: 'unreachable',
    report: {
      accepted: 1190,
      updated: 3,
      unchanged: 41,
      pupils: 598,
      first: { day: '2026-11-20', session: 'morning' },
      last: { day: '2026-11-23', session: 'morning' },
    },
    rejected: ['Pupil 1042: This pupil is not on the roll here. Import the roll first.'],
  },
}

test('where marks come from Wonde, the page says when, what was not taken and why, and fetches now when asked', async () => {
  let answers: unknown[] = [fetched]
  office.wonde = () => json(answers.length > 1 ? answers.shift() : answers[0])
  const { person } = await openPage()
  const card = (await screen.findByRole('heading', { name: 'Marks from Wonde' })).closest('section')
  if (card === null) throw new Error('There is no card.')
  expect(card).toHaveTextContent('by itself, every hour')
  expect(within(card).getByText('Not fetched at 09:00')).toBeVisible()
  expect(card).toHaveTextContent('Wonde could not be reached')
  expect(within(card).getByText('Last fetched').parentElement).toHaveTextContent('08:00')
  expect(within(card).getByText('The first mark landed on').parentElement).toHaveTextContent('Fri 20 Nov 2026, morning')
  expect(within(card).getByText(/^Pupil 1042: This pupil is not on the roll here/)).toBeVisible()

  const after = { ...fetched.last, triedAt: '2026-11-23T10:21:00.000Z', takenAt: '2026-11-23T10:21:00.000Z' }
  const during = { ...fetched, now: 'fetching' }
  answers = [during, during, { ...fetched, last: { ...after, fault: null, rejected: [] } }]
  await person.click(within(card).getByRole('button', { name: 'Fetch now' }))
  expect(asked.some(({ path }) => path.startsWith('/api/wonde/fetch?organisation='))).toBe(true)
  expect(await within(card).findByRole('button', { name: 'The office is fetching' })).toBeVisible()
  expect(await within(card).findByRole('button', { name: 'Fetch now' }, { timeout: 10_000 })).toBeVisible()
  expect(within(card).getByText('Last fetched').parentElement).toHaveTextContent('10:21')
  expect(within(card).queryByText(/Pupil 1042/)).toBeNull()
})

test('a school whose marks come another way hears nothing of Wonde', async () => {
  await openPage()
  await waitFor(() => expect(asked.some(({ path }) => path.startsWith('/api/wonde?'))).toBe(true))
  expect(screen.queryByRole('heading', { name: 'Marks from Wonde' })).toBeNull()
})

test('a fetching that broke off says so, and one that goes on is the office’s to tell: nothing is fetching for ever', async () => {
  const brokeOff = { ...fetched.last, triedAt: '2026-11-23T10:00:00.000Z', fault: 'broke-off' }
  let answers: unknown[] = [
    { ...fetched, now: 'fetching' },
    { ...fetched, last: brokeOff },
  ]
  office.wonde = () => json(answers.length > 1 ? answers.shift() : answers[0])
  const { person } = await openPage()
  // Somebody else, or the office by itself, began it.
  expect(await screen.findByRole('button', { name: 'The office is fetching' })).toBeVisible()
  expect(await screen.findByText('Not fetched at 10:00', undefined, { timeout: 10_000 })).toBeVisible()
  expect(await screen.findByText(/It broke off on the office’s side/)).toBeVisible()
  answers = [{ ...fetched, last: brokeOff, now: 'asked' }]
  await person.click(await screen.findByRole('button', { name: 'Fetch now' }))
  expect(await screen.findByRole('button', { name: 'Asked for, and not begun yet' })).toBeVisible()
})

test('whatever was not taken from Wonde is counted on the screen and whole in a file', async () => {
  const rejected = Array.from({ length: 260 }, (_, place) => `Pupil ${place}: No pupil here has this UPN.`)
  office.wonde = () => json({ ...fetched, last: { ...fetched.last, rejected } })
  const blobs: Blob[] = []
  const made = (blob: Blob) => {
    blobs.push(blob)
    return 'blob:not-taken'
  }
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: made, revokeObjectURL: () => {} }))
  Object.defineProperty(navigator, 'maxTouchPoints', { value: 0, configurable: true })
  const { person } = await openPage()
  expect(await screen.findByText('And 210 more.')).toBeVisible()
  await person.click(await screen.findByRole('button', { name: 'Get as a file' }))
  await waitFor(() => expect(blobs).toHaveLength(1))
  expect((await blobs[0]?.text())?.trimEnd().split('\r\n')).toHaveLength(261)
})

test('what marks came in before is told: from which file, when, what it did, and that the same file had come in already', async () => {
  const one = { source: 'csv', added: 0, changed: 2, unchanged: 60, sameAs: null }
  office.past = () =>
    json({
      imports: [
        { ...one, id: '1', takenAt: '2026-11-20T08:10:00.000Z', file: 'thu.csv', sameAs: '2026-11-19T08:10:00.000Z' },
        { ...one, id: '2', takenAt: '2026-11-18T08:10:00.000Z', file: null, source: 'wonde', added: null },
      ],
    })
  await openPage()
  const card = (await screen.findByRole('heading', { name: 'Marks that came in before' })).closest('section')
  const lines = [...(card?.querySelectorAll('li') ?? [])].map((line) => line.textContent)
  expect(lines).toEqual([
    '20 Nov 08:10thu.csv: 0 new, 2 changed, 60 as they stood. The same file had come in already, 19 Nov 08:10.',
    '18 Nov 08:10Wonde: how many marks was not kept then.',
  ])
})

test('a file that would put marks back asks why before it is taken, and an older one is not taken', async () => {
  office.preview = () => json(marksOutcome({ updated: 3, goesBack: 2 }))
  office.apply = () => json(marksOutcome({ updated: 3, goesBack: 2 }))
  const { person } = await openPage()
  await choose(person)
  expect(
    await screen.findByText('2 marks would go back to what they were before another file changed them.'),
  ).toBeTruthy()
  await person.click(screen.getByRole('button', { name: /^Import \d+ marks$/ }))
  const summary = await screen.findByRole('alert')
  await waitFor(() => expect(document.activeElement).toBe(summary))
  expect(within(summary).getByRole('link', { name: 'Say why these marks go back.' })).toBeTruthy()
  await person.click(screen.getByRole('radio', { name: 'It is an older file: do not take it' }))
  await person.click(screen.getByRole('button', { name: /^Import \d+ marks$/ }))
  expect(await screen.findByRole('link', { name: /^An older file is not taken\./ })).toBeTruthy()
  expect(asked.some(({ path }) => path.includes('/apply'))).toBe(false)
  await person.click(screen.getByRole('radio', { name: 'The school changed these marks back: take them' }))
  await person.click(screen.getByRole('button', { name: /^Import \d+ marks$/ }))
  expect(await screen.findByText('The marks were taken in')).toBeTruthy()
  expect(asked.filter(({ path }) => path.includes('/apply')).map(({ path }) => path)).toEqual([
    `/api/imports/apply?organisation=hollins&preview=${'b'.repeat(64)}&back=taken`,
  ])
})

test('where no mark goes back nothing is asked', async () => {
  office.preview = () => json(marksOutcome())
  const { person } = await openPage()
  await choose(person)
  await screen.findByRole('button', { name: /^Import \d+ marks$/ })
  expect(screen.queryByRole('heading', { name: 'Is this an older file?' })).toBeNull()
})

test('of a code that stands for something else from a day on, the earlier meaning stays for the days before', async () => {
  const first = { of: 'code', written: 'TT', means: 'B', saidAt: '2026-09-20T10:00:00.000Z' }
  const readings = [{ ...first, means: 'C2', from: '2026-11-16' }, first]
  office.readings = () => json({ readings: [first] })
  const { person } = await openPage()
  await person.click(await screen.findByRole('button', { name: 'Another meaning of TT' }))
  const form = await screen.findByRole('group', { name: 'Another meaning of TT' })
  await person.click(within(form).getByRole('button', { name: 'Read it so from that day' }))
  expect(within(form).getByText('Choose what it stands for.')).toBeTruthy()
  expect(within(form).getByText('Give the first day.')).toBeTruthy()
  expect(said()).toEqual([])
  await person.selectOptions(within(form).getByLabelText(/^TT stands for/), 'C2')
  await person.type(within(form).getByLabelText(/^From which day/), '2026-11-16')
  office.readings = () => json({ readings, said: 1 })
  await person.click(within(form).getByRole('button', { name: 'Read it so from that day' }))
  await screen.findByRole('button', { name: 'Take back TT, from Mon 16 Nov' })
  expect(said()).toEqual([
    [
      '/api/marks-readings?organisation=hollins',
      { readings: [{ of: 'code', written: 'TT', means: 'C2', from: '2026-11-16' }] },
    ],
  ])
  office.readings = () => json({ ended: true })
  await person.click(screen.getByRole('button', { name: 'Take back TT, from Mon 16 Nov' }))
  await waitFor(() => expect(screen.queryByText(/from Mon 16 Nov/)).toBeNull())
  expect(said().at(-1)).toEqual([
    '/api/marks-readings/end?organisation=hollins',
    { of: 'code', written: 'TT', from: '2026-11-16' },
  ])
  expect(screen.getByRole('button', { name: 'Take back TT' })).toBeTruthy()
})
