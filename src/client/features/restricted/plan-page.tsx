import { ArrowLeft, Plus, Trash2 } from 'lucide-react'
import { useParams } from 'react-router'
import { z } from 'zod'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { ChangedMeanwhile } from '#client/casework/changed-meanwhile.tsx'
import { DraftLine } from '#client/casework/draft-line.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { readSchools } from '#client/casework/read-file.ts'
import { readPlans } from '#client/casework/read-restricted.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { problemOf } from '#client/casework/form-page.tsx'
import { useLive } from '#client/store/live.ts'
import { ActionBar } from '#client/ui/action-bar.tsx'
import { Button, IconButton, LinkButton } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Form } from '#client/ui/form.tsx'
import { Page, Quiet, Row, Stack } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { sameValue } from '#domain/casework/same-value.ts'
import { setSafeguardingPlan } from '#domain/mutations/set-safeguarding-plan.ts'
import { can } from '#domain/permissions/can.ts'
import {
  contactWords,
  SafeguardingContact,
  SafeguardingPlan,
  usualReadWithin,
} from '#domain/records/safeguarding-plan.ts'

/** How soon a school wants its safeguarding lead to read what they are told, and whom to ring otherwise. */
export const PlanPage = () => {
  const { organisationId = '' } = useParams()
  const { db, actor } = useSession()
  const found = useLive(async () => ({ plans: await readPlans(db), schools: await readSchools(db) }), [db])
  if (found === undefined) return <Skeleton rows={4} label="Opening the plan" />
  const name = found.schools.get(organisationId)
  if (name === undefined || !can(actor, 'set-safeguarding-plan', { organisationId }))
    return (
      <Page title="This is not yours to set">
        <p>The safeguarding lead and the administrator of a school set whom to ring.</p>
        <div>
          <LinkButton href="/restricted">Back</LinkButton>
        </div>
      </Page>
    )
  return <OpenPlan organisationId={organisationId} name={name} plan={found.plans.get(organisationId) ?? null} />
}

/** A whole number from 1 to `most`, or null. */
const whole = (text: string, most: number): number | null => {
  const value = Number(text)
  return Number.isInteger(value) && value >= 1 && value <= most ? value : null
}

/** What was typed, beside what stood when the form was opened: an edit takes the place only of what its author saw (SPEC I18). */
const PlanForm = z.object({
  sawReadWithin: SafeguardingPlan.shape.readWithin,
  sawContacts: SafeguardingPlan.shape.contacts,
  now: z.string(),
  today: z.string(),
  soon: z.string(),
  // Half-typed numbers are kept as well as whole ones.
  contacts: z.array(z.object({ who: SafeguardingContact.shape.who, name: z.string(), number: z.string() })),
})
type PlanForm = z.infer<typeof PlanForm>

const formOf = (plan: SafeguardingPlan | null): PlanForm => {
  const readWithin = plan?.readWithin ?? usualReadWithin
  const contacts = plan?.contacts ?? []
  return {
    sawReadWithin: readWithin,
    sawContacts: contacts,
    now: String(readWithin.now),
    today: String(readWithin.today),
    soon: String(readWithin.soon),
    contacts,
  }
}

type PlanOf = { organisationId: string; name: string; plan: SafeguardingPlan | null }

const OpenPlan = (props: PlanOf) => {
  const draft = useFormDraft('set-safeguarding-plan', props.organisationId, PlanForm, () => formOf(props.plan))
  return draft === null ? <Skeleton rows={4} label="Opening the form" /> : <PlanFields {...props} draft={draft} />
}

const PlanFields = ({ organisationId, name, plan, draft }: PlanOf & { draft: FormDraft<PlanForm> }) => {
  const { values: form, change } = draft
  const { problems, attempt, isSaving, notSaved, submit } = useSubmit(draft)
  const goOn = useGoOn()
  const say = useToast()
  const stands = formOf(plan)
  const isSuperseded =
    draft.status !== 'untouched' &&
    !(sameValue(stands.sawReadWithin, form.sawReadWithin) && sameValue(stands.sawContacts, form.sawContacts))
  const setContact = (place: number, part: Partial<SafeguardingContact>): boolean =>
    change((now) => ({
      contacts: now.contacts.map((contact, at) => (at === place ? { ...contact, ...part } : contact)),
    }))
  const onSave = async () => {
    const [now, today, soon] = [whole(form.now, 1440), whole(form.today, 1440), whole(form.soon, 20)]
    const found = [
      ...(now === null ? [{ fieldId: 'now', message: 'Give whole minutes, from 1 to 1440.' }] : []),
      ...(today === null ? [{ fieldId: 'today', message: 'Give whole minutes, from 1 to 1440.' }] : []),
      ...(soon === null ? [{ fieldId: 'soon', message: 'Give whole school days, from 1 to 20.' }] : []),
      ...form.contacts.flatMap((contact, place) =>
        contact.number.trim() === '' ? [{ fieldId: `number-${place}`, message: 'Give the number to ring.' }] : [],
      ),
    ]
    const ready =
      found.length > 0 || now === null || today === null || soon === null
        ? { ok: false as const, problems: found }
        : {
            ok: true as const,
            args: {
              organisationId,
              readWithin: { from: form.sawReadWithin, to: { now, today, soon } },
              contacts: { from: form.sawContacts, to: form.contacts },
            },
          }
    if (await submit(setSafeguardingPlan, ready)) {
      say({ message: 'Saved on this tablet. Colleagues get it once the office has it.' })
      await goOn('/restricted')
    }
  }
  return (
    <Form label="Whom to ring, and how soon to read" isHeld={draft.isHeld}>
      <Page
        title="Whom to ring, and how soon to read"
        detail={name}
        back={
          <LinkButton href="/restricted" kind="quiet" icon={<ArrowLeft aria-hidden />}>
            Back
          </LinkButton>
        }
      >
        <ErrorSummary problems={problems} attempt={attempt} />
        {notSaved !== null && (
          <NotSaved why={notSaved} words={form.contacts.map((each) => `${each.name} ${each.number}`).join('\n')} />
        )}
        {isSuperseded && <ChangedMeanwhile onStartAgain={() => change(stands)} />}
        <Card title="How soon the lead must have read it">
          <Stack>
            <TextField
              id="now"
              label="A child may be in danger: minutes"
              inputMode="numeric"
              value={form.now}
              onChange={(now) => change({ now })}
              error={problemOf(problems, 'now')}
            />
            <TextField
              id="today"
              label="Today: minutes"
              inputMode="numeric"
              value={form.today}
              onChange={(today) => change({ today })}
              error={problemOf(problems, 'today')}
            />
            <TextField
              id="soon"
              label="In the next days: school days"
              inputMode="numeric"
              value={form.soon}
              onChange={(soon) => change({ soon })}
              error={problemOf(problems, 'soon')}
            />
          </Stack>
        </Card>
        <Card title="Whom to ring when nobody has read it">
          <Stack gap="wide">
            {form.contacts.length === 0 && <Quiet>No numbers yet. Colleagues at a door have none to ring.</Quiet>}
            {form.contacts.map((contact, place) => (
              <fieldset key={place} aria-label={`Number ${place + 1}`}>
                <Stack>
                  <SelectField
                    label={`Number ${place + 1} is`}
                    choices={SafeguardingContact.shape.who.options.map((who) => ({
                      value: who,
                      label: contactWords[who],
                    }))}
                    value={contact.who}
                    onChange={(who) => {
                      if (who !== null) setContact(place, { who })
                    }}
                  />
                  <TextField
                    id={`name-${place}`}
                    label="Name"
                    value={contact.name}
                    onChange={(typed) => setContact(place, { name: typed })}
                  />
                  <TextField
                    id={`number-${place}`}
                    label="Number"
                    inputMode="tel"
                    value={contact.number}
                    onChange={(number) => setContact(place, { number })}
                    error={problemOf(problems, `number-${place}`)}
                  />
                  <Row>
                    <IconButton
                      label={`Remove number ${place + 1}`}
                      icon={<Trash2 aria-hidden />}
                      onPress={() => change((now) => ({ contacts: now.contacts.filter((_each, at) => at !== place) }))}
                    />
                  </Row>
                </Stack>
              </fieldset>
            ))}
            <Row>
              <Button
                icon={<Plus aria-hidden />}
                onPress={() =>
                  change((now) => ({ contacts: [...now.contacts, { who: 'deputy', name: '', number: '' }] }))
                }
              >
                Add a number
              </Button>
            </Row>
          </Stack>
        </Card>
      </Page>
      <ActionBar foot={<DraftLine draft={draft} />}>
        <Button kind="main" size="big" isPending={isSaving} onPress={() => void onSave()}>
          Save
        </Button>
      </ActionBar>
    </Form>
  )
}
