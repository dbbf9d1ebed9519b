import { CircleCheck, ClipboardCheck, Sun } from 'lucide-react'
import { useSession } from '#client/app/session.tsx'
import { sayToCome } from '#client/casework/say-to-come.ts'
import { Banner } from '#client/ui/banner.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Due, ListRow } from '#client/ui/list-row.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { Tag } from '#client/ui/tag.tsx'
import { can } from '#domain/permissions/can.ts'
import { NOON } from '#domain/morning/morning-standing.ts'
import { tiers, tierWords } from '#domain/morning/risk/rule.ts'
import { sayReasonDue } from '#domain/register/clocks/reason-due.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { dayOf, timeOf, type Instant } from '#domain/time/instant.ts'
import styles from './morning.module.css'
import { sayMark, sayStep } from './say-morning.ts'
import type { MorningNow, SchoolNow, StandingRow } from './use-morning.ts'

/** Who is missing without a reason, in the order in which to ring; whose reason is known, folded; and whose N still waits for one. */
export const MorningList = ({ morning, current }: { morning: MorningNow | undefined; current: string | null }) => {
  const { actor } = useSession()
  // Beside a child the page is about the child: theirs is its one heading of the first level.
  const Heading = current === null ? 'h1' : 'h2'
  const toCome = sayToCome(morning?.toCome ?? null)
  const open = morning?.schools.flatMap(({ rows }) => rows).filter(({ standing }) => standing.step !== null).length
  return (
    <div className={styles.list}>
      <header className={styles.head}>
        <Heading className={styles.title}>
          Morning absence {open !== undefined && <span className={styles.count}>{open}</span>}
        </Heading>
        {morning !== undefined && <Quiet>{sayDay(morning.today, morning.today)}</Quiet>}
      </header>
      {morning === undefined ? (
        <Skeleton rows={7} label="Reading the registers" />
      ) : (
        <>
          {morning.schools.length === 0 && <NoSchool toCome={toCome} />}
          {morning.schools.map((school) => (
            <SchoolPart
              key={school.organisationId}
              school={school}
              isNamed={morning.schools.length > 1}
              today={morning.today}
              now={morning.now}
              current={current}
            />
          ))}
          <nav aria-label="About the morning" className={styles.ways}>
            <LinkButton href="/morning/for-the-register" icon={<ClipboardCheck aria-hidden />}>
              Proposed for the register
            </LinkButton>
            {morning.schools
              .filter(({ organisationId }) => can(actor, 'set-morning-plan', { organisationId }))
              .map(({ organisationId, name }) => (
                <LinkButton key={organisationId} kind="quiet" href={`/morning/cut-offs/${organisationId}`}>
                  {morning.schools.length > 1 ? `Cut-offs of ${name}` : 'Cut-offs'}
                </LinkButton>
              ))}
          </nav>
          <ReasonsDue morning={morning} current={current} />
          {toCome !== null && morning.schools.length > 0 && (
            <p className={styles.said}>{toCome}; their children are not on this list.</p>
          )}
        </>
      )}
    </div>
  )
}

const NoSchool = ({ toCome }: { toCome: string | null }) => (
  <EmptyState icon={<Sun />} title={toCome ?? 'No child of a school is yours'}>
    <p>
      {toCome !== null
        ? 'Children appear here as soon as their files have arrived whole.'
        : 'A school’s pastoral staff, heads of year and leads find out each morning why a child is away.'}
    </p>
  </EmptyState>
)

type SchoolPartProps = { school: SchoolNow; isNamed: boolean; today: string; now: Instant; current: string | null }

const SchoolPart = ({ school, isNamed, today, now, current }: SchoolPartProps) => {
  const open = school.rows.filter(({ standing }) => standing.step !== null)
  const known = school.rows.filter(({ standing }) => standing.step === null)
  const TierHeading = isNamed ? 'h3' : 'h2'
  return (
    <section aria-label={school.name} className={styles.school}>
      {isNamed && <h2 className={styles.part}>{school.name}</h2>}
      <HowItStands school={school} today={today} isAfternoon={timeOf(now) >= NOON} isDone={open.length === 0} />
      {tiers.map((tier) => {
        const rows = open.filter(({ risk }) => risk.tier === tier)
        return rows.length === 0 ? null : (
          <section key={tier} aria-label={tierWords[tier]}>
            <TierHeading className={styles.part}>
              {tierWords[tier]} <span className={styles.count}>{rows.length}</span>
            </TierHeading>
            <Rows rows={rows} current={current} />
          </section>
        )
      })}
      {known.length > 0 && (
        <details className={styles.known}>
          <summary>
            Reason given <span className={styles.count}>{known.length}</span>
          </summary>
          <Rows rows={known} current={current} />
        </details>
      )}
    </section>
  )
}

const Rows = ({ rows, current }: { rows: readonly StandingRow[]; current: string | null }) => (
  <ul>
    {rows.map(({ pupil, called, missing, risk, standing }) => (
      <li key={pupil.id}>
        <ListRow
          href={`/morning/${pupil.id}`}
          title={called}
          note={pupil.registrationGroup}
          tag={standing.passed.length > 0 ? <Tag tone="danger">Late</Tag> : <Tag>{sayMark(missing)}</Tag>}
          {...(standing.step === null
            ? {}
            : { why: risk.why.length === 0 ? 'Missing without a reason' : `${risk.why.join('. ')}.` })}
          next={
            standing.step === null ? (
              sayStep(standing)
            ) : (
              <Due isLate={standing.passed.length > 0}>{sayStep(standing)}</Due>
            )
          }
          isCurrent={pupil.id === current}
        />
      </li>
    ))}
  </ul>
)

/** What the list stands on: whether the register is in, when it was taken, and of whom nothing can be said. Never silent where it knows nothing. */
const HowItStands = ({
  school,
  today,
  isAfternoon,
  isDone,
}: {
  school: SchoolNow
  today: string
  isAfternoon: boolean
  isDone: boolean
}) => {
  const { session, marked, takenAt, formsWithout, afternoon, afternoonCutOffs, withoutRegister, rows } = school
  if (session === null) {
    return (
      <EmptyState icon={<Sun />} title="The school is closed today">
        <p>No session is held, so nobody is missing.</p>
      </EmptyState>
    )
  }
  const forms = formsWithout.filter((form) => form !== '')
  return (
    <div className={styles.stands}>
      {marked === 0 ? (
        <Banner tone="due" title={`No marks of this ${session} have come in`}>
          Nobody is listed until they do: this does not say that everybody is there. Ask whoever takes in the marks at
          the office.
        </Banner>
      ) : (
        <p className={styles.said}>
          This {session}: marks of {marked} {marked === 1 ? 'child' : 'children'}
          {takenAt !== null &&
            `, taken in ${dayOf(takenAt) === today ? `at ${timeOf(takenAt)}` : `on ${sayDay(dayOf(takenAt), today)}`}`}
          .
        </p>
      )}
      {marked > 0 && forms.length > 0 && (
        <Banner tone="due" title={`No marks from ${sayList(forms)}`}>
          Ask whether {forms.length === 1 ? 'its register was' : 'their registers were'} taken. Nobody of{' '}
          {forms.length === 1 ? 'it' : 'them'} is listed.
        </Banner>
      )}
      {isAfternoon && school.hasAfternoon && afternoon === null && marked > 0 && (
        <p className={styles.said}>No marks of this afternoon have come in yet: nobody can say who is missing in it.</p>
      )}
      {afternoon !== null && (
        <p className={styles.said}>
          This afternoon: marks of {afternoon.marked} {afternoon.marked === 1 ? 'child' : 'children'}.
          {afternoon.formsWithout.some((form) => form !== '') &&
            ` None from ${sayList(afternoon.formsWithout.filter((form) => form !== ''))} yet.`}
        </p>
      )}
      {afternoonCutOffs === null && rows.some(({ missing }) => missing.session === 'afternoon') && (
        <p className={styles.said}>
          The school has set no cut-offs for the afternoon, so nothing of it is called late.
        </p>
      )}
      {withoutRegister > 0 && (
        <p className={styles.said}>
          {withoutRegister === 1 ? '1 child has' : `${withoutRegister} children have`} no register in Doorstep this
          school year and cannot be listed.
        </p>
      )}
      {marked > 0 && isDone && (
        <EmptyState
          icon={rows.length === 0 ? <Sun /> : <CircleCheck />}
          title={rows.length === 0 ? 'Nobody is missing without a reason' : 'A reason is given for everybody'}
        />
      )}
    </div>
  )
}

/** `9K`, `9K and 9L`, `9K, 9L and 9M`. */
const sayList = (all: readonly string[]): string =>
  all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`

/** Marks of N from days before, and of this morning where the child has come since, each with the school days that are left to find the reason. */
const ReasonsDue = ({ morning: { reasons, today }, current }: { morning: MorningNow; current: string | null }) =>
  reasons.length === 0 ? null : (
    <section aria-label="N without a reason">
      <h2 className={styles.part}>
        N without a reason <span className={styles.count}>{reasons.length}</span>
      </h2>
      <p className={styles.said}>
        A reason must be found within five school days, else the mark becomes O. The school’s own system holds the
        register.
      </p>
      <ul>
        {reasons.map(({ pupil, called, due }) => (
          <li key={pupil.id}>
            <ListRow
              href={`/morning/${pupil.id}`}
              title={called}
              note={pupil.registrationGroup}
              {...(due.some(({ isOver }) => isOver) ? { tag: <Tag tone="due">O is due</Tag> } : {})}
              next={due
                .map((one) => `${sayDay(one.day, today)}: ${sayReasonDue(one, sayDay(one.dueOn, today))}`)
                .join('; ')}
              isCurrent={pupil.id === current}
            />
          </li>
        ))}
      </ul>
    </section>
  )
