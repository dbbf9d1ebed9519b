import { Dexie } from 'dexie'
import { openDatabase, type DoorstepDatabase } from '#client/store/database.ts'
import { createCipher, machineRandom } from '#client/store/seal.ts'

/** A person's database as the app opens it, empty, under a fresh key. */
export const openSealed = async (databaseName: string): Promise<DoorstepDatabase> => {
  await Dexie.delete(databaseName)
  const bytes = new Uint8Array(32)
  machineRandom(bytes)
  const opened = await openDatabase({ databaseName, cipher: createCipher([{ id: 1, bytes }]), smallStore: null })
  if (!opened.ok) throw new Error(`The database did not open: ${opened.problem}`)
  return opened.db
}
