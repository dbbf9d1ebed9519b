import type { Actor } from '#domain/permissions/actor.ts'
import type { Clock } from '#domain/time/instant.ts'
import type { DoorstepDatabase } from '../store/database.ts'
import type { NumberedKeys } from '../store/seal.ts'

/** Sending and receiving, while the tablet is unlocked. */
export type RunningSync = {
  /** Sends and asks now, whatever the timer says. */
  sendNow: () => void
  /** Closes the gate, breaks off what is on its way, lets go of the leadership. Settles when nothing of it runs. */
  stop: () => Promise<void>
}

/** What a worker of this page needs to open what the page has open: the keys, for no longer than the page may have them. */
export type Lending = {
  /** Copies of the keys. Throws `Locked` when they were dropped. */
  keys: () => NumberedKeys
  /** Until when they may be used, by the wall clock in milliseconds, as far as is known now. */
  openUntil: () => number
}

/** One unlocked database, and whose it is. */
export type Unlocked = { db: DoorstepDatabase; deviceId: string; actor: Actor; clock: Clock; lending: Lending }

/** Starts sending and receiving for one unlocked database. Handed in by the composition root. */
export type StartSync = (tablet: Unlocked) => RunningSync
