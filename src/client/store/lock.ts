import { after } from './after.ts'
import { Locked } from './fault.ts'

/** Why the tablet locks; only for what the unlock screen says. */
export type LockReason =
  | 'asked'
  | 'idle'
  | 'clock'
  | 'elsewhere'
  | 'update'
  /** The person signed out for good, and nothing of theirs is left here. */
  | 'left'
  /** They asked to, and work that only this tablet has kept it from happening. */
  | 'unsent'

/** Minutes a tablet may lie idle, unless its person or organisation chose otherwise (1 to 15). */
export const IDLE_MINUTES = { usual: 5, least: 1, most: 15 } as const

/** A clock set back further than this locks: it would otherwise stretch the time that is left. Milliseconds. */
export const BACK_AT_MOST = 2 * 60_000
/** A shared tablet that was put away (another app, a dark screen) locks after this long (trust A10). Milliseconds. */
const PUT_AWAY = 60_000
/** How often the deadline is looked at while nothing happens. Milliseconds. */
const TICK = 15_000
/** The warning comes this long before, and never before half of the idle time has gone by. Milliseconds. */
const WARNING = 60_000
/** While the camera or a file picker is open the page sees no touch; the person has this long. Milliseconds. */
const GRACE = 5 * 60_000
/** What is being typed is given this long to be saved before the keys go. Milliseconds. */
const FLUSH_WITHIN = 1_000
/** Other tabs hear of activity at most this often. Milliseconds. */
const TELL_EVERY = 5_000

/** What the lock listens to; the browser's own, or a test's. */
export type LockSurroundings = {
  /** Milliseconds by the wall clock, which goes on while the tablet sleeps. Never a timer's count. */
  wallClock: () => number
  document: EventTarget & { readonly visibilityState: DocumentVisibilityState }
  window: EventTarget & {
    setInterval: (run: () => void, every: number) => number
    clearInterval: (timer: number) => void
    setTimeout: (run: () => void) => unknown
  }
  /** Hides what is shown, at once. */
  cover: () => void
  /** Reaches the other tabs of the same account; null where the browser has none. */
  channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'> | null
}

export type LockOptions = {
  idleMinutes: number
  /** A device that several people use also locks a minute after it was put away. */
  shared?: boolean
  /** Saves what is being typed and where the person was. Given a second at most; keys are still held. */
  keepTyping: () => Promise<void>
  /** Forgets every key. After it nothing on this page can be opened. */
  dropKeys: () => void
  /** Replaces the document, so that neither Back nor the page's memory holds what was shown (trust A11). */
  leave: (why: LockReason) => void
  /** Says how many milliseconds are left, or that the person is back (null). */
  onWarning?: (left: number | null) => void
}

export type Lock = {
  /** Throws `Locked` when the time is up, and begins to lock. Cheap: asked before every row that is opened. */
  guard: () => void
  /**
   * Until when, by the wall clock in milliseconds, it stays open when nothing happens meanwhile; 0 when it is locking. A
   * worker that was lent the key goes by it (lent-time.ts).
   */
  openUntil: () => number
  /** Locks the account's other tabs and gives them the time to keep what is being typed in them; this one stays open. */
  lockOthers: () => Promise<void>
  /** Locks now. Settles when the document is being replaced. */
  lock: (why: LockReason) => Promise<void>
  /** Around opening the camera or a file picker. Ends by itself after five minutes, or when the answer is called. */
  grace: () => () => void
  /** Changes the idle time, from the settings. */
  setIdleMinutes: (minutes: number) => void
  /** Says whether several people use this device, from the settings. */
  setShared: (shared: boolean) => void
  /** Stops listening, without locking: for a page that is going anyway. */
  stop: () => void
}

type Told = { active: number } | { lock: true }

const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'input'] as const
const MOMENTS_TO_LOOK = ['pageshow', 'focus', 'resume'] as const

/** The browser's own. `databaseName` keeps the tabs of different accounts from locking one another. */
export const browserSurroundings = (databaseName: string): LockSurroundings => ({
  wallClock: () => Date.now(),
  document,
  window,
  cover: () => {
    document.documentElement.style.visibility = 'hidden'
  },
  channel: typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`doorstep-lock:${databaseName}`),
})

/**
 * Locks the tablet when it lay idle, slept, or had its clock set back. Local and by the wall clock: the office has no part
 * in it, and a dead session there never locks anyone out. Activity in any tab of the account keeps all of them open.
 */
export const createLock = (options: LockOptions & { surroundings: LockSurroundings }): Lock => {
  const { wallClock, document, window, cover, channel } = options.surroundings
  let idle = minutes(options.idleMinutes)
  let shared = options.shared === true
  let active = wallClock()
  let latest = active
  let told = 0
  let graceUntil = 0
  let hiddenSince: number | null = null
  let warned = false
  let locking: Promise<void> | null = null
  /** True while what is being typed is saved: that reads and writes sealed rows, so the keys still serve. */
  let keeping = false

  /** Why it is time to lock, or null. Remembers the furthest the clock has been. */
  const reason = (now: number): LockReason | null => {
    if (now < latest - BACK_AT_MOST) return 'clock'
    latest = Math.max(latest, now)
    if (now < graceUntil) return null
    if (now - active >= idle) return 'idle'
    return shared && hiddenSince !== null && now - hiddenSince >= PUT_AWAY ? 'idle' : null
  }

  const lock = (why: LockReason): Promise<void> => {
    locking ??= leaveLocked(why)
    return locking
  }

  const leaveLocked = async (why: LockReason): Promise<void> => {
    stop()
    cover()
    if (why !== 'elsewhere') channel?.postMessage({ lock: true } satisfies Told)
    const patience = after(FLUSH_WITHIN)
    keeping = true
    try {
      await Promise.race([options.keepTyping(), patience.over])
    } catch {
      // What cannot be saved must not keep the tablet open.
    } finally {
      patience.cancel()
      keeping = false
      options.dropKeys()
      channel?.close()
      options.leave(why)
    }
  }

  const look = (): void => {
    const now = wallClock()
    const why = reason(now)
    if (why !== null) return void lock(why)
    const left = Math.max(active + idle, graceUntil) - now
    if (left <= Math.min(WARNING, idle / 2)) {
      warned = true
      options.onWarning?.(left)
    } else if (warned) {
      warned = false
      options.onWarning?.(null)
    }
  }

  const touched = (): void => {
    look()
    if (locking !== null) return
    active = wallClock()
    if (warned) look()
    if (active - told >= TELL_EVERY) {
      told = active
      channel?.postMessage({ active } satisfies Told)
    }
  }

  const seen = (): void => {
    // Looked at before the page counts as shown again: the time it was away is what matters.
    look()
    hiddenSince = document.visibilityState === 'hidden' ? wallClock() : null
  }

  const heard = (event: MessageEvent<Told>): void => {
    if ('lock' in event.data) return void lock('elsewhere')
    active = Math.max(active, Math.min(event.data.active, wallClock()))
  }

  for (const name of SIGNS_OF_LIFE) document.addEventListener(name, touched, { capture: true, passive: true })
  for (const name of MOMENTS_TO_LOOK) window.addEventListener(name, look)
  document.addEventListener('resume', look)
  document.addEventListener('visibilitychange', seen)
  channel?.addEventListener('message', heard)
  const ticking = window.setInterval(look, TICK)

  const stop = (): void => {
    for (const name of SIGNS_OF_LIFE) document.removeEventListener(name, touched, { capture: true })
    for (const name of MOMENTS_TO_LOOK) window.removeEventListener(name, look)
    document.removeEventListener('resume', look)
    document.removeEventListener('visibilitychange', seen)
    window.clearInterval(ticking)
  }

  return {
    guard: () => {
      if (keeping || (locking === null && reason(wallClock()) === null)) return
      // Asked from inside a transaction; what is being typed must be saved outside it.
      window.setTimeout(look)
      throw new Locked()
    },
    openUntil: () => {
      if (locking !== null) return 0
      const idleAt = active + idle
      const putAwayAt = shared && hiddenSince !== null ? hiddenSince + PUT_AWAY : idleAt
      return Math.max(graceUntil, Math.min(idleAt, putAwayAt))
    },
    lock,
    lockOthers: () => tellToLock(channel),
    grace: () => {
      const began = wallClock()
      graceUntil = began + GRACE
      return () => {
        if (graceUntil !== began + GRACE) return
        // Back in time: the picture they chose is a sign of life.
        if (wallClock() < graceUntil) active = wallClock()
        graceUntil = 0
        touched()
      }
    },
    setIdleMinutes: (chosen) => {
      idle = minutes(chosen)
      look()
    },
    setShared: (chosen) => {
      shared = chosen
    },
    stop: () => {
      stop()
      channel?.close()
    },
  }
}

/** Locks every tab in which an account is open, and gives them the time to keep what is being typed. From none of them. */
export const lockOpenTabs = async (databaseName: string): Promise<void> => {
  const { channel } = browserSurroundings(databaseName)
  await tellToLock(channel)
  channel?.close()
}

const tellToLock = async (channel: LockSurroundings['channel']): Promise<void> => {
  if (channel === null) return
  channel.postMessage({ lock: true } satisfies Told)
  await after(FLUSH_WITHIN).over
}

const minutes = (chosen: number): number => Math.min(IDLE_MINUTES.most, Math.max(IDLE_MINUTES.least, chosen)) * 60_000
