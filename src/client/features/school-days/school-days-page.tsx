import { CalendarOff, Plus } from 'lucide-react'
import { useSession } from '#client/app/session.tsx'
import { identified, useSaving } from '#client/casework/use-saving.ts'
import { StillToCome } from '#client/casework/still-to-come.tsx'
import { useLive } from '#client/store/live.ts'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page, Quiet, Row, Stack } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { Tag } from '#client/ui/tag.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { removeClosure } from '#domain/mutations/remove-closure.ts'
import { can } from '#domain/permissions/can.ts'
import { closureReasonWords, type SchoolClosure } from '#domain/records/school-closure.ts'
import { bankHolidaysOf } from '#domain/time/bank-holidays.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { dayOf } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { readSchoolDays, type SchoolDays } from './read-school-days.ts'
import { sayClosedDays, sayClosure } from './say-closure.ts'
import styles from './school-days.module.css'

/** On which days each school is closed, and so which days count when a screen says *5 school days*. */
export const SchoolDaysPage = () => {
  const { db, actor, clock } = useSession()
  const found = useLive(() => readSchoolDays(db, actor), [db, actor])
  const today = dayOf(clock())
  return (
    <Page
      title="School days"
      detail="When Doorstep counts school days, it leaves out weekends, bank holidays and what stands here."
    >
      {found === undefined ? (
        <Skeleton rows={4} />
      ) : (
        <Stack gap="wide">
          {found.length === 0 && <StillToCome missing="schools" />}
          {found.map(({ school, closures }) => (
            <SchoolCard key={school.id} school={school} closures={closures} today={today} />
          ))}
          <Quiet>
            Bank holidays are left out by themselves. The next is {sayDay(nextBankHoliday(today), today)}. One that is
            given for a single year has to be entered.
          </Quiet>
        </Stack>
      )}
    </Page>
  )
}

const nextBankHoliday = (today: SchoolDay): SchoolDay => {
  const year = Number(today.slice(0, 4))
  return [...bankHolidaysOf(year), ...bankHolidaysOf(year + 1)].find((day) => day >= today) ?? today
}

/** The first day of the school year in which a day lies. */
const schoolYearFrom = (day: SchoolDay): SchoolDay => {
  const year = Number(day.slice(0, 4))
  return `${day.slice(5) >= '09-01' ? year : year - 1}-09-01`
}

type SchoolCardProps = SchoolDays & { today: SchoolDay }

const SchoolCard = ({ school: { id: organisationId, name }, closures, today }: SchoolCardProps) => {
  const { actor } = useSession()
  const mayClose = can(actor, 'close-school', { organisationId })
  const shown = closures
    .filter(({ span }) => span.to >= schoolYearFrom(today))
    .toSorted((a, b) => Number(a.removed !== null) - Number(b.removed !== null) || (a.span.from < b.span.from ? -1 : 1))
  return (
    <Stack>
      <Card title={name} isList={shown.length > 0}>
        {shown.length === 0 ? (
          <EmptyState icon={<CalendarOff />} title="No holidays are entered">
            <p>
              Until they are, every weekday but bank holidays counts as a school day here, in half-term and summer too.
              {mayClose ? '' : ' Your attendance lead, service manager or administrator enters them.'}
            </p>
          </EmptyState>
        ) : (
          <ul className={styles.closures}>
            {shown.map((closure) => (
              <ClosureLine key={closure.id} closure={closure} today={today} />
            ))}
          </ul>
        )}
      </Card>
      {mayClose && (
        <Row>
          <LinkButton href={`/school-days/${organisationId}/new`} icon={<Plus aria-hidden />}>
            Enter closed days
          </LinkButton>
        </Row>
      )}
    </Stack>
  )
}

const ClosureLine = ({ closure, today }: { closure: SchoolClosure; today: SchoolDay }) => {
  const { actor } = useSession()
  const { save, isSaving, notSaved } = useSaving()
  const say = useToast()
  const { organisationId, id: closureId, removed } = closure
  const called = sayClosure(closure)
  const set = async (isRemoved: boolean): Promise<void> => {
    const isKept = await save(identified(crypto.randomUUID()), removeClosure, { organisationId, closureId, isRemoved })
    if (isKept) say({ message: isRemoved ? 'Taken out, on this tablet.' : 'Put back, on this tablet.' })
  }
  return (
    <li className={styles.closure}>
      <span>
        <strong>{called}</strong> {removed !== null && <Tag>Taken out</Tag>}
        <br />
        {sayClosedDays(closure, today)}
        {called === closureReasonWords[closure.reason] ? '' : `. ${closureReasonWords[closure.reason]}`}
        {notSaved !== null && <span role="alert"> {notSaved}</span>}
      </span>
      {can(actor, 'remove-closure', { organisationId }) && (
        <Button
          kind="quiet"
          isPending={isSaving}
          aria-label={`${removed === null ? 'Take out' : 'Put back'} ${called}, ${sayClosedDays(closure, today)}`}
          onPress={() => void set(removed === null)}
        >
          {removed === null ? 'Take out' : 'Put back'}
        </Button>
      )}
    </li>
  )
}
