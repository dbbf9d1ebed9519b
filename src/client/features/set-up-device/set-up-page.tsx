import { useEffect, useState } from 'react'
import { Navigate, useNavigate } from 'react-router'
import { askAccount, type AccountAtOffice } from '#client/app/account-at-office.ts'
import { Door } from '#client/app/door.tsx'
import { Emptied } from '#client/app/emptied.tsx'
import { officeFor, sayAnswer } from '#client/app/office.ts'
import { useTabletState } from '#client/app/use-tablet.tsx'
import type { NumberedKey } from '#client/store/seal.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Row } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { ReadyStep } from './ready-step.tsx'
import { SetUpForm } from './set-up-form.tsx'

type Step =
  | { at: 'looking' }
  | { at: 'unreachable'; why: string }
  | { at: 'form'; account: AccountAtOffice }
  | {
      at: 'ready'
      account: AccountAtOffice
      open: NumberedKey
      deviceId: string
      deviceName: string
      isShared: boolean
      kept: boolean
    }

/** Making this tablet one that a person can work on with no signal: its name, a passphrase, and storage that is kept. */
export const SetUpPage = () => {
  const navigate = useNavigate()
  const [step, setStep] = useState<Step>({ at: 'looking' })
  const isLooking = step.at === 'looking'
  const tablet = useTabletState()

  useEffect(() => {
    if (!isLooking) return undefined
    let isOver = false
    const ask = async (): Promise<void> => {
      const answer = await askAccount(officeFor())
      if (isOver) return
      if (answer.kind === 'ok') return setStep({ at: 'form', account: answer.body })
      if (answer.kind === 'signed-out' || answer.kind === 'mfa-required')
        return void navigate('/sign-in', { replace: true })
      return setStep({ at: 'unreachable', why: sayAnswer(answer, 'to set up this tablet') })
    }
    void ask()
    return () => {
      isOver = true
    }
  }, [isLooking, navigate])

  // Opened by way of another screen: what was missing was read first.
  if (tablet.kind === 'open') return <Navigate to="/" replace />
  switch (step.at) {
    case 'looking':
      return (
        <Door title="Set up this tablet">
          <Skeleton rows={3} label="Looking who is signed in" />
        </Door>
      )
    case 'unreachable':
      return (
        <Door title="Set up this tablet">
          <Emptied />
          <Banner tone="notice" live="assertive">
            {step.why}
          </Banner>
          <Row>
            <Button kind="main" onPress={() => setStep({ at: 'looking' })}>
              Try again
            </Button>
            <LinkButton kind="quiet" href="/sign-in">
              Back to signing in
            </LinkButton>
          </Row>
        </Door>
      )
    case 'form':
      return (
        <Door
          title="Set up this tablet"
          foot={<p>A tablet can be set up for several people. Each has their own passphrase.</p>}
        >
          <Emptied />
          <SetUpForm
            account={step.account}
            onDone={(done) => setStep({ at: 'ready', account: step.account, ...done })}
          />
        </Door>
      )
    case 'ready':
      return (
        <Door title="This tablet is ready">
          <ReadyStep
            account={step.account}
            open={step.open}
            deviceId={step.deviceId}
            deviceName={step.deviceName}
            isShared={step.isShared}
            kept={step.kept}
          />
        </Door>
      )
  }
}
