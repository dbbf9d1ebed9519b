import { useState } from 'react'
import { z } from 'zod'
import { officeFor } from '#client/app/office.ts'
import { useSession } from '#client/app/session.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'

export type SignOutDialogProps = { isOpen: boolean; onClose: () => void; unsent: number; drafts: number }

/**
 * Signing out ends the session at the office and locks; what is on the tablet stays sealed there. With work that only this
 * tablet has, the person chooses first. It works with no office too: the session there then ends by itself.
 */
export const SignOutDialog = ({ isOpen, onClose, unsent, drafts }: SignOutDialogProps) => {
  const { lock, sync, deviceId } = useSession()
  const [isBusy, setBusy] = useState(false)
  const leave = async (): Promise<void> => {
    setBusy(true)
    await officeFor({ deviceId, patience: 4_000 }).post('/api/auth/sign-out', {}, z.unknown())
    lock('asked')
  }
  const waiting = unsent + drafts
  if (waiting === 0) {
    return (
      <Dialog
        title="Sign out and lock?"
        isOpen={isOpen}
        onClose={onClose}
        actions={
          <>
            <Button onPress={onClose}>Stay</Button>
            <Button kind="main" isPending={isBusy} onPress={() => void leave()}>
              Sign out
            </Button>
          </>
        }
      >
        <p>The office has everything. Your records stay on this tablet, sealed; your passphrase opens them again.</p>
      </Dialog>
    )
  }
  return (
    <Dialog
      title="Some work is only on this tablet"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Stay signed in</Button>
          <Button isPending={isBusy} onPress={() => void leave()}>
            Keep it sealed here and sign out
          </Button>
          <Button
            kind="main"
            isDisabled={unsent === 0}
            onPress={() => {
              sync.sendNow()
              onClose()
            }}
          >
            Send it first
          </Button>
        </>
      }
    >
      <p>
        {sayWaiting(unsent, drafts)} Nothing is thrown away: it stays sealed on this tablet, and goes to the office once
        you have unlocked it and signed in again.
      </p>
    </Dialog>
  )
}

const sayWaiting = (unsent: number, drafts: number): string => {
  const entries =
    unsent === 0 ? '' : unsent === 1 ? 'One entry has not been sent.' : `${unsent} entries have not been sent.`
  const unfinished =
    drafts === 0 ? '' : drafts === 1 ? 'One draft is not finished.' : `${drafts} drafts are not finished.`
  return [entries, unfinished].filter((part) => part !== '').join(' ')
}
