import { useState } from 'react'
import type { z } from 'zod'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
import type { Mutation } from '#domain/mutation.ts'
import { useSaving, type Identified } from './use-saving.ts'

/** What a form would save, or what still stands in the way, in the order of its fields. */
export type Ready<A> = { ok: true; args: A } | { ok: false; problems: FieldProblem[] }

/** Saves a form once nothing stands in the way; says what does. `submit` answers true when the record is on this tablet. */
export const useSubmit = (from: Identified) => {
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const [attempt, setAttempt] = useState(0)
  const { save, isSaving, notSaved } = useSaving()
  const submit = async <S extends z.ZodType>(
    mutation: Mutation<S>,
    ready: Ready<z.input<S>>,
    complete?: (args: z.input<S>) => Promise<z.input<S>>,
  ): Promise<boolean> => {
    setProblems(ready.ok ? [] : ready.problems)
    setAttempt((before) => before + 1)
    return ready.ok ? save(from, mutation, ready.args, complete) : false
  }
  return { problems, attempt, isSaving, notSaved, submit }
}
