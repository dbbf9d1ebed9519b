import { KeyRound, LogOut, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import { z } from 'zod'
import { officeFor, sayAnswer } from '#client/app/office.ts'
import { useSession } from '#client/app/session.tsx'
import { sayInstant } from '#client/casework/day-words.ts'
import { ChangedMeanwhile } from '#client/casework/changed-meanwhile.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { identified } from '#client/casework/use-saving.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Facts } from '#client/ui/facts.tsx'
import { Page, Stack } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { sameValue } from '#domain/casework/same-value.ts'
import { changeStaffMember } from '#domain/mutations/change-staff-member.ts'
import { Role, roleWords, type StaffMember } from '#domain/records/staff-member.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { dayOf } from '#domain/time/instant.ts'
import { BackToColleagues } from './back-to-colleagues.tsx'
import { CasesToHandOver } from './cases-to-hand-over.tsx'
import { rolesToGive } from './invite-page.tsx'
import { LeaverDialog } from './leaver-dialog.tsx'
import { LinkToHandOver } from './link-to-hand-over.tsx'
import { LinkGiven, stateWords, type Standing } from './office-accounts.ts'
import { PlaceFields, yearsOf } from './place-fields.tsx'
import { readColleaguePlaces, type Colleague } from './read-colleagues.ts'
import { UnsentOfLeaver } from './unsent-of-leaver.tsx'
import { useStandings } from './use-standings.ts'

/** One colleague: what they do here, whether they can sign in, and their leaving. */
export const ColleaguePage = () => {
  const { organisationId, personId } = useParams()
  const { db, actor } = useSession()
  const places = useLive(() => readColleaguePlaces(db, actor), [db, actor])
  const { standings } = useStandings()
  const isThis = (id: string, organisation: string): boolean => id === personId && organisation === organisationId
  if (places === undefined) return <Skeleton rows={5} />
  const place = places.find(({ member }) => isThis(member.id, member.organisationId))
  if (place === undefined) {
    return (
      <Page title="Nobody to show" back={<BackToColleagues />}>
        <p>This colleague is not on this tablet, or is not yours to look after.</p>
      </Page>
    )
  }
  const standing = standings.find((each) => isThis(each.personId, each.organisationId))
  // Made anew when what stands has changed, so that the form starts from it.
  return <OneColleague key={JSON.stringify(place.member)} place={place} standing={standing} />
}

const OneColleague = ({ place, standing }: { place: Colleague; standing: Standing | undefined }) => {
  const { actor, clock } = useSession()
  const { member, organisation } = place
  const today = dayOf(clock())
  const isMe = member.id === actor.personId
  const unsent = standing?.unsent ?? 0
  return (
    <Page title={member.name} detail={`${roleWords[member.role]}, ${organisation}`} back={<BackToColleagues />}>
      {member.leftOn !== null && (
        <Banner tone="notice" title={`Left on ${sayDay(member.leftOn, today)}`}>
          <p>
            They can open nothing here. The next time their tablets ask, what they wrote about a child up to that day is
            taken, and the children’s records are forgotten.
          </p>
          {unsent > 0 && <UnsentOfLeaver unsent={unsent} />}
        </Banner>
      )}
      <CasesToHandOver cases={place.cases} counted={standing?.openCases ?? 0} hasLeft={member.leftOn !== null} />
      {place.mayChange && <SigningIn place={place} standing={standing} />}
      {place.mayChange &&
        !isMe &&
        (member.leftOn === null ? <Changing place={place} standing={standing} /> : <ComingBack place={place} />)}
    </Page>
  )
}

const sayStanding = ({ leftOn }: StaffMember, standing: Standing | undefined): string => {
  if (leftOn !== null) return 'Has left: opens nothing here'
  const state = standing?.state ?? null
  if (standing === undefined || state === null) return 'Only the office knows'
  return standing.mailed === null ? stateWords[state] : `${stateWords[state]}; ${mailedWords[standing.mailed]}`
}

const mailedWords: Record<NonNullable<Standing['mailed']>, string> = {
  asked: 'the office was asked to send it by e-mail',
  failing: 'it could not be sent by e-mail so far',
  sent: 'it was sent by e-mail',
}

const SigningIn = ({ place: { member }, standing }: { place: Colleague; standing: Standing | undefined }) => {
  const { deviceId, clock } = useSession()
  const today = dayOf(clock())
  const [given, setGiven] = useState<LinkGiven | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const makeLink = async (): Promise<void> => {
    setBusy(true)
    setSaid(null)
    const answer = await officeFor({ deviceId }).post(`/api/accounts/${member.id}/invitation`, {}, LinkGiven)
    setBusy(false)
    if (answer.kind === 'ok') setGiven(answer.body)
    else setSaid(sayAnswer(answer, 'to make a link'))
  }
  const state = standing?.state ?? null
  const mayHaveLink = member.leftOn === null && state !== null && state !== 'none' && state !== 'off'
  return (
    <Card title="Signing in" isList>
      <Facts
        facts={[
          { label: 'Address', value: standing?.email ?? 'Only the office knows' },
          { label: 'Now', value: sayStanding(member, standing) },
          {
            label: 'Last signed in',
            value:
              standing === undefined
                ? 'Only the office knows'
                : standing.lastSeenAt === null
                  ? 'Never'
                  : sayInstant(standing.lastSeenAt, today),
          },
        ]}
      />
      {said !== null && (
        <Banner tone="due" live="assertive">
          {said}
        </Banner>
      )}
      {given !== null && given.link !== null && (
        <LinkToHandOver
          link={given.link}
          expiresAt={given.expiresAt}
          name={member.name}
          today={today}
          mail={given.mayMail && standing?.email != null ? { personId: member.id, email: standing.email } : null}
        />
      )}
      {mayHaveLink && given === null && (
        <Stack gap="tight">
          <p>
            With a new link they choose a new password; their second step stays. Somebody who forgot a tablet’s
            passphrase signs in on that tablet and chooses another: nothing on it is lost, sent or not.
          </p>
          <div>
            <Button icon={<KeyRound aria-hidden />} isPending={isBusy} onPress={() => void makeLink()}>
              Make a new link
            </Button>
          </div>
        </Stack>
      )}
    </Card>
  )
}

const ChangeForm = z.object({
  sawRole: Role,
  sawYearGroups: z.array(z.number()).nullable(),
  role: Role.nullable(),
  yearGroups: z.array(z.number()).nullable(),
})
type ChangeForm = z.infer<typeof ChangeForm>

/** What somebody does here as it stands: an edit takes the place only of what its author saw (SPEC I18). */
const formOf = ({ role, yearGroups }: StaffMember): ChangeForm => ({
  sawRole: role,
  sawYearGroups: yearGroups,
  role,
  yearGroups,
})

type Changing = { place: Colleague; standing: Standing | undefined }

const Changing = (props: Changing) => {
  const { member } = props.place
  const draft = useFormDraft(`change-staff-member/${member.id}`, member.organisationId, ChangeForm, () =>
    formOf(member),
  )
  return draft === null ? <Skeleton rows={2} label="Opening the form" /> : <ChangeFields {...props} draft={draft} />
}

const ChangeFields = ({ place: { member, cases }, standing, draft }: Changing & { draft: FormDraft<ChangeForm> }) => {
  const { actor } = useSession()
  const { values: form, change } = draft
  const [isLeaving, setLeaving] = useState(false)
  const { submit, ...submitting } = useSubmit(draft)
  const say = useToast()
  const { organisationId, id: personId } = member
  const isSuperseded = form.sawRole !== member.role || !sameValue(form.sawYearGroups, member.yearGroups)
  const save = async (): Promise<void> => {
    const role = form.role ?? form.sawRole
    const yearGroups = yearsOf(form)
    const isSame = role === form.sawRole && sameValue(yearGroups, form.sawYearGroups)
    const ready = isSame
      ? { ok: false as const, problems: [{ fieldId: 'role', message: 'Change something first.' }] }
      : {
          ok: true as const,
          args: {
            organisationId,
            personId,
            ...(role === form.sawRole ? {} : { role: { from: form.sawRole, to: role } }),
            yearGroups: { from: form.sawYearGroups, to: yearGroups },
          },
        }
    if (await submit(changeStaffMember, ready))
      say({ message: 'Saved on this tablet. It counts from their next request once it is sent.' })
  }
  return (
    <Card title="What they do here">
      <form noValidate aria-label="What they do here" onSubmit={(event) => event.preventDefault()}>
        <Stack gap="wide">
          <ErrorSummary problems={submitting.problems} attempt={submitting.attempt} />
          {submitting.notSaved !== null && <NotSaved why={submitting.notSaved} words="" />}
          {isSuperseded && <ChangedMeanwhile onStartAgain={() => change(formOf(member))} />}
          <PlaceFields
            value={form}
            roles={rolesToGive(actor, organisationId)}
            onChange={({ role, yearGroups }) => change({ role, yearGroups })}
            error={submitting.problems[0]?.message}
          />
          <div>
            <Button kind="main" isPending={submitting.isSaving} onPress={() => void save()}>
              Save the change
            </Button>
          </div>
          <div>
            <Button kind="danger" icon={<LogOut aria-hidden />} onPress={() => setLeaving(true)}>
              They have left
            </Button>
          </div>
        </Stack>
      </form>
      {isLeaving && (
        <LeaverDialog
          member={member}
          openCases={Math.max(cases.length, standing?.openCases ?? 0)}
          unsent={standing?.unsent ?? 0}
          onClose={() => setLeaving(false)}
        />
      )}
    </Card>
  )
}

/** Somebody who left by mistake, or is back: the place they had is theirs again. */
const ComingBack = ({ place: { member } }: { place: Colleague }) => {
  const [uid] = useState(() => crypto.randomUUID())
  const { submit, ...submitting } = useSubmit(identified(uid))
  const say = useToast()
  const { organisationId, id: personId, leftOn } = member
  const save = async (): Promise<void> => {
    const args = { organisationId, personId, leftOn: { from: leftOn, to: null } }
    if (await submit(changeStaffMember, { ok: true, args })) say({ message: `${member.name} is back, on this tablet.` })
  }
  return (
    <Card title="Are they back?">
      <Stack>
        {submitting.notSaved !== null && <NotSaved why={submitting.notSaved} words="" />}
        <p>They get the place they had, and with it the children’s records.</p>
        <div>
          <Button icon={<Undo2 aria-hidden />} isPending={submitting.isSaving} onPress={() => void save()}>
            Give them their place again
          </Button>
        </div>
      </Stack>
    </Card>
  )
}
