import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { upnOf } from '../imports/roll-of-many.ts'
import { openHollins, password, type Hollins } from '../accounts/hollins.ts'
import { foundSmallSchool } from '#test/support/small-school.ts'

let hollins: Hollins
let administrator: string
let lead: string

/** The session's cookie of somebody who signs in. */
const cookieOf = async (place: number): Promise<string> => {
  const person = await hollins.account(place)
  const answer = await hollins.office.ask('/api/auth/sign-in/email', { json: { email: person.email, password } })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

beforeAll(async () => {
  hollins = await openHollins(['administrator', 'attendance-lead'], { config: { demo: true } })
  await foundSmallSchool(hollins.office.made.database, {
    code: 'canal',
    name: 'Canal Street',
    roles: ['attendance-lead'],
    pupils: 0,
  })
  administrator = await cookieOf(0)
  lead = await cookieOf(1)
}, 60_000)
afterAll(() => hollins.stop())

type Asked = {
  status: number
  body: {
    error?: string
    message?: string
    reference?: string
    preview?: string
    report?: Record<string, unknown>
    rejectedFile?: string | null
    firstPupils?: unknown[]
  }
}

const send = async (
  path: string,
  file: Uint8Array<ArrayBuffer> | string | null,
  cookie: string,
  headers: Record<string, string> = {},
): Promise<Asked> => {
  const { origin } = hollins.office
  const answer = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { origin, 'x-doorstep': '1', cookie, 'content-type': 'application/octet-stream', ...headers },
    body: file,
  })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return { status: answer.status, body: await answer.json() }
}

const roll = 'Forename,Surname,DOB\nBo,Li,30/11/2013\nEsi,Mensah,31/02/2013\n'
const preview = '/api/imports/preview?organisation=hollins'

/** Looks at a file of one mark, and imports it. */
const applied = async (code: string, more = ''): Promise<Asked> => {
  const marks = `UPN,Date,Session,Mark\n${upnOf(17, 1)},25/11/2026,AM,${code}\n`
  const { body } = await send(preview, marks, administrator)
  return send(`/api/imports/apply?organisation=hollins&preview=${body.preview ?? ''}${more}`, marks, administrator)
}

describe('an administrator imports a roll', () => {
  test('may say that it is no roll: its columns come with the first lines, and nothing else', async () => {
    const looked = await send(`${preview}&of=columns`, roll, administrator)
    expect(looked).toEqual({
      status: 200,
      body: {
        of: 'columns',
        message: null,
        columns: [
          { heading: 'Forename', samples: ['Bo', 'Esi'], suggested: 'forename' },
          { heading: 'Surname', samples: ['Li', 'Mensah'], suggested: 'surname' },
          { heading: 'DOB', samples: ['30/11/2013', '31/02/2013'], suggested: 'born-on' },
        ],
      },
    })
    expect((await send(`${preview}&of=columns`, roll, lead)).status).toBe(403)
  })

  test('looks first, then imports exactly that; the rejected lines come back as a file', async () => {
    const looked = await send(preview, roll, administrator)
    expect(looked).toMatchObject({
      status: 200,
      body: {
        report: { rows: 2, accepted: 1, updated: 0, unchanged: 0, rejected: [{ line: 3 }] },
        firstPupils: [{ forename: 'Bo' }],
      },
    })
    expect(looked.body.rejectedFile).toBe(
      '\uFEFFLine,Reason,Forename,Surname,DOB\r\n3,The date of birth cannot be read: 31/02/2013 is not a day that exists.,Esi,Mensah,31/02/2013\r\n',
    )
    const apply = `/api/imports/apply?organisation=hollins&preview=${looked.body.preview ?? ''}`
    expect(await send(apply, roll.replace('Bo', 'Ben'), administrator)).toMatchObject({
      status: 409,
      body: { error: 'changed-since-preview' },
    })
    expect(await send(apply, roll, administrator)).toMatchObject({ status: 200, body: { report: { accepted: 1 } } })
    expect(await send(apply, roll, administrator)).toMatchObject({ status: 409 })
    expect(await send(preview, roll, administrator)).toMatchObject({
      status: 200,
      body: { report: { accepted: 0, unchanged: 1 } },
    })
  })

  test('a file of marks is known by its headings; a roll asked for its marks has none', async () => {
    const marks = 'UPN,Date,Session,Mark\nA123456789012,23/11/2026,AM,/\n'
    expect(await send(preview, marks, administrator)).toMatchObject({
      status: 200,
      body: {
        of: 'marks',
        report: { rows: 1, accepted: 0, rejected: [{ line: 2, reason: 'No pupil here has this UPN.' }] },
        rejectedFile:
          '\uFEFFLine,Reason,UPN,Date,Session,Mark\r\n2,No pupil here has this UPN.,A123456789012,23/11/2026,AM,/\r\n',
      },
    })
    expect(await send(`${preview}&of=marks`, roll, administrator)).toMatchObject({
      status: 422,
      body: { error: 'no-marks' },
    })
  })

  test('marks keep what their file is called: its name comes in a header, and one that cannot be read is none', async () => {
    const named = `UPN,Surname,Forename,DOB\n${upnOf(17, 1)},Mark,Ada,01/02/2013\n`
    const looked = await send(preview, named, administrator)
    await send(`/api/imports/apply?organisation=hollins&preview=${looked.body.preview ?? ''}`, named, administrator)
    for (const [day, header] of [
      ['23/11/2026', 'Zo%C3%AB%2Fmarks%20of%20Ada.csv'],
      ['24/11/2026', '%E2%28'],
    ] as const) {
      const marks = `UPN,Date,Session,Mark\n${upnOf(17, 1)},${day},AM,/\n`
      const { body } = await send(preview, marks, administrator)
      const apply = `/api/imports/apply?organisation=hollins&preview=${body.preview ?? ''}`
      const headers = { 'x-doorstep-file-name': header }
      expect(await send(apply, marks, administrator, headers)).toMatchObject({ body: { report: { accepted: 1 } } })
    }
    const scope = { person: null, organisations: [hollins.school.id] }
    const { rows } = await hollins.office.made.database.read(scope, (tx) =>
      tx.query('select file_name from mark_import order by taken_at, file_name nulls last'),
    )
    expect(rows).toEqual([{ file_name: 'marks of Ada.csv' }, { file_name: null }])
    expect(JSON.stringify(hollins.office.logged)).not.toContain('Ada')
  })

  test('marks that would go back are taken only once somebody says that the school changed them back', async () => {
    expect(await applied('N')).toMatchObject({ status: 200 })
    expect(await applied('I')).toMatchObject({ status: 200, body: { report: { updated: 1 } } })
    expect(await applied('N')).toMatchObject({ status: 409, body: { error: 'goes-back' } })
    expect(await applied('N', '&back=taken')).toMatchObject({ status: 200, body: { report: { goesBack: 1 } } })
  })

  test('a file that cannot be read gets one clear sentence', async () => {
    for (const [file, words] of [
      ['', 'The file is empty.'],
      ['PK\u0003\u0004', 'The Excel workbook is broken or cut short.'],
      ['<CTfile><CTFpupilData>', 'The XML breaks off'],
      ['<!DOCTYPE a><CTfile/>', 'document type'],
      ['a\u0000b', 'not text'],
    ] as const) {
      const answer = await send(preview, file, administrator)
      expect(answer).toMatchObject({ status: 422, body: { error: 'unreadable' } })
      expect(answer.body.message).toContain(words)
      expect(answer.body.message).toContain('Nothing was changed.')
    }
    expect(await send(preview, null, administrator)).toMatchObject({ status: 422, body: { error: 'unreadable' } })
  })

  test('a file of 50 MB is refused before it is read, and a type that is no roll is too', async () => {
    const large = await send(preview, new Uint8Array(50 * 1024 * 1024).fill(65), administrator).catch(
      (fault: unknown) => fault,
    )
    // The office hangs up on the rest: whether the answer or the broken pipe is seen first is a matter of luck.
    expect(
      large instanceof Error ||
        (typeof large === 'object' && large !== null && 'status' in large && large.status === 413),
    ).toBe(true)
    expect(await send(preview, '{}', administrator, { 'content-type': 'image/png' })).toMatchObject({ status: 415 })
  })

  test('formulas in a rejected line cannot run in a spreadsheet', async () => {
    const answer = await send(preview, 'Forename,Surname,DOB\n=HYPERLINK(1),@x,never\n+1,-2,\n', administrator)
    expect(answer.body.rejectedFile).toContain("'=HYPERLINK(1),'@x,never")
    expect(answer.body.rejectedFile).toContain("'+1,'-2,")
  })
})

describe('nobody else does, and nothing leaks', () => {
  test('signed out, in another role, or of another school: refused; a school that is not theirs looks like one that is not there', async () => {
    expect(await send(preview, roll, '')).toMatchObject({ status: 401, body: { error: 'signed-out' } })
    expect(await send(preview, roll, lead)).toMatchObject({ status: 403, body: { error: 'not-permitted' } })
    const [theirs, nowhere] = [
      await send('/api/imports/preview?organisation=canal', roll, administrator),
      await send('/api/imports/preview?organisation=nowhere', roll, administrator),
    ]
    expect([theirs.status, theirs.body.error, theirs.body.message]).toEqual([
      nowhere.status,
      nowhere.body.error,
      nowhere.body.message,
    ])
    expect(theirs.status).toBe(403)
  })

  test('without the app’s own header it is refused; nonsense in the address is a 400', async () => {
    expect(await send(preview, roll, administrator, { 'x-doorstep': '0' })).toMatchObject({
      status: 403,
      body: { error: 'not-same-origin' },
    })
    for (const path of [
      '/api/imports/preview',
      '/api/imports/preview?organisation=__proto__',
      '/api/imports/preview?organisation=a%00b',
      '/api/imports/apply?organisation=hollins',
      '/api/imports/apply?organisation=hollins&preview=x',
    ])
      expect((await send(path, roll, administrator)).status).toBe(400)
  })

  test('the log holds counts and no name', () => {
    const log = hollins.office.logged.join('\n')
    expect(log).toContain('roll-imported')
    expect(log).not.toMatch(/Mensah|\bBo\b|Li,/)
  })
})
