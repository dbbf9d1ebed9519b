import { useEffect, useState, type ReactElement } from 'react'
import {
  CalendarCheck,
  ClipboardList,
  Eye,
  FolderOpen,
  HandHeart,
  PencilLine,
  Phone,
  PhoneCall,
  ShieldAlert,
  Siren,
  Sun,
  TriangleAlert,
} from 'lucide-react'
import { looksAtGroups, safeguards, writesToFamilies } from '#client/app/home-of.ts'
import { useSession } from '#client/app/session.tsx'
import { sayToCome } from '#client/casework/say-to-come.ts'
import { useNow } from '#client/casework/use-now.ts'
import { useFiled, useLive } from '#client/store/live.ts'
import { Button, LinkButton, TextLink } from '#client/ui/button.tsx'
import { classNames } from '#client/ui/class-names.ts'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page, Quiet, Stack } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { dayOf } from '#domain/time/instant.ts'
import { MOST_AT_ONCE, type TodayLine } from '#domain/today/today-lines.ts'
import { sayLongDay } from './long-day.ts'
import { makeToday, readBeside, type Today } from './read-today.ts'
import styles from './today-page.module.css'

/** Today: what to do now, why, and the act itself on every line. Made on this tablet from its records; needs no signal. */
export const TodayPage = () => {
  const { actor, clock } = useSession()
  const today = useToday()
  const day = dayOf(clock())
  return (
    <Page
      title={`Today, ${sayLongDay(day)}`}
      width="form"
      aside={<LinkButton href="/monday">Monday’s sheet</LinkButton>}
    >
      {today === undefined ? <Skeleton rows={7} label="Reading what is to do" /> : <ToDo today={today} />}
      <p>
        <TextLink href="/school-days">School days and holidays</TextLink>
      </p>
      <p>
        <TextLink href="/returns">Returns to the council</TextLink>
      </p>
      {looksAtGroups(actor) && (
        <p>
          <TextLink href="/insights">Insights: how groups of pupils attend</TextLink>
        </p>
      )}
      {writesToFamilies(actor) && (
        <p>
          <TextLink href="/messages">Our messages to families</TextLink>
        </p>
      )}
      {safeguards(actor) && (
        <p>
          <TextLink href="/restricted">Everything told to the safeguarding lead</TextLink>
        </p>
      )}
    </Page>
  )
}

/** Milliseconds between two makings of a list that nobody changed: the morning of a whole school is read for it. */
const TURN = 5 * 60_000

const useToday = (): Today | undefined => {
  const { db, actor, clock } = useSession()
  const filed = useFiled(true)
  // Made anew as time goes by: a cut-off passes, a concern turns late, it is another day, though no record changes.
  const turn = Math.floor(Date.parse(useNow()) / TURN)
  const beside = useLive(() => readBeside({ db, actor, clock }), [db, actor, clock, turn])
  const [today, setToday] = useState<Today>()
  useEffect(() => {
    if (filed === null || beside === undefined) return undefined
    let isWanted = true
    const make = async () => {
      const made = await makeToday(filed, beside, { db, actor, clock }, () => isWanted)
      if (made !== null && isWanted) setToday(made)
    }
    void make()
    return () => {
      isWanted = false
    }
  }, [filed, beside, db, actor, clock])
  return today
}

const ToDo = ({ today }: { today: Today }) => {
  const { lines } = today
  const toCome = sayToCome(today.toCome)
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen ? lines : lines.slice(0, MOST_AT_ONCE)
  const folded = lines.length - shown.length
  if (lines.length === 0) {
    return (
      <EmptyState
        icon={<Sun />}
        title={toCome ?? 'Nothing is waiting'}
        action={<LinkButton href="/caseload">My caseload</LinkButton>}
      >
        <p>
          {toCome !== null
            ? 'What is to do appears here as soon as the files have arrived.'
            : 'Nothing is yours to do just now: a good day for good news. What colleagues look after is in the caseload.'}
        </p>
      </EmptyState>
    )
  }
  return (
    <Stack>
      <h2 className={styles.head}>Do these first</h2>
      <ul className={styles.lines}>
        {shown.map((line) => (
          <li key={line.key}>
            <Line line={line} />
          </li>
        ))}
      </ul>
      {(folded > 0 || isOpen) && lines.length > MOST_AT_ONCE && (
        <div>
          <Button onPress={() => setOpen(!isOpen)}>{isOpen ? 'Show the first seven' : `Show ${folded} more`}</Button>
        </div>
      )}
      {toCome !== null && <Quiet>{toCome}. What is to do in them is not on this list.</Quiet>}
      <details className={styles.order}>
        <summary>How this list is ordered</summary>
        <p>
          A colleague who has not come back, then concerns that nobody has read, then children who may be unsafe
          (missing this morning without a reason, visits in a row with no answer, long unseen), then promises that are
          late, new cases in which nobody was reached, what we set a day for and is late (reviews of cases, plans,
          support and warnings, and the actions of plans), what is due today, and last what is only overdue by our own
          measure. Within each, what is due first. Nothing leaves the list until it is done.
        </p>
      </details>
    </Stack>
  )
}

const Line = ({ line }: { line: TodayLine }) => {
  const way = wayOf(line)
  return (
    <div className={styles.line}>
      <span className={classNames(styles.icon, line.late && styles.late)}>{icons[line.act.kind]}</span>
      <div className={styles.words}>
        <h3>{line.title}</h3>
        <p className={classNames(line.late && styles.isLate)}>{line.why}</p>
      </div>
      <LinkButton
        href={way.href}
        kind={line.act.kind === 'visit' ? 'main' : 'plain'}
        aria-label={`${way.label}: ${line.title}`}
      >
        {way.label}
      </LinkButton>
    </div>
  )
}

/** Where the act is done, and the word on its button. */
const wayOf = ({ act, pupilId }: TodayLine): { href: string; label: string } => {
  const file = `/caseload/${pupilId ?? ''}`
  switch (act.kind) {
    case 'settle-promise':
      return { href: `${file}/promises/${act.promiseId}`, label: 'Settle' }
    case 'visit':
      return act.isAgain === true
        ? { href: `${file}/plan-visit?no-answer`, label: 'Plan a visit' }
        : { href: `${file}/log-home-visit`, label: 'Visit' }
    case 'tell-lead':
      return { href: `${file}/tell?no-answer`, label: 'Tell the lead' }
    case 'call':
      return { href: `${file}/log-call`, label: 'Call' }
    case 'review':
      return { href: `${file}/case`, label: 'Review' }
    case 'review-plan':
      return { href: `${file}/plans/${act.planId}/review`, label: 'Review' }
    case 'settle-plan-action':
      return { href: `${file}/plans/${act.planId}`, label: 'Open the plan' }
    case 'review-support':
      return { href: `${file}/support/${act.offerId}`, label: 'Review' }
    case 'review-flag':
      return { href: `${file}/risk-flags/${act.flagId}`, label: 'Review' }
    case 'offer':
      return { href: file, label: 'Open' }
    case 'open-case':
      return { href: `${file}/open-case`, label: 'Open case' }
    case 'look':
      return { href: file, label: 'Look' }
    case 'draft':
    case 'thread':
    case 'visit-plan':
    case 'case':
    case 'outing':
    case 'morning':
      return { href: act.href, label: act.label }
  }
}

const icons: Record<TodayLine['act']['kind'], ReactElement> = {
  'settle-promise': <HandHeart aria-hidden />,
  visit: <Eye aria-hidden />,
  'tell-lead': <ShieldAlert aria-hidden />,
  call: <Phone aria-hidden />,
  review: <ClipboardList aria-hidden />,
  'review-plan': <ClipboardList aria-hidden />,
  'settle-plan-action': <ClipboardList aria-hidden />,
  'review-support': <ClipboardList aria-hidden />,
  'review-flag': <TriangleAlert aria-hidden />,
  offer: <HandHeart aria-hidden />,
  'open-case': <FolderOpen aria-hidden />,
  look: <FolderOpen aria-hidden />,
  draft: <PencilLine aria-hidden />,
  thread: <ShieldAlert aria-hidden />,
  'visit-plan': <CalendarCheck aria-hidden />,
  case: <FolderOpen aria-hidden />,
  outing: <Siren aria-hidden />,
  morning: <PhoneCall aria-hidden />,
}
