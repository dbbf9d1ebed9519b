import { useId, useState, type SyntheticEvent } from 'react'
import { ChoosePassphrase, sayPassphraseProblem } from '#client/app/choose-passphrase.tsx'
import { useSession } from '#client/app/session.tsx'
import { useTablet } from '#client/app/use-tablet.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { ErrorSummary, type FieldProblem } from '#client/ui/error-summary.tsx'
import { Stack } from '#client/ui/page.tsx'
import { SecretField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { sayOldPassphrase } from './say-old-passphrase.ts'

/** The old passphrase, then the new one. The old one counts as a guess. */
export const ChangePassphraseDialog = ({ onClose }: { onClose: () => void }) => {
  const { keys } = useTablet()
  const { account } = useSession()
  const say = useToast()
  const form = useId()
  const [old, setOld] = useState('')
  const [next, setNext] = useState('')
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const [attempt, setAttempt] = useState(0)
  const [isBusy, setBusy] = useState(false)

  const change = async (): Promise<void> => {
    setBusy(true)
    const changed = await keys.changePassphrase(account.databaseName, old, next).catch(() => null)
    setBusy(false)
    if (changed?.ok === true) {
      say({ message: 'The new passphrase opens this tablet from now on' })
      return onClose()
    }
    setProblems([{ fieldId: 'old-passphrase', message: sayOldPassphrase(changed) }])
    return setAttempt((before) => before + 1)
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const found: FieldProblem[] = []
    if (old === '') found.push({ fieldId: 'old-passphrase', message: 'Write the passphrase you use now' })
    const weak = sayPassphraseProblem(next)
    if (weak !== undefined) found.push({ fieldId: 'new-passphrase', message: weak })
    setProblems(found)
    setAttempt((before) => before + 1)
    if (found.length === 0) void change()
  }
  const problemOf = (fieldId: string): string | undefined => problems.find((each) => each.fieldId === fieldId)?.message
  return (
    <Dialog
      title="Change the passphrase"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Leave it</Button>
          <Button kind="main" type="submit" form={form} isPending={isBusy}>
            Change it
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <Stack>
          <ErrorSummary problems={problems} attempt={attempt} />
          <SecretField
            id="old-passphrase"
            label="Passphrase now"
            autoComplete="current-password"
            value={old}
            onChange={setOld}
            error={problemOf('old-passphrase')}
          />
          <ChoosePassphrase
            id="new-passphrase"
            label="New passphrase"
            value={next}
            onChange={setNext}
            error={problemOf('new-passphrase')}
          />
        </Stack>
      </form>
    </Dialog>
  )
}
