import { useEffect, useState } from 'react'
import { useRouteError } from 'react-router'
import { hasTyping } from '#client/store/drafts.ts'
import { classifyFault, sayFault } from '#client/store/fault.ts'
import { rescueText } from '#client/store/rescue.ts'
import { Button } from '#client/ui/button.tsx'
import { Quiet, Row } from '#client/ui/page.tsx'
import { machineClock } from '#domain/time/instant.ts'
import { Door } from './door.tsx'
import { canShareText, copyText, shareText } from './hand-over.ts'
import styles from './rescue-screen.module.css'
import { wordsOnScreen } from './words-on-screen.ts'

/**
 * Shown when a screen failed. What stood in its fields is kept here to copy or share until the person leaves, because
 * whether the draft reached the disk cannot be known now.
 */
export const RescueScreen = () => {
  const error = useRouteError()
  const fault = classifyFault(error)
  // Read once, at the moment of failing: the fields are gone from the page by now, their last values are not.
  const [words] = useState(wordsOnScreen)
  const [said, setSaid] = useState<string | null>(null)
  const [at] = useState(machineClock)
  const text = rescueText({ title: 'From Doorstep', fields: words, at, fault })

  useEffect(() => {
    if (fault === 'locked') location.replace('/unlock')
  }, [fault])

  return (
    <Door title="Something went wrong here">
      <p>
        {fault === 'unexpected' ? 'This screen stopped working. What is saved on the tablet is safe.' : sayFault(fault)}
      </p>
      {words.length > 0 && (
        <>
          <p>
            <strong>This is what you were writing.</strong>{' '}
            {hasTyping() ? 'It may be kept as a draft too, but take a copy to be sure.' : 'Take a copy to be sure.'}
          </p>
          <pre className={styles.words}>{text}</pre>
          <Row>
            <Button
              kind="main"
              onPress={() =>
                void copyText(text).then((copied) =>
                  setSaid(
                    copied ? 'Copied' : 'This browser did not allow copying. Press and hold the words to copy them.',
                  ),
                )
              }
            >
              Copy the words
            </Button>
            {canShareText() && <Button onPress={() => void shareText(text)}>Share</Button>}
          </Row>
          <output>{said}</output>
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
