import { useState } from 'react'
import { useParams } from 'react-router'
import { useGoOn } from '#client/app/go-on.tsx'
import { sayDate, sayInstant } from '#client/casework/day-words.ts'
import { isText, sayField, sayValue } from '#client/casework/clash-words.ts'
import { BackToCase } from '#client/casework/back-to-case.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { sayWho, type Colleagues } from '#client/casework/people-words.ts'
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
import { dayOf, timeOf, type Instant } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import styles from './clash-page.module.css'

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
  const goOn = useGoOn()
  const say = useToast()
  const here = `/caseload/${clash.pupilId}`
  const stands = sayValue(clash, clash.stands, colleagues, mine, today)
  const other = sayValue(clash, clash.other, colleagues, mine, today)
  const was = sayValue(clash, clash.was, colleagues, mine, today)
  const first = sideOf(clash.standsBy ?? null, colleagues, mine)
  const second = sideOf({ by: clash.otherBy, recordedAt: clash.recordedAt }, colleagues, mine)
  const keep = async (choice: 'stands' | 'other' | 'both') => {
    const { pupilId, id, recordKind, recordId, field } = clash
    const headings = { stands: headingOf(first, today), other: headingOf(second, today) }
    const chosen = { keep: choice, ...(choice === 'both' ? { headings } : {}), newClashId: ids.newClashId }
    const args = { pupilId, clashId: id, recordKind, recordId, field, ...chosen }
    if (await save(identified(ids.uid), settleClash, args)) {
      say({ message: 'Settled. Both versions stay in the timeline.' })
      await goOn(here)
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
      {clash.settled === null && clash.afterLeaving === true && (
        <p>
          What {second.name ?? 'a colleague'} wrote came after they had left, and would take away from what keeps people
          safe. So it changed nothing by itself: read both and choose. Until then what stood before stands.
        </p>
      )}
      {clash.settled === null && clash.afterLeaving === undefined && (
        <p>
          {[clash.otherBy, clash.standsBy?.by].includes(mine) ? 'You and a colleague' : 'Two colleagues'} changed the
          same thing without seeing each other’s change. Nothing is lost: read both and choose. Until then what came
          first stands.
        </p>
      )}
      <Quiet>Before, it said: {was}</Quiet>
      <div className={styles.both}>
        <Card title={first.wrote} aside={first.at === null ? 'stands now' : sayInstant(first.at, today)}>
          <Prose>{stands}</Prose>
          {canChoose && (
            <Button isPending={isSaving} onPress={() => void keep('stands')}>
              {first.keep}
            </Button>
          )}
        </Card>
        <Card title={second.wrote} aside={second.at === null ? undefined : sayInstant(second.at, today)}>
          <Prose>{other}</Prose>
          {clash.why !== undefined && <Quiet>Why: {clash.why}</Quiet>}
          {canChoose && (
            <Button isPending={isSaving} onPress={() => void keep('other')}>
              {second.keep}
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
              ? first.kept
              : second.kept}{' '}
          by {sayWho(colleagues, clash.settled.by, mine)}, {sayInstant(clash.settled.recordedAt, today)}.
        </Quiet>
      )}
    </Page>
  )
}

/** One side of a clash in words: whose it is, how its button reads, how it is told afterwards. */
type Side = { name: string | null; at: Instant | null; wrote: string; keep: string; kept: string }

const sideOf = (by: { by: string; recordedAt: Instant } | null, colleagues: Colleagues, mine: string): Side => {
  // A record of an older Doorstep does not say who made what stands.
  if (by === null)
    return { name: null, at: null, wrote: 'What stands', keep: 'Keep what stands', kept: 'What stood was kept' }
  const { recordedAt: at } = by
  const name = colleagues.get(by.by)?.name ?? 'A colleague'
  return by.by === mine
    ? { name, at, wrote: 'You wrote', keep: 'Keep mine', kept: 'Your version was kept' }
    : { name, at, wrote: `${name} wrote`, keep: `Keep ${name}’s`, kept: `${name}’s version was kept` }
}

/** What stands over a text when both are kept: `Nasreen Ali, 20 Nov 10:21`. */
const headingOf = ({ name, at }: Side, today: SchoolDay): string =>
  name === null || at === null ? 'Written first' : `${name}, ${sayDate(dayOf(at), today)} ${timeOf(at)}`
