import { afterEach, describe, expect, test, vi } from 'vitest'
import { Locked } from '#client/store/fault.ts'
import { createLock, type Lock, type LockOptions, type LockSurroundings } from '#client/store/lock.ts'

const minute = 60_000
const nineOClock = Date.parse('2026-11-22T09:00:00Z')

const nothing = (): void => {}

/** A page whose wall clock and timers are moved apart, as sleep does. */
const page = () => {
  let now = nineOClock
  let ticking = nothing
  const shown: { visibilityState: DocumentVisibilityState } = { visibilityState: 'visible' }
  const document = Object.assign(new EventTarget(), shown)
  const window = Object.assign(new EventTarget(), {
    setInterval: (tick: () => void) => {
      ticking = tick
      return 1
    },
    clearInterval: () => {
      ticking = nothing
    },
    setTimeout: (run: () => void) => setTimeout(run),
  })
  return {
    document,
    window,
    move: (milliseconds: number) => {
      now += milliseconds
    },
    tick: () => ticking(),
    touch: () => document.dispatchEvent(new Event('pointerdown')),
    wake: () => document.dispatchEvent(new Event('visibilitychange')),
    surroundings: (channel: LockSurroundings['channel'] = null): LockSurroundings => ({
      wallClock: () => now,
      document,
      window,
      cover: () => {},
      channel,
    }),
  }
}

const channels: BroadcastChannel[] = []
const locks: Lock[] = []
afterEach(() => {
  for (const lock of locks.splice(0)) lock.stop()
  for (const channel of channels.splice(0)) channel.close()
})

const openChannel = (): BroadcastChannel => {
  const made = new BroadcastChannel('doorstep-lock:test')
  channels.push(made)
  return made
}

const locked = (
  at: ReturnType<typeof page>,
  options: Partial<LockOptions> = {},
  channel: BroadcastChannel | null = null,
) => {
  const happened: string[] = []
  const lock = createLock({
    idleMinutes: 5,
    keepTyping: async () => {
      happened.push('typing kept')
    },
    dropKeys: () => happened.push('keys dropped'),
    leave: (why) => happened.push(`left: ${why}`),
    surroundings: at.surroundings(channel),
    ...options,
  })
  locks.push(lock)
  return { lock, happened }
}

const whole = (why: string) => ['typing kept', 'keys dropped', `left: ${why}`]

describe('[A10] the tablet locks by the wall clock', () => {
  test('after five minutes without a touch, and not before', async () => {
    const at = page()
    const { happened } = locked(at)
    at.move(5 * minute - 1)
    at.tick()
    expect(happened).toEqual([])
    at.move(1)
    at.tick()
    await expect.poll(() => happened).toEqual(whole('idle'))
  })

  test('says until when it stays open: a touch puts that off, and nothing does once it is locking', async () => {
    const at = page()
    const { lock, happened } = locked(at)
    expect(lock.openUntil()).toBe(nineOClock + 5 * minute)
    at.move(4 * minute)
    at.touch()
    expect(lock.openUntil()).toBe(nineOClock + 9 * minute)
    void lock.lock('asked')
    expect(lock.openUntil()).toBe(0)
    await expect.poll(() => happened).toEqual(whole('asked'))
  })

  test('a tablet that several people use stays open for a minute after it was put away', () => {
    const at = page()
    const { lock } = locked(at, { shared: true })
    at.document.visibilityState = 'hidden'
    at.wake()
    expect(lock.openUntil()).toBe(nineOClock + minute)
    const answered = lock.grace()
    expect(lock.openUntil()).toBe(nineOClock + 5 * minute)
    answered()
  })

  test('a touch begins the five minutes again', () => {
    const at = page()
    const { happened } = locked(at)
    for (let times = 0; times < 5; times += 1) {
      at.move(4 * minute)
      at.touch()
    }
    at.tick()
    expect(happened).toEqual([])
  })

  test.each([
    'visibilitychange on the document',
    'pageshow on the window',
    'focus on the window',
    'resume on the document',
  ])('on waking after nine hours in which no timer ran: %s', async (moment) => {
    const at = page()
    const { happened } = locked(at)
    at.move(9 * 60 * minute)
    const [name = '', , , where] = moment.split(' ')
    ;(where === 'window' ? at.window : at.document).dispatchEvent(new Event(name))
    await expect.poll(() => happened).toEqual(whole('idle'))
  })

  test('even when the first thing after waking is a touch or a row being opened', async () => {
    const touched = page()
    const first = locked(touched)
    touched.move(9 * 60 * minute)
    touched.touch()
    await expect.poll(() => first.happened).toEqual(whole('idle'))

    const opened = page()
    const second = locked(opened)
    expect(() => second.lock.guard()).not.toThrow()
    opened.move(9 * 60 * minute)
    expect(() => second.lock.guard()).toThrow(Locked)
    await expect.poll(() => second.happened).toEqual(whole('idle'))
  })

  test('when its clock was set back by more than two minutes', async () => {
    const at = page()
    const { happened } = locked(at)
    at.move(-minute)
    at.tick()
    expect(happened).toEqual([])
    at.move(-86_400_000)
    at.tick()
    await expect.poll(() => happened).toEqual(whole('clock'))
  })

  test('a shared tablet also locks a minute after it was put away', async () => {
    const at = page()
    const { happened } = locked(at, { shared: true })
    at.document.visibilityState = 'hidden'
    at.wake()
    at.move(minute)
    at.document.visibilityState = 'visible'
    at.wake()
    await expect.poll(() => happened).toEqual(whole('idle'))
  })

  test('one to fifteen minutes, as the settings say, whatever is asked for', async () => {
    const at = page()
    const { lock, happened } = locked(at, { idleMinutes: 99 })
    at.move(15 * minute - 1)
    at.tick()
    expect(happened).toEqual([])
    lock.setIdleMinutes(0)
    await expect.poll(() => happened).toEqual(whole('idle'))
  })

  test('it warns a minute before, counts down, and takes the warning back at a touch', () => {
    const at = page()
    const warnings: (number | null)[] = []
    locked(at, { onWarning: (left) => warnings.push(left) })
    at.move(4 * minute)
    at.tick()
    at.move(30_000)
    at.tick()
    at.touch()
    expect(warnings).toEqual([60_000, 30_000, 30_000, null])
  })

  test('where a minute is all there is, it is used in peace for half of it: no touch brings the warning', () => {
    const at = page()
    const warnings: (number | null)[] = []
    locked(at, { idleMinutes: 1, onWarning: (left) => warnings.push(left) })
    at.touch()
    at.move(15_000)
    at.tick()
    at.touch()
    expect(warnings).toEqual([])
    at.move(30_000)
    at.tick()
    at.move(15_000)
    at.tick()
    at.touch()
    at.touch()
    expect(warnings).toEqual([30_000, 15_000, 15_000, null])
  })

  test('the camera may be open for longer, but not for ever', async () => {
    const at = page()
    const { lock, happened } = locked(at, { idleMinutes: 1 })
    const back = lock.grace()
    at.move(4 * minute)
    at.wake()
    expect(happened).toEqual([])
    back()
    at.move(minute - 1)
    at.tick()
    expect(happened).toEqual([])
    lock.grace()
    at.move(5 * minute)
    at.tick()
    await expect.poll(() => happened).toEqual(whole('idle'))
  })
})

describe('[A11] locking', () => {
  test('keeps what is being typed before the keys go, and opens nothing afterwards', async () => {
    const at = page()
    const order: string[] = []
    const { lock } = locked(at, {
      keepTyping: async () => {
        lock.guard()
        order.push('typing kept')
      },
      dropKeys: () => order.push('keys dropped'),
      leave: (why) => order.push(why),
    })
    await lock.lock('asked')
    expect(order).toEqual(['typing kept', 'keys dropped', 'asked'])
    expect(() => lock.guard()).toThrow(Locked)
  })

  test('is not held up by typing that cannot be saved', async () => {
    vi.useFakeTimers()
    try {
      const at = page()
      const { lock, happened } = locked(at, { keepTyping: () => new Promise(() => {}) })
      const done = lock.lock('asked')
      await vi.advanceTimersByTimeAsync(1_000)
      await done
      expect(happened).toEqual(['keys dropped', 'left: asked'])
    } finally {
      vi.useRealTimers()
    }
  })

  test('happens once, however often it is asked for', async () => {
    const at = page()
    const { lock, happened } = locked(at)
    await Promise.all([lock.lock('asked'), lock.lock('idle'), lock.lock('update')])
    expect(happened).toEqual(whole('asked'))
  })

  test('in one tab locks every other tab of the account; a touch in one keeps all of them open', async () => {
    const here = page()
    const there = page()
    const first = locked(here, {}, openChannel())
    const second = locked(there, {}, openChannel())
    for (const each of [here, there]) each.move(4 * minute)
    here.touch()
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
    for (const each of [here, there]) {
      each.move(4 * minute)
      each.tick()
    }
    expect([first.happened, second.happened]).toEqual([[], []])
    await first.lock.lock('asked')
    await expect.poll(() => second.happened).toEqual(whole('elsewhere'))
  })
})
