import { useRef, useState, type PointerEvent } from 'react'
import { z } from 'zod'
import { Button } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { Picture } from '#client/store/attachments.ts'
import { drawnOn } from './picture.ts'
import styles from './pictures-field.module.css'
import { useFormDraft, type FormDraft } from './use-form-draft.ts'

const WIDTH = 640
const HEIGHT = 220

const SignatureForm = z.object({ who: z.string() })
type SignatureForm = z.infer<typeof SignatureForm>

export type SignatureDialogProps = {
  pupilId: string
  noteId: string
  onClose: () => void
  onSigned: (picture: Picture | null, who: string) => void
}

/**
 * Somebody signs with a finger, a pen or a mouse; or, where that cannot be, their name is typed and they say that it stands for
 * their signature. Either way it is a picture that can be looked at later, with the name in words.
 */
export const SignatureDialog = ({ pupilId, noteId, ...props }: SignatureDialogProps) => {
  const draft = useFormDraft(`signature/${noteId}`, pupilId, SignatureForm, () => ({ who: '' }))
  return draft === null ? null : <SignHere {...props} draft={draft} />
}

type SignHereProps = Pick<SignatureDialogProps, 'onClose' | 'onSigned'> & { draft: FormDraft<SignatureForm> }

const SignHere = ({ draft, onClose, onSigned }: SignHereProps) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { who } = draft.values
  const [isDrawn, setDrawn] = useState(false)
  const [isTyped, setTyped] = useState(false)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const clear = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, WIDTH, HEIGHT)
    setDrawn(false)
  }
  const done = async () => {
    if (who.trim() === '') return setProblem('Write the name of the person who signs.')
    if (canvas.current === null || (!isDrawn && !isTyped))
      return setProblem('Let them sign, or agree to their typed name.')
    if (!isDrawn) typeOnto(canvas.current, who)
    onSigned(await drawnOn(canvas.current), isDrawn ? who.trim() : `${who.trim()} (typed, agreed as their signature)`)
    await draft.discard()
    return undefined
  }
  const notNow = () => {
    void draft.discard()
    onClose()
  }
  return (
    <Dialog
      title="Signature"
      isOpen
      isHeld
      onClose={notNow}
      actions={
        <>
          <Button onPress={notNow}>Not now</Button>
          <Button kind="main" onPress={() => void done()}>
            Keep it
          </Button>
        </>
      }
    >
      <TextField
        label="Who signs?"
        value={who}
        onChange={(changed) => draft.change({ who: changed })}
        error={problem}
        autoComplete="off"
      />
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        className={styles.pad}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          const pen = penOf(event.currentTarget)
          const { x, y } = placeOn(event)
          pen?.beginPath()
          pen?.moveTo(x, y)
        }}
        onPointerMove={(event) => {
          if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
          const pen = penOf(event.currentTarget)
          const { x, y } = placeOn(event)
          pen?.lineTo(x, y)
          pen?.stroke()
          setDrawn(true)
        }}
      >
        Place to sign with a finger or a pen. The name can be typed instead.
      </canvas>
      <div>
        <Button kind="quiet" isDisabled={!isDrawn} onPress={clear}>
          Start again
        </Button>
      </div>
      {/* It keeps its place once they sign: were it to go, the pad would move under the finger. */}
      <Checkbox
        label="They cannot or would rather not sign here: their typed name stands for their signature, and they have said so."
        isSelected={isTyped && !isDrawn}
        isDisabled={isDrawn}
        onChange={setTyped}
      />
    </Dialog>
  )
}

const penOf = (canvas: HTMLCanvasElement): CanvasRenderingContext2D | null => {
  const pen = canvas.getContext('2d')
  if (pen !== null) {
    pen.lineWidth = 3
    pen.lineCap = 'round'
    pen.lineJoin = 'round'
    pen.strokeStyle = '#1b1f24'
  }
  return pen
}

/** Where on the canvas a finger is, whatever size it is drawn at. */
const placeOn = (event: PointerEvent<HTMLCanvasElement>): { x: number; y: number } => {
  const box = event.currentTarget.getBoundingClientRect()
  return {
    x: ((event.clientX - box.left) / box.width) * WIDTH,
    y: ((event.clientY - box.top) / box.height) * HEIGHT,
  }
}

const typeOnto = (canvas: HTMLCanvasElement, who: string): void => {
  const pen = canvas.getContext('2d')
  if (pen === null) return
  pen.fillStyle = '#1b1f24'
  pen.font = 'italic 44px serif'
  pen.fillText(who.trim(), 24, HEIGHT / 2, WIDTH - 48)
}
