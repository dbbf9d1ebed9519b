import { lazy, Suspense, useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { askAccount, type AccountAtOffice } from '#client/app/account-at-office.ts'
import type { Answer, Office } from '#client/app/office.ts'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { PasswordStep } from './password-step.tsx'
import { saySignInProblem } from './say-sign-in-problem.ts'

// Most people sign in with a password or a provider, and see none of these: they are no part of what a first visit waits for.
const InvitationStep = lazy(async () => ({ default: (await import('./invitation-step.tsx')).InvitationStep }))
const SecondFactorStep = lazy(async () => ({ default: (await import('./second-factor-step.tsx')).SecondFactorStep }))
const FirstFactorStep = lazy(async () => ({ default: (await import('./first-factor-step.tsx')).FirstFactorStep }))

export type SignInProps = {
  office: Office
  /** Ask for a whole sign-in although a session may be there: the office wants a recent one. */
  fresh?: boolean
  /** A problem brought back from a provider. */
  problem?: string | null
  /** A one-time code from an administrator's link. */
  invitation?: string | null
  /** Told when the link of an invitation was used or put aside: it stays in no address. */
  onInvitationOver?: () => void
  onSignedIn: (account: AccountAtOffice) => void
}

type Step =
  | { at: 'looking' }
  | { at: 'invitation'; code: string }
  /** `time` tells one coming-back from the next, so that what went wrong is said each time. */
  | { at: 'password'; problem: string | null; time?: number }
  | { at: 'second-factor' }
  | { at: 'first-factor' }

/** Signing in, one step at a time, until the office says who is signed in. */
export const SignIn = ({
  office,
  fresh = false,
  problem = null,
  invitation = null,
  onInvitationOver,
  onSignedIn,
}: SignInProps) => {
  const [step, setStep] = useState<Step>(() => firstStep(fresh, problem, invitation))
  const [email, setEmail] = useState('')
  const tries = useRef(0)

  const go = useCallback(
    (answer: Answer<AccountAtOffice>) => {
      if (answer.kind === 'ok') return onSignedIn(answer.body)
      if (answer.kind === 'mfa-required') {
        return setStep({ at: answer.mfa.totp || answer.mfa.passkey ? 'second-factor' : 'first-factor' })
      }
      tries.current += 1
      return setStep({
        at: 'password',
        problem: answer.kind === 'signed-out' ? null : saySignInProblem(answer),
        time: tries.current,
      })
    },
    [onSignedIn],
  )
  const look = useCallback(async () => go(await askAccount(office)), [go, office])

  // A work account's sign-in comes back to this page with a session already made.
  const isLooking = step.at === 'looking'
  useEffect(() => {
    if (!isLooking) return undefined
    let isOver = false
    const ask = async (): Promise<void> => {
      const answer = await askAccount(office)
      if (isOver) return
      if (answer.kind === 'ok' || answer.kind === 'mfa-required') go(answer)
      else setStep({ at: 'password', problem: null })
    }
    void ask()
    return () => {
      isOver = true
    }
  }, [isLooking, office, go])

  switch (step.at) {
    case 'looking':
      return <Skeleton rows={2} label="Looking whether you are signed in" />
    case 'invitation':
      return (
        <Later>
          <InvitationStep
            office={office}
            code={step.code}
            onOver={() => {
              onInvitationOver?.()
              setStep({ at: 'password', problem: null })
            }}
          />
        </Later>
      )
    case 'password':
      return (
        <PasswordStep
          key={step.time}
          office={office}
          email={email}
          onEmail={setEmail}
          problem={step.problem}
          onNext={(next) => (next === 'second-factor' ? setStep({ at: 'second-factor' }) : void look())}
        />
      )
    case 'second-factor':
      return (
        <Later>
          <SecondFactorStep
            office={office}
            onNext={() => void look()}
            onStartAgain={(why) => setStep({ at: 'password', problem: why })}
          />
        </Later>
      )
    case 'first-factor':
      return (
        <Later>
          <FirstFactorStep
            office={office}
            onNext={() => void look()}
            onStartAgain={(why) => setStep({ at: 'password', problem: why })}
          />
        </Later>
      )
  }
}

const Later = ({ children }: { children: ReactNode }) => (
  <Suspense fallback={<Skeleton rows={3} label="Opening the next step" />}>{children}</Suspense>
)

const firstStep = (fresh: boolean, problem: string | null, invitation: string | null): Step => {
  if (invitation !== null) return { at: 'invitation', code: invitation }
  return fresh || problem !== null ? { at: 'password', problem } : { at: 'looking' }
}
