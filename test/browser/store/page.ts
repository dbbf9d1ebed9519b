import { Dexie } from 'dexie'
import { stretchInWorker } from '#client/app/stretch-in-worker.ts'
import { openDatabase, type DoorstepDatabase } from '#client/store/database.ts'
import { browserClaims } from '#client/store/draft-claims.ts'
import { openDraft } from '#client/store/draft-keeper.ts'
import { askToPersist, browserStorage, readDeviceStorage } from '#client/store/device-storage.ts'
import { classifyFault } from '#client/store/fault.ts'
import { SlotStore } from '#client/store/key-slots.ts'
import { createKeys } from '#client/store/keys.ts'
import { browserSurroundings, createLock } from '#client/store/lock.ts'
import { mirrorMade } from '#client/store/loss.ts'
import { meta, readMeta, writeMeta } from '#client/store/meta.ts'
import { browserPasskeys } from '#client/store/passkeys.ts'
import { createCipher } from '#client/store/seal.ts'
import { withReopen } from '#client/store/with-reopen.ts'

let lastOpened: DoorstepDatabase | null = null

/** The tablet's store as the app puts it together, for tests to drive from outside. The page itself draws nothing. */
const store = {
  Dexie,
  askToPersist,
  browserClaims,
  browserPasskeys,
  browserStorage,
  browserSurroundings,
  classifyFault,
  createCipher,
  createLock,
  meta,
  mirrorMade,
  openDatabase,
  openDraft,
  readDeviceStorage,
  readMeta,
  withReopen,
  writeMeta,
  /** The ways to a key, with the real worker, the browser's passkeys and the browser's storage. */
  keys: () => {
    const slots = new SlotStore({ indexedDB, IDBKeyRange })
    const passkeys = browserPasskeys(navigator.credentials, location.hostname)
    return { slots, keys: createKeys({ slots, stretch: stretchInWorker, passkeys }) }
  },
  /** An open database under a key made of one repeated byte. */
  openWith: async (byte: number, databaseName = 'd0') => {
    const cipher = createCipher([{ id: 1, bytes: new Uint8Array(32).fill(byte) }])
    const opened = await openDatabase({ databaseName, cipher })
    if (!opened.ok) throw new Error(`Did not open: ${opened.problem}`)
    lastOpened = opened.db
    return opened.db
  },
  /** The database opened last, for a test that comes back to a page. */
  lastOpened: (): DoorstepDatabase => {
    if (lastOpened === null) throw new Error('None was opened.')
    return lastOpened
  },
  clock: (): string => new Date().toISOString(),
}

declare global {
  interface Window {
    store: typeof store
  }
}

window.store = store
