/**
 * One tab of a device talks to the office (SPEC P1; I16 makes two harmless). The leader holds a Web Lock, says so every few
 * seconds, and answers whoever asks: a hidden tab's timers run once a minute, but it hears messages as they come. A tab that
 * was frozen with the lock does not answer, and a visible tab takes the lock from it.
 */

const BEAT_EVERY = 5_000
/** A leader from whom no beat came is asked at every beat; after so many questions without an answer the lock is taken. */
const UNANSWERED = 3
const LINE_UP_AGAIN = 1_000
/** A lock is taken by force at most this often, so that two tabs never snatch it to and fro. Milliseconds. */
const STEAL_AT_MOST_EVERY = 60_000

/** What tabs say to each other: that the leader is there, and whether it is. */
type Word = 'beat' | 'ask'

const nothing = (): void => {}

/**
 * Calls `lead` whenever this tab becomes the leader; what it returns is called when it no longer is. Answers a function that
 * lets go for good.
 */
export const standForLeader = (databaseName: string, lead: () => () => void): (() => Promise<void>) => {
  if (typeof navigator === 'undefined' || navigator.locks === undefined) {
    const stopLeading = lead()
    return async () => stopLeading()
  }
  const name = `doorstep:leader:${databaseName}`
  const channel = new BroadcastChannel(name)
  const say = (word: Word): void => channel.postMessage(word)
  let over = false
  /** Ends what leads now; null while another tab does. */
  let endLeading: (() => void) | null = null
  let leaveLine = nothing
  let latest = 0
  let settled: Promise<unknown> = Promise.resolve()
  /** Beats since the leader was last heard. */
  let silence = 0
  let lastSteal = Number.NEGATIVE_INFINITY

  /** Leads until it is ended, and keeps the lock for as long. Answers how to end it. */
  const begin = (release: () => void): (() => void) => {
    // The browser may hand over the lock that was taken by force right after the one that was waited for.
    endLeading?.()
    if (over) {
      release()
      return nothing
    }
    const stopLeading = lead()
    const timer = setInterval(() => say('beat'), BEAT_EVERY)
    const end = (): void => {
      if (endLeading !== end) return
      endLeading = null
      clearInterval(timer)
      stopLeading()
      release()
    }
    endLeading = end
    say('beat')
    return end
  }

  const request = (options: LockOptions): void => {
    latest += 1
    const mine = latest
    let end = nothing
    const held = (): Promise<void> =>
      new Promise((release) => {
        end = begin(release)
      })
    settled = navigator.locks
      .request(name, options, held)
      // Broken off because we left the line, or because a visible tab took the lock. The browser says so here and nowhere else:
      // what runs under the lock goes on until it is ended. Then we wait in line again, after a pause. A page that is going
      // away is refused at once, every time; WebKit would never let go of one that asks again straight away.
      .catch(() => {
        end()
        setTimeout(() => {
          if (!over && mine === latest) standInLine()
        }, LINE_UP_AGAIN)
      })
  }
  const standInLine = (): void => {
    const line = new AbortController()
    leaveLine = () => line.abort()
    request({ signal: line.signal })
  }
  standInLine()

  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    // What another tab asks says nothing of the leader.
    if (data !== 'ask') silence = 0
    else if (endLeading !== null) say('beat')
  })
  // Counted by questions and not by the clock: a tab that slept itself has asked nothing meanwhile.
  const watch = setInterval(() => {
    if (endLeading !== null || document.visibilityState !== 'visible') {
      silence = 0
      return
    }
    silence += 1
    if (silence > 1) say('ask')
    if (silence <= 2 + UNANSWERED) return
    const now = performance.now()
    if (now - lastSteal < STEAL_AT_MOST_EVERY) return
    lastSteal = now
    silence = 0
    leaveLine()
    request({ steal: true })
  }, BEAT_EVERY)

  return async () => {
    clearInterval(watch)
    over = true
    leaveLine()
    endLeading?.()
    await settled
    channel.close()
  }
}
