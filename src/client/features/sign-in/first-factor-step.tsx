import { KeyRound, Smartphone } from 'lucide-react'
import { useState, type SyntheticEvent } from 'react'
import type { Office } from '#client/app/office.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Quiet, Stack } from '#client/ui/page.tsx'
import { SecretField, TextField } from '#client/ui/text-field.tsx'
import { saySignInProblem } from './say-sign-in-problem.ts'
import {
  addPasskeyToAccount,
  beginAuthenticator,
  canUsePasskeys,
  proveWithCode,
  type Authenticator,
  type PasskeyAnswer,
} from './sign-in-requests.ts'
import styles from './sign-in.module.css'

export type FirstFactorStepProps = { office: Office; onNext: () => void; onStartAgain: (why: string | null) => void }

/** An account without a second step gets one now: a passkey, or an authenticator app with ten recovery codes. */
export const FirstFactorStep = ({ office, onNext, onStartAgain }: FirstFactorStepProps) => {
  const [wantsApp, setWantsApp] = useState(false)
  const [made, setMade] = useState<Authenticator | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  const take = (answer: PasskeyAnswer): void => {
    setBusy(false)
    if (answer.kind === 'ok') return onNext()
    const why = saySignInProblem(answer)
    if (answer.kind === 'signed-out' || (answer.kind === 'refused' && answer.error === 'sign-in-again'))
      return onStartAgain(why)
    return setSaid(why)
  }
  if (made !== null) return <ProveApp office={office} made={made} onNext={onNext} onStartAgain={onStartAgain} />
  return (
    <Stack>
      <h2>One more step, once</h2>
      <p>
        Children’s records need more than a password. Choose what you will use as well each time you sign in to the
        office. Unlocking this tablet is separate and works with no signal.
      </p>
      {said !== null && (
        <Banner tone="due" live="assertive">
          {said}
        </Banner>
      )}
      {canUsePasskeys() && (
        <Button
          kind="main"
          wide
          size="big"
          icon={<KeyRound aria-hidden />}
          isPending={isBusy}
          onPress={() => {
            setBusy(true)
            setSaid(null)
            void addPasskeyToAccount(office, 'Passkey').then(take)
          }}
        >
          Make a passkey
        </Button>
      )}
      <Button wide icon={<Smartphone aria-hidden />} onPress={() => setWantsApp(true)}>
        Use an authenticator app
      </Button>
      {wantsApp && <AskPassword office={office} onMade={setMade} onStartAgain={onStartAgain} />}
      <Quiet>
        A passkey is your fingerprint, face or screen lock. An authenticator app shows six digits on your phone.
      </Quiet>
    </Stack>
  )
}

const AskPassword = ({
  office,
  onMade,
  onStartAgain,
}: {
  office: Office
  onMade: (made: Authenticator) => void
  onStartAgain: (why: string | null) => void
}) => {
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const [isBusy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    const answer = await beginAuthenticator(office, password)
    setBusy(false)
    if (answer.kind === 'ok') return onMade(answer.body)
    if (answer.kind === 'signed-out' || (answer.kind === 'refused' && answer.error === 'sign-in-again')) {
      return onStartAgain(saySignInProblem(answer))
    }
    return setProblem(saySignInProblem(answer))
  }
  return (
    <form
      noValidate
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        <SecretField
          id="first-factor-password"
          label="Your password again"
          hint="Leave empty if you signed in with a work account"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={problem}
        />
        <Button type="submit" kind="main" wide isPending={isBusy}>
          Go on
        </Button>
      </Stack>
    </form>
  )
}

const ProveApp = ({ office, made, onNext, onStartAgain }: FirstFactorStepProps & { made: Authenticator }) => {
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [isBusy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    setAttempt((before) => before + 1)
    const given = code.replaceAll(/\s/g, '')
    if (!/^\d{6}$/.test(given)) return setProblem('Write the six digits that your app shows')
    setBusy(true)
    const answer = await proveWithCode(office, given)
    setBusy(false)
    setAttempt((before) => before + 1)
    if (answer.kind === 'ok') return onNext()
    const why = saySignInProblem(answer)
    if (answer.kind === 'signed-out' || (answer.kind === 'refused' && answer.error === 'sign-in-again'))
      return onStartAgain(why)
    return setProblem(why)
  }
  return (
    <Stack>
      <h2>Add Doorstep to your app</h2>
      <LinkButton href={made.totpUri} kind="main" wide>
        Open my authenticator app
      </LinkButton>
      <p>Or type this key into it:</p>
      <p className={styles.secret}>{secretOf(made.totpUri)}</p>
      <h3>Ten recovery codes</h3>
      <p>
        Each works once, when you do not have your app. Write them down or keep them in your password manager. They are
        not shown again.
      </p>
      <ul className={styles.codes}>
        {made.recoveryCodes.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <ErrorSummary
        problems={problem === null ? [] : [{ fieldId: 'first-factor-code', message: problem }]}
        attempt={attempt}
      />
      <form
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack>
          <TextField
            id="first-factor-code"
            label="Six digits that your app shows now"
            name="code"
            short
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={setCode}
            error={problem ?? undefined}
          />
          <Button type="submit" kind="main" size="big" wide isPending={isBusy}>
            I kept the codes: go on
          </Button>
        </Stack>
      </form>
    </Stack>
  )
}

/** The key in an `otpauth:` address, in groups of four for typing. */
const secretOf = (totpUri: string): string =>
  (/[?&]secret=([A-Z2-7]+)/i.exec(totpUri)?.[1] ?? '').replaceAll(/(.{4})(?=.)/g, '$1 ')
