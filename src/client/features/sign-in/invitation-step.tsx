import { useEffect, useState, type SyntheticEvent } from 'react'
import type { Office } from '#client/app/office.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Stack } from '#client/ui/page.tsx'
import { SecretField } from '#client/ui/text-field.tsx'
import { saySignInProblem } from './say-sign-in-problem.ts'
import { askMethods, askProviderAddress, spendInvitation, type SignInMethods } from './sign-in-requests.ts'

export type InvitationStepProps = { office: Office; code: string; onOver: () => void }

/** An administrator's one-time link: choose a password, or join a work account. `onOver`: the password is set, or is there already. */
export const InvitationStep = ({ office, code, onOver }: InvitationStepProps) => {
  const [providers, setProviders] = useState<SignInMethods['providers']>([])
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [isBusy, setBusy] = useState(false)

  useEffect(() => {
    const ask = async (): Promise<void> => {
      const answer = await askMethods(office)
      if (answer.kind === 'ok') setProviders(answer.body.providers)
    }
    void ask()
  }, [office])

  const submit = async (): Promise<void> => {
    setAttempt((before) => before + 1)
    setSaid(null)
    if (password.length < 12) return setProblem('Choose at least 12 characters. A few words make a good one.')
    setProblem(null)
    setBusy(true)
    const answer = await spendInvitation(office, code, password)
    setBusy(false)
    setAttempt((before) => before + 1)
    if (answer.kind === 'ok') return onOver()
    if (answer.kind === 'refused') return setProblem(saySignInProblem(answer))
    return setSaid(saySignInProblem(answer))
  }
  const join = async (provider: string): Promise<void> => {
    setBusy(true)
    const used = await spendInvitation(office, code, null)
    const address = used.kind === 'ok' ? await askProviderAddress(office, provider, true) : used
    setBusy(false)
    if (address.kind === 'ok') location.assign(address.body.url)
    else setSaid(saySignInProblem(address))
  }
  return (
    <Stack>
      <h2>Welcome. Choose how you sign in</h2>
      {said !== null && (
        <Banner tone="due" live="assertive">
          {said}
        </Banner>
      )}
      <ErrorSummary
        problems={problem === null ? [] : [{ fieldId: 'new-password', message: problem }]}
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
          <SecretField
            id="new-password"
            label="New password"
            hint="At least 12 characters; three or four words are good. Nothing else is asked of it, and it never runs out."
            name="new-password"
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
            error={problem ?? undefined}
          />
          <Button type="submit" kind="main" size="big" wide isPending={isBusy}>
            Set this password
          </Button>
        </Stack>
      </form>
      {providers.map((provider) => (
        <Button key={provider.id} wide isDisabled={isBusy} onPress={() => void join(provider.id)}>
          Use my {provider.name} work account instead
        </Button>
      ))}
      <Button kind="quiet" onPress={onOver}>
        I have a password already
      </Button>
    </Stack>
  )
}
