import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startOffice, type TestOffice } from '#test/support/office.ts'

/** Waits 0.6 seconds where a real office waits ten. */
let office: TestOffice
beforeAll(async () => {
  office = await startOffice({ patience: 600 })
})
afterAll(() => office.stop())

/** Writes bytes to the office as they are and answers all that comes back until the connection ends. */
const raw = (
  running: TestOffice,
  write: (put: (text: string | Buffer) => void) => void | Promise<void>,
): Promise<string> =>
  new Promise((settle, fail) => {
    const { hostname, port } = new URL(running.origin)
    let answer = ''
    const socket = connect(Number(port), hostname, () => {
      const sending = write((text) => void (socket.writable && socket.write(text)))
      if (sending instanceof Promise) sending.catch(fail)
    })
    socket.on('data', (text) => (answer += text.toString('latin1')))
    socket.on('error', () => settle(answer))
    socket.on('close', () => settle(answer))
  })

const head = (running: TestOffice, lines: string[], method = 'POST', path = '/api/client-report'): string =>
  [
    `${method} ${path} HTTP/1.1`,
    'host: localhost',
    `origin: ${running.origin}`,
    'x-doorstep: 1',
    'content-type: application/json',
    ...lines,
    '',
    '',
  ].join('\r\n')

describe('[E12] bodies and connections', () => {
  test('a body that says it is too long is refused before any of it is read', async () => {
    const answer = await raw(office, (put) => put(head(office, ['content-length: 50000000'])))
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toContain('"error":"too-large"')
  })

  test('a body of unknown length is cut off where the limit is', async () => {
    const answer = await raw(office, (put) => {
      put(head(office, ['transfer-encoding: chunked']))
      for (let index = 0; index < 40; index += 1) put(`400\r\n${'x'.repeat(1024)}\r\n`)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  })

  test('a compressed body is refused: a small one may hold a huge one', async () => {
    const answer = await fetch(`${office.origin}/api/client-report`, {
      method: 'POST',
      headers: {
        origin: office.origin,
        'x-doorstep': '1',
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      body: gzipSync('{"code":"eviction"}'),
    })
    expect(answer.status).toBe(415)
    expect(await answer.json()).toMatchObject({ error: 'wrong-type' })
  })

  test('headers that never end are not waited for', async () => {
    const begun = Date.now()
    const answer = await raw(office, async (put) => {
      put('POST /api/client-report HTTP/1.1\r\nhost: localhost\r\n')
      for (let index = 0; index < 40; index += 1) {
        await wait(100)
        put(`x-${index}: 1\r\n`)
      }
    })
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(answer).toContain('"error":"too-slow"')
    expect(Date.now() - begun).toBeLessThan(3500)
  })

  test('a body that drips is not waited for', async () => {
    const begun = Date.now()
    const answer = await raw(office, async (put) => {
      put(head(office, ['content-length: 900']))
      for (let index = 0; index < 40; index += 1) {
        await wait(100)
        put('x')
      }
    })
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(Date.now() - begun).toBeLessThan(3500)
  })

  test('a slow but steady tablet on the edge of a signal gets its push through', async () => {
    const text = JSON.stringify({ code: 'eviction', device: null }).padEnd(900, ' ')
    const answer = await raw(office, async (put) => {
      put(head(office, [`content-length: ${text.length}`, 'connection: close']))
      for (let at = 0; at < text.length; at += 100) {
        await wait(90)
        put(text.slice(at, at + 100))
      }
    })
    expect(answer).toMatch(/^HTTP\/1\.1 204 /)
  })

  test.each([
    ['no HTTP', 'hello\r\n\r\n'],
    [
      'two lengths',
      'POST /api/client-report HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx',
    ],
    [
      'a length and chunks',
      'POST /api/client-report HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a header beyond all size', `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`],
    ['a NUL in the path', 'GET /api/\u0000 HTTP/1.1\r\nhost: localhost\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
  ])('%s is answered with a plain refusal and the protective headers', async (_what, text) => {
    const answer = await raw(office, (put) => put(text))
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(answer).toContain('content-security-policy: default-src')
    expect(answer).toMatch(/"reference":"[2-9A-Z]{8}"/)
  })
})
