import { Trash2 } from 'lucide-react'
import { Button } from '#client/ui/button.tsx'
import type { FormDraft } from './use-form-draft.ts'
import { useThrowDraftAway } from './use-throw-away.ts'

type ThrowAwayProps = {
  draft: Pick<FormDraft<Record<string, unknown>>, 'savedAt' | 'discard'>
  /** Where the person is afterwards. */
  to: string
}

/** Ends a form that was begun by mistake. What was typed comes back with *Undo*; without a draft there is nothing to end. */
export const ThrowAway = ({ draft, to }: ThrowAwayProps) => {
  const throwAway = useThrowDraftAway(draft, to)
  return draft.savedAt === null ? null : (
    <div>
      <Button kind="quiet" icon={<Trash2 aria-hidden />} onPress={() => void throwAway()}>
        Throw this draft away
      </Button>
    </div>
  )
}
