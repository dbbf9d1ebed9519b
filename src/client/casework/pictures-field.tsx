import { useRef, useState } from 'react'
import { Camera, PenLine, Trash2 } from 'lucide-react'
import { useSession } from '#client/app/session.tsx'
import { keepPicture, picturesFor, putPictureBack, type Picture } from '#client/store/attachments.ts'
import { classifyFault, sayFault } from '#client/store/fault.ts'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import type { AttachmentRow } from '#client/store/tables.ts'
import { Button, IconButton } from '#client/ui/button.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { attachmentWords, type AttachmentAbout } from '#domain/records/attachment.ts'
import { KeptImage } from './kept-image.tsx'
import { redrawn } from './picture.ts'
import styles from './pictures-field.module.css'
import { SignatureDialog } from './signature-dialog.tsx'

/** At most so many for one note. */
const MOST = 6

/**
 * Photos and a signature for the note of an open form. Each is on this tablet, sealed, as soon as it is taken; it is sent after
 * the note, and a note is whole without it.
 */
export const PicturesField = (place: {
  pupilId: string
  organisationId: string
  noteId: string
  /** A picture is kept: the form is to be kept too, for nothing else leads back to its note. */
  onKept: () => void
}) => {
  const { db, grace } = useSession()
  const { pupilId, organisationId, noteId, onKept } = place
  const kept = useLive(() => picturesFor(db, pupilId, noteId), [db, pupilId, noteId]) ?? []
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isSigning, setSigning] = useState(false)
  const say = useToast()
  const picker = useRef<HTMLInputElement>(null)

  /** Answers null once the picture is on this tablet's disk, or else why it is not. */
  const keep = async (picture: Picture | null, about: AttachmentAbout, caption: string): Promise<string | null> => {
    if (picture === null)
      return about === 'signature'
        ? 'This tablet could not make a picture of the signature.'
        : 'This file is no picture that this tablet can open.'
    const outcome = await keepPicture(db, picture, {
      id: crypto.randomUUID(),
      fileId: pupilId,
      organisationId,
      noteId,
      about,
      caption,
    })
    if (outcome.ok) onKept()
    return outcome.ok ? null : `The picture could not be kept. ${sayFault(outcome.fault)} The note is not touched.`
  }
  const remove = async (row: AttachmentRow) => {
    try {
      await db.attachments.delete(row.id)
    } catch (error) {
      return setTrouble(`Not removed. ${sayFault(classifyFault(error))}`)
    }
    const putBack = async (): Promise<void> => {
      const outcome = await putPictureBack(db, row)
      if (outcome.ok) return
      if (outcome.why === 'note-saved') say({ message: 'Not put back: the note is saved without it.' })
      else say({ message: `Not put back. ${sayFault(outcome.why)}`, undo, seconds: 600 })
    }
    const undo = (): void => void putBack()
    return say({ message: `${titleOf(row)} removed.`, undo })
  }
  const choose = () => {
    // Opening the camera must not count as lying idle, and the lock must not take the form away meanwhile.
    const end = grace()
    const input = picker.current
    if (input === null) return end()
    input.addEventListener('cancel', end, { once: true })
    input.addEventListener('change', end, { once: true })
    input.click()
    return undefined
  }
  return (
    <section aria-label="Photos and signature" className={styles.field}>
      {trouble !== null && (
        <Banner tone="danger" live="assertive">
          {trouble}
        </Banner>
      )}
      {kept.length > 0 && (
        <ul className={styles.kept}>
          {kept.map((row) => (
            <li key={row.id}>
              <KeptImage row={row} alt={titleOf(row)} />
              <IconButton
                label={`Remove this ${row.of?.about ?? 'picture'}`}
                icon={<Trash2 aria-hidden />}
                onPress={() => void remove(row)}
              />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.acts}>
        <Button icon={<Camera aria-hidden />} isDisabled={kept.length >= MOST} onPress={choose}>
          Photo
        </Button>
        <Button icon={<PenLine aria-hidden />} isDisabled={kept.length >= MOST} onPress={() => setSigning(true)}>
          Signature
        </Button>
      </div>
      <input
        ref={picker}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label="Choose a photo"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file !== undefined)
            void redrawn(file)
              .then((picture) => keep(picture, 'photo', ''))
              .then(setTrouble)
        }}
      />
      {isSigning && (
        <SignatureDialog
          pupilId={pupilId}
          noteId={noteId}
          onClose={() => setSigning(false)}
          keep={(picture, who) => keep(picture, 'signature', who)}
        />
      )}
    </section>
  )
}

const titleOf = ({ of }: AttachmentRow): string => (of === undefined ? 'Picture' : attachmentWords[of.about])
