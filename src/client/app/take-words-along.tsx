import { useState } from 'react'
import { Button } from '#client/ui/button.tsx'
import { Row } from '#client/ui/page.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { canShareText, copyText, shareText } from './hand-over.ts'

/**
 * Words that may be on no disk, to be read, copied or shared, so that nothing hangs on this tablet mending itself. `copies` is
 * what the button says: *Copy the words*.
 */
export const TakeWordsAlong = ({ label, copies, text }: { label: string; copies: string; text: string }) => {
  const [said, setSaid] = useState<string | null>(null)
  const copy = async (): Promise<void> =>
    setSaid(
      (await copyText(text)) ? 'Copied' : 'This browser did not allow copying. Press and hold the words to copy them.',
    )
  return (
    <>
      <TextArea label={label} value={text} isReadOnly rows={6} />
      <Row>
        <Button kind="main" onPress={() => void copy()}>
          {copies}
        </Button>
        {canShareText() && <Button onPress={() => void shareText(text)}>Share</Button>}
      </Row>
      <output>{said}</output>
    </>
  )
}
