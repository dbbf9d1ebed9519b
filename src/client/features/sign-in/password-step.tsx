import { KeyRound } from 'lucide-react'
import { useEffect, useState, type SyntheticEvent } from 'react'
import type { Office } from '#client/app/office.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { ErrorSummary, type FieldProblem } from '#client/ui/error-summary.tsx'
import { Stack } from '#client/ui/page.tsx'
import { SecretField, TextField } from '#client/ui/text-field.tsx'
import { DemoSignIns } from './demo-sign-ins.tsx'
import { saySignInProblem } from './say-sign-in-problem.ts'
import {
  askMethods,
  askProviderAddress,
  canUsePasskeys,
  signInWithPasskey,
  signInWithPassword,
  type PasskeyAnswer,
  type SignInMethods,
} from './sign-in-requests.ts'
import styles from './sign-in.module.css'

export type PasswordStepProps = {
  office: Office
  problem: string | null
  email: string
  onEmail: (email: string) => void
  onNext: (next: 'signed-in' | 'second-factor') => void
}

const unknownMethods: SignInMethods = { password: true, passkey: false, providers: [], demo: null }

/** E-mail and password, a passkey, or a school's or council's own sign-in. */
export const PasswordStep = ({ office, problem, email, onEmail, onNext }: PasswordStepProps) => {
  const [methods, setMethods] = useState<SignInMethods>(unknownMethods)
  const [unreachable, setUnreachable] = useState<string | null>(null)
  const [password, setPassword] = useState('')
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const [said, setSaid] = useState(problem)
  const [attempt, setAttempt] = useState(0)
  const [isBusy, setBusy] = useState(false)

  useEffect(() => {
    let isOver = false
    const ask = async (): Promise<void> => {
      const answer = await askMethods(office)
      if (isOver) return
      if (answer.kind === 'ok') {
        setMethods(answer.body)
        setUnreachable(null)
      } else setUnreachable(saySignInProblem(answer))
    }
    void ask()
    const again = (): void => void ask()
    addEventListener('online', again)
    return () => {
      isOver = true
      removeEventListener('online', again)
    }
  }, [office])

  const take = (answer: PasskeyAnswer): void => {
    setBusy(false)
    setAttempt((before) => before + 1)
    if (answer.kind === 'ok') return onNext(answer.body.next === 'second-factor' ? 'second-factor' : 'signed-in')
    if (answer.kind === 'mfa-required') return onNext('signed-in')
    if (answer.kind === 'refused') setProblems([{ fieldId: 'sign-in-email', message: saySignInProblem(answer) }])
    else setSaid(saySignInProblem(answer))
  }
  const begin = (): void => {
    setBusy(true)
    setProblems([])
    setSaid(null)
  }
  const send = async (withEmail: string, withPassword: string): Promise<void> => {
    begin()
    take(await signInWithPassword(office, withEmail.trim(), withPassword))
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const missing: FieldProblem[] = []
    if (email.trim() === '') missing.push({ fieldId: 'sign-in-email', message: 'Write your e-mail address' })
    if (password === '') missing.push({ fieldId: 'sign-in-password', message: 'Write your password' })
    setSaid(null)
    setProblems(missing)
    setAttempt((before) => before + 1)
    if (missing.length === 0) void send(email, password)
  }
  const goToProvider = async (provider: string): Promise<void> => {
    begin()
    const answer = await askProviderAddress(office, provider, false)
    if (answer.kind === 'ok') location.assign(answer.body.url)
    else take(answer)
  }
  const problemOf = (fieldId: string): string | undefined => problems.find((each) => each.fieldId === fieldId)?.message

  return (
    <Stack gap="wide">
      {unreachable !== null && (
        <Banner tone="notice" live="polite" title="You need signal to sign in">
          {unreachable}
        </Banner>
      )}
      {said !== null && (
        <Banner tone="due" live="assertive">
          {said}
        </Banner>
      )}
      <ErrorSummary problems={problems} attempt={attempt} />
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextField
            id="sign-in-email"
            label="E-mail address"
            type="email"
            name="email"
            autoComplete="username"
            value={email}
            onChange={onEmail}
            error={problemOf('sign-in-email')}
          />
          <SecretField
            id="sign-in-password"
            label="Password"
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            error={problemOf('sign-in-password')}
          />
          <Button type="submit" kind="main" size="big" wide isPending={isBusy}>
            Sign in
          </Button>
        </Stack>
      </form>
      {(methods.passkey || methods.providers.length > 0) && (
        <Stack gap="tight">
          <p className={styles.or}>or</p>
          {methods.passkey && canUsePasskeys() && (
            <Button
              wide
              icon={<KeyRound aria-hidden />}
              isDisabled={isBusy}
              onPress={() => {
                begin()
                void signInWithPasskey(office).then(take)
              }}
            >
              Sign in with a passkey
            </Button>
          )}
          {methods.providers.map((provider) => (
            <Button key={provider.id} wide isDisabled={isBusy} onPress={() => void goToProvider(provider.id)}>
              Sign in with {provider.name}
            </Button>
          ))}
        </Stack>
      )}
      {methods.demo !== null && methods.demo.length > 0 && (
        <DemoSignIns
          people={methods.demo}
          isBusy={isBusy}
          onChoose={(person) => void send(person.email, person.password)}
        />
      )}
    </Stack>
  )
}
