import { ArrowLeft, ArrowRight, FolderOpen, ShieldAlert } from 'lucide-react'
import { AlreadyToday, useAlreadyToday } from '#client/casework/already-today.tsx'
import { sayWhoFirst } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { SaidLastTime } from '#client/casework/said-last-time.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { LinkButton, TextLink } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Page, Quiet, Row } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { contactResultWords } from '#domain/records/contact-note.ts'
import { calledName } from '#domain/records/pupil.ts'
import { reasonGivenWords } from '#domain/records/absence-asked.ts'
import { tierWords } from '#domain/morning/risk/rule.ts'
import { sayReasonDue } from '#domain/register/clocks/reason-due.ts'
import { sayDay } from '#domain/time/day-words.ts'
import styles from './missing-child.module.css'
import { RingFamily } from './ring-family.tsx'
import { sayMissing, sayPassed, sayStep, sayWhom } from './say-morning.ts'
import { useMorningBeside, type MorningNow, type SchoolNow, type StandingRow } from './use-morning.ts'

/** One child who is missing without a reason: why they stand where they do, whom to ring, what was tried, and who is to be told. */
export const MissingChildPage = () => (
  <WithPupil>
    <MissingChild />
  </WithPupil>
)

const MissingChild = () => {
  const { file } = usePupilView()
  const morning = useMorningBeside()
  const alreadyToday = useAlreadyToday()
  const pupil = file.pupil.record
  const school = morning.schools.find(({ organisationId }) => organisationId === pupil.organisationId)
  const row = school?.rows.find((one) => one.pupil.id === pupil.id)
  const asked = askedAbout(morning, school, row, pupil.id)
  if (alreadyToday === undefined) return <Skeleton rows={4} label="Opening the file" />
  return (
    <Page
      key={pupil.id}
      title={calledName(pupil)}
      detail={[pupil.registrationGroup, row === undefined ? null : sayMissing(row.missing)]
        .filter((part) => part !== null)
        .join(', ')}
      back={
        <LinkButton href="/morning" kind="quiet" icon={<ArrowLeft aria-hidden />}>
          Morning absence
        </LinkButton>
      }
    >
      {row === undefined ? <NotMissing school={school} /> : <HowItStands row={row} pupilId={pupil.id} />}
      <DaysBefore morning={morning} pupilId={pupil.id} />
      <SaidLastTime />
      {/* Tries about this child stand below, each to be corrected; until there is one, what was said of a brother or sister counts. */}
      {(row === undefined || row.standing.attempts.length === 0) && <AlreadyToday accounts={alreadyToday} />}
      {asked !== null && <RingFamily key={`${pupil.id} ${asked.day}`} row={row} {...asked} />}
      {row !== undefined && row.standing.attempts.length > 0 && <Attempts row={row} />}
      <Row>
        <LinkButton href={`/caseload/${pupil.id}/tell?morning`} icon={<ShieldAlert aria-hidden />}>
          Tell the safeguarding lead
        </LinkButton>
        <LinkButton href={`/caseload/${pupil.id}`} icon={<FolderOpen aria-hidden />}>
          Open the file
        </LinkButton>
        <NextChild morning={morning} pupilId={pupil.id} />
      </Row>
    </Page>
  )
}

/** Which session to ask about: today's that nobody explained, or, for a child who is here, the latest day that is still N. */
const askedAbout = (
  { reasons, today }: MorningNow,
  school: SchoolNow | undefined,
  row: StandingRow | undefined,
  pupilId: string,
) => {
  const siblings = (householdId: string | null): StandingRow[] =>
    householdId === null
      ? []
      : (school?.rows ?? []).filter((one) => one.pupil.householdId === householdId && one.pupil.id !== pupilId)
  if (row !== undefined)
    return {
      day: today,
      session: row.missing.session,
      alsoMissing: siblings(row.pupil.householdId)
        .filter(({ missing }) => missing.session === row.missing.session)
        .map(({ pupil }) => pupil),
    }
  const due = reasons.find(({ pupil }) => pupil.id === pupilId)?.due.at(-1)
  const [session] = due?.sessions ?? []
  return due === undefined || session === undefined ? null : { day: due.day, session, alsoMissing: [] }
}

const HowItStands = ({ row, pupilId }: { row: StandingRow; pupilId: string }) => {
  const {
    risk,
    standing,
    asked: { cutOffs },
  } = row
  const { step, passed } = standing
  const isToTell = step === 'tell-lead' || passed.includes('tellLeadBy')
  return (
    <>
      <Banner
        tone={step === null ? 'good' : passed.length > 0 || step === 'tell-lead' ? 'danger' : 'due'}
        title={sayStep(standing)}
        live="polite"
        {...(isToTell
          ? {
              action: (
                <LinkButton href={`/caseload/${pupilId}/tell?morning`} kind="main">
                  Tell the lead
                </LinkButton>
              ),
            }
          : {})}
      >
        {cutOffs === null ? (
          <p>The school has set no cut-offs for the afternoon.</p>
        ) : (
          passed.map((name) => <p key={name}>{sayPassed(name, cutOffs)}.</p>)
        )}
      </Banner>
      <p>
        <strong>{tierWords[risk.tier]}.</strong>{' '}
        {risk.why.length === 0
          ? 'Nothing else is known that puts this child before others.'
          : `${risk.why.join('. ')}.`}
      </p>
    </>
  )
}

/** A child who is not on the list, and why that may be said, or not. */
const NotMissing = ({ school }: { school: SchoolNow | undefined }) => (
  <Banner tone={school !== undefined && school.session !== null && school.marked > 0 ? 'good' : 'notice'} live="polite">
    {sayNotMissing(school)}
  </Banner>
)

/** Days that are still N, with what is left to find the reason of each. */
const DaysBefore = ({ morning: { reasons, today }, pupilId }: { morning: MorningNow; pupilId: string }) => {
  const row = reasons.find(({ pupil }) => pupil.id === pupilId)
  return row === undefined ? null : (
    <Banner tone="due" title="Still N without a reason">
      {row.due.map((one) => (
        <p key={one.day}>
          {sayDay(one.day, today)}, {one.sessions.join(' and ')}: {sayReasonDue(one, sayDay(one.dueOn, today))}.
        </p>
      ))}
    </Banner>
  )
}

const sayNotMissing = (school: SchoolNow | undefined): string => {
  if (school === undefined) return 'A school’s own staff find out each morning why a child is away.'
  if (school.session === null) return 'The school is closed today.'
  if (school.marked === 0) return `No marks of this ${school.session} have come in. Nothing can be said of today.`
  return `Not on the list of this ${school.afternoon === null ? school.session : 'afternoon'}, by the marks that have come in.`
}

/** Today's tries in their order, each to be corrected where a tap went wrong. */
const Attempts = ({ row: { standing, pupil } }: { row: StandingRow }) => {
  const { colleagues, mine } = usePupilView()
  return (
    <Card title="Tried today">
      <ol className={styles.attempts}>
        {standing.attempts.map((note) => {
          const reason = note.absence?.reason ?? null
          return (
            <li key={note.id}>
              {note.happenedAt === null ? '' : `${note.happenedAt}, `}
              {sayWhoFirst(colleagues, note.by, mine)} and {sayWhom(note)}:{' '}
              {reason === null ? contactResultWords[note.result].toLowerCase() : reasonGivenWords[reason].toLowerCase()}
              .{note.familyView === '' ? '' : ` “${note.familyView}”`}{' '}
              <TextLink
                href={`/caseload/${pupil.id}/notes/${note.id}/amend`}
                label={`Correct: ${note.happenedAt ?? ''} ${sayWhom(note)}`}
              >
                Correct
              </TextLink>
            </li>
          )
        })}
      </ol>
      <Quiet>
        Each is a contact in the child’s file. What was pressed by mistake is corrected there and stays to be seen.
      </Quiet>
    </Card>
  )
}

/** The next child of the list who waits for a reason. */
const NextChild = ({ morning, pupilId }: { morning: MorningNow; pupilId: string }) => {
  const rows = morning.schools.flatMap((school) => school.rows)
  const open = rows.filter(
    ({ pupil, standing }) => standing.step !== null && standing.step !== 'with-lead' && pupil.id !== pupilId,
  )
  const here = rows.findIndex(({ pupil }) => pupil.id === pupilId)
  const next = open.find((row) => rows.indexOf(row) > here) ?? open[0]
  return next === undefined ? null : (
    <LinkButton href={`/morning/${next.pupil.id}`} kind="quiet" icon={<ArrowRight aria-hidden />}>
      Next: {next.called}
    </LinkButton>
  )
}
