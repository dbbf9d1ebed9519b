import { useLocation, useNavigate } from 'react-router'
import { useGoOn } from '#client/app/go-on.tsx'
import type { PutBack } from '#client/store/draft-keeper.ts'
import { classifyFault, sayFault } from '#client/store/fault.ts'
import { useToast } from '#client/ui/toast.tsx'

/**
 * Throws a draft away and says so, with *Undo*. A tablet without room may refuse to take it back: that is said, and *Undo* is
 * offered again, for until then the words are nowhere else. Answers whether it went; `afterwards` runs once it was put back.
 */
export const useThrowAway = (): ((away: () => Promise<PutBack>, afterwards?: () => void) => Promise<boolean>) => {
  const say = useToast()
  return async (away, afterwards) => {
    try {
      const putBack = await away()
      const undo = (): void =>
        void putBack().then(afterwards, (error: unknown) =>
          say({ message: `Not put back. ${sayFault(classifyFault(error))}`, undo, seconds: 600 }),
        )
      say({ message: 'Thrown away. Nothing was saved.', undo })
      return true
    } catch (error) {
      say({ message: `Not thrown away. ${sayFault(classifyFault(error))}` })
      return false
    }
  }
}

/** Throws the draft of the form on the screen away and goes `to` somewhere else; *Undo* comes back to the form with its words. */
export const useThrowDraftAway = (draft: { discard: () => Promise<PutBack> }, to: string): (() => Promise<void>) => {
  const navigate = useNavigate()
  const goOn = useGoOn()
  const { pathname, search } = useLocation()
  const throwAway = useThrowAway()
  return async () => {
    if (await throwAway(draft.discard, () => void navigate(pathname + search))) await goOn(to)
  }
}
