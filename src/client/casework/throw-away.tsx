import { Trash2 } from 'lucide-react'
import { useLocation, useNavigate } from 'react-router'
import { Button } from '#client/ui/button.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { FormDraft } from './use-form-draft.ts'

type ThrowAwayProps = {
  draft: Pick<FormDraft<Record<string, unknown>>, 'savedAt' | 'discard'>
  /** Where the person is afterwards. */
  to: string
}

/** Ends a form that was begun by mistake. What was typed comes back with *Undo*; without a draft there is nothing to end. */
export const ThrowAway = ({ draft, to }: ThrowAwayProps) => {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const say = useToast()
  const throwAway = async (): Promise<void> => {
    const putBack = await draft.discard()
    say({
      message: 'Thrown away. Nothing was saved.',
      undo: () => void putBack().then(() => navigate(pathname + search)),
    })
    await navigate(to)
  }
  return draft.savedAt === null ? null : (
    <div>
      <Button kind="quiet" icon={<Trash2 aria-hidden />} onPress={() => void throwAway()}>
        Throw this draft away
      </Button>
    </div>
  )
}
