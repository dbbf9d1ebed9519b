import type { Actor } from '#domain/permissions/actor.ts'
import type { Clock } from '#domain/time/instant.ts'
import type { DoorstepDatabase } from '../store/database.ts'

/** Sending and receiving, while the tablet is unlocked. */
export type RunningSync = {
  /** Sends and asks now, whatever the timer says. */
  sendNow: () => void
  /** Closes the gate, breaks off what is on its way, lets go of the leadership. Settles when nothing of it runs. */
  stop: () => Promise<void>
}

/** Starts sending and receiving for one unlocked database. Handed in by the composition root. */
export type StartSync = (tablet: { db: DoorstepDatabase; deviceId: string; actor: Actor; clock: Clock }) => RunningSync
