import { useEffect, useRef, useState, type RefObject } from 'react'
import { useSession } from '#client/app/session.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { sayWhoFirst, type Colleagues } from '#client/casework/people-words.ts'
import type { PupilFile } from '#client/casework/pupil-file.ts'
import { readCalendars, type Calendars } from '#client/casework/read-calendars.ts'
import { readColleagues, readSchools } from '#client/casework/read-file.ts'
import { useSaving } from '#client/casework/use-saving.ts'
import { OnceAllIsHere, StillToCome } from '#client/casework/still-to-come.tsx'
import { useLive } from '#client/store/live.ts'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ErrorSummary, type FieldProblem } from '#client/ui/error-summary.tsx'
import { Page, Quiet, Stack } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { handOverCase } from '#domain/mutations/hand-over-case.ts'
import { can } from '#domain/permissions/can.ts'
import { calledName } from '#domain/records/pupil.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { dayOf } from '#domain/time/instant.ts'
import type { SchoolCalendar } from '#domain/time/school-calendar.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { useDigestDraft, writtenLines } from './digest-draft.ts'
import { DigestFields } from './digest-fields.tsx'
import styles from './handover.module.css'
import { readOffered, readOpenCases, type OfferedCase } from './read-handovers.ts'
import { ReceiverField } from './receiver-field.tsx'

/** Cases offered to this person and by them; and room to offer all the cases of one person, a leaver's too, at once. */
export const HandOverPage = () => {
  const { db, clock } = useSession()
  const found = useLive(
    async () => ({
      offered: await readOffered(db),
      files: await readOpenCases(db),
      colleagues: await readColleagues(db),
      schools: await readSchools(db),
      calendars: await readCalendars(db),
    }),
    [db],
  )
  if (found === undefined) return <Skeleton rows={5} label="Reading the cases" />
  return <HandOver {...found} today={dayOf(clock())} />
}

type Found = {
  offered: OfferedCase[]
  files: PupilFile[]
  colleagues: Colleagues
  schools: Map<string, string>
  calendars: Calendars
  today: SchoolDay
}

const HandOver = ({ offered, files, colleagues, schools, calendars, today }: Found) => {
  const { actor } = useSession()
  const mine = actor.personId
  const toMe = offered.filter(({ handover }) => handover.record.toId === mine)
  const others = offered.filter(({ handover }) => handover.record.toId !== mine)
  const mayGive = files.filter((file) => {
    const open = file.openCase?.record
    const pupil = file.pupil.record
    return (
      open !== undefined &&
      pupil.offeredTo?.[open.id] === undefined &&
      can(actor, 'hand-over-case', { organisationId: pupil.organisationId, pupil, absenceCase: open })
    )
  })
  return (
    <Page title="Hand over">
      <Stack gap="wide">
        <StillToCome missing="cases" />
        <Offered title="Offered to you" cases={toMe} none="Nobody has offered you a case." {...{ colleagues, today }} />
        {others.length > 0 && (
          <Offered title="Waiting for an answer" cases={others} none="" {...{ colleagues, today }} />
        )}
        <Several files={mayGive} {...{ colleagues, schools, calendars, today }} />
      </Stack>
    </Page>
  )
}

const Offered = ({
  title,
  cases,
  none,
  colleagues,
  today,
}: {
  title: string
  cases: OfferedCase[]
  none: string
  colleagues: Colleagues
  today: SchoolDay
}) => {
  const { actor } = useSession()
  return (
    <Card title={title}>
      {cases.length === 0 && (
        <OnceAllIsHere>
          <Quiet>{none}</Quiet>
        </OnceAllIsHere>
      )}
      <ul className={styles.cases}>
        {cases.map(({ handover: { record }, file }) => (
          <li key={record.id}>
            <TextLink href={`/caseload/${record.pupilId}/case/handover/${record.id}`}>
              {calledName(file.pupil.record)}
            </TextLink>
            <Quiet>
              {sayWhoFirst(colleagues, record.by, actor.personId)}, {sayDay(record.offeredOn, today)}.{' '}
              {record.digest[0]}
            </Quiet>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Someone's cases in one school: mine, or for whoever hands out work a colleague's or a leaver's. */
const Several = ({ files, colleagues, schools, calendars, today }: Omit<Found, 'offered'>) => {
  const { actor } = useSession()
  const groups = Map.groupBy(
    files,
    (file) => `${file.pupil.record.organisationId}/${file.openCase?.record.ownerId ?? ''}`,
  )
  const [chosen, setChosen] = useState<string | null>(null)
  const choices = [...groups].map(([key, held]) => {
    const [organisationId = '', ownerId = ''] = key.split('/')
    const left = colleagues.get(ownerId)?.leftOn ?? null
    const who =
      ownerId === ''
        ? 'Nobody’s'
        : ownerId === actor.personId
          ? 'Mine'
          : `${colleagues.get(ownerId)?.name ?? 'A colleague not on this tablet'}${left === null ? '' : `, left ${sayDay(left, today)}`}`
    const where = schools.size > 1 ? `, ${schools.get(organisationId) ?? ''}` : ''
    return {
      value: key,
      label: `${who}${where}: ${held.length}`,
      isMine: ownerId === actor.personId,
      hasLeft: left !== null,
    }
  })
  const inOrder = choices.toSorted(
    (a, b) => Number(b.isMine) - Number(a.isMine) || Number(b.hasLeft) - Number(a.hasLeft),
  )
  const group = chosen === null ? undefined : groups.get(chosen)
  const [groupIn = ''] = (chosen ?? '').split('/')
  return (
    <Card title="Hand over several cases">
      {choices.length === 0 ? (
        <OnceAllIsHere>
          <Quiet>There is no open case here that you could hand over.</Quiet>
        </OnceAllIsHere>
      ) : (
        <>
          <SelectField label="Whose cases?" choices={inOrder} value={chosen} onChange={setChosen} />
          {group !== undefined && <OfferAll key={chosen} files={group} calendar={calendars(groupIn)} today={today} />}
        </>
      )}
    </Card>
  )
}

/** What one row can do when the button at the foot is pressed: offer its case, and say whether that is on the tablet. */
type OfferRow = (toId: string) => Promise<boolean>

const OfferAll = ({ files, calendar, today }: { files: PupilFile[]; calendar: SchoolCalendar; today: SchoolDay }) => {
  const [toId, setToId] = useState<string | null>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const [attempt, setAttempt] = useState(0)
  const [isBusy, setBusy] = useState(false)
  const rows = useRef(new Map<string, OfferRow>())
  const say = useToast()
  const chosen = files.filter((file) => !left.has(file.pupil.record.id))
  const [first] = files
  const offer = async () => {
    setProblems([
      ...(toId === null ? [{ fieldId: 'to', message: 'Choose who is to take them.' }] : []),
      ...(chosen.length === 0 ? [{ fieldId: 'first-case', message: 'Tick at least one case.' }] : []),
    ])
    setAttempt((before) => before + 1)
    if (toId === null || chosen.length === 0) return
    setBusy(true)
    let done = 0
    // One act for each case, so that one that cannot go holds up no other.
    for (const file of chosen) if ((await rows.current.get(file.pupil.record.id)?.(toId)) === true) done += 1
    setBusy(false)
    say({ message: done === 1 ? 'One case offered, on this tablet.' : `${done} cases offered, on this tablet.` })
  }
  if (first === undefined) return null
  return (
    <Stack>
      <ErrorSummary problems={problems} attempt={attempt} />
      <ReceiverField
        organisationId={first.pupil.record.organisationId}
        pupils={chosen.map((file) => file.pupil.record)}
        except={first.openCase?.record.ownerId ?? null}
        value={toId}
        onChange={setToId}
        error={problemOf(problems, 'to')}
      />
      <Quiet>
        Five lines go with each case, made from the record on this tablet. Read them, and change what you like. Nothing
        changes hands until your colleague accepts.
      </Quiet>
      <ul className={styles.cases}>
        {files.map((file, place) => (
          <CaseRow
            key={file.pupil.record.id}
            file={file}
            calendar={calendar}
            today={today}
            isChosen={!left.has(file.pupil.record.id)}
            onChosen={(isOn) => {
              const next = new Set(left)
              if (isOn) next.delete(file.pupil.record.id)
              else next.add(file.pupil.record.id)
              setLeft(next)
            }}
            isFirst={place === 0}
            error={place === 0 ? problemOf(problems, 'first-case') : undefined}
            rows={rows}
          />
        ))}
      </ul>
      <div>
        <Button kind="main" isPending={isBusy} onPress={() => void offer()}>
          {chosen.length === 1 ? 'Offer one case' : `Offer ${chosen.length} cases`}
        </Button>
      </div>
    </Stack>
  )
}

const CaseRow = ({
  file,
  calendar,
  today,
  isChosen,
  onChosen,
  isFirst,
  error,
  rows,
}: {
  file: PupilFile
  calendar: SchoolCalendar
  today: SchoolDay
  isChosen: boolean
  onChosen: (isOn: boolean) => void
  /** What is wrong with the whole list is said at its first case. */
  isFirst: boolean
  error: string | undefined
  rows: RefObject<Map<string, OfferRow>>
}) => {
  const pupil = file.pupil.record
  const caseId = file.openCase?.record.id ?? ''
  const draft = useDigestDraft(file, caseId, today, calendar)
  const { save, notSaved } = useSaving()
  const [isOpen, setOpen] = useState(false)
  const called = calledName(pupil)
  useEffect(() => {
    if (draft === null) return
    rows.current.set(pupil.id, (toId) =>
      save(draft, handOverCase, {
        pupilId: pupil.id,
        organisationId: pupil.organisationId,
        caseId,
        handoverId: draft.values.handoverId,
        toId,
        digest: writtenLines(draft.values.digest),
        offeredOn: today,
      }),
    )
  })
  return (
    <li>
      <Checkbox
        {...(isFirst ? { id: 'first-case' } : {})}
        label={called}
        isSelected={isChosen}
        onChange={onChosen}
        error={error}
      />
      {notSaved !== null && <NotSaved why={notSaved} words={draft?.values.digest.join('\n\n') ?? ''} />}
      {draft !== null && !isOpen && (
        <ol className={styles.lines}>
          {writtenLines(draft.values.digest).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      )}
      {draft !== null && isOpen && <DigestFields draft={draft} of={called} />}
      <div>
        <Button
          kind="quiet"
          onPress={() => setOpen(!isOpen)}
          aria-label={`${isOpen ? 'Close' : 'Change'} the lines: ${called}`}
        >
          {isOpen ? 'Close the lines' : 'Change the lines'}
        </Button>
      </div>
    </li>
  )
}
