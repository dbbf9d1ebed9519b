import { useState, type SyntheticEvent } from 'react'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import type { AccountAtOffice } from '#client/app/account-at-office.ts'
import { ChoosePassphrase, sayPassphraseProblem } from '#client/app/choose-passphrase.tsx'
import { keepDeviceId, keptDeviceId } from '#client/app/device-id.ts'
import { officeFor, sayAnswer } from '#client/app/office.ts'
import { recoverySecretOf } from '#client/app/recovery-secret.ts'
import { useTablet, useTabletState } from '#client/app/use-tablet.tsx'
import { askToPersist, browserStorage } from '#client/store/device-storage.ts'
import type { NumberedKey } from '#client/store/seal.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ErrorSummary, type FieldProblem } from '#client/ui/error-summary.tsx'
import { Quiet, Stack } from '#client/ui/page.tsx'
import { TextField } from '#client/ui/text-field.tsx'

type SetUp = { open: NumberedKey; deviceId: string; deviceName: string; isShared: boolean; kept: boolean }
export type SetUpFormProps = { account: AccountAtOffice; onDone: (done: SetUp) => void }

/** Name, initials and passphrase; then the office is told of the tablet and the key is made. */
export const SetUpForm = ({ account, onDone }: SetUpFormProps) => {
  const tablet = useTablet()
  const navigate = useNavigate()
  const [name, setName] = useState(guessName())
  const [initials, setInitials] = useState('')
  const state = useTabletState()
  // Whoever sets up a tablet that others use already need not be asked.
  const [isShared, setShared] = useState(state.kind === 'locked' && state.people.length > 0)
  const [passphrase, setPassphrase] = useState('')
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const [attempt, setAttempt] = useState(0)
  const [said, setSaid] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const { databaseName } = account.account

  const setUp = async (): Promise<void> => {
    setBusy(true)
    setSaid(null)
    const kept = await askToPersist(browserStorage())
    const registered = await register(databaseName, { name: name.trim(), shared: isShared })
    if ('problem' in registered) {
      setBusy(false)
      if (registered.signInAgain) return void navigate('/sign-in', { replace: true })
      return setSaid(registered.problem)
    }
    const key = await tablet.keys
      .setUp({ databaseName, initials: initials.trim(), passphrase, recoverySecret: registered.secret })
      .catch(() => undefined)
    registered.secret.fill(0)
    setBusy(false)
    // Someone set this account up in another tab meanwhile: their passphrase stands.
    if (key === null) return void navigate('/unlock', { replace: true })
    if (key === undefined)
      return setSaid('This browser could not keep the key. Free some room on the tablet, or use an ordinary window.')
    return onDone({ open: key, deviceId: registered.deviceId, deviceName: name.trim(), isShared, kept })
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const found: FieldProblem[] = []
    if (name.trim() === '') found.push({ fieldId: 'tablet-name', message: 'Write a name for this tablet' })
    if (initials.trim().length > 3) found.push({ fieldId: 'tablet-initials', message: 'Use at most three letters' })
    const weak = sayPassphraseProblem(passphrase)
    if (weak !== undefined) found.push({ fieldId: 'tablet-passphrase', message: weak })
    setProblems(found)
    setAttempt((before) => before + 1)
    if (found.length === 0) void setUp()
  }
  const problemOf = (fieldId: string): string | undefined => problems.find((each) => each.fieldId === fieldId)?.message

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <p>
          Hello {account.account.name}. From now on you <strong>unlock</strong> this tablet with a passphrase of its
          own. That works with no signal. What is kept here is sealed with it.
        </p>
        {said !== null && (
          <Banner tone="due" live="assertive">
            {said}
          </Banner>
        )}
        <ErrorSummary problems={problems} attempt={attempt} />
        <TextField
          id="tablet-name"
          label="Name of this tablet"
          hint="So that you and your administrator can tell it from others if it is lost"
          autoComplete="off"
          maxLength={60}
          value={name}
          onChange={setName}
          error={problemOf('tablet-name')}
        />
        <TextField
          id="tablet-initials"
          label="Your initials (optional)"
          hint="Shown on the lock, for tablets that people share. Leave empty to show nothing of you."
          autoComplete="off"
          short
          maxLength={3}
          value={initials}
          onChange={setInitials}
          error={problemOf('tablet-initials')}
        />
        <Checkbox
          label="Other people use this tablet too"
          hint="Then it also locks when it has been put away for a minute"
          isSelected={isShared}
          onChange={setShared}
        />
        <ChoosePassphrase
          id="tablet-passphrase"
          label="Passphrase for this tablet"
          value={passphrase}
          onChange={setPassphrase}
          error={problemOf('tablet-passphrase')}
        />
        <Quiet>
          If you forget it, sign in with signal and choose a new one; nothing is lost. The browser may ask whether
          Doorstep may keep its storage: say yes.
        </Quiet>
        <Button type="submit" kind="main" size="big" wide isPending={isBusy}>
          {isBusy ? 'Making the key' : 'Set up this tablet'}
        </Button>
      </Stack>
    </form>
  )
}

const Registered = z.object({ recoverySecret: z.string() })

type Registering = { deviceId: string; secret: Uint8Array<ArrayBuffer> } | { problem: string; signInAgain: boolean }

/** Tells the office of this tablet. The same id is used on every try, so that a lost answer makes no second tablet. */
const register = async (databaseName: string, about: { name: string; shared: boolean }): Promise<Registering> => {
  for (const id of [keptDeviceId(databaseName) ?? crypto.randomUUID(), crypto.randomUUID()]) {
    keepDeviceId(databaseName, id)
    const answer = await officeFor().post('/api/devices', { id, ...about }, Registered)
    if (answer.kind === 'ok') {
      const secret = recoverySecretOf(answer.body.recoverySecret)
      return secret === null
        ? { problem: sayAnswer({ kind: 'fault', reference: null }, ''), signInAgain: false }
        : { deviceId: id, secret }
    }
    const isTaken = answer.kind === 'refused' && (answer.error === 'not-found' || answer.error === 'device-revoked')
    if (isTaken) continue
    const signInAgain =
      answer.kind === 'signed-out' ||
      answer.kind === 'mfa-required' ||
      (answer.kind === 'refused' && answer.error === 'sign-in-again')
    return { problem: sayAnswer(answer, 'to set up this tablet'), signInAgain }
  }
  return {
    problem: 'The office did not take this tablet. Try again; if it goes on, tell whoever looks after Doorstep.',
    signInAgain: false,
  }
}

/** A first guess that the person may change. */
const guessName = (): string => {
  const agent = navigator.userAgent
  if (/iPad|Macintosh/.test(agent) && navigator.maxTouchPoints > 1) return 'iPad'
  if (/iPhone/.test(agent)) return 'iPhone'
  if (/Android/.test(agent)) return /Mobile/.test(agent) ? 'Android phone' : 'Android tablet'
  if (/CrOS/.test(agent)) return 'Chromebook'
  return 'Computer'
}
