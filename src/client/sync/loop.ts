import { liveQuery } from 'dexie'
import { mutationNamed } from '#domain/mutations/index.ts'
import { millisecondsBetween, type Clock } from '#domain/time/instant.ts'
import type { StartSync } from '../app/start-sync.ts'
import { appVersion } from '../app/version.ts'
import { exchange, type Exchanged, type Unanswered } from './exchange.ts'
import { standForLeader } from './leader.ts'
import { syncState, type Connection } from './state.ts'
import { officeTransport, type Transport } from './transport.ts'

/** Asked at least this often while visible, whatever else happens. Milliseconds. */
const EVERY = 45_000
/** After a failure: from two seconds, doubling, to two minutes, each with a third of chance so that a school's tablets spread out. */
const BACK_OFF = { first: 2_000, most: 120_000 }

/** Keeps one unlocked tablet and the office in step: at start, on signal, on coming into view, after a save, on a hint, on a timer. */
export const startSync: StartSync = (tablet) => startSyncOver(tablet, officeTransport(tablet.deviceId))

/** The same over a given way to the office. */
export const startSyncOver = (
  { db, actor, clock }: Parameters<StartSync>[0],
  transport: Transport,
): ReturnType<StartSync> => {
  let over = false
  let now: (() => void) | null = null
  let running: Promise<unknown> = Promise.resolve()

  const lead = (): (() => void) => {
    const gate = { stopped: false }
    let again = false
    let busy = false
    let failures = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = (milliseconds: number): void => {
      clearTimeout(timer)
      if (!gate.stopped) timer = setTimeout(go, milliseconds)
    }
    const go = (): void => {
      again = true
      if (busy || gate.stopped) return
      busy = true
      running = run().finally(() => {
        busy = false
      })
    }
    const run = async (): Promise<void> => {
      while (again && !gate.stopped) {
        again = false
        syncState.setState({ sending: true })
        const exchanged = await exchange({
          db,
          transport,
          by: actor,
          find: mutationNamed,
          clock,
          app: appVersion,
          stopped: () => gate.stopped,
        }).catch((): Exchanged => ({ kind: 'unsettled' }))
        if (gate.stopped) break
        report(exchanged, clock)
        failures = exchanged.kind === 'done' ? 0 : failures + 1
        later(exchanged.kind === 'done' ? EVERY : backOff(failures, exchanged))
      }
      syncState.setState({ sending: false })
    }
    const goIfVisible = (): void => {
      if (document.visibilityState === 'visible') go()
    }
    globalThis.addEventListener('online', go)
    globalThis.addEventListener('offline', offline)
    document.addEventListener('visibilitychange', goIfVisible)
    const saves = liveQuery(() => db.outbox.toCollection().lastKey()).subscribe({
      next: go,
      error: () => later(BACK_OFF.first),
    })
    const stopHearing = transport.live(go)
    now = () => {
      failures = 0
      go()
    }
    return () => {
      gate.stopped = true
      now = null
      clearTimeout(timer)
      saves.unsubscribe()
      stopHearing()
      globalThis.removeEventListener('online', go)
      globalThis.removeEventListener('offline', offline)
      document.removeEventListener('visibilitychange', goIfVisible)
    }
  }

  // A tab that does not lead passes the wish on to the one that does.
  const wishes = new BroadcastChannel(`doorstep:send:${db.name}`)
  wishes.addEventListener('message', () => now?.())
  const letGo = standForLeader(db.name, lead)
  return {
    sendNow: () => {
      if (over) return
      if (now === null) wishes.postMessage('now')
      else now()
    },
    stop: async () => {
      over = true
      wishes.close()
      await letGo()
      await running
    },
  }
}

const offline = (): void => syncState.setState({ connection: 'offline' })

/** Says how the exchange went where the screen looks. */
const report = (exchanged: Exchanged, clock: Clock): void => {
  if (exchanged.kind === 'done') {
    const at = clock()
    syncState.setState({
      connection: 'online',
      lastExchangeAt: at,
      clockDifference: millisecondsBetween(at, exchanged.officeClock),
    })
  } else if (exchanged.kind === 'unanswered') syncState.setState({ connection: connectionOf(exchanged.why) })
}

const backOff = (failures: number, exchanged: Exchanged): number => {
  const asked = exchanged.kind === 'unanswered' && exchanged.why.kind === 'busy' ? exchanged.why.retryAfter * 1000 : 0
  const grown = Math.min(BACK_OFF.most, BACK_OFF.first * 2 ** Math.min(failures - 1, 10))
  return Math.max(asked, grown) * (1 + Math.random() / 3)
}

const connectionOf = (why: Unanswered): Connection => {
  switch (why.kind) {
    case 'offline':
      return 'offline'
    case 'captive':
      return 'captive'
    case 'signed-out':
    case 'mfa-required':
      return 'sign-in'
    case 'update-needed':
      return 'update'
    case 'refused':
      return why.error === 'device-revoked' ? 'revoked' : 'trouble'
    case 'busy':
    case 'fault':
      return 'trouble'
  }
}
