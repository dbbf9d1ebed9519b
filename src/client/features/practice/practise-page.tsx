import { ArrowLeft, GraduationCap } from 'lucide-react'
import { useState } from 'react'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Page } from '#client/ui/page.tsx'
import { startPractice } from './start-practice.ts'

/** The way to try everything without a real child: an invented family that nobody is told of. */
export const PractisePage = () => {
  const session = useSession()
  const goOn = useGoOn()
  const [isStarting, setStarting] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const start = async (): Promise<void> => {
    setStarting(true)
    const isOn = await startPractice(session)
    setStarting(false)
    setFailed(!isOn)
    if (isOn) await goOn('/today')
  }
  return (
    <Page
      title="Practise"
      back={
        <LinkButton href="/device" kind="quiet" icon={<ArrowLeft aria-hidden />}>
          This tablet
        </LinkButton>
      }
    >
      <p>
        Try everything on an invented family, Pip and Posy Practice: log a visit, ring, promise, hear a barrier. Works
        with no signal.
      </p>
      <p>
        Nothing you write there is sent to the office, and all of it goes when you stop. None of your own cases is in
        it. Do not write about a real child there.
      </p>
      {hasFailed && (
        <Banner tone="due" live="assertive">
          This browser has no room for it just now.
        </Banner>
      )}
      <div>
        <Button kind="main" icon={<GraduationCap aria-hidden />} isPending={isStarting} onPress={() => void start()}>
          Begin
        </Button>
      </div>
    </Page>
  )
}
