import { useEffect, useRef, useState } from 'react'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Row } from '#client/ui/page.tsx'
import { TextArea } from '#client/ui/text-field.tsx'

/**
 * Says that a save did not happen, and why, while every word stays in the form. The words can be copied or read out, so
 * that nothing hangs on this tablet mending itself; where nothing was written, nothing is offered. Focus and the page move here:
 * the button pressed may be a screen away.
 */
export const NotSaved = ({ why, words }: { why: string; words: string }) => {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} tabIndex={-1}>
      <Banner tone="danger" title="Not saved" live="assertive">
        <p>{why}</p>
        {words !== '' && <TheirWords words={words} />}
      </Banner>
    </div>
  )
}

const TheirWords = ({ words }: { words: string }) => {
  const [isShown, setShown] = useState(false)
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words)
      setCopied(true)
    } catch {
      // Without leave to use the clipboard the words are shown to be copied by hand.
      setShown(true)
    }
  }
  return (
    <>
      <Row>
        <Button onPress={() => void copy()}>{isCopied ? 'Copied' : 'Copy my words'}</Button>
        <Button kind="quiet" onPress={() => setShown(!isShown)}>
          {isShown ? 'Hide my words' : 'Show my words'}
        </Button>
      </Row>
      {isShown && <TextArea label="Everything written in this form" value={words} isReadOnly rows={6} />}
    </>
  )
}
