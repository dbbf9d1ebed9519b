import { useStore } from 'zustand'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { lockWarning } from './lock-warning-state.ts'
import { useSession } from './session.tsx'

/** Said a minute before the tablet locks (WCAG 2.2.1). Any touch or key keeps it open; missing it loses nothing. */
export const LockWarning = () => {
  const { lock } = useSession()
  const left = useStore(lockWarning, (state) => state.left)
  return (
    <Dialog
      title="Doorstep locks in less than a minute"
      role="alertdialog"
      isOpen={left !== null}
      onClose={() => lockWarning.setState({ left: null })}
      actions={
        <>
          <Button onPress={() => lock('asked')}>Lock now</Button>
          <Button kind="main" onPress={() => lockWarning.setState({ left: null })}>
            Keep it open
          </Button>
        </>
      }
    >
      <p>Nobody has touched it for a while. What you are writing is kept either way, and you come back to it.</p>
    </Dialog>
  )
}
