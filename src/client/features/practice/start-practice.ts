import { practice } from '#client/app/practice-state.ts'
import type { Session } from '#client/app/session.tsx'
import { openDatabase, type DoorstepDatabase } from '#client/store/database.ts'
import { createCipher, KEY_BYTES } from '#client/store/seal.ts'
import { browserStorehouse, deleteDatabase, type Storehouse } from '#client/store/storehouse.ts'
import { keepToCome } from '#client/store/to-come.ts'
import { outingsFileOf, ownFileOf } from '#domain/records/own-file.ts'
import { fileOf, type DoorstepRecord } from '#domain/records/record.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import { practiceFamily } from './practice-family.ts'

/**
 * Opens the invented family in a database of its own: sealed with a key that is kept nowhere, known to no exchange with the
 * office. Every screen works on it as on the real one. Answers false where the browser gives no room for it.
 */
export const startPractice = async (
  session: Session,
  storehouse: Storehouse | null = browserStorehouse(),
): Promise<boolean> => {
  if (storehouse === null) return false
  const databaseName = practiceNameOf(session)
  // Left behind by a lock or a closed tab; nothing opens it any more.
  await deleteDatabase(storehouse, databaseName)
  const cipher = createCipher([{ id: 1, bytes: crypto.getRandomValues(new Uint8Array(KEY_BYTES)) }])
  const opened = await openDatabase({ databaseName, cipher, storehouse, smallStore: null, onReplaced: over })
  if (!opened.ok) {
    cipher.drop()
    return false
  }
  const { db } = opened
  const now = session.clock()
  const { member, records } = practiceFamily({
    personId: session.account.personId,
    name: session.account.name,
    role: roleOf(session),
    today: dayOf(now),
    newId: () => crypto.randomUUID(),
  })
  await hold(
    db,
    [
      ...new Set([
        ...records.map(fileOf),
        ownFileOf(member.organisationId, member.id),
        outingsFileOf(member.organisationId, member.id),
      ]),
    ],
    records,
    now,
  )
  practice.setState({
    session: {
      ...session,
      db,
      actor: { personId: member.id, memberships: [member] },
      account: { ...session.account, databaseName },
      // Known to no office: whatever a screen might ask in its name is refused.
      deviceId: crypto.randomUUID(),
      sync: { sendNow: () => {}, stop: () => Promise.resolve() },
      practice: {
        work: session,
        stop: async () => {
          over()
          db.close()
          cipher.drop()
          await deleteDatabase(storehouse, databaseName)
        },
      },
    },
  })
  return true
}

const practiceNameOf = ({ account }: Session): string => `${account.databaseName}-practice`

/** The role they have, so that they see what they will see; somebody with several practises as the first. */
const roleOf = ({ actor }: Session) =>
  actor.memberships.find(({ role, leftOn }) => role !== 'administrator' && leftOn === null)?.role ?? 'pastoral'

const over = (): void => practice.setState({ session: null })

/** As after a pull: every file whole, every record with a receipt. */
const hold = async (
  db: DoorstepDatabase,
  files: readonly string[],
  records: readonly DoorstepRecord[],
  now: Instant,
): Promise<void> => {
  await db.transaction('rw', [db.cursors, db.records, db.digests, db.search, db.meta], async () => {
    await keepToCome(db, 0)
    await db.cursors.bulkPut(files.map((fileId) => ({ fileId, version: 1, load: null })))
    await db.records.bulkPut(
      records.map((record) => ({
        fileId: fileOf(record),
        id: record.id,
        kind: record.kind,
        version: 1,
        waiting: 0,
        receivedAt: now,
        reference: 'TEST',
        body: record,
      })),
    )
  })
}
