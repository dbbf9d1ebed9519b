import { useRef, useState, type PointerEvent } from 'react'
import { z } from 'zod'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Held } from '#client/ui/form.tsx'
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
  /** Answers null once the signature is on this tablet's disk, or else why it is not. */
  keep: (picture: Picture | null, who: string) => Promise<string | null>
}

/**
 * Somebody signs with a finger, a pen or a mouse; or, where that cannot be, their name is typed and they say that it stands for
 * their signature. Either way it is a picture that can be looked at later, with the name in words.
 */
export const SignatureDialog = ({ pupilId, noteId, ...props }: SignatureDialogProps) => {
  const draft = useFormDraft(`signature/${noteId}`, pupilId, SignatureForm, () => ({ who: '' }))
  return draft === null ? null : <SignHere {...props} draft={draft} />
}

type SignHereProps = Pick<SignatureDialogProps, 'onClose' | 'keep'> & { draft: FormDraft<SignatureForm> }

const SignHere = ({ draft, onClose, keep }: SignHereProps) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { who } = draft.values
  const [isDrawn, setDrawn] = useState(false)
  const [isTyped, setTyped] = useState(false)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const [isKeeping, setKeeping] = useState(false)
  const [notKept, setNotKept] = useState<string | null>(null)
  const clear = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, WIDTH, HEIGHT)
    setDrawn(false)
  }
  const done = async () => {
    if (who.trim() === '') return setProblem('Write the name of the person who signs.')
    if (canvas.current === null || (!isDrawn && !isTyped))
      return setProblem('Let them sign, or agree to their typed name.')
    setProblem(undefined)
    setNotKept(null)
    setKeeping(true)
    if (!isDrawn) typeOnto(canvas.current, who)
    const why = await keep(
      await drawnOn(canvas.current),
      isDrawn ? who.trim() : `${who.trim()} (typed, agreed as their signature)`,
    )
    setKeeping(false)
    if (why !== null) {
      // What a finger drew is nowhere else. A typed name goes from the pad: it may be written otherwise the next time.
      if (!isDrawn) clear()
      return setNotKept(why)
    }
    onClose()
    // The picture holds the name now: a draft of it that cannot be taken away costs nothing.
    return draft.discard().then(nothing, nothing)
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
          <Button isDisabled={isKeeping} onPress={notNow}>
            Not now
          </Button>
          <Button kind="main" isPending={isKeeping} onPress={() => void done()}>
            Keep it
          </Button>
        </>
      }
    >
      {notKept !== null && (
        <Banner tone="danger" live="assertive">
          {notKept} The signature is still here: keep it again once there is room, or go on without it.
        </Banner>
      )}
      <Held isHeld={isKeeping}>
        <TextField
          label="Who signs?"
          value={who}
          onChange={(changed) => draft.change({ who: changed })}
          error={problem}
          autoComplete="off"
        />
      </Held>
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        className={styles.pad}
        onPointerDown={(event) => {
          // The picture of it is made: a stroke more would be in nothing.
          if (isKeeping) return
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

const nothing = (): void => {}

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
