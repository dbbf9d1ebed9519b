import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { standForLeader } from '#client/sync/leader.ts'

type Asking = { run: () => void; refuse: (why: Error) => void }

/**
 * Web Locks as the specification has them, for one name. A lock taken by force rejects what its holder was promised and does not
 * end what runs under it.
 */
class Locks {
  holder: Asking | null = null
  line: Asking[] = []
  request(_name: string, { signal, steal }: LockOptions, held: () => Promise<void>): Promise<void> {
    return new Promise((resolve, refuse) => {
      const asking: Asking = {
        refuse,
        run: () => {
          this.holder = asking
          void held().then(() => {
            resolve()
            if (this.holder === asking) this.next()
            return null
          }, refuse)
        },
      }
      signal?.addEventListener('abort', () => {
        if (!this.line.includes(asking)) return
        this.line = this.line.filter((other) => other !== asking)
        refuse(new Error('AbortError'))
      })
      if (steal === true) {
        this.holder?.refuse(new Error('AbortError'))
        asking.run()
      } else {
        this.line.push(asking)
        if (this.holder === null) this.next()
      }
    })
  }
  next(): void {
    this.holder = null
    this.line.shift()?.run()
  }
}

/** One tab's end of the channel. A throttled tab's timers tell nobody anything, but it answers; a frozen one hears nothing either. */
class Channel {
  static all: Channel[] = []
  state: 'awake' | 'throttled' | 'frozen' = 'awake'
  #hears: ((message: { data: unknown }) => void)[] = []
  #isAnswering = false
  constructor() {
    Channel.all.push(this)
  }
  addEventListener(_message: string, hear: (message: { data: unknown }) => void): void {
    this.#hears.push(hear)
  }
  postMessage(data: unknown): void {
    if (this.state === 'frozen' || (this.state === 'throttled' && !this.#isAnswering)) return
    for (const other of Channel.all) if (other !== this) void Promise.resolve().then(() => other.hear(data))
  }
  hear(data: unknown): void {
    if (this.state === 'frozen') return
    this.#isAnswering = true
    for (const hear of this.#hears) hear({ data })
    this.#isAnswering = false
  }
  close(): void {
    Channel.all = Channel.all.filter((other) => other !== this)
  }
}

beforeEach(() => {
  Channel.all = []
  vi.useFakeTimers()
  vi.stubGlobal('navigator', { locks: new Locks() })
  vi.stubGlobal('BroadcastChannel', Channel)
  vi.stubGlobal('document', { visibilityState: 'visible' })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Tabs of one device, opened one after another; `leads` says which of them lead now. */
const open = (count: number) => {
  const leading = new Set<number>()
  const tabs = Array.from({ length: count }, (_, tab) => ({
    close: standForLeader('d0', () => {
      leading.add(tab)
      return () => leading.delete(tab)
    }),
    channel: Channel.all[tab]!,
  }))
  return { tabs, leads: () => [...leading] }
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000)

describe('[SPEC I16] one tab of a device leads', () => {
  test('the first that was opened, for as long as it is open; then the next', async () => {
    const { tabs, leads } = open(2)
    await pass(300)
    expect(leads()).toEqual([0])
    await tabs[0]!.close()
    await pass(0)
    expect(leads()).toEqual([1])
    await tabs[1]!.close()
    expect(leads()).toEqual([])
  })

  test('a leader whose timers are held back is left alone: it answers when it is asked', async () => {
    const { tabs, leads } = open(2)
    tabs[0]!.channel.state = 'throttled'
    await pass(300)
    expect(leads()).toEqual([0])
  })

  test('what another tab asks is no word of the leader', async () => {
    const { tabs, leads } = open(3)
    tabs[0]!.channel.state = 'frozen'
    await pass(40)
    expect(leads()).toHaveLength(1)
    expect(leads()).not.toEqual([0])
  })

  test('a leader that is frozen loses the lock, and leads no more from the moment it hears of that', async () => {
    const { tabs, leads } = open(2)
    tabs[0]!.channel.state = 'frozen'
    await pass(40)
    expect(leads()).toEqual([1])
    tabs[0]!.channel.state = 'awake'
    await pass(300)
    expect(leads()).toEqual([1])
    // It stands in line again.
    await tabs[1]!.close()
    await pass(0)
    expect(leads()).toEqual([0])
    await tabs[0]!.close()
    expect(leads()).toEqual([])
  })

  test('a tab that nobody looks at takes nothing by force', async () => {
    vi.stubGlobal('document', { visibilityState: 'hidden' })
    const { tabs, leads } = open(2)
    tabs[0]!.channel.state = 'frozen'
    await pass(300)
    expect(leads()).toEqual([0])
  })

  test('closed tabs stand in no line', async () => {
    const { tabs, leads } = open(3)
    await tabs[1]!.close()
    tabs[0]!.channel.state = 'frozen'
    await pass(40)
    expect(leads()).toEqual([2])
    await tabs[2]!.close()
    await tabs[0]!.close()
    await pass(60)
    expect(leads()).toEqual([])
  })
})
