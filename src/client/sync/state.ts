import { Clash, isPartyTo } from '#domain/records/clash.ts'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { useSession } from '../app/session.tsx'
import { useLive } from '../store/live.ts'

/** How the tablet stands with the office. It may die with the tab: what was received is known from receipts, not from here. */
export type Connection =
  | 'unknown'
  | 'online'
  | 'offline'
  | 'captive'
  | 'sign-in'
  | 'revoked'
  | 'left'
  | 'update'
  | 'trouble'
  /** A newer app has used this tablet: this one may not write, so it exchanges nothing. */
  | 'read-only'

export type SyncState = {
  connection: Connection
  /** True while something is on its way. */
  sending: boolean
  /** When the last whole exchange ended, by this tablet's clock. */
  lastExchangeAt: string | null
  /** The office's clock minus this tablet's, in milliseconds, at that moment. */
  clockDifference: number | null
}

export const syncState = createStore<SyncState>()(() => ({
  connection: 'unknown',
  sending: false,
  lastExchangeAt: null,
  clockDifference: null,
}))

/** What the frame, the sync page and the chips say about sending. Counts come from the tablet's own tables. */
export const useSyncState = () => {
  const { db, actor, sync } = useSession()
  const state = useStore(syncState)
  const counts = useLive(async () => {
    const [onlyHere, rejected, clashes] = await Promise.all([
      db.outbox.count(),
      db.rejected.filter((entry) => entry.handledAt === null).count(),
      db.records.where('kind').equals('clash').toArray(),
    ])
    const open = clashes.filter((row) => {
      const clash = Clash.safeParse(row.body)
      return clash.success && clash.data.settled === null && isPartyTo(clash.data, actor.personId)
    }).length
    return { onlyHere, needsYou: rejected + open }
  }, [db, actor])
  return { ...state, onlyHere: counts?.onlyHere ?? 0, needsYou: counts?.needsYou ?? 0, sendNow: sync.sendNow }
}
