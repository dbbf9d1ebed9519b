import { useId, useState, type SyntheticEvent } from 'react'
import { useSession } from '#client/app/session.tsx'
import { useTablet } from '#client/app/use-tablet.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Stack } from '#client/ui/page.tsx'
import { SecretField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { sayOldPassphrase } from './say-old-passphrase.ts'

/** A fingerprint, face or screen lock as a second way in. The passphrase is asked first, and stays. */
export const AddPasskeyDialog = ({ onClose }: { onClose: () => void }) => {
  const { keys } = useTablet()
  const { account } = useSession()
  const say = useToast()
  const form = useId()
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [isBusy, setBusy] = useState(false)

  const add = async (): Promise<void> => {
    setBusy(true)
    const unlocked = await keys.unlockWithPassphrase(account.databaseName, passphrase).catch(() => null)
    if (unlocked?.ok !== true) {
      setBusy(false)
      setProblem(sayOldPassphrase(unlocked))
      return setAttempt((before) => before + 1)
    }
    const added = await keys.addPasskey(account.databaseName, unlocked.key)
    unlocked.key.bytes.fill(0)
    setBusy(false)
    if (added.ok) {
      say({ message: 'Your passkey opens this tablet too' })
      return onClose()
    }
    setProblem(
      added.why === 'not-made'
        ? 'No passkey was made.'
        : 'This browser’s passkeys cannot open a tablet without signal, so none was kept. Your passphrase opens it.',
    )
    return setAttempt((before) => before + 1)
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAttempt((before) => before + 1)
    if (passphrase === '') return setProblem('Write your passphrase')
    setProblem(null)
    return void add()
  }
  return (
    <Dialog
      title="Add a passkey"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Not now</Button>
          <Button kind="main" type="submit" form={form} isPending={isBusy}>
            Go on
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <Stack>
          <p>Your fingerprint, face or screen lock will open this tablet as well, with no signal.</p>
          <ErrorSummary
            problems={problem === null ? [] : [{ fieldId: 'passkey-passphrase', message: problem }]}
            attempt={attempt}
          />
          <SecretField
            id="passkey-passphrase"
            label="Your passphrase first"
            autoComplete="current-password"
            value={passphrase}
            onChange={setPassphrase}
            error={problem ?? undefined}
          />
        </Stack>
      </form>
    </Dialog>
  )
}
