import { createContext, useContext, type ReactNode } from 'react'
import type { Actor } from '#domain/permissions/actor.ts'
import type { Clock } from '#domain/time/instant.ts'
import type { DoorstepDatabase } from '../store/database.ts'
import type { LockReason } from '../store/lock.ts'
import type { RunningSync } from './start-sync.ts'

/** Whose tablet this is just now. */
export type Account = {
  personId: string
  name: string
  /** The keyed hash that names the person's database on this tablet. */
  databaseName: string
}

/** Everything a screen behind the lock stands on. It exists only while the tablet is unlocked. */
export type Session = {
  db: DoorstepDatabase
  /** The last actor the office gave, and so what this person may do. */
  actor: Actor
  account: Account
  /** The random id this tablet is known by at the office. */
  deviceId: string
  clock: Clock
  /** Keeps what is being typed, drops the keys and replaces the document. Nothing after it runs. */
  lock: (why: LockReason) => void
  /** Until when it stays open when nothing happens meanwhile, in milliseconds by the wall clock: what the lock itself says. */
  openUntil: () => number
  /** Around opening the camera or a file picker, so that it does not count as lying idle. Call the answer when it closes. */
  grace: () => () => void
  /** Changes how long the tablet may lie idle, 1 to 15 minutes. */
  setIdleMinutes: (minutes: number) => void
  sync: RunningSync
  /**
   * Only while somebody practises on an invented family: how that ends, with everything written in it, and the session of
   * their work, which goes on beneath.
   */
  practice?: { stop: () => Promise<void>; work: Session } | undefined
}

const SessionContext = createContext<Session | null>(null)

export const SessionProvider = ({ session, children }: { session: Session; children: ReactNode }) => (
  <SessionContext value={session}>{children}</SessionContext>
)

/** The unlocked session. Only for what is drawn behind the lock. */
export const useSession = (): Session => {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('useSession was called outside an unlocked session.')
  return session
}
