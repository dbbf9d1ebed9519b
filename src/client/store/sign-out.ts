import type { DoorstepDatabase } from './database.ts'
import type { Keys } from './keys.ts'
import { forgetMirror, type SmallStore } from './loss.ts'
import { countOpenings } from './openings.ts'
import { deleteDatabase, type Storehouse } from './storehouse.ts'
import { tables, type TableName } from './tables.ts'
import { lineOf } from './waiting.ts'

type KeptUntilSent = {
  [T in TableName]: (typeof tables)[T]['onSignOut'] extends 'keep-until-sent' ? T : never
}[TableName]

/** For each table that signing out keeps until it is sent: how many of its rows hold something that nobody else has. */
const waitingIn: Record<KeptUntilSent, (db: DoorstepDatabase) => Promise<number>> = {
  outbox: async (db) => await db.outbox.count(),
  undo: async (db) => await db.undo.count(),
  drafts: async (db) => await db.drafts.count(),
  // Until the office calls it durable it may yet ask for it again (SPEC R6).
  sent: async (db) =>
    await db.sent
      .where('id')
      .above((await lineOf(db)).durable)
      .count(),
  // Refused words are nobody else's until their author has dealt with them.
  rejected: async (db) => (await db.rejected.toArray()).filter((row) => row.handledAt === null).length,
  attachments: async (db) => (await db.attachments.toArray()).filter((row) => row.sentAt === null).length,
}

/** How many things on this tablet nobody else has. While it is above 0, signing out for good only locks. */
const countWaiting = async (db: DoorstepDatabase): Promise<number> => {
  let waiting = 0
  for (const count of Object.values(waitingIn)) waiting += await count(db)
  // Who read what is not theirs to take along.
  waiting += await countOpenings(db)
  return waiting
}

/**
 * Takes an account off this tablet for good, unless something waits here that nobody else has: then nothing changes, and
 * false is answered. Each table goes as its plan says, then the key slots, so that what may be left on the disk opens with
 * nothing. Other accounts are not touched. Cut off anywhere, it leaves the account either as it was or without a key.
 */
export const signOutForGood = async (
  db: DoorstepDatabase,
  keys: Pick<Keys, 'forget'>,
  { storehouse, smallStore }: { storehouse: Storehouse; smallStore: SmallStore | null },
): Promise<boolean> => {
  const names = Object.keys(tables)
  const isFree = await db.transaction('r', names, async () => (await countWaiting(db)) === 0)
  if (!isFree) return false
  // An absent counter is counted anew; one that outlived the database would later be taken for a loss.
  if (smallStore !== null) forgetMirror(smallStore, db.name)
  // Before the rows: without them, a key that still opens would find what looks like a database that the browser lost.
  await keys.forget(db.name)
  db.ended = 'locked'
  db.close()
  await deleteDatabase(storehouse, db.name)
  return true
}
