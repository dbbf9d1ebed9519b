import { liveQuery } from 'dexie'
import { z } from 'zod'
import { Instant, millisecondsBetween, type Clock } from '#domain/time/instant.ts'
import type { StartSync } from '../app/start-sync.ts'
import type { DoorstepDatabase } from '../store/database.ts'
import { metaKey, readMeta, writeMeta } from '../store/meta.ts'
import type { Exchanged, Unanswered } from './exchange.ts'
import { startExchanger } from './exchanger.ts'
import { standForLeader } from './leader.ts'
import { syncState, type Connection, type SyncState } from './state.ts'
import { officeTransport } from './transport.ts'

/** Asked at least this often while visible, whatever else happens. Milliseconds. */
const EVERY = 45_000
/** After a failure: from two seconds, doubling, to two minutes, each with a third of chance so that a school's tablets spread out. */
const BACK_OFF = { first: 2_000, most: 120_000 }

/** Keeps one unlocked tablet and the office in step: at start, on signal, on coming into view, after a save, on a hint, on a timer. */
export const startSync: StartSync = (tablet) => {
  const { db, clock } = tablet
  if (db.readOnly) {
    // What the office says could not be kept here, nor what it received be taken off the list of what waits.
    syncState.setState({ connection: 'read-only' })
    void rememberLastExchange(db)
    return { sendNow: () => {}, stop: () => Promise.resolve() }
  }
  const transport = officeTransport(tablet.deviceId, tablet.actor.personId)
  let over = false
  let now: (() => void) | null = null
  let running: Promise<unknown> = Promise.resolve()
  let ending: Promise<unknown> = Promise.resolve()

  const lead = (): (() => void) => {
    const exchanger = startExchanger(tablet, transport)
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
        const exchanged = await exchanger.exchange().catch((): Exchanged => ({ kind: 'unsettled' }))
        if (gate.stopped) break
        report(exchanged, clock)
        if (exchanged.kind === 'done') await keepLastExchange(db)
        tabs.postMessage({ state: syncState.getState() })
        failures = exchanged.kind === 'done' ? 0 : failures + 1
        later(exchanged.kind === 'done' ? EVERY : backOff(failures, exchanged))
      }
      syncState.setState({ sending: false })
      if (!over) tabs.postMessage({ state: syncState.getState() })
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
      ending = exchanger.stop()
      now = null
      clearTimeout(timer)
      saves.unsubscribe()
      stopHearing()
      globalThis.removeEventListener('online', go)
      globalThis.removeEventListener('offline', offline)
      document.removeEventListener('visibilitychange', goIfVisible)
    }
  }

  // A tab that does not lead passes the wish to send on to the one that does, and hears from it how things stand.
  const tabs = new BroadcastChannel(`doorstep:sync:${db.name}`)
  tabs.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === 'send') now?.()
    else if (now === null && isTold(data)) syncState.setState(data.state)
  })
  void rememberLastExchange(db)
  const letGo = standForLeader(db.name, lead)
  return {
    sendNow: () => {
      if (over) return
      if (now === null) tabs.postMessage('send')
      else now()
    },
    stop: async () => {
      over = true
      await letGo()
      await Promise.all([running, ending])
      tabs.close()
    },
  }
}

/** When the last whole exchange was, kept sealed: after unlocking with no signal the screen still knows. */
const lastExchange = metaKey('lastExchange', z.object({ at: Instant, clockDifference: z.number() }))

const keepLastExchange = async (db: DoorstepDatabase): Promise<void> => {
  const { lastExchangeAt: at, clockDifference } = syncState.getState()
  if (at === null || clockDifference === null) return
  // Not being able to remember this must never look like not having exchanged.
  await writeMeta(db, lastExchange, { at, clockDifference }).catch(() => {})
}

const rememberLastExchange = async (db: DoorstepDatabase): Promise<void> => {
  const kept = await readMeta(db, lastExchange).catch(() => null)
  if (kept !== null && syncState.getState().lastExchangeAt === null)
    syncState.setState({ lastExchangeAt: kept.at, clockDifference: kept.clockDifference })
}

const isTold = (message: unknown): message is { state: SyncState } =>
  typeof message === 'object' && message !== null && 'state' in message

const offline = (): void => syncState.setState({ connection: 'offline' })

/** Says how the exchange went where the screen looks. */
const report = (exchanged: Exchanged, clock: Clock): void => {
  if (exchanged.kind === 'done') {
    const at = clock()
    syncState.setState({
      connection: exchanged.hasLeft === true ? 'left' : 'online',
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
      if (why.error === 'left') return 'left'
      return why.error === 'device-revoked' ? 'revoked' : 'trouble'
    case 'busy':
    case 'fault':
      return 'trouble'
  }
}
