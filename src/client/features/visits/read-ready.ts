import { z } from 'zod'
import { askAppFiles } from '#client/app/app-files.ts'
import type { Session } from '#client/app/session.tsx'
import type { KeptOf } from '#client/casework/kept-record.ts'
import { myOuting, readOutings } from '#client/casework/read-outings.ts'
import { readBegun } from '#client/casework/read-begun.ts'
import { isOpen, readAccompanied, readPlans } from '#client/casework/read-visits.ts'
import { picturesWaiting } from '#client/store/attachments.ts'
import { browserStorage, readDeviceStorage } from '#client/store/device-storage.ts'
import { readLoading } from '#client/store/digests.ts'
import type { Keys } from '#client/store/keys.ts'
import { readToCome } from '#client/store/to-come.ts'
import type { SyncState } from '#client/sync/state.ts'
import { outingState } from '#domain/casework/outing-state.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import type { ReadyFacts } from './ready-checks.ts'

/** Whose tablet it is; while they practise, with the work beneath, whose passphrase it is that opens the tablet. */
type ReadyOf = Pick<Session, 'db' | 'actor' | 'account' | 'clock' | 'openUntil'> & {
  practice?: { work: Pick<Session, 'account'> } | undefined
}

/** Looks at everything afresh; nothing is remembered from the last time. */
export const readReady = async (
  { db, actor, account, clock, openUntil, practice }: ReadyOf,
  keys: Pick<Keys, 'passphraseStanding'>,
  sync: Pick<SyncState, 'lastExchangeAt' | 'clockDifference'> & { onlyHere: number },
): Promise<ReadyFacts> => {
  const now = clock()
  const today = dayOf(now)
  const [
    app,
    storage,
    passphrase,
    battery,
    plans,
    accompanied,
    loading,
    unsent,
    refused,
    outings,
    pictures,
    begun,
    toCome,
  ] = await Promise.all([
    askAppFiles({ mend: false }),
    readDeviceStorage(browserStorage()),
    keys.passphraseStanding((practice?.work.account ?? account).databaseName),
    readBattery(),
    readPlans(db, actor),
    readAccompanied(db, actor),
    readLoading(db),
    db.outbox.count(),
    db.rejected.filter((row) => row.handledAt === null).count(),
    readOutings(db),
    picturesWaiting(db),
    readBegun(db),
    readToCome(db),
  ])
  const ofToday = plans.filter(({ record }) => isOpen(record) && record.on <= today)
  const along = accompanied.filter(({ record }) => isOpen(record) && record.on <= today)
  const files = [...new Set([...ofToday, ...along].flatMap(({ record }) => record.pupilIds))]
  const rows = await db.records.bulkGet(files.map((file): [string, string] => [file, file]))
  const away = files.filter((file, place) => loading.has(file) || rows[place] === undefined)
  return {
    now,
    app,
    pupils: { planned: files.length, away: away.length },
    toCome,
    lastExchangeAt: sync.lastExchangeAt,
    clockDifference: sync.clockDifference,
    storage,
    lock: { passphrase, in: openUntil() - Date.parse(now) },
    // Pictures go after the words of their note, and may still be here when these have gone.
    // What the frame counts may be a moment old, and begins at none: the tablet's own table is asked too.
    unsent: Math.max(unsent, sync.onlyHere) + pictures.length,
    refused,
    begun: begun.length,
    battery,
    plans: {
      today: ofToday.length,
      along: along.length,
      onlyHere: ofToday.filter(({ waiting, receivedAt }) => waiting > 0 || receivedAt === null).length,
    },
    isAlone: ofToday.some(({ record }) => record.withId === null),
    outing: outingOf(myOuting(outings, actor.personId), now),
  }
}

const outingOf = (kept: KeptOf<'outing'> | null, now: Instant): ReadyFacts['outing'] => {
  if (kept === null || kept.record.ended !== null) return { state: 'none', backBy: null }
  const { backBy } = kept.record
  if (kept.receivedAt === null) return { state: 'only-here', backBy }
  if (outingState(kept.record, now) !== 'out') return { state: 'passed', backBy }
  return { state: kept.waiting > 0 ? 'part-sent' : 'lodged', backBy }
}

const Battery = z.object({ level: z.number(), charging: z.boolean() })

/** What the browser tells of the battery, or null: most do not. */
const readBattery = async (): Promise<ReadyFacts['battery']> => {
  if (!('getBattery' in navigator) || typeof navigator.getBattery !== 'function') return null
  const told: unknown = await Promise.resolve(navigator.getBattery()).catch(() => null)
  if (typeof told !== 'object' || told === null || !('level' in told) || !('charging' in told)) return null
  const read = Battery.safeParse({ level: told.level, charging: told.charging })
  return read.success ? { level: read.data.level, isCharging: read.data.charging } : null
}
