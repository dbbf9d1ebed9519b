import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startOffice, type TestOffice } from '#test/support/office.ts'

describe('an office that runs', () => {
  let running: TestOffice
  beforeAll(async () => {
    running = await startOffice()
  })
  afterAll(() => running.stop())

  test('says that it is alive and ready', async () => {
    expect(await (await running.ask('/api/health')).json()).toEqual({ alive: true })
    expect(await (await running.ask('/api/ready')).json()).toEqual({ ready: true })
  })
})

test('an office whose database is away is alive but not ready, and says when to come back', async () => {
  const running = await startOffice({ change: (office) => ({ ...office, isReady: () => Promise.resolve(false) }) })
  try {
    expect((await running.ask('/api/health')).status).toBe(200)
    const answer = await running.ask('/api/ready')
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(await answer.json()).toMatchObject({ error: 'not-ready', reference: expect.stringMatching(/^[2-9A-Z]{8}$/) })
  } finally {
    await running.stop()
  }
})
