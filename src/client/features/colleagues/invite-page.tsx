import { useState, type SyntheticEvent } from 'react'
import { z } from 'zod'
import { officeFor, sayAnswer } from '#client/app/office.ts'
import { useSession } from '#client/app/session.tsx'
import { readSchools } from '#client/casework/read-file.ts'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { ErrorSummary, type FieldProblem } from '#client/ui/error-summary.tsx'
import { Page, Quiet, Stack } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { can } from '#domain/permissions/can.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { Role } from '#domain/records/staff-member.ts'
import { dayOf } from '#domain/time/instant.ts'
import { BackToColleagues } from './back-to-colleagues.tsx'
import { LinkToHandOver } from './link-to-hand-over.tsx'
import { LinkGiven } from './office-accounts.ts'
import { PlaceFields, yearsOf, type RoleAndYears } from './place-fields.tsx'

/** Roles that this person may give in an organisation. */
export const rolesToGive = (actor: Actor, organisationId: string): Role[] =>
  Role.options.filter((role) => can(actor, 'add-staff-member', { organisationId, staffRoles: [role] }))

type Done = LinkGiven & { name: string }

/** Inviting a colleague. It needs the office: an account and its link are made there. */
export const InvitePage = () => {
  const { db, actor, deviceId, clock } = useSession()
  const schools = useLive(() => readSchools(db), [db])
  const mine = actor.memberships.map((each) => each.organisationId).filter((id) => rolesToGive(actor, id).length > 0)
  const [organisationId, setOrganisation] = useState<string | null>(mine.length === 1 ? (mine[0] ?? null) : null)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [place, setPlace] = useState<RoleAndYears>({ role: null, yearGroups: null })
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const [attempt, setAttempt] = useState(0)
  const [said, setSaid] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [done, setDone] = useState<Done | null>(null)
  const problemOf = (fieldId: string): string | undefined => problems.find((each) => each.fieldId === fieldId)?.message

  const invite = async (): Promise<void> => {
    setBusy(true)
    setSaid(null)
    const asked = {
      organisationId,
      name: name.trim(),
      email: email.trim(),
      role: place.role,
      yearGroups: yearsOf(place),
    }
    const answer = await officeFor({ deviceId }).post('/api/accounts', asked, LinkGiven)
    setBusy(false)
    if (answer.kind === 'ok') return setDone({ ...answer.body, name: name.trim() })
    return setSaid(sayAnswer(answer, 'to invite a colleague'))
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const found: FieldProblem[] = []
    if (organisationId === null) found.push({ fieldId: 'organisation', message: 'Choose where they work' })
    if (name.trim() === '') found.push({ fieldId: 'colleague-name', message: 'Write their name' })
    if (!z.email().safeParse(email.trim()).success)
      found.push({ fieldId: 'colleague-email', message: 'Write their work e-mail address' })
    if (place.role === null) found.push({ fieldId: 'role', message: 'Choose what they do here' })
    setProblems(found)
    setAttempt((before) => before + 1)
    if (found.length === 0) void invite()
  }

  if (done !== null) {
    return (
      <Page title="Invited" back={<BackToColleagues />}>
        {done.link === null ? (
          <Banner tone="good" title={`${done.name} has their place`} live="polite">
            They have an account here already, and sign in as before. Nothing needs to be handed over.
          </Banner>
        ) : (
          <LinkToHandOver link={done.link} expiresAt={done.expiresAt} name={done.name} today={dayOf(clock())} />
        )}
        <div>
          <Button
            onPress={() => {
              setDone(null)
              setName('')
              setEmail('')
            }}
          >
            Invite somebody else
          </Button>
        </div>
      </Page>
    )
  }
  if (mine.length === 0) {
    return (
      <Page title="Invite a colleague" back={<BackToColleagues />}>
        <Quiet>Administrators invite colleagues; service managers invite officers.</Quiet>
      </Page>
    )
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
              onChange={(chosen) => {
                setOrganisation(chosen)
                setPlace({ role: null, yearGroups: null })
              }}
              error={problemOf('organisation')}
            />
          )}
          <TextField
            id="colleague-name"
            label="Name"
            hint="As colleagues know them; it stands on everything they write"
            autoComplete="off"
            maxLength={100}
            value={name}
            onChange={setName}
            error={problemOf('colleague-name')}
          />
          <TextField
            id="colleague-email"
            label="Work e-mail address"
            type="email"
            inputMode="email"
            autoComplete="off"
            maxLength={200}
            value={email}
            onChange={setEmail}
            error={problemOf('colleague-email')}
          />
          <PlaceFields
            value={place}
            roles={organisationId === null ? [] : rolesToGive(actor, organisationId)}
            onChange={setPlace}
            error={problemOf('role')}
          />
          <Quiet>You get a one-time link to give them. With it they choose a password and a second step.</Quiet>
          <Button type="submit" kind="main" size="big" wide isPending={isBusy}>
            Invite
          </Button>
        </Stack>
      </form>
    </Page>
  )
}
