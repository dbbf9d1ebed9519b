import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOf } from '#test/support/colleague-browser.ts'
import { startOffice, type TestOffice } from '#test/support/office.ts'
import { actAtOffice, foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'
import type { Visitor } from '#test/support/visitor.ts'

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

let office: TestOffice
let hollins: SmallSchool
let birch: SmallSchool
let officer: Visitor
let lead: Visitor
let administrator: Visitor
let stranger: Visitor

beforeAll(async () => {
  office = await startOffice({ config: { demo: true } })
  const roles = ['education-welfare-officer', 'attendance-lead', 'administrator'] as const
  hollins = await foundSmallSchool(office.made.database, { code: 'hollins', name: 'Hollins', roles, pupils: 2 })
  birch = await foundSmallSchool(office.made.database, { code: 'birch', name: 'Birch', roles, pupils: 1 })
  officer = await browserOf(office, hollins, 0)
  lead = await browserOf(office, hollins, 1)
  administrator = await browserOf(office, hollins, 2)
  stranger = await browserOf(office, birch, 1)
}, 60_000)
afterAll(() => office.stop())

const sent = (over: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  organisation: hollins.id,
  mediaType: 'image/png',
  sha256: hash(png),
  bytes: png.toString('base64'),
  ...over,
})

/** The record that says which picture it is, as a mutation would have left it. */
const say = async (id: string, sha256 = hash(png), school = hollins) => {
  const [pupil] = school.pupils
  const body = {
    kind: 'attachment',
    id,
    pupilId: pupil?.id,
    noteId: randomUUID(),
    about: 'photo',
    mediaType: 'image/png',
    size: png.length,
    sha256,
    caption: '',
    by: school.staff[0]?.personId,
    recordedAt: '2026-11-23T10:00:00.000Z',
  }
  await office.made.database.write({ person: school.staff[0]?.personId ?? '', organisations: [school.id] }, (tx) =>
    tx.query(
      `insert into record (organisation_id, file_id, id, kind, version, body, received_at, reference)
       values ($1, $2, $3, 'attachment', 1, $4, now(), '7F3A')`,
      [school.id, pupil?.id, id, body],
    ),
  )
}

test('a picture sent again, because its answer was lost, is kept once and answered the same', async () => {
  const picture = sent()
  const first = await officer.post('/api/attachments', picture)
  expect(first.status).toBe(200)
  // Not the headers: the second may fall into the next second.
  expect(await officer.post('/api/attachments', picture)).toMatchObject({ status: 200, body: first.body })
})

test('whoever holds the file of the note is given it, whether the record came before the bytes or after; nobody else', async () => {
  const picture = sent()
  await officer.post('/api/attachments', picture)
  expect((await lead.get(`/api/attachments/${picture.id}`)).status).toBe(404)
  await say(picture.id)
  const given = await lead.get(`/api/attachments/${picture.id}`)
  expect(given.status).toBe(200)
  expect(given.body).toMatchObject({ mediaType: 'image/png', bytes: picture.bytes })
  for (const other of [administrator, stranger]) {
    expect((await other.get(`/api/attachments/${picture.id}`)).status).toBe(404)
  }
})

test('bytes that are not the picture of the record are never given for it', async () => {
  const picture = sent()
  await officer.post('/api/attachments', picture)
  await say(picture.id, hash(Buffer.from('another')))
  expect((await lead.get(`/api/attachments/${picture.id}`)).status).toBe(404)
})

test('what is not what it says is refused: another hash, a page that calls itself a picture, another school, too much', async () => {
  const page = Buffer.from('<svg onload=alert(1)>')
  for (const wrong of [
    { sha256: hash(page) },
    { bytes: page.toString('base64'), sha256: hash(page) },
    { mediaType: 'image/jpeg' },
    { mediaType: 'image/svg+xml' },
    { bytes: 'not base64!' },
  ])
    expect((await officer.post('/api/attachments', sent(wrong))).status).toBe(400)
  expect((await officer.post('/api/attachments', sent({ organisation: birch.id }))).status).toBe(404)
  const large = Buffer.concat([png, Buffer.alloc(2_000_000)])
  const answer = await officer.post('/api/attachments', sent({ bytes: large.toString('base64'), sha256: hash(large) }))
  expect(answer.status).toBe(413)
})

test('another picture under an identity that is taken is refused, and the first stays', async () => {
  const picture = sent()
  await officer.post('/api/attachments', picture)
  const other = Buffer.concat([png, Buffer.from('x')])
  const again = { ...picture, bytes: other.toString('base64'), sha256: hash(other) }
  expect((await officer.post('/api/attachments', again)).status).toBe(400)
  await say(picture.id)
  expect((await lead.get(`/api/attachments/${picture.id}`)).body).toMatchObject({ bytes: picture.bytes })
})

test('[SPEC P12] somebody who has left sends the pictures of their own notes that the office took, and no other; and gets none', async () => {
  const colleague = await browserOf(office, birch, 0)
  const mine = sent({ organisation: birch.id })
  const unknown = sent({ organisation: birch.id })
  const { personId = '' } = birch.staff[0] ?? {}
  await say(mine.id, hash(png), birch)
  await actAtOffice(office.made.database, birch.administrator, 'change-staff-member@1', {
    organisationId: birch.id,
    personId,
    leftOn: { from: null, to: '2026-11-24' },
  })
  expect((await colleague.post('/api/attachments', mine)).status).toBe(200)
  expect((await colleague.post('/api/attachments', unknown)).status).toBe(404)
  expect(await colleague.get(`/api/attachments/${mine.id}`)).toMatchObject({ status: 403, body: { error: 'left' } })
  expect((await stranger.get(`/api/attachments/${mine.id}`)).status).toBe(200)
})
