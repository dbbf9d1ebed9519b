import { useState, type SyntheticEvent } from 'react'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { ChoosePassphrase, sayPassphraseProblem } from '#client/app/choose-passphrase.tsx'
import { keptDeviceId } from '#client/app/device-id.ts'
import { officeFor, sayAnswer } from '#client/app/office.ts'
import { recoverySecretOf } from '#client/app/recovery-secret.ts'
import type { Person } from '#client/app/tablet.ts'
import { useTablet } from '#client/app/use-tablet.tsx'
import type { NumberedKey } from '#client/store/seal.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Stack } from '#client/ui/page.tsx'

const RecoveryAnswer = z.object({ recoverySecret: z.string() })

/** After a full sign-in: a new passphrase, and the office's secret opens the tablet so that nothing on it is lost. */
export const Recover = ({ person, onOpened }: { person: Person; onOpened: (key: NumberedKey) => void }) => {
  const { keys } = useTablet()
  const navigate = useNavigate()
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [isBusy, setBusy] = useState(false)

  const recover = async (): Promise<void> => {
    setBusy(true)
    setSaid(null)
    const key = await keyFromOffice()
    if (key !== null) {
      try {
        await keys.setPassphrase(person.databaseName, key, passphrase)
        return onOpened(key)
      } catch {
        key.bytes.fill(0)
        setSaid(
          'This browser could not keep the new passphrase. Free some room on the tablet and try again. Nothing is lost.',
        )
      }
    }
    return setBusy(false)
  }
  const keyFromOffice = async (): Promise<NumberedKey | null> => {
    const deviceId = keptDeviceId(person.databaseName)
    if (deviceId === null) {
      setSaid(
        'This browser no longer knows which tablet it is. Tell whoever looks after Doorstep; do not clear anything.',
      )
      return null
    }
    const answer = await officeFor({ deviceId }).post(`/api/devices/${deviceId}/recovery`, {}, RecoveryAnswer)
    if (
      answer.kind === 'signed-out' ||
      answer.kind === 'mfa-required' ||
      (answer.kind === 'refused' && answer.error === 'sign-in-again')
    ) {
      await navigate('/sign-in?for=recovery', { replace: true })
      return null
    }
    if (answer.kind !== 'ok') {
      setSaid(
        answer.kind === 'refused' && answer.error === 'not-found'
          ? 'The office knows this tablet as somebody else’s. Sign in as the person whose records are here.'
          : sayAnswer(answer, 'to open this tablet'),
      )
      return null
    }
    const secret = recoverySecretOf(answer.body.recoverySecret)
    const unlocked = secret === null ? null : await keys.unlockWithRecovery(person.databaseName, secret)
    secret?.fill(0)
    if (unlocked?.ok === true) return unlocked.key
    setSaid('What the office holds does not open this tablet. Tell whoever looks after Doorstep; nothing was deleted.')
    return null
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const weak = sayPassphraseProblem(passphrase) ?? null
    setProblem(weak)
    setAttempt((before) => before + 1)
    if (weak === null) void recover()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <p>
          Everything on this tablet is still there. Choose what opens it from now on; the old passphrase stops working.
        </p>
        {said !== null && (
          <Banner tone="due" live="assertive">
            {said}
          </Banner>
        )}
        <ErrorSummary
          problems={problem === null ? [] : [{ fieldId: 'new-passphrase', message: problem }]}
          attempt={attempt}
        />
        <ChoosePassphrase
          id="new-passphrase"
          label="New passphrase"
          value={passphrase}
          onChange={setPassphrase}
          error={problem ?? undefined}
        />
        <Button type="submit" kind="main" size="big" wide isPending={isBusy}>
          Set it and unlock
        </Button>
        <LinkButton kind="quiet" href="/unlock">
          I remember the old one
        </LinkButton>
      </Stack>
    </form>
  )
}
