import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Unlocked } from '#client/app/start-sync.ts'
import { writeMeta } from '#client/store/meta.ts'
import { syncMeta } from '#client/store/waiting.ts'
import { startExchanger } from '#client/sync/exchanger.ts'
import type { FromSyncWorker, ToSyncWorker } from '#client/sync/sync-worker.ts'
import type { Transport } from '#client/sync/transport.ts'
import { machineClock } from '#domain/time/instant.ts'
import { cipherOf, openInMemory } from '../store/support.ts'

/** A worker as the page sees it: what it is told is written down, and it says what the test says. */
class WorkerStandIn extends EventTarget {
  static last: WorkerStandIn | null = null
  readonly told: ToSyncWorker[] = []
  ended = false
  constructor() {
    super()
    WorkerStandIn.last = this
  }
  postMessage(words: ToSyncWorker): void {
    this.told.push(structuredClone(words))
  }
  terminate(): void {
    this.ended = true
  }
  says(words: FromSyncWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data: words }))
  }
}

const offline = { kind: 'offline' } as const
/** The page's own way to the office, which has no signal. */
const noSignal: Transport = {
  push: async () => offline,
  pull: async () => offline,
  openings: async () => false,
  report: async () => false,
  live: () => () => {},
}
const fromPage = { kind: 'unanswered', why: offline }

const unlocked = async (): Promise<Unlocked> => {
  const db = await openInMemory()
  await writeMeta(db, syncMeta.device, '5a1f0c52-61f6-4d58-9d4c-3f6f0b0f6a11')
  const cipher = cipherOf()
  return {
    db,
    deviceId: '5a1f0c52-61f6-4d58-9d4c-3f6f0b0f6a11',
    actor: { personId: '0c9a6a52-7d3b-4b1f-9a34-5e8f2d1c7b60', memberships: [] },
    clock: machineClock,
    lending: { keys: () => cipher.lend(), openUntil: () => 300_000 },
  }
}

const theWorker = (): WorkerStandIn => {
  if (WorkerStandIn.last === null) throw new Error('There is no worker.')
  return WorkerStandIn.last
}

beforeEach(() => {
  WorkerStandIn.last = null
  vi.stubGlobal('location', new URL('http://localhost/caseload'))
  vi.stubGlobal('window', {})
  vi.stubGlobal('Worker', WorkerStandIn)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('exchanging in a worker', () => {
  test('lends it the key and the time, and hears from it how it went', async () => {
    const exchanger = startExchanger(await unlocked(), noSignal)
    const exchanged = exchanger.exchange()
    const [begin, asked] = theWorker().told
    expect(begin).toMatchObject({ say: 'begin', databaseName: 'd0', openUntil: 300_000 })
    expect(begin?.say === 'begin' ? begin.keys[0].bytes : null).toEqual(new Uint8Array(32).fill(7))
    expect(asked).toEqual({ say: 'exchange', openUntil: 300_000 })
    theWorker().says({ say: 'exchanged', exchanged: { kind: 'done', officeClock: '2026-11-22T09:00:00.000Z' } })
    expect(await exchanged).toEqual({ kind: 'done', officeClock: '2026-11-22T09:00:00.000Z' })
  })

  test('a store that failed there is asked again, there', async () => {
    const exchanger = startExchanger(await unlocked(), noSignal)
    const exchanged = exchanger.exchange()
    theWorker().says({ say: 'failed' })
    expect(await exchanged).toEqual({ kind: 'unsettled' })
    void exchanger.exchange()
    expect(theWorker().told.filter(({ say }) => say === 'exchange')).toHaveLength(2)
  })

  test('[A11] stopping closes its gate and ends it, even when it does not answer', async () => {
    const exchanger = startExchanger(await unlocked(), noSignal)
    const exchanged = exchanger.exchange()
    await exchanger.stop()
    expect(theWorker().told.at(-1)).toEqual({ say: 'stop' })
    expect(theWorker().ended).toBe(true)
    expect(await exchanged).toEqual({ kind: 'stopped' })
  })
})

describe('without a worker the page exchanges itself', () => {
  test('where the browser gives none', async () => {
    vi.stubGlobal('Worker', undefined)
    expect(await startExchanger(await unlocked(), noSignal).exchange()).toEqual(fromPage)
  })

  test('where its script cannot be had', async () => {
    const exchanger = startExchanger(await unlocked(), noSignal)
    const exchanged = exchanger.exchange()
    theWorker().dispatchEvent(new Event('error'))
    expect(await exchanged).toEqual(fromPage)
    expect(theWorker().ended).toBe(true)
    expect(await exchanger.exchange()).toEqual(fromPage)
  })

  test('where it died without a word', async () => {
    const exchanger = startExchanger(await unlocked(), noSignal)
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const exchanged = exchanger.exchange()
    vi.advanceTimersByTime(25_000)
    theWorker().says({ say: 'here' })
    vi.advanceTimersByTime(30_000)
    expect(theWorker().ended).toBe(false)
    vi.advanceTimersByTime(5_000)
    expect(theWorker().ended).toBe(true)
    vi.useRealTimers()
    expect(await exchanged).toEqual(fromPage)
  })
})
