import type { z } from 'zod'
import { useMutate } from '#client/store/live.ts'
import { useToast } from '#client/ui/toast.tsx'
import type { Mutation } from '#domain/mutation.ts'
import { sayWhyNot } from './use-saving.ts'

/**
 * The *Undo* of an act, which is an act of its own. Where that is not kept, nothing was undone: this is said, with *Undo* again,
 * for the line that was pressed may be gone from the screen.
 */
export const useUndo = (): (<S extends z.ZodType>(mutation: Mutation<S>, args: z.input<S>) => () => void) => {
  const mutate = useMutate()
  const say = useToast()
  return (mutation, args) => {
    // The same on every press: a second one is the same act.
    const uid = crypto.randomUUID()
    const tryIt = async (): Promise<void> => {
      const saved = await mutate(mutation, args, { uid })
      if (!saved.ok) say({ message: `Not undone. ${sayWhyNot(saved)}`, undo, seconds: 600 })
    }
    const undo = (): void => void tryIt()
    return undo
  }
}
