import { useEffect, useState } from 'react'
import { millisecondsBetween, type Clock, type Instant } from '#domain/time/instant.ts'
import type { DoorstepDatabase } from '../store/database.ts'
import { useLive } from '../store/live.ts'
import { forgetMeta, meta, readMeta, writeMeta } from '../store/meta.ts'
import { syncState } from '../sync/state.ts'
import { addressHeld, isAllowed, switchOff, tellAddress } from './notifications.ts'
import { whenNotificationsChange } from './service-worker-registration.ts'
import { useSession } from './session.tsx'

/**
 * How it is with being told of an alarm while Doorstep is closed, where the person switched it on: `kept`, or mended just now;
 * `forbidden`, since they or their browser allow it no more; `dropped`, and not to be had again just now. Null where they never
 * switched it on, and before anybody has looked.
 */
export type KeptNotified = 'kept' | 'forbidden' | 'dropped' | null

/**
 * Keeps notifications on without a press. Browsers change the address that they are reached by, and push services give it up; so
 * it is looked at when the tablet is opened, when the browser says that it changed, and after each exchange with the office.
 */
export const useKeptNotified = (): KeptNotified => {
  const { db, deviceId, clock } = useSession()
  const [kept, setKept] = useState<KeptNotified>(null)
  const known = useLive(async () => {
    const [isWanted, means] = await Promise.all([readMeta(db, meta.wantsNotifications), readMeta(db, meta.officeMeans)])
    return { isWanted: isWanted === true, key: means?.notificationKey ?? null, isNotified: means?.isNotified === true }
  }, [db])
  const { isWanted = false, key = null, isNotified = false } = known ?? {}
  useEffect(() => {
    let isOver = false
    const look = async (): Promise<void> => {
      const found = isWanted ? await keepOnce({ db, deviceId, clock, key, isNotified }) : null
      if (!isOver) setKept(found)
    }
    // A tablet that cannot note what the office answered tells it again the next time.
    const lookAgain = (): void => void look().catch(() => {})
    lookAgain()
    const stops = [
      whenNotificationsChange(lookAgain),
      syncState.subscribe((state, before) => {
        if (state.lastExchangeAt !== before.lastExchangeAt) lookAgain()
      }),
    ]
    return () => {
      isOver = true
      for (const stop of stops) stop()
    }
  }, [db, deviceId, clock, isWanted, key, isNotified])
  return kept
}

type Keeping = { db: DoorstepDatabase; deviceId: string; clock: Clock; key: string | null; isNotified: boolean }

const running = new WeakMap<DoorstepDatabase, Promise<KeptNotified>>()

/** Two looks at once are one: the office is told once. */
const keepOnce = (keeping: Keeping): Promise<KeptNotified> => {
  const { db } = keeping
  const begun = running.get(db) ?? keep(keeping).finally(() => running.delete(db))
  running.set(db, begun)
  return begun
}

/** After the office answered it is not told again for so long, in milliseconds, whatever it says then: it counts how often it is asked. */
const PAUSE = 15 * 60_000
const answeredAt = new WeakMap<DoorstepDatabase, Instant>()

const keep = async ({ db, deviceId, clock, key, isNotified }: Keeping): Promise<KeptNotified> => {
  if (!isAllowed()) {
    // Nothing can reach this browser, so nobody is to read that it is notified.
    if (isNotified && (await switchOff(deviceId)).kind === 'ok') await noteNotNotified(db)
    return 'forbidden'
  }
  const held = await addressHeld(key)
  if (isNotified && held !== null && held === (await readMeta(db, meta.toldAddress))) return 'kept'
  const last = answeredAt.get(db)
  if (key === null || (last !== undefined && millisecondsBetween(last, clock()) < PAUSE)) return 'dropped'
  // The office forgot it because the push service gave it up: the same one again would be given up again.
  const told = await tellAddress({ deviceId, key, isAnew: !isNotified })
  if (told.kind === 'on' || told.kind === 'refused' || told.kind === 'busy') answeredAt.set(db, clock())
  if (told.kind !== 'on') return 'dropped'
  await noteNotified(db, told.address)
  return 'kept'
}

/** Notes what the office has just answered: it notifies this tablet, under this address. */
export const noteNotified = (db: DoorstepDatabase, address: string): Promise<void> =>
  db.transaction('rw!', [db.meta], async () => {
    await writeMeta(db, meta.toldAddress, address)
    await noteAnswer(db, true)
  })

/** Notes what the office has just answered: it does not notify this tablet. */
export const noteNotNotified = (db: DoorstepDatabase): Promise<void> =>
  db.transaction('rw!', [db.meta], async () => {
    await forgetMeta(db, meta.toldAddress)
    await noteAnswer(db, false)
  })

const noteAnswer = async (db: DoorstepDatabase, isNotified: boolean): Promise<void> => {
  const means = await readMeta(db, meta.officeMeans)
  if (means !== null) await writeMeta(db, meta.officeMeans, { ...means, isNotified })
}
