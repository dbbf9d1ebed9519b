import { ArrowLeft } from 'lucide-react'
import { z } from 'zod'
import { DraftLine } from '#client/casework/draft-line.tsx'
import { sayHowTold, sayNotMailed } from '#client/casework/outing-words.ts'
import { problemOf } from '#client/casework/form-page.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { colleagueWithRole, shortStaffName } from '#client/casework/people-words.ts'
import { ThrowAway } from '#client/casework/throw-away.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useOfficeMeans } from '#client/casework/use-office-means.ts'
import { useNow } from '#client/casework/use-now.ts'
import { useSubmit, type Ready } from '#client/casework/use-submit.ts'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { useLive } from '#client/store/live.ts'
import { ActionBar } from '#client/ui/action-bar.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { TimeField } from '#client/ui/date-field.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Form } from '#client/ui/form.tsx'
import { Page, Stack } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { lodgeOuting } from '#domain/mutations/lodge-outing.ts'
import { backByOf } from '#domain/casework/back-by.ts'
import { dayOf } from '#domain/time/instant.ts'
import { sayAfterMidnight, whyNoTime } from './back-by-words.ts'
import { keepNumbersGiven } from './numbers-given.ts'
import { readBeforeLeaving, type BeforeLeaving } from './read-before-leaving.ts'

const LodgeForm = z.object({
  outingId: z.string(),
  where: z.string(),
  backAt: z.string(),
  watcherId: z.string().nullable(),
  withId: z.string().nullable(),
  phone: z.string(),
  watcherPhone: z.string(),
})
type LodgeForm = z.infer<typeof LodgeForm>

/** Before leaving: where one goes, back by when, and who is told when that passes without word. */
export const LodgePage = () => {
  const { db, actor, clock } = useSession()
  const today = dayOf(clock())
  const before = useLive(() => readBeforeLeaving(db, actor, today), [db, actor, today])
  return before === undefined ? <Skeleton rows={5} label="Opening the form" /> : <Lodge before={before} />
}

/** The number given last time of the colleague who is told; empty where none was, or nobody is chosen. */
const numberOf = ({ numbers }: BeforeLeaving, watcherId: string | null): string =>
  watcherId === null ? '' : (numbers.theirs[watcherId] ?? '')

const Lodge = ({ before }: { before: BeforeLeaving }) => {
  const draft = useFormDraft('lodge-outing', null, LodgeForm, (): LodgeForm => ({
    outingId: crypto.randomUUID(),
    where: before.where,
    backAt: '',
    watcherId: before.lastWatcher,
    withId: before.companion,
    phone: before.numbers.mine,
    watcherPhone: numberOf(before, before.lastWatcher),
  }))
  if (draft === null) return <Skeleton rows={5} label="Opening the form" />
  return <LodgeFields before={before} draft={draft} />
}

const LodgeFields = ({ before, draft }: { before: BeforeLeaving; draft: FormDraft<LodgeForm> }) => {
  const { db, actor } = useSession()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const goOn = useGoOn()
  const now = useNow()
  const means = useOfficeMeans()
  const backBy = form.backAt === '' ? null : backByOf(now, form.backAt)
  const colleagues = before.colleagues.map((member) => ({ value: member.id, label: colleagueWithRole(member) }))
  const told = before.colleagues.find(({ id }) => id === form.watcherId)

  const ready = (): Ready<z.input<typeof lodgeOuting.args>> => {
    const problems = [
      ...(form.where.trim() === '' ? [{ fieldId: 'where', message: 'Write where you go.' }] : []),
      ...(backBy === null ? [{ fieldId: 'back', message: whyNoTime(form.backAt) }] : []),
      ...(told === undefined ? [{ fieldId: 'told', message: 'Choose who is told.' }] : []),
      ...(told !== undefined && told.id === form.withId
        ? [{ fieldId: 'told', message: 'Whoever comes along cannot be the one who is told: choose somebody at base.' }]
        : []),
      ...(form.watcherPhone.trim().length < 3 ? [{ fieldId: 'their-number', message: 'Write their number.' }] : []),
      ...(form.phone.trim().length < 3 ? [{ fieldId: 'my-number', message: 'Write your number.' }] : []),
    ]
    if (problems.length > 0 || told === undefined || backBy === null) return { ok: false, problems }
    return {
      ok: true,
      args: {
        organisationId: told.organisationId,
        personId: actor.personId,
        outingId: form.outingId,
        where: form.where,
        visitIds: before.visitIds,
        backBy,
        watcherId: told.id,
        withId: form.withId,
        phone: form.phone,
        watcherPhone: form.watcherPhone,
      },
    }
  }
  const onSave = async () => {
    if (!(await submitting.submit(lodgeOuting, ready()))) return
    if (told !== undefined) {
      const numbers = { mine: form.phone, watcherId: told.id, watcherPhone: form.watcherPhone }
      // The outing is kept: a number that is not remembered is typed again.
      await keepNumbersGiven(db, numbers, new Set(before.colleagues.map(({ id }) => id))).catch(() => {})
    }
    await goOn(`/outings/${form.outingId}`)
  }
  const { problems } = submitting
  return (
    <Form label="Before you leave" isHeld={draft.isHeld}>
      <Page
        title="Before you leave"
        detail="Somebody is told if you do not come back, whether or not this tablet has signal."
        back={
          <LinkButton href="/visits" kind="quiet" icon={<ArrowLeft aria-hidden />}>
            My visits
          </LinkButton>
        }
      >
        <ErrorSummary problems={problems} attempt={submitting.attempt} />
        {submitting.notSaved !== null && <NotSaved why={submitting.notSaved} words={form.where} />}
        {before.out !== null && (
          <Banner
            tone="due"
            title="You are out already"
            action={<LinkButton href={`/outings/${before.out}`}>Open</LinkButton>}
          >
            Say that you are safe, or change the time there.
          </Banner>
        )}
        <Stack gap="wide">
          <TextArea
            id="where"
            label="Where you go"
            hint="So that somebody can find you. It is taken away when you are safe. Leave children’s names out."
            rows={3}
            value={form.where}
            onChange={(where) => change({ where })}
            error={problemOf(problems, 'where')}
          />
          <TimeField
            id="back"
            label="Back by"
            hint={`${sayAfterMidnight(backBy, now)}When this time passes without word, the office raises the alarm.`}
            value={form.backAt}
            onChange={(backAt) => change({ backAt })}
            error={problemOf(problems, 'back')}
          />
          <SelectField
            id="told"
            label="Who is told"
            hint="Agree it with them first."
            none="Choose a colleague"
            choices={colleagues}
            value={form.watcherId}
            onChange={(watcherId) =>
              change((typed) => ({
                watcherId,
                // What was typed stays; a number that the form offered goes with the colleague whose it is.
                ...(typed.watcherPhone === '' || typed.watcherPhone === numberOf(before, typed.watcherId)
                  ? { watcherPhone: numberOf(before, watcherId) }
                  : {}),
              }))
            }
            error={problemOf(problems, 'told')}
          />
          {told !== undefined && (
            <Banner tone={sayNotMailed(means) === null ? 'notice' : 'due'}>
              When the time passes without word, {sayHowTold(shortStaffName(told.name), means)}
            </Banner>
          )}
          <TextField
            id="their-number"
            label="Their telephone number"
            hint={
              form.watcherPhone !== '' && form.watcherPhone === numberOf(before, form.watcherId)
                ? 'The one you gave last time.'
                : undefined
            }
            type="tel"
            short
            value={form.watcherPhone}
            onChange={(watcherPhone) => change({ watcherPhone })}
            error={problemOf(problems, 'their-number')}
          />
          <TextField
            id="my-number"
            label="Your telephone number"
            hint={`They ring you first.${form.phone !== '' && form.phone === before.numbers.mine ? ' The one you gave last time.' : ''}`}
            type="tel"
            short
            value={form.phone}
            onChange={(phone) => change({ phone })}
            error={problemOf(problems, 'my-number')}
          />
          <SelectField
            label="Who comes along?"
            hint="They see on their tablet where you go and when you are both back."
            none="Nobody"
            choices={colleagues}
            value={form.withId}
            onChange={(withId) => change({ withId })}
          />
        </Stack>
        <ThrowAway draft={draft} to="/visits" />
      </Page>
      <ActionBar foot={<DraftLine draft={draft} />}>
        <Button kind="main" size="big" isPending={submitting.isSaving} onPress={() => void onSave()}>
          Lodge it
        </Button>
      </ActionBar>
    </Form>
  )
}
