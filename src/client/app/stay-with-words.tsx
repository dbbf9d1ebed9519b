import { useEffect, useState } from 'react'
import { useBlocker } from 'react-router'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { machineClock } from '#domain/time/instant.ts'
import { flushDrafts, hasUnkept, whyUnkept } from '../store/drafts.ts'
import { rescueText } from '../store/rescue.ts'
import { TakeWordsAlong } from './take-words-along.tsx'
import { noteFields, wordsOnScreen } from './words-on-screen.ts'

/**
 * Keeps a person on a form whose words are on no disk. A way out first lets the draft be written; where that fails, the
 * words are given to the person before the form goes, and only they let it go.
 */
export const StayWithWords = () => {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    return currentLocation.pathname !== nextLocation.pathname && hasUnkept()
  })
  const [text, setText] = useState<string | null>(null)
  const isBlocked = blocker.state === 'blocked'

  useEffect(() => {
    if (blocker.state !== 'blocked') return undefined
    let isOver = false
    void flushDrafts().then(() => {
      if (isOver) return
      if (!hasUnkept()) return blocker.proceed()
      noteFields()
      setText(rescueText({ title: 'From Doorstep', fields: wordsOnScreen(), at: machineClock(), fault: whyUnkept() }))
      return undefined
    })
    return () => {
      isOver = true
    }
  }, [blocker])

  const stay = (): void => {
    setText(null)
    if (isBlocked) blocker.reset()
  }
  const leave = (): void => {
    setText(null)
    if (isBlocked) blocker.proceed()
  }
  return (
    <Dialog
      role="alertdialog"
      title="Your words are not kept"
      isOpen={isBlocked && text !== null}
      onClose={stay}
      actions={
        <>
          <Button onPress={leave}>Leave without them</Button>
          <Button onPress={stay}>Stay here</Button>
        </>
      }
    >
      <p>This tablet could not keep them, not even as a draft. Take a copy before you leave this page.</p>
      {text !== null && <TakeWordsAlong label="What you were writing" copies="Copy the words" text={text} />}
    </Dialog>
  )
}
