import { KeyRound } from 'lucide-react'
import { useState, type SyntheticEvent } from 'react'
import type { Office } from '#client/app/office.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Quiet, Stack } from '#client/ui/page.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { saySignInProblem } from './say-sign-in-problem.ts'
import {
  canUsePasskeys,
  proveWithCode,
  proveWithRecoveryCode,
  signInWithPasskey,
  type PasskeyAnswer,
} from './sign-in-requests.ts'

export type SecondFactorStepProps = { office: Office; onNext: () => void; onStartAgain: (why: string | null) => void }

/** The second step: six digits from an authenticator app, a recovery code, or a passkey. */
export const SecondFactorStep = ({ office, onNext, onStartAgain }: SecondFactorStepProps) => {
  const [usesRecovery, setUsesRecovery] = useState(false)
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [isBusy, setBusy] = useState(false)

  const take = (answer: PasskeyAnswer): void => {
    setBusy(false)
    setAttempt((before) => before + 1)
    if (answer.kind === 'ok') return onNext()
    const why = saySignInProblem(answer)
    if (answer.kind === 'signed-out' || (answer.kind === 'refused' && answer.error === 'sign-in-again'))
      return onStartAgain(why)
    if (answer.kind === 'refused') return setProblem(why)
    return setSaid(why)
  }
  const begin = (): void => {
    setBusy(true)
    setProblem(null)
    setSaid(null)
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const given = code.replaceAll(/\s/g, '')
    if (usesRecovery ? given === '' : !/^\d{6}$/.test(given)) {
      setAttempt((before) => before + 1)
      return setProblem(usesRecovery ? 'Write one of your recovery codes' : 'Write the six digits that your app shows')
    }
    begin()
    void (usesRecovery ? proveWithRecoveryCode : proveWithCode)(office, usesRecovery ? code.trim() : given).then(take)
  }
  return (
    <Stack>
      {said !== null && (
        <Banner tone="due" live="assertive">
          {said}
        </Banner>
      )}
      <ErrorSummary
        problems={problem === null ? [] : [{ fieldId: 'sign-in-code', message: problem }]}
        attempt={attempt}
      />
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextField
            key={usesRecovery ? 'recovery' : 'code'}
            id="sign-in-code"
            label={usesRecovery ? 'Recovery code' : 'Code from your authenticator app'}
            hint={
              usesRecovery
                ? 'One of the ten you were given. Each works once.'
                : 'Six digits. They change every half minute.'
            }
            name="code"
            short
            inputMode={usesRecovery ? 'text' : 'numeric'}
            autoComplete="one-time-code"
            value={code}
            onChange={setCode}
            error={problem ?? undefined}
          />
          <Button type="submit" kind="main" size="big" wide isPending={isBusy}>
            Go on
          </Button>
        </Stack>
      </form>
      {canUsePasskeys() && (
        <Button
          wide
          icon={<KeyRound aria-hidden />}
          isDisabled={isBusy}
          onPress={() => {
            begin()
            void signInWithPasskey(office).then(take)
          }}
        >
          Use a passkey instead
        </Button>
      )}
      <Button
        kind="quiet"
        onPress={() => {
          setUsesRecovery(!usesRecovery)
          setCode('')
          setProblem(null)
        }}
      >
        {usesRecovery ? 'Use the authenticator app' : 'I do not have my app: use a recovery code'}
      </Button>
      <Button kind="quiet" onPress={() => onStartAgain(null)}>
        Start again
      </Button>
      <Quiet>Lost both? Your administrator can let you set up a new second step.</Quiet>
    </Stack>
  )
}
