import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { sayInstant } from '#client/casework/day-words.ts'
import { BackToCase } from '#client/casework/back-to-case.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { sayWho, sayWhoFirst } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { identified, useSaving } from '#client/casework/use-saving.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Page, Quiet, Row } from '#client/ui/page.tsx'
import { Prose } from '#client/ui/quote.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { settleClash } from '#domain/mutations/settle-clash.ts'
import type { Clash } from '#domain/records/clash.ts'
import { calledName } from '#domain/records/pupil.ts'
import styles from './clash-page.module.css'
import { isText, sayField, sayValue } from '#client/casework/clash-words.ts'

/** Two people changed the same thing without seeing each other's change: both are shown, and one of them, or both, is kept. */
export const ClashPage = () => (
  <WithPupil>
    <FindClash />
  </WithPupil>
)

const FindClash = () => {
  const { clashId } = useParams()
  const { file } = usePupilView()
  const clash = file.clashes.find(({ record }) => record.id === clashId)?.record
  return clash === undefined ? <NotInFile /> : <BothVersions key={clash.id} clash={clash} />
}

const BothVersions = ({ clash }: { clash: Clash }) => {
  const { file, colleagues, mine, today, may } = usePupilView()
  const { save, isSaving, notSaved } = useSaving()
  const [ids] = useState(() => ({ uid: crypto.randomUUID(), newClashId: crypto.randomUUID() }))
  const navigate = useNavigate()
  const say = useToast()
  const here = `/caseload/${clash.pupilId}`
  const isMine = clash.otherBy === mine
  const stands = sayValue(clash, clash.stands, colleagues, mine, today)
  const other = sayValue(clash, clash.other, colleagues, mine, today)
  const was = sayValue(clash, clash.was, colleagues, mine, today)
  const keep = async (choice: 'stands' | 'other' | 'both') => {
    const { pupilId, id, recordKind, recordId, field } = clash
    const args = { pupilId, clashId: id, recordKind, recordId, field, keep: choice, newClashId: ids.newClashId }
    if (await save(identified(ids.uid), settleClash, args)) {
      say({ message: 'Settled. Both versions stay in the timeline.' })
      await navigate(here)
    }
  }
  const canChoose = clash.settled === null && may('settle-clash')
  return (
    <Page
      width="wide"
      title={`Two versions of ${sayField(clash)}`}
      detail={calledName(file.pupil.record)}
      back={<BackToCase />}
    >
      {notSaved !== null && <NotSaved why={notSaved} words={`${stands}\n\n${other}`} />}
      <Quiet>Before, it said: {was}</Quiet>
      <div className={styles.both}>
        <Card title={isMine ? 'Your colleague wrote' : 'What stands'}>
          <Prose>{stands}</Prose>
          {canChoose && (
            <Button isPending={isSaving} onPress={() => void keep('stands')}>
              {isMine ? 'Keep theirs' : 'Keep what stands'}
            </Button>
          )}
        </Card>
        <Card
          title={isMine ? 'You wrote' : `${sayWhoFirst(colleagues, clash.otherBy, mine)} wrote`}
          aside={sayInstant(clash.recordedAt, today)}
        >
          <Prose>{other}</Prose>
          {clash.why !== undefined && <Quiet>Why: {clash.why}</Quiet>}
          {canChoose && (
            <Button isPending={isSaving} onPress={() => void keep('other')}>
              {isMine ? 'Keep mine' : 'Keep theirs'}
            </Button>
          )}
        </Card>
      </div>
      {canChoose && isText(clash) && (
        <Row>
          <Button kind="main" isPending={isSaving} onPress={() => void keep('both')}>
            Keep both, one under the other
          </Button>
        </Row>
      )}
      {clash.settled !== null && (
        <Quiet>
          {clash.settled.keep === 'both'
            ? 'Both were kept'
            : clash.settled.keep === 'stands'
              ? 'What stood was kept'
              : 'The other was kept'}{' '}
          by {sayWho(colleagues, clash.settled.by, mine)}, {sayInstant(clash.settled.recordedAt, today)}.
        </Quiet>
      )}
    </Page>
  )
}
