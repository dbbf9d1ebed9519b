import { useState, type SyntheticEvent } from 'react'
import { z } from 'zod'
import { officeFor, sayAnswer } from '#client/app/office.ts'
import { useSession } from '#client/app/session.tsx'
import { DraftLine } from '#client/casework/draft-line.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { readSchools } from '#client/casework/read-file.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { ErrorSummary, type FieldProblem } from '#client/ui/error-summary.tsx'
import { Page, Quiet, Stack } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { can } from '#domain/permissions/can.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { Role } from '#domain/records/staff-member.ts'
import { dayOf } from '#domain/time/instant.ts'
import { BackToColleagues } from './back-to-colleagues.tsx'
import { LinkToHandOver } from './link-to-hand-over.tsx'
import { LinkGiven } from './office-accounts.ts'
import { PlaceFields, yearsOf } from './place-fields.tsx'

/** Roles that this person may give in an organisation. */
export const rolesToGive = (actor: Actor, organisationId: string): Role[] =>
  Role.options.filter((role) => can(actor, 'add-staff-member', { organisationId, staffRoles: [role] }))

const Invited = LinkGiven.extend({ personId: z.uuid() })

type Done = z.infer<typeof Invited> & { name: string; email: string }

const InviteForm = z.object({
  organisationId: z.string().nullable(),
  name: z.string(),
  email: z.string(),
  role: Role.nullable(),
  yearGroups: z.array(z.number()).nullable(),
})
type InviteForm = z.infer<typeof InviteForm>

/** Inviting a colleague. It needs the office: an account and its link are made there. */
export const InvitePage = () => {
  const { actor, clock } = useSession()
  const mine = actor.memberships.map((each) => each.organisationId).filter((id) => rolesToGive(actor, id).length > 0)
  const [done, setDone] = useState<Done | null>(null)
  if (mine.length === 0) {
    return (
      <Page title="Invite a colleague" back={<BackToColleagues />}>
        <Quiet>Administrators invite colleagues; service managers invite officers.</Quiet>
      </Page>
    )
  }
  if (done === null) return <Invite mine={mine} onDone={setDone} />
  return (
    <Page title="Invited" back={<BackToColleagues />}>
      {done.link === null ? (
        <Banner tone="good" title={`${done.name} has their place`} live="polite">
          They have an account here already, and sign in as before. Nothing needs to be handed over.
        </Banner>
      ) : (
        <LinkToHandOver
          link={done.link}
          expiresAt={done.expiresAt}
          name={done.name}
          today={dayOf(clock())}
          mail={done.mayMail ? { personId: done.personId, email: done.email } : null}
        />
      )}
      <div>
        <Button onPress={() => setDone(null)}>Invite somebody else</Button>
      </div>
    </Page>
  )
}

type Inviting = {
  /** The organisations in which this person may give a place. */
  mine: readonly string[]
  onDone: (done: Done) => void
}

const Invite = (props: Inviting) => {
  const [only, ...others] = props.mine
  const draft = useFormDraft('invite-colleague', null, InviteForm, (): InviteForm => ({
    organisationId: others.length === 0 ? (only ?? null) : null,
    name: '',
    email: '',
    role: null,
    yearGroups: null,
  }))
  return draft === null ? <Skeleton rows={4} label="Opening the form" /> : <InviteFields {...props} draft={draft} />
}

const InviteFields = ({ mine, onDone, draft }: Inviting & { draft: FormDraft<InviteForm> }) => {
  const { db, actor, deviceId } = useSession()
  const schools = useLive(() => readSchools(db), [db])
  const { values: form, change } = draft
  const { organisationId } = form
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const [attempt, setAttempt] = useState(0)
  const [said, setSaid] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  const invite = async (): Promise<void> => {
    setBusy(true)
    setSaid(null)
    const name = form.name.trim()
    const asked = { organisationId, name, email: form.email.trim(), role: form.role, yearGroups: yearsOf(form) }
    const answer = await officeFor({ deviceId }).post('/api/accounts', asked, Invited)
    setBusy(false)
    if (answer.kind !== 'ok') return setSaid(sayAnswer(answer, 'to invite a colleague'))
    // The office has it: what was typed is no draft any more.
    await draft.discard()
    return onDone({ ...answer.body, name, email: asked.email })
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const found: FieldProblem[] = []
    if (organisationId === null) found.push({ fieldId: 'organisation', message: 'Choose where they work' })
    if (form.name.trim() === '') found.push({ fieldId: 'colleague-name', message: 'Write their name' })
    if (!z.email().safeParse(form.email.trim()).success)
      found.push({ fieldId: 'colleague-email', message: 'Write their work e-mail address' })
    if (form.role === null) found.push({ fieldId: 'role', message: 'Choose what they do here' })
    setProblems(found)
    setAttempt((before) => before + 1)
    if (found.length === 0) void invite()
  }

  return (
    <Page title="Invite a colleague" back={<BackToColleagues />}>
      <form onSubmit={submit} noValidate aria-label="Invite a colleague">
        <Stack gap="wide">
          {said !== null && (
            <Banner tone="due" live="assertive">
              {said}
            </Banner>
          )}
          <ErrorSummary problems={problems} attempt={attempt} />
          {mine.length > 1 && (
            <SelectField
              id="organisation"
              label="Where do they work?"
              choices={mine.map((id) => ({ value: id, label: schools?.get(id) ?? 'One of yours' }))}
              value={organisationId}
              onChange={(chosen) => change({ organisationId: chosen, role: null, yearGroups: null })}
              error={problemOf(problems, 'organisation')}
            />
          )}
          <TextField
            id="colleague-name"
            label="Name"
            hint="As colleagues know them; it stands on everything they write"
            autoComplete="off"
            maxLength={100}
            value={form.name}
            onChange={(name) => change({ name })}
            error={problemOf(problems, 'colleague-name')}
          />
          <TextField
            id="colleague-email"
            label="Work e-mail address"
            type="email"
            inputMode="email"
            autoComplete="off"
            maxLength={200}
            value={form.email}
            onChange={(email) => change({ email })}
            error={problemOf(problems, 'colleague-email')}
          />
          <PlaceFields
            value={form}
            roles={organisationId === null ? [] : rolesToGive(actor, organisationId)}
            onChange={({ role, yearGroups }) => change({ role, yearGroups })}
            error={problemOf(problems, 'role')}
          />
          <Quiet>You get a one-time link to give them. With it they choose a password and a second step.</Quiet>
          <Button type="submit" kind="main" size="big" wide isPending={isBusy}>
            Invite
          </Button>
          <DraftLine draft={draft} />
        </Stack>
      </form>
    </Page>
  )
}
