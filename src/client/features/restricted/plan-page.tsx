import { ArrowLeft, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useSession } from '#client/app/session.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { readSchools } from '#client/casework/read-file.ts'
import { readPlans } from '#client/casework/read-restricted.ts'
import { identified } from '#client/casework/use-saving.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { problemOf } from '#client/casework/form-page.tsx'
import { useLive } from '#client/store/live.ts'
import { ActionBar } from '#client/ui/action-bar.tsx'
import { Button, IconButton, LinkButton } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Page, Quiet, Row, Stack } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { setSafeguardingPlan } from '#domain/mutations/set-safeguarding-plan.ts'
import { can } from '#domain/permissions/can.ts'
import {
  contactWords,
  SafeguardingContact,
  usualReadWithin,
  type SafeguardingPlan,
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
  return <PlanFields organisationId={organisationId} name={name} plan={found.plans.get(organisationId) ?? null} />
}

/** A whole number from 1 to `most`, or null. */
const whole = (text: string, most: number): number | null => {
  const value = Number(text)
  return Number.isInteger(value) && value >= 1 && value <= most ? value : null
}

type Typed = { now: string; today: string; soon: string; contacts: SafeguardingContact[] }

const PlanFields = ({
  organisationId,
  name,
  plan,
}: {
  organisationId: string
  name: string
  plan: SafeguardingPlan | null
}) => {
  // What was seen when the form opened: what changed since then is not written over.
  const [seen] = useState({ readWithin: plan?.readWithin ?? usualReadWithin, contacts: plan?.contacts ?? [] })
  const [uid] = useState(() => crypto.randomUUID())
  const [form, setForm] = useState<Typed>({
    now: String(seen.readWithin.now),
    today: String(seen.readWithin.today),
    soon: String(seen.readWithin.soon),
    contacts: seen.contacts,
  })
  const { problems, attempt, isSaving, notSaved, submit } = useSubmit(identified(uid))
  const navigate = useNavigate()
  const say = useToast()
  const setContact = (place: number, part: Partial<SafeguardingContact>): void =>
    setForm((before) => ({
      ...before,
      contacts: before.contacts.map((contact, at) => (at === place ? { ...contact, ...part } : contact)),
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
              readWithin: { from: seen.readWithin, to: { now, today, soon } },
              contacts: { from: seen.contacts, to: form.contacts },
            },
          }
    if (await submit(setSafeguardingPlan, ready)) {
      say({ message: 'Saved on this tablet. Colleagues get it with the next signal.' })
      await navigate('/restricted')
    }
  }
  return (
    <form noValidate aria-label="Whom to ring, and how soon to read" onSubmit={(event) => event.preventDefault()}>
      <Page
        title="Whom to ring, and how soon to read"
        detail={name}
        back={
          <div>
            <LinkButton href="/restricted" kind="quiet" icon={<ArrowLeft aria-hidden />}>
              Back
            </LinkButton>
          </div>
        }
      >
        <ErrorSummary problems={problems} attempt={attempt} />
        {notSaved !== null && (
          <NotSaved why={notSaved} words={form.contacts.map((each) => `${each.name} ${each.number}`).join('\n')} />
        )}
        <Card title="How soon the lead must have read it">
          <Stack>
            <TextField
              id="now"
              label="A child may be in danger: minutes"
              inputMode="numeric"
              value={form.now}
              onChange={(now) => setForm((before) => ({ ...before, now }))}
              error={problemOf(problems, 'now')}
            />
            <TextField
              id="today"
              label="Today: minutes"
              inputMode="numeric"
              value={form.today}
              onChange={(today) => setForm((before) => ({ ...before, today }))}
              error={problemOf(problems, 'today')}
            />
            <TextField
              id="soon"
              label="In the next days: school days"
              inputMode="numeric"
              value={form.soon}
              onChange={(soon) => setForm((before) => ({ ...before, soon }))}
              error={problemOf(problems, 'soon')}
            />
          </Stack>
        </Card>
        <Card title="Whom to ring when nobody has read it">
          <Stack gap="wide">
            {form.contacts.length === 0 && <Quiet>No numbers yet. Colleagues at a door have none to ring.</Quiet>}
            {form.contacts.map((contact, place) => (
              <Stack key={place}>
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
                <TextField label="Name" value={contact.name} onChange={(typed) => setContact(place, { name: typed })} />
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
                    onPress={() =>
                      setForm((before) => ({
                        ...before,
                        contacts: before.contacts.filter((_each, at) => at !== place),
                      }))
                    }
                  />
                </Row>
              </Stack>
            ))}
            <Row>
              <Button
                icon={<Plus aria-hidden />}
                onPress={() =>
                  setForm((before) => ({
                    ...before,
                    contacts: [...before.contacts, { who: 'deputy', name: '', number: '' }],
                  }))
                }
              >
                Add a number
              </Button>
            </Row>
          </Stack>
        </Card>
      </Page>
      <ActionBar>
        <Button kind="main" size="big" isPending={isSaving} onPress={() => void onSave()}>
          Save
        </Button>
      </ActionBar>
    </form>
  )
}
