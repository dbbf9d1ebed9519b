import { Button } from '#client/ui/button.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { markPhone } from '#domain/mutations/mark-phone.ts'
import type { Parent } from '#domain/records/parent.ts'
import { NotSaved } from './not-saved.tsx'
import { relationshipOf } from './people-words.ts'
import { identified, useSaving } from './use-saving.ts'
import { useUndo } from './use-undo.ts'

/** Puts right that a number was marked as not working: it was a wrong tap, or the number answers again. One tap, which can be undone. */
export const NumberWorks = ({ parent, number }: { parent: Parent; number: string }) => {
  const { save, isSaving, notSaved } = useSaving()
  const say = useToast()
  const undoOf = useUndo()
  const marked = { pupilId: parent.pupilId, parentId: parent.id, number }
  const works = async (button: Element) => {
    // This button goes with the mark: whoever works with the keyboard stays at the number.
    const ring = button.closest('li')?.querySelector('a')
    if (!(await save(identified(crypto.randomUUID()), markPhone, { ...marked, failing: false }))) return
    ring?.focus()
    say({ message: 'Marked as working, on this tablet.', undo: undoOf(markPhone, { ...marked, failing: true }) })
  }
  return (
    <>
      {notSaved !== null && <NotSaved why={notSaved} words="" />}
      <Button
        aria-label={`It works: ${relationshipOf(parent)}, ${number}`}
        isPending={isSaving}
        onPress={({ target }) => void works(target)}
      >
        It works
      </Button>
    </>
  )
}
