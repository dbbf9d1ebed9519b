import { ArrowLeft } from 'lucide-react'
import { useParams } from 'react-router'
import { z } from 'zod'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { DraftLine } from '#client/casework/draft-line.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { useLive } from '#client/store/live.ts'
import { ActionBar } from '#client/ui/action-bar.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Form } from '#client/ui/form.tsx'
import { Page, Stack } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { saySchoolNumbers } from '#domain/mutations/say-school-numbers.ts'
import { membershipIn } from '#domain/permissions/actor.ts'
import { can } from '#domain/permissions/can.ts'
import { Organisation } from '#domain/records/organisation.ts'

const Written = z.object({ dfeNumber: z.string(), urn: z.string(), ukprn: z.string() })
/** What was typed, beside what stood when the form was opened: an edit takes the place only of what its author saw (SPEC I18). */
const NumbersForm = Written.extend({ saw: Written })
type NumbersForm = z.infer<typeof NumbersForm>

/** Write down by what numbers a school is known; every return to its council has them, and a transfer file is known by one. */
export const SchoolNumbersPage = () => {
  const { organisationId = '' } = useParams()
  const { db, actor } = useSession()
  const school = useLive(() => readSchool(db, organisationId), [db, organisationId])
  if (school === undefined) return <Skeleton rows={3} label="Opening the form" />
  if (school === null || !can(actor, 'say-school-numbers', { organisationId }))
    return (
      <Page title="This is not yours to set" back={<Back to={returns} />}>
        <p>Attendance leads, service managers and administrators write down the numbers of their school.</p>
      </Page>
    )
  return <NumbersOf school={school} />
}

const readSchool = async (db: DoorstepDatabase, id: string): Promise<Organisation | null> => {
  const rows = await db.records.where('[fileId+kind]').equals([id, 'organisation']).toArray()
  const school = Organisation.safeParse(rows[0]?.body).data
  return school?.type === 'school' ? school : null
}

type Place = { href: string; called: string }
const returns: Place = { href: '/returns', called: 'Returns' }
/** Whoever administers a school reads no pupil's file, and so has no returns. */
const imports: Place = { href: '/admin/import', called: 'Import a roll or marks' }

const Back = ({ to: { href, called } }: { to: Place }) => (
  <LinkButton href={href} kind="quiet" icon={<ArrowLeft aria-hidden />}>
    {called}
  </LinkButton>
)

const NumbersOf = ({ school }: { school: Organisation }) => {
  const draft = useFormDraft('say-school-numbers', school.id, NumbersForm, () => {
    const saw = { dfeNumber: school.dfeNumber ?? '', urn: school.urn ?? '', ukprn: school.ukprn ?? '' }
    return { ...saw, saw }
  })
  return draft === null ? (
    <Skeleton rows={3} label="Opening the form" />
  ) : (
    <NumbersFields school={school} draft={draft} />
  )
}

/** Digits alone, however they are written: `999 4001`, `999/4001`. */
const digitsOf = (written: string): string => written.replaceAll(/[\s/]/g, '')

/** The numbers as they are kept; null where nothing is written. */
const numbersOf = (form: z.infer<typeof Written>) => {
  const dfe = digitsOf(form.dfeNumber)
  return {
    dfeNumber: dfe === '' ? null : `${dfe.slice(0, 3)}/${dfe.slice(3)}`,
    urn: digitsOf(form.urn) || null,
    ukprn: digitsOf(form.ukprn) || null,
  }
}

const problemsOf = (form: NumbersForm) =>
  [
    { fieldId: 'dfe-number', written: form.dfeNumber, digits: 7, message: 'A DfE number has seven digits: 999/4001.' },
    { fieldId: 'urn', written: form.urn, digits: 6, message: 'A URN has six digits.' },
    { fieldId: 'ukprn', written: form.ukprn, digits: 8, message: 'A UKPRN has eight digits.' },
  ].flatMap(({ fieldId, written, digits, message }) => {
    const number = digitsOf(written)
    return number === '' || (/^\d+$/.test(number) && number.length === digits) ? [] : [{ fieldId, message }]
  })

const NumbersFields = ({ school, draft }: { school: Organisation; draft: FormDraft<NumbersForm> }) => {
  const { values: form, change } = draft
  const { problems, attempt, isSaving, notSaved, submit } = useSubmit(draft)
  const { actor } = useSession()
  const from = membershipIn(actor, school.id)?.role === 'administrator' ? imports : returns
  const goOn = useGoOn()
  const say = useToast()
  const onSave = async () => {
    const found = problemsOf(form)
    const isKept = await submit(
      saySchoolNumbers,
      found.length > 0
        ? { ok: false, problems: found }
        : {
            ok: true,
            args: { organisationId: school.id, ...numbersOf(form), saw: numbersOf(form.saw) },
          },
    )
    if (!isKept) return
    say({ message: 'Saved on this tablet. They stand in the files of the returns.' })
    await goOn(from.href)
  }
  return (
    <Form label="The school’s numbers" isHeld={draft.isHeld}>
      <Page title="The school’s numbers" detail={school.name} back={<Back to={from} />}>
        <ErrorSummary problems={problems} attempt={attempt} />
        {notSaved !== null && <NotSaved why={notSaved} words={`${form.dfeNumber} ${form.urn} ${form.ukprn}`} />}
        <Stack gap="wide">
          <TextField
            id="dfe-number"
            label="DfE number"
            hint="Council and establishment, “999/4001”. Marks of a transfer file are known by it. Each may stay empty."
            autoComplete="off"
            value={form.dfeNumber}
            onChange={(dfeNumber) => change({ dfeNumber })}
            error={problemOf(problems, 'dfe-number')}
          />
          <TextField
            id="urn"
            label="URN"
            hint="Six digits."
            autoComplete="off"
            value={form.urn}
            onChange={(urn) => change({ urn })}
            error={problemOf(problems, 'urn')}
          />
          <TextField
            id="ukprn"
            label="UKPRN"
            hint="Eight digits."
            autoComplete="off"
            value={form.ukprn}
            onChange={(ukprn) => change({ ukprn })}
            error={problemOf(problems, 'ukprn')}
          />
        </Stack>
      </Page>
      <ActionBar foot={<DraftLine draft={draft} />}>
        <Button kind="main" size="big" isPending={isSaving} onPress={() => void onSave()}>
          Save
        </Button>
      </ActionBar>
    </Form>
  )
}
