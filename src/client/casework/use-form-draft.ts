import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'react-router'
import type { z } from 'zod'
import { forgetTypingHere, noteFields } from '#client/app/words-on-screen.ts'
import { focusField } from '#client/ui/field.tsx'
import type { Typed } from '#client/store/draft-keeper.ts'
import { useDraft, type DraftInHand } from '#client/store/drafts.ts'
import type { FileId } from '#domain/records/record.ts'
import type { DraftForm } from './draft-forms.ts'

/**
 * A part of a form, or how to work it out from the form as it is now: screens may be drawn from values a moment old. Answers
 * whether it was taken: a form that is being saved, was saved or was closed takes nothing.
 */
export type Change<T> = (part: Partial<T> | ((now: T) => Partial<T>)) => boolean

/** A form being filled in: its values, as its schema says they are, and where its draft has got to. */
export type FormDraft<T extends Typed> = Pick<
  DraftInHand<T>,
  'values' | 'status' | 'fault' | 'savedAt' | 'isHeld' | 'save' | 'discard'
> & {
  /** Takes what was typed or chosen; it is on disk within a second. A function is given the values as they are at that moment. */
  change: Change<T>
  /** The values as they are at this moment, for a save that had to wait for something after the press. */
  valuesNow: () => T
  /** Settles when everything typed so far is on disk, or could not be written. */
  keepNow: () => Promise<void>
}

/**
 * The draft of a form about a file (a pupil's, a school's own; null: about none), taken up where it was left, in the field
 * where it was left. Null while it is read. A part that an older Doorstep left in another shape starts afresh; the rest
 * stays as it was typed.
 */
export const useFormDraft = <S extends z.ZodRawShape>(
  form: DraftForm,
  fileId: FileId | null,
  schema: z.ZodObject<S>,
  initial: () => z.infer<z.ZodObject<S>>,
): FormDraft<z.infer<z.ZodObject<S>>> | null => {
  const [first] = useState(initial)
  const { pathname, search } = useLocation()
  const draft = useDraft<z.infer<z.ZodObject<S>>>(form, fileId, pathname + search, first)
  const typed = draft?.values
  // Asked once, of what was taken up: what this form sets is as its schema says, and asking at every letter would cost.
  const [isSound, setSound] = useState<boolean | null>(null)
  if (typed !== undefined && isSound === null) setSound(schema.safeParse(typed).success)
  const values = useMemo(
    () => (typed === undefined ? null : isSound === false ? fitting(schema, typed, first) : typed),
    [schema, typed, first, isSound],
  )

  const latest = useRef(values)
  useEffect(() => {
    latest.current = values
  }, [values])
  const set = draft?.set
  const change = useCallback<Change<z.infer<z.ZodObject<S>>>>(
    (part) => {
      if (set === undefined || latest.current === null) return false
      const made = typeof part === 'function' ? part(latest.current) : part
      const isTaken = set(made, fieldInHand())
      if (isTaken) latest.current = { ...latest.current, ...made }
      return isTaken
    },
    [set],
  )

  const isBack = useRef(false)
  const field = draft?.restored === true ? draft.field : null
  useEffect(() => {
    if (draft === null || isBack.current) return
    isBack.current = true
    if (draft.restored) noteFields()
    if (field !== null) focusField(field)
  }, [draft, field])

  if (draft === null || values === null) return null
  return {
    values,
    status: draft.status,
    fault: draft.fault,
    savedAt: draft.savedAt,
    isHeld: draft.isHeld,
    save: async (run) => {
      const saved = await draft.save(run)
      // The record holds them now: no failing screen has to hand them over.
      if (saved.ok) forgetTypingHere()
      return saved
    },
    discard: draft.discard,
    change,
    valuesNow: () => latest.current ?? values,
    keepNow: draft.flush,
  }
}

const fitting = <S extends z.ZodRawShape>(
  schema: z.ZodObject<S>,
  typed: z.infer<z.ZodObject<S>>,
  first: z.infer<z.ZodObject<S>>,
): z.infer<z.ZodObject<S>> => {
  const whole = schema.safeParse(typed)
  if (whole.success) return whole.data
  const wrong = new Set(whole.error.issues.map((issue) => String(issue.path[0])))
  return Object.assign({}, typed, Object.fromEntries(Object.entries(first).filter(([name]) => wrong.has(name))))
}

/** The field that is being typed in, when it has a name of its own to come back to. */
const fieldInHand = (): string | null => {
  const id = document.activeElement?.id ?? ''
  return id === '' ? null : id
}
