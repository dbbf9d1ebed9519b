import { useRef, useState } from 'react'
import type { z } from 'zod'
import { classifyFault, sayFault } from '#client/store/fault.ts'
import { useMutate } from '#client/store/live.ts'
import type { Saved } from '#client/store/mutate.ts'
import type { Mutation } from '#domain/mutation.ts'
import { sayRefusal } from '#domain/refusal.ts'

/** Who gives the act its identity: a draft, which ends when the act is kept, or a form without one. */
export type Identified = {
  save: (run: (as: { uid: string; draftId?: string }) => Promise<Saved>) => Promise<Saved>
}

/** The identity of an act from a form that has nothing to lose: made when it opened, the same on every try. */
export const identified = (uid: string): Identified => ({ save: (run) => run({ uid }) })

/** Why an act was not kept, in words. */
export const sayWhyNot = (saved: Extract<Saved, { ok: false }>): string =>
  'refusal' in saved ? sayRefusal(saved.refusal) : sayFault(saved.fault)

/**
 * Saves through a mutation and remembers why it did not, in words. The form keeps its words unless `save` answers true:
 * only then is the record, with its place in the queue, on this tablet's disk.
 */
export const useSaving = () => {
  const mutate = useMutate()
  const isBusy = useRef(false)
  const [isSaving, setSaving] = useState(false)
  const [notSaved, setNotSaved] = useState<string | null>(null)
  const save = async <S extends z.ZodType>(
    from: Identified,
    mutation: Mutation<S>,
    args: z.input<S>,
    /** Adds what must first be read from this tablet. When that cannot be read nothing is saved, and it is said as of the saving. */
    complete: (args: z.input<S>) => z.input<S> | Promise<z.input<S>> = itself,
  ): Promise<boolean> => {
    // A second press while the first is under way is the same act.
    if (isBusy.current) return false
    isBusy.current = true
    setSaving(true)
    // Gone while it is tried again, so that the same answer is said again.
    setNotSaved(null)
    const saved = await sayingWhyNot(async () => {
      const whole = await complete(args)
      return await from.save((as) => mutate(mutation, whole, as))
    })
    isBusy.current = false
    setSaving(false)
    setNotSaved(saved.ok ? null : sayWhyNot(saved))
    return saved.ok
  }
  return { save, isSaving, notSaved }
}

const itself = <A>(args: A): A => args

/** A press of Save always ends in an answer: whatever the store threw is why it was not kept. */
const sayingWhyNot = async (save: () => Promise<Saved>): Promise<Saved> => {
  try {
    return await save()
  } catch (error) {
    return { ok: false, fault: classifyFault(error) }
  }
}
