import { Trash2 } from 'lucide-react'
import { useLocation, useNavigate } from 'react-router'
import { Button } from '#client/ui/button.tsx'
import type { FormDraft } from './use-form-draft.ts'
import { useThrowAway } from './use-throw-away.ts'

type ThrowAwayProps = {
  draft: Pick<FormDraft<Record<string, unknown>>, 'savedAt' | 'discard'>
  /** Where the person is afterwards. */
  to: string
}

/** Ends a form that was begun by mistake. What was typed comes back with *Undo*; without a draft there is nothing to end. */
export const ThrowAway = ({ draft, to }: ThrowAwayProps) => {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const throwAway = useThrowAway()
  const onThrowAway = async (): Promise<void> => {
    if (await throwAway(draft.discard, () => void navigate(pathname + search))) await navigate(to)
  }
  return draft.savedAt === null ? null : (
    <div>
      <Button kind="quiet" icon={<Trash2 aria-hidden />} onPress={() => void onThrowAway()}>
        Throw this draft away
      </Button>
    </div>
  )
}
