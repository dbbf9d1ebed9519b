import { useState } from 'react'
import { z } from 'zod'
import { officeFor } from '#client/app/office.ts'
import { useSession } from '#client/app/session.tsx'
import { useTablet } from '#client/app/use-tablet.tsx'
import { Button } from '#client/ui/button.tsx'
import { sayPictures } from '#client/casework/say-only-here.ts'
import { Dialog } from '#client/ui/dialog.tsx'
import type { OnTablet } from './read-device.ts'

export type SignOutDialogProps = {
  isOpen: boolean
  onClose: () => void
  /** What nobody else has. */
  here: Pick<OnTablet, 'unsent' | 'pictures' | 'drafts' | 'refused'>
}

/**
 * Signing out ends the session at the office and locks; what is on the tablet stays sealed there, or goes from it for good.
 * With work that only this tablet has, nothing is ever taken off. It works with no office too: the session there then ends
 * by itself.
 */
export const SignOutDialog = ({ isOpen, onClose, here }: SignOutDialogProps) => {
  const { lock, sync, deviceId } = useSession()
  const tablet = useTablet()
  const [busy, setBusy] = useState<'leaving' | 'taking-off' | null>(null)
  const leave = async (): Promise<void> => {
    setBusy('leaving')
    await officeFor({ deviceId, patience: 4_000 }).post('/api/auth/sign-out', {}, z.unknown())
    lock('asked')
  }
  const takeOff = (): void => {
    setBusy('taking-off')
    void tablet.takeOff()
  }
  const { unsent, pictures, drafts, refused } = here
  const toSend = unsent + pictures.waiting
  // The same as what keeps one from being taken off.
  if (toSend + pictures.begun + drafts + refused === 0) {
    return (
      <Dialog
        // Of its own: a press that began on one of its buttons must not end on another’s when work appears meanwhile.
        key="nothing-waits"
        title="Sign out?"
        isOpen={isOpen}
        onClose={onClose}
        actions={
          <>
            <Button onPress={onClose}>Stay</Button>
            <Button kind="danger" isPending={busy === 'taking-off'} isDisabled={busy === 'leaving'} onPress={takeOff}>
              Take me off this tablet
            </Button>
            <Button
              kind="main"
              isPending={busy === 'leaving'}
              isDisabled={busy === 'taking-off'}
              onPress={() => void leave()}
            >
              Sign out and lock
            </Button>
          </>
        }
      >
        <p>
          The office has everything. <strong>Sign out and lock</strong> leaves your records here, sealed; your
          passphrase opens them again.
        </p>
        <p>
          <strong>Take me off this tablet</strong> erases them, and what opens them. To work here again you would set it
          up anew, with signal. Nobody else’s records are touched.
        </p>
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
          <Button isPending={busy === 'leaving'} onPress={() => void leave()}>
            Keep it sealed here and sign out
          </Button>
          <Button
            kind="main"
            isDisabled={toSend === 0}
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
        {sayWaiting(here)} Nothing is thrown away: it stays sealed on this tablet, and goes to the office once you have
        unlocked it and signed in again. You can be taken off this tablet when nothing is left here.
      </p>
    </Dialog>
  )
}

const sayWaiting = ({ unsent, pictures, drafts, refused }: SignOutDialogProps['here']): string => {
  const entries =
    unsent === 0 ? '' : unsent === 1 ? 'One entry has not been sent.' : `${unsent} entries have not been sent.`
  const toSend = pictures.waiting === 0 ? '' : `${sayPictures(pictures.waiting)} not sent.`
  const unfinished =
    drafts === 0 ? '' : drafts === 1 ? 'One draft is not finished.' : `${drafts} drafts are not finished.`
  // Those of a draft are a part of it.
  const begun = pictures.begun === 0 || drafts > 0 ? '' : `${sayPictures(pictures.begun)} of a form that was not saved.`
  const refusals = refused === 0 ? '' : refused === 1 ? 'One entry needs you.' : `${refused} entries need you.`
  return [entries, toSend, unfinished, begun, refusals].filter((part) => part !== '').join(' ')
}
