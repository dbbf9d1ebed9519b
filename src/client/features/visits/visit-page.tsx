import { House, MapPin } from 'lucide-react'
import { useParams } from 'react-router'
import { z } from 'zod'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { ParentNumbers } from '#client/casework/parent-numbers.tsx'
import { ParentTags } from '#client/casework/parent-tags.tsx'
import { parentName, relationshipOf, sayWho } from '#client/casework/people-words.ts'
import { stateOf } from '#client/casework/state-of.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useNoteOpening } from '#client/casework/use-note-opening.ts'
import { useNow } from '#client/casework/use-now.ts'
import { useSubmit, type Ready } from '#client/casework/use-submit.ts'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { DateField, TimeField } from '#client/ui/date-field.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Facts } from '#client/ui/facts.tsx'
import { Page, Quiet, Row } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { StateChip } from '#client/ui/state-chip.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { callOffVisit } from '#domain/mutations/call-off-visit.ts'
import { movePlannedVisit } from '#domain/mutations/move-planned-visit.ts'
import { visitReasonWords } from '#domain/records/home-visit.ts'
import { ownFileOf } from '#domain/records/own-file.ts'
import type { PlannedVisit } from '#domain/records/planned-visit.ts'
import type { FileId } from '#domain/records/record.ts'
import { asksForTwo } from '#domain/records/risk-flag.ts'
import { sayDay, sayDue } from '#domain/time/day-words.ts'
import { dayOf } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { Colleagues } from '#client/casework/people-words.ts'
import { AccompaniedVisit } from './accompanied-visit.tsx'
import { BackToVisits } from './back-to-visits.tsx'
import { FlagBanners, OrderBanners } from './flag-banners.tsx'
import { MadeByColleague } from './made-by-colleague.tsx'
import { addressLine, householdName, mapLink, readDay, type VisitOfDay } from './read-day.ts'

/** One planned visit: what to know first, where it is, whom to ring, and what becomes of it. */
export const VisitPage = () => {
  const { visitId } = useParams()
  const { db, actor } = useSession()
  const day = useLive(() => readDay(db, actor), [db, actor])
  const visit = day?.visits.find(({ plan }) => plan.record.id === visitId)
  const along = day?.alongside.find(({ accompanied }) => accompanied.record.id === visitId)
  // Warnings, address and numbers stand here too.
  useNoteOpening((visit ?? along)?.pupils.map(({ id }) => id) ?? null)
  if (day === undefined) return <Skeleton rows={5} label="Opening the visit" />
  if (visit === undefined && along !== undefined)
    return <AccompaniedVisit key={along.accompanied.record.id} visit={along} colleagues={day.colleagues} />
  if (visit === undefined) {
    return (
      <Page title="This visit is not on this tablet" back={<BackToVisits />}>
        <p>It may be planned on another tablet and still on its way. Anything of yours that needs you is under Sync.</p>
      </Page>
    )
  }
  return <Visit key={visit.plan.record.id} visit={visit} colleagues={day.colleagues} />
}

const Visit = ({ visit, colleagues }: { visit: VisitOfDay; colleagues: Colleagues }) => {
  const { actor } = useSession()
  const today = dayOf(useNow())
  const plan = visit.plan.record
  const state = stateOf(visit.plan, today)
  const address = addressLine(visit.pupils[0]?.address)
  const isAlone = plan.withId === null
  // What is begun here becomes part of the plan, and is kept in the same file: a child's file may come and go meanwhile, and would take the
  // form's words along.
  const fileId = ownFileOf(plan.organisationId, plan.personId)
  return (
    <Page
      title={householdName(visit)}
      detail={
        <>
          {sayDay(plan.on, today)}
          {plan.at === null ? '' : `, ${plan.at}`}. {visitReasonWords[plan.reason]}.
        </>
      }
      back={<BackToVisits />}
    >
      {plan.ended !== null ? (
        <Banner tone={plan.ended.how === 'made' ? 'good' : 'notice'}>
          {plan.ended.how === 'made' ? 'Made' : 'Called off'} on {sayDay(plan.ended.on, today)}.
          {plan.ended.why === '' ? '' : ` ${plan.ended.why}`}
        </Banner>
      ) : (
        plan.on < today && <Banner tone="due">This visit is {sayDue(plan.on, today, visit.calendar)}.</Banner>
      )}
      {visit.logged !== null && <MadeByColleague plan={plan} logged={visit.logged} colleagues={colleagues} />}
      <FlagBanners flags={visit.flags} />
      <OrderBanners orders={visit.orders} parents={visit.everyParent} />
      {visit.flags.some((flag) => asksForTwo(flag) && !plan.flagsRead.some(({ flagId }) => flagId === flag.id)) && (
        <Banner tone="due">A warning was raised after this visit was planned. Read it before you go.</Banner>
      )}
      {visit.isPartlyAway && (
        <Banner tone="notice">A file of this family is not on this tablet any more, or is still arriving.</Banner>
      )}
      <Card isList>
        <Facts
          facts={[
            {
              label: 'Where',
              value: address ?? 'No address is held',
              action:
                address === null ? undefined : (
                  <LinkButton href={mapLink(address)} icon={<MapPin aria-hidden />}>
                    Map
                  </LinkButton>
                ),
            },
            {
              label: 'Who goes',
              value: isAlone
                ? plan.aloneBecause === ''
                  ? 'You alone'
                  : `You alone: ${plan.aloneBecause}`
                : `You and ${sayWho(colleagues, plan.withId ?? '', actor.personId)}`,
            },
          ]}
        />
      </Card>
      {state !== null && <StateChip state={state} />}
      {plan.ended === null && (
        <>
          <Row>
            {visit.pupils[0] !== undefined && (
              <LinkButton
                kind="main"
                size="big"
                href={`/caseload/${visit.pupils[0].id}/log-home-visit`}
                icon={<House aria-hidden />}
              >
                At the door
              </LinkButton>
            )}
          </Row>
          {visit.parents.map((parent) => (
            <Card key={parent.id} title={`${relationshipOf(parent)}, ${parentName(parent)}`}>
              <ParentTags parent={parent} />
              <ParentNumbers parent={parent} orders={visit.orders} />
            </Card>
          ))}
          <Move key={plan.moves.length} fileId={fileId} plan={plan} today={today} />
          <CallOff fileId={fileId} plan={plan} today={today} />
        </>
      )}
      {plan.moves.map((move) => (
        <Quiet key={move.recordedAt}>
          Moved from {sayDay(move.from, today)} to {sayDay(move.to, today)}.{move.why === '' ? '' : ` ${move.why}`}
        </Quiet>
      ))}
    </Page>
  )
}

const MoveForm = z.object({ on: z.string(), at: z.string(), why: z.string() })
type MoveForm = z.infer<typeof MoveForm>

/** A form of this visit, and the file beside which its draft is kept. */
type Begun = { fileId: FileId; plan: PlannedVisit; today: SchoolDay }

/** Another day or time. Made anew once the visit has moved, with a draft of its own. */
const Move = ({ fileId, plan, today }: Begun) => {
  const draft = useFormDraft(`move-planned-visit/${plan.id}`, fileId, MoveForm, (): MoveForm => ({
    // A late visit cannot be moved to a day that has passed: today is offered first.
    on: plan.on < today ? today : plan.on,
    at: plan.at ?? '',
    why: '',
  }))
  return draft === null ? null : <MoveFields draft={draft} plan={plan} today={today} />
}

type OfVisit<T extends MoveForm | CallOffForm> = { draft: FormDraft<T>; plan: PlannedVisit; today: SchoolDay }

const MoveFields = ({ draft, plan, today }: OfVisit<MoveForm>) => {
  const { organisationId, personId, id: visitId } = plan
  const { on, at, why } = draft.values
  const { submit, problems, attempt, isSaving, notSaved } = useSubmit(draft)
  const say = useToast()
  const onMove = async () => {
    const wrong = whyNotMoved(draft.values, plan, today)
    const ready: Ready<z.input<typeof movePlannedVisit.args>> =
      wrong === null
        ? {
            ok: true,
            args: { organisationId, personId, visitId, on, at: at === '' ? null : at, order: plan.order, why },
          }
        : { ok: false, problems: [{ fieldId: 'move-on', message: wrong }] }
    if (!(await submit(movePlannedVisit, ready))) return
    say({ message: `Visit moved to ${sayDay(on, today)}, saved on this tablet.` })
  }
  return (
    <Card title="Move it">
      <ErrorSummary problems={problems} attempt={attempt} />
      {notSaved !== null && <NotSaved why={notSaved} words={why} />}
      <DateField
        id="move-on"
        label="New day"
        min={today}
        value={on}
        onChange={(typed) => draft.change({ on: typed })}
        error={problemOf(problems, 'move-on')}
      />
      <TimeField
        label="Time"
        hint="Leave empty for any time of the day."
        value={at}
        onChange={(typed) => draft.change({ at: typed })}
      />
      <TextArea label="Why" rows={2} value={why} onChange={(typed) => draft.change({ why: typed })} />
      <Button isPending={isSaving} onPress={() => void onMove()}>
        Move the visit
      </Button>
    </Card>
  )
}

const whyNotMoved = ({ on, at }: MoveForm, plan: PlannedVisit, today: SchoolDay): string | null => {
  if (on === '') return 'Give the new day.'
  if (on < today) return 'That day has passed. Choose today or a later day.'
  return on === plan.on && at === (plan.at ?? '') ? 'Choose another day or another time.' : null
}

const CallOffForm = z.object({ why: z.string() })
type CallOffForm = z.infer<typeof CallOffForm>

/** It will not be made: why is asked, because somebody will ask. */
const CallOff = ({ fileId, plan, today }: Begun) => {
  const draft = useFormDraft(`call-off-visit/${plan.id}`, fileId, CallOffForm, () => ({ why: '' }))
  return draft === null ? null : <CallOffFields draft={draft} plan={plan} today={today} />
}

const CallOffFields = ({ draft, plan, today }: OfVisit<CallOffForm>) => {
  const { organisationId, personId, id: visitId } = plan
  const { why } = draft.values
  const { submit, problems, attempt, isSaving, notSaved } = useSubmit(draft)
  const say = useToast()
  const goOn = useGoOn()
  const onCallOff = async () => {
    const ready: Ready<z.input<typeof callOffVisit.args>> =
      why.trim() === ''
        ? { ok: false, problems: [{ fieldId: 'call-off-why', message: 'Write why: somebody will ask.' }] }
        : { ok: true, args: { organisationId, personId, visitId, on: today, why } }
    if (!(await submit(callOffVisit, ready))) return
    say({ message: 'Visit called off, saved on this tablet.' })
    await goOn('/visits')
  }
  return (
    <Card title="Call it off">
      <ErrorSummary problems={problems} attempt={attempt} />
      {notSaved !== null && <NotSaved why={notSaved} words={why} />}
      <TextArea
        id="call-off-why"
        label="Why it will not be made"
        rows={2}
        value={why}
        onChange={(typed) => draft.change({ why: typed })}
        error={problemOf(problems, 'call-off-why')}
      />
      <Button kind="danger" isPending={isSaving} onPress={() => void onCallOff()}>
        Call off the visit
      </Button>
    </Card>
  )
}
