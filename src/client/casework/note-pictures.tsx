import { useState } from 'react'
import { Image } from 'lucide-react'
import { z } from 'zod'
import { officeFor, sayAnswer } from '#client/app/office.ts'
import { useSession } from '#client/app/session.tsx'
import { takePicture } from '#client/store/attachments.ts'
import { useLive } from '#client/store/live.ts'
import { Button } from '#client/ui/button.tsx'
import { StateChip } from '#client/ui/state-chip.tsx'
import { attachmentWords } from '#domain/records/attachment.ts'
import { Instant } from '#domain/time/instant.ts'
import { sayInstant } from './day-words.ts'
import type { KeptOf } from './kept-record.ts'
import { KeptImage } from './kept-image.tsx'
import { usePupilView } from './pupil-view.tsx'
import styles from './pictures-field.module.css'

/** The pictures of a note, each with where its bytes are: only on this tablet, received by the office, or still to be fetched. */
export const NotePictures = ({ noteId }: { noteId: string }) => {
  const { file } = usePupilView()
  const pictures = file.attachments.filter(({ record }) => record.noteId === noteId)
  return pictures.length === 0 ? null : (
    <ul className={styles.shown}>
      {pictures.map((kept) => (
        <li key={kept.record.id}>
          <NotePicture kept={kept} />
        </li>
      ))}
    </ul>
  )
}

const FromOffice = z.object({ mediaType: z.enum(['image/jpeg', 'image/png']), bytes: z.base64(), receivedAt: Instant })

const NotePicture = ({ kept: { record } }: { kept: KeptOf<'attachment'> }) => {
  const { db, deviceId } = useSession()
  const { file, today } = usePupilView()
  const row = useLive(async () => (await db.attachments.get(record.id)) ?? null, [db, record.id])
  const [isFetching, setFetching] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const title = `${attachmentWords[record.about]}${record.caption === '' ? '' : `: ${record.caption}`}`
  const fetchIt = async () => {
    setFetching(true)
    const answer = await officeFor({ deviceId, patience: 60_000 }).get(`/api/attachments/${record.id}`, FromOffice)
    setFetching(false)
    if (answer.kind === 'refused')
      return setTrouble('The office does not have it yet. It comes from the tablet it was taken on.')
    if (answer.kind !== 'ok') return setTrouble(sayAnswer(answer, 'to see this'))
    const { mediaType, bytes, receivedAt } = answer.body
    const isIt = await takePicture(
      db,
      {
        id: record.id,
        fileId: record.pupilId,
        recordId: record.noteId,
        mediaType,
        size: record.size,
        sha256: record.sha256,
        bytes,
        of: {
          organisationId: file.pupil.record.organisationId,
          about: record.about,
          caption: record.caption,
          isSaved: true,
        },
      },
      receivedAt,
    )
    return setTrouble(isIt ? null : 'What came is not the picture that was taken. Tell whoever looks after Doorstep.')
  }
  if (row === undefined) return null
  return (
    <>
      <span>{title}</span>
      {row === null ? (
        <Button icon={<Image aria-hidden />} isPending={isFetching} onPress={() => void fetchIt()}>
          Show {attachmentWords[record.about].toLowerCase()}
        </Button>
      ) : (
        <>
          <KeptImage row={row} alt={title} />
          <StateChip
            state={
              row.sentAt === null
                ? { kind: 'only-here' }
                : { kind: 'received', at: sayInstant(row.sentAt, today), reference: null }
            }
          />
        </>
      )}
      {trouble !== null && <output>{trouble}</output>}
    </>
  )
}
