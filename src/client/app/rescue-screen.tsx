import { useEffect, useState } from 'react'
import { useRouteError } from 'react-router'
import { z } from 'zod'
import { hasTyping } from '#client/store/drafts.ts'
import { classifyFault, sayFault } from '#client/store/fault.ts'
import { rescueText } from '#client/store/rescue.ts'
import { Button } from '#client/ui/button.tsx'
import { Quiet, Row } from '#client/ui/page.tsx'
import { machineClock } from '#domain/time/instant.ts'
import type { IncidentCode } from '#sync/protocol.ts'
import type { DoorstepDatabase } from '../store/database.ts'
import { Door } from './door.tsx'
import { TakeWordsAlong } from './take-words-along.tsx'
import { officeFor } from './office.ts'
import { useTabletState } from './use-tablet.tsx'
import { wordsOnScreen } from './words-on-screen.ts'

/**
 * Shown when a screen failed. What stood in its fields is kept here to copy or share until the person leaves, because
 * whether the draft reached the disk cannot be known now; so are the drafts that still open, because the screen that would
 * take them up may fail again.
 */
export const RescueScreen = () => {
  const error = useRouteError()
  const fault = classifyFault(error)
  const state = useTabletState()
  // Read once, at the moment of failing: the fields are gone from the page by now, their last values are not.
  const [words] = useState(wordsOnScreen)
  const [at] = useState(machineClock)
  const drafts = useDraftsKept(state.kind === 'open' ? state.session.db : null)

  const deviceId = state.kind === 'open' ? state.session.deviceId : null

  useEffect(() => {
    if (fault === 'locked') location.replace('/unlock')
    // A mistake of ours: whoever looks after Doorstep should hear that there was one, and nothing of what was on the screen.
    if (fault === 'unexpected') void sayScreenFailed(deviceId)
  }, [fault, deviceId])

  return (
    <Door title="Something went wrong here">
      <p>
        {fault === 'unexpected' ? 'This screen stopped working. What is saved on the tablet is safe.' : sayFault(fault)}
      </p>
      {words.length > 0 && (
        <>
          <p>
            {hasTyping()
              ? 'What you were writing may be kept as a draft, but take a copy to be sure.'
              : 'What you were writing is below. Take a copy to be sure.'}
          </p>
          <TakeWordsAlong
            label="What you were writing"
            copies="Copy the words"
            text={rescueText({ title: 'From Doorstep', fields: words, at, fault })}
          />
        </>
      )}
      {drafts !== null && (
        <>
          <p>Your drafts are still on this tablet, and you can copy them here.</p>
          <TakeWordsAlong label="Drafts kept on this tablet" copies="Copy the drafts" text={drafts} />
        </>
      )}
      <Row>
        <Button onPress={() => location.reload()}>Load again</Button>
        <Button onPress={() => location.assign('/caseload')}>Go to my caseload</Button>
      </Row>
      <Quiet>
        Loading again asks for your passphrase and brings you back. If it happens again, tell whoever looks after
        Doorstep what you were doing.
      </Quiet>
    </Door>
  )
}

/** The drafts' words, as far as they can be had; null while there are none. */
const useDraftsKept = (db: DoorstepDatabase | null): string | null => {
  const [text, setText] = useState<string | null>(null)
  useEffect(() => {
    const read = async (): Promise<void> => {
      if (db === null) return
      // Fetched only now: what is in the app's first file keeps everybody waiting.
      const { draftsAsText } = await import('./drafts-as-text.ts')
      setText(await draftsAsText(db))
    }
    read().catch(() => {
      // The drafts are lost to this tab with the rest: what stood on the screen is all there is.
    })
  }, [db])
  return text
}

const sayScreenFailed = (device: string | null): Promise<unknown> => {
  const code: IncidentCode = 'screen-fault'
  return officeFor({ deviceId: device }).post('/api/client-report', { code, device }, z.null())
}
