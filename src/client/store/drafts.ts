import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useSession } from '#client/app/session.tsx'
import type { FileId } from '#domain/records/record.ts'
import type { Fault } from './fault.ts'
import { openDraft, type DraftKeeper, type DraftState, type Typed } from './draft-keeper.ts'

/** A form being filled in, and what can be done with it. */
export type DraftInHand<T extends Typed> = DraftState<T> & Pick<DraftKeeper<T>, 'set' | 'flush' | 'save' | 'discard'>

type OpenForm = {
  flush: () => Promise<void>
  state: () => Pick<DraftState<Typed>, 'status' | 'fault' | 'draftId' | 'field'>
}

/** Every form open in this tab, the one typed in last at the end. */
const open = new Set<OpenForm>()

/** Saves everything being typed in this tab. For locking, closing and updating; never rejects. */
export const flushDrafts = async (): Promise<void> => {
  await Promise.all([...open].map((keeper) => keeper.flush()))
}

/** True while something typed in this tab is not yet a saved record. */
export const hasTyping = (): boolean => [...open].some((keeper) => keeper.state().status !== 'untouched')

/** True while something typed in this tab is not on disk: not even as a draft. Leaving its form now would lose it. */
export const hasUnkept = (): boolean =>
  [...open].some((keeper) => ['keeping', 'not-kept'].includes(keeper.state().status))

/** Why it could not be kept. */
export const whyUnkept = (): Fault =>
  [...open].map((keeper) => keeper.state().fault).find((fault) => fault !== null) ?? 'unexpected'

/** The draft and the field that the person was in, to come back to after unlocking; null when no form has been typed in. */
export const typingPlace = (): { draftId: string; field: string | null } | null => {
  const last = [...open].findLast((keeper) => keeper.state().status !== 'untouched')?.state()
  return last === undefined ? null : { draftId: last.draftId, field: last.field }
}

/**
 * The draft of a form about a file (null: about none) at a place in the app, taken up where it was left. Null while it is read. `save` hands the
 * mutation its `uid` and `draftId` and ends the draft when the mutation is kept; until then nothing that was typed goes.
 */
export const useDraft = <T extends Typed>(
  form: string,
  fileId: FileId | null,
  place: string,
  initial: T,
): DraftInHand<T> | null => {
  const { db, clock } = useSession()
  const first = useRef(initial)
  const begunAt = useRef(place)
  const [keeper, setKeeper] = useState<DraftKeeper<T> | null>(null)

  useEffect(() => {
    let gone = false
    let opened: DraftKeeper<T> | null = null
    const close = (): void => {
      if (opened === null) return
      open.delete(opened)
      void opened.close()
    }
    const start = async (): Promise<void> => {
      opened = await openDraft(db, { form, fileId, place: begunAt.current, initial: first.current, clock })
      if (gone) return close()
      open.add(opened)
      setKeeper(opened)
    }
    void start()
    return () => {
      gone = true
      setKeeper(null)
      close()
    }
  }, [db, clock, form, fileId])

  useEffect(() => {
    if (keeper === null) return
    const hide = (): void => {
      if (document.visibilityState === 'hidden') void keeper.flush()
    }
    const leave = (): void => void keeper.flush()
    document.addEventListener('visibilitychange', hide)
    window.addEventListener('pagehide', leave)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('pagehide', leave)
    }
  }, [keeper])

  // The same function for as long as it is the same draft: whatever is drawn with it is not drawn anew for a letter.
  const set = useCallback<DraftKeeper<T>['set']>(
    (change, field) => {
      if (keeper === null) return false
      // Last typed in, last in the set: that is the form to come back to.
      if (open.delete(keeper)) open.add(keeper)
      return keeper.set(change, field)
    },
    [keeper],
  )
  const state = useSyncExternalStore(keeper?.subscribe ?? nothingToHear, keeper?.state ?? nothingYet)
  if (keeper === null || state === null) return null
  return { ...state, set, flush: keeper.flush, save: keeper.save, discard: keeper.discard }
}

const nothingToHear = () => () => {}
const nothingYet = () => null
