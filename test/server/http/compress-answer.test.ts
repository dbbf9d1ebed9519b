import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '#sync/protocol.ts'
import { browserOf } from '#test/support/colleague-browser.ts'
import { startOffice, type TestOffice } from '#test/support/office.ts'
import { foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'
import type { Visitor } from '#test/support/visitor.ts'

let office: TestOffice
let school: SmallSchool
let lead: Visitor
beforeAll(async () => {
  office = await startOffice({ config: { demo: true } })
  school = await foundSmallSchool(office.made.database, {
    code: 'hollins',
    name: 'Hollins',
    roles: ['attendance-lead'],
    pupils: 6,
  })
  lead = await browserOf(office, school, 0)
}, 60_000)
afterAll(() => office.stop())

const pull = (files: readonly string[]) => ({
  protocol: PROTOCOL_VERSION,
  client: randomUUID(),
  device: randomUUID(),
  epoch: null,
  schema: 1,
  cursors: {},
  want: files.map((file) => ({ file, after: null })),
  lmid: 0,
  made: 0,
  limit: 500,
})
const of = (headers: Headers) =>
  ['content-encoding', 'vary', 'cache-control', 'content-type'].map((name) => headers.get(name))
const sizeOf = (headers: Headers) => Number(headers.get('content-length'))

describe('what a tablet is given', () => {
  test('travels compressed where the browser takes it, is the same, and is kept by nothing in between', async () => {
    const question = pull(school.pupils.map(({ id }) => id))
    const small = await lead.post('/api/sync/pull', question, { 'accept-encoding': 'gzip, br' })
    const plain = await lead.post('/api/sync/pull', question, { 'accept-encoding': 'identity' })
    expect(of(small.headers)).toEqual(['gzip', 'accept-encoding', 'no-store', 'application/json; charset=utf-8'])
    expect(of(plain.headers)).toEqual([null, 'accept-encoding', 'no-store', 'application/json; charset=utf-8'])
    expect(small.body.pages).toHaveLength(6)
    expect({ ...small.body, now: null }).toEqual({ ...plain.body, now: null })
    expect(sizeOf(small.headers) * 3).toBeLessThan(sizeOf(plain.headers))
  })

  test('goes as it is where there is next to nothing to say', async () => {
    const nothing = await lead.post('/api/sync/pull', pull([]), { 'accept-encoding': 'gzip' })
    expect(of(nothing.headers)[0]).toBe(null)
  })

  test('is never compressed beside a secret: of no other route', async () => {
    const added = await lead.post('/api/devices', { id: randomUUID(), name: 'Tablet 7' }, { 'accept-encoding': 'gzip' })
    expect(added.body.recoverySecret).toHaveLength(44)
    expect(of(added.headers)[0]).toBe(null)
    const devices = await lead.get('/api/devices', { 'accept-encoding': 'gzip' })
    expect([devices.status, of(devices.headers)[0]]).toEqual([200, null])
  })
})
