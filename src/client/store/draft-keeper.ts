import type { FileId } from '#domain/records/record.ts'
import type { Clock, Instant } from '#domain/time/instant.ts'
import type { DoorstepDatabase } from './database.ts'
import { browserClaims, type Claims } from './draft-claims.ts'
import { classifyFault, type Fault } from './fault.ts'
import type { DraftRow } from './tables.ts'
import { withReopen } from './with-reopen.ts'
import { isWithdrawnDraft } from './withdrawn-drafts.ts'

/** A change is on disk within this long of being typed, and a failed try is made again. Milliseconds (trust C3: 2 s). */
const SAVED_WITHIN = 400
const TRIED_AGAIN_AFTER = 2_000

/** What can be typed into a form, by field. */
export type Typed = Record<string, unknown>

/** A form being filled in, as it stands. */
export type DraftState<T extends Typed> = {
  draftId: string
  /** The uid of the mutation it will become. */
  uid: string
  values: T
  /** The field typed in last, to come back to. */
  field: string | null
  /** `untouched`: nothing is unsaved. `kept`: all that was typed is on disk. `not-kept`: it could not be written; `fault` says why. */
  status: 'untouched' | 'keeping' | 'kept' | 'not-kept'
  fault: Fault | null
  savedAt: Instant | null
  /** True when it was taken up where it had been left. */
  restored: boolean
  /** How many other unfinished ones there are of the same form and file: open in another tab, or left there. */
  others: number
  /** While it is being saved, and once it was: it takes no more words, for what is saved was read and those would be in nothing. */
  isHeld: boolean
}

export type DraftKeeper<T extends Typed> = {
  state: () => DraftState<T>
  /** Told after every change of state. Answers how to stop. */
  subscribe: (heard: () => void) => () => void
  /** What was typed, and in which field. On disk within a second. Answers whether it was taken: a form that is held takes nothing. */
  set: (change: Partial<T>, field?: string | null) => boolean
  /** Settles when everything typed so far is on disk, or could not be written (`status`). Never rejects. */
  flush: () => Promise<void>
  /**
   * Turns the draft into a record: it is held as it stands, everything typed is flushed, then `run` is called with the ids that
   * the mutation must carry. When it answers `ok` the draft is over (the mutation deleted it); otherwise it goes on as before.
   */
  save: <R extends { ok: boolean }>(run: (as: { uid: string; draftId: string }) => Promise<R>) => Promise<R>
  /** The person threw it away. Answers how to put it back as it was. */
  discard: () => Promise<PutBack>
  /** The form was closed: flushes, and lets another tab take the draft up. */
  close: () => Promise<void>
}

export type DraftOptions<T extends Typed> = {
  form: string
  fileId: FileId | null
  /** The address in the app where the form stands. */
  place: string
  initial: T
  clock: Clock
  newId?: () => string
  claims?: Claims
}

/**
 * Opens a form where it was left: after a crash, a lock, an update or a reload. A draft belongs to one open form at a time;
 * a second tab on the same form and file starts one of its own, so that neither can overwrite the other's words.
 */
export const openDraft = async <T extends Typed>(
  db: DoorstepDatabase,
  options: DraftOptions<T>,
): Promise<DraftKeeper<T>> => {
  const { form, place, clock, initial } = options
  const newId = options.newId ?? (() => crypto.randomUUID())
  const claims = options.claims ?? browserClaims
  const fileId = options.fileId ?? ''

  const found = await findDrafts(db, form, fileId)
  let release = nothingHeld
  let taken: DraftRow | null = null
  for (const row of found.rows) {
    const claim = await claims(row.id)
    if (claim === null) continue
    release = claim
    taken = row
    break
  }
  let draftId = taken?.id ?? newId()
  let uid = taken?.uid ?? newId()
  let revision = taken?.revision ?? 0
  let values = taken === null ? initial : restore(initial, taken.values)
  let field = taken?.field ?? null
  let savedAt = taken?.savedAt ?? null
  let status: DraftState<T>['status'] = found.fault !== null ? 'not-kept' : taken === null ? 'untouched' : 'kept'
  let fault = found.fault
  if (taken === null) release = (await claims(draftId)) ?? release

  let dirty = false
  let over = false
  let isSaving = false
  let queue = Promise.resolve()
  let timer: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()
  const others = found.rows.length - (taken === null ? 0 : 1)
  const snapshot = (): DraftState<T> => ({
    draftId,
    uid,
    values,
    field,
    status,
    fault,
    savedAt,
    restored: taken !== null,
    others,
    isHeld: over || isSaving,
  })
  let state = snapshot()
  const changed = (): void => {
    state = snapshot()
    for (const heard of listeners) heard()
  }

  const schedule = (wait: number): void => {
    if (over) return
    timer ??= setTimeout(() => {
      timer = undefined
      void flush()
    }, wait)
  }

  /** One write. When another tab wrote or used up this draft meanwhile, ours becomes a draft of its own, with a new uid. */
  const write = async (): Promise<void> => {
    dirty = false
    const typed = { values, field }
    const own = { id: newId(), uid: newId() }
    const written = await withReopen(db, () =>
      db.transaction('rw', [db.drafts, db.rejected], async () => {
        const [stored, moved] = await Promise.all([db.drafts.get(draftId), db.rejected.get(uid)])
        // Gone to *needs you* with its file, it is still ours: what was typed since takes the place of what stands there.
        const ours = (stored?.revision ?? 0) === revision || (stored === undefined && isWithdrawnDraft(moved))
        const row: DraftRow = {
          ...(ours ? { id: draftId, uid, revision: revision + 1 } : { ...own, revision: 1 }),
          fileId,
          form,
          place,
          ...typed,
          savedAt: clock(),
        }
        await db.drafts.put(row)
        return row
      }),
    )
    if (written.id !== draftId) {
      release()
      release = (await claims(written.id)) ?? nothingHeld
    }
    ;({ id: draftId, uid, revision, savedAt } = written)
  }

  const writeTyped = async (): Promise<void> => {
    if (!dirty || over) return
    try {
      await write()
      fault = null
      status = dirty ? 'keeping' : 'kept'
    } catch (error) {
      dirty = true
      fault = classifyFault(error)
      status = 'not-kept'
      schedule(TRIED_AGAIN_AFTER)
    }
    changed()
  }

  /** One write after another: each sees the revision that the one before it left. */
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    queue = queue.then(writeTyped)
    return queue
  }

  /** Nothing here is unsaved any more. */
  const finish = (): void => {
    end()
    status = 'untouched'
    changed()
  }

  const end = (): void => {
    over = true
    clearTimeout(timer)
    release()
  }

  return {
    state: () => state,
    subscribe: (heard) => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    set: (change, where) => {
      if (over || isSaving) return false
      values = { ...values, ...change }
      if (where !== undefined) field = where
      dirty = true
      status = 'keeping'
      changed()
      schedule(SAVED_WITHIN)
      return true
    },
    flush,
    save: async (run) => {
      isSaving = true
      changed()
      try {
        await flush()
        const outcome = await run({ uid, draftId })
        if (outcome.ok) finish()
        return outcome
      } finally {
        isSaving = false
        changed()
      }
    },
    discard: async () => {
      // What was typed a moment ago is to come back too.
      await flush()
      const putBack = await throwAwayDraft(db, draftId)
      // Only now: where it could not be taken away, the form goes on and keeps what is typed.
      finish()
      return putBack
    },
    close: async () => {
      await flush()
      end()
    },
  }
}

/** Puts what was thrown away back as it was. */
export type PutBack = () => Promise<void>

/**
 * Takes a draft away at its writer's wish, with the pictures taken for it. One that is open in another tab goes on there as a
 * draft of its own.
 */
export const throwAwayDraft = async (db: DoorstepDatabase, draftId: string): Promise<PutBack> => {
  const went = await db.transaction('rw!', [db.drafts, db.attachments], async () => {
    const draft = await db.drafts.get(draftId)
    if (draft === undefined) return null
    // A picture names the note that the form would have become; that of a saved note is never touched.
    const form = JSON.stringify(draft.values)
    const pictures = await db.attachments
      .where('fileId')
      .equals(draft.fileId)
      .filter(({ recordId, of }) => of?.isSaved === false && form.includes(recordId))
      .toArray()
    await db.attachments.bulkDelete(pictures.map(({ id }) => id))
    await db.drafts.delete(draftId)
    return { draft, pictures }
  })
  return async () => {
    if (went === null) return
    await db.transaction('rw!', [db.drafts, db.attachments], async () => {
      await db.attachments.bulkPut(went.pictures)
      await db.drafts.put(went.draft)
    })
  }
}

const nothingHeld = (): void => {}

/** Newest first. A database that cannot be read must not keep anyone from writing: the form opens empty and says so. */
const findDrafts = async (
  db: DoorstepDatabase,
  form: string,
  fileId: FileId,
): Promise<{ rows: DraftRow[]; fault: Fault | null }> => {
  try {
    const rows = await withReopen(db, () => db.drafts.where('fileId').equals(fileId).toArray())
    const same = rows.filter((row) => row.form === form)
    return { rows: same.toSorted((a, b) => (a.savedAt < b.savedAt ? 1 : -1)), fault: null }
  } catch (error) {
    return { rows: [], fault: classifyFault(error) }
  }
}

/** What was typed, over what the form starts with. A value of another sort, left by an older app, keeps the form's own. */
const restore = <T extends Typed>(initial: T, typed: Typed): T => {
  const fitting = Object.entries(typed).filter(
    ([name, value]) => !Object.hasOwn(initial, name) || sameSort(initial[name], value),
  )
  return Object.assign({}, initial, Object.fromEntries(fitting))
}

const sameSort = (start: unknown, value: unknown): boolean =>
  start === null || value === null || (typeof start === typeof value && Array.isArray(start) === Array.isArray(value))
