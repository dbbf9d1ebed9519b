import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { FileDown, Printer } from 'lucide-react'
import { handOutFile } from '#client/app/hand-over.ts'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { BackToCase } from '#client/casework/back-to-case.tsx'
import { DraftLine } from '#client/casework/draft-line.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSaving } from '#client/casework/use-saving.ts'
import { WordsLine } from '#client/casework/words-field.tsx'
import { makePdf } from '#client/papers/make-pdf.ts'
import type { Paper } from '#client/papers/paper.ts'
import { PaperView } from '#client/papers/paper-view.tsx'
import { ActionBar } from '#client/ui/action-bar.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { ErrorSummary, type FieldProblem } from '#client/ui/error-summary.tsx'
import { Held } from '#client/ui/form.tsx'
import { Page, Row, Stack } from '#client/ui/page.tsx'
import { Printed } from '#client/ui/printed.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { sharePaper } from '#domain/mutations/share-paper.ts'
import { calledName } from '#domain/records/pupil.ts'
import { Audience, audienceWords } from '#domain/records/shared-paper.ts'
import { ChronologyForm, problemsOf, spanOf } from './chronology-form.ts'
import { chronologyOf, howManyWithheld, type Chronology, type Span } from './chronology-of.ts'
import { chronologyPaper, type Heading } from './chronology-paper.ts'
import { GivenBefore } from './given-before.tsx'

/** A pupil's chronology: chosen, looked at, and only then printed or handed out; what left is noted in the file. */
export const ChronologyPage = () => (
  <WithPupil>
    <Allowed />
  </WithPupil>
)

const Allowed = () => (usePupilView().may('share-paper') ? <Open /> : <NotInFile />)

const Open = () => {
  const { file, today } = usePupilView()
  const draft = useFormDraft('chronology', file.pupil.record.id, ChronologyForm, () => ({
    paperId: crypto.randomUUID(),
    audience: 'professional' as const,
    to: '',
    why: '',
    from: '',
    until: today,
  }))
  return draft === null ? <Skeleton rows={4} label="Opening the chronology" /> : <Choose draft={draft} />
}

/** A chronology as it leaves, and what it was asked for. */
type Made = { span: Span; chronology: Chronology; paper: Paper }

const Choose = ({ draft }: { draft: FormDraft<ChronologyForm> }) => {
  const { file, colleagues, schools, today, unread } = usePupilView()
  const { account, clock } = useSession()
  const { values: form, change } = draft
  const { save, isSaving, notSaved } = useSaving()
  const say = useToast()
  const goOn = useGoOn()
  const [shown, setShown] = useState<{ problems: FieldProblem[]; attempt: number }>({ problems: [], attempt: 0 })
  const [isMaking, setMaking] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [printed, setPrinted] = useState<{ form: ChronologyForm; made: Made } | null>(null)
  const [madeAt] = useState(clock)

  const pupil = file.pupil.record
  const child = pupil.preferredForename ?? pupil.forename
  const teller = useMemo(() => ({ child, colleagues }), [child, colleagues])
  const asked = useDeferredValue(form)
  const span = useMemo(
    () => spanOf({ from: asked.from, until: asked.until, audience: asked.audience }, today),
    [asked.from, asked.until, asked.audience, today],
  )
  const chronology = useMemo(() => chronologyOf(file, span, teller), [file, span, teller])
  const headed = useCallback(
    (to: string, why: string): Heading => ({
      child: [
        `${calledName(pupil)}${pupil.registrationGroup === null ? '' : `, ${pupil.registrationGroup}`}`,
        schools.get(pupil.organisationId) ?? '',
      ].filter((line) => line !== ''),
      to: to.trim() === '' ? 'nobody yet' : to.trim(),
      why: why.trim(),
      madeBy: account.name,
      madeAt,
      isRestricted: file.isRestricted,
      unread,
    }),
    [pupil, schools, account.name, madeAt, file.isRestricted, unread],
  )
  const paper = useMemo(
    () => chronologyPaper(chronology, span, headed(asked.to, asked.why), colleagues),
    [chronology, span, headed, asked.to, asked.why, colleagues],
  )
  /** What is looked at may be a moment behind what was chosen. What leaves is made of what stands when it is asked for. */
  const makeNow = (): Made => {
    const now = spanOf(form, today)
    const told = chronologyOf(file, now, teller)
    return { span: now, chronology: told, paper: chronologyPaper(told, now, headed(form.to, form.why), colleagues) }
  }
  useAfterPrinting(() => setPrinted({ form, made: makeNow() }))

  const problems = problemsOf(form)
  const isReady = (): boolean => {
    setShown((before) => ({ problems, attempt: before.attempt + 1 }))
    return problems.length === 0
  }
  const noteGiven = async ({ span: told, chronology: { entries, hash, ...left } }: Made) => {
    const given = {
      pupilId: pupil.id,
      paperId: form.paperId,
      paper: 'chronology' as const,
      to: form.to.trim(),
      why: form.why.trim(),
      ...told,
      entries: entries.length,
      withheld: howManyWithheld(left) + unread,
      hash,
      sharedOn: today,
    }
    if (await save(draft, sharePaper, given)) {
      say({ message: 'Noted in the file.' })
      await goOn(`/caseload/${pupil.id}`)
    }
  }
  const handOut = async () => {
    if (!isReady()) return
    setMaking(true)
    setTrouble(null)
    const now = makeNow()
    const pdf = await makePdf(now.paper, madeAt)
    setMaking(false)
    if (pdf === null) return setTrouble('The PDF could not be made on this tablet. Printing still works.')
    // No name and no word of the file: a file's name is read by whoever sees the list of downloads.
    const handed = new File([pdf.bytes], `chronology-${now.chronology.hash.slice(0, 8)}.pdf`, {
      type: 'application/pdf',
    })
    if ((await handOutFile(handed)) === 'handed') await noteGiven(now)
    return undefined
  }

  return (
    <form noValidate aria-label="Chronology" onSubmit={(event) => event.preventDefault()}>
      <Page title="Chronology" detail={calledName(pupil)} back={<BackToCase />}>
        <ErrorSummary problems={shown.problems} attempt={shown.attempt} />
        {notSaved !== null && <NotSaved why={notSaved} words={`${form.to}\n${form.why}`} />}
        {trouble !== null && (
          <Banner tone="danger" live="assertive">
            {trouble}
          </Banner>
        )}
        <Stack gap="wide">
          <GivenBefore />
          <ChoiceButtons
            label="Whom is it for?"
            columns={2}
            choices={Audience.options.map((value) => ({ value, label: audienceWords[value] }))}
            value={form.audience}
            onChange={(audience) => change({ audience })}
          />
          <Held isHeld={draft.isHeld}>
            <WordsLine
              id="to"
              label="Who is given it?"
              hint="As the file should say it later: a name and where they work."
              value={form.to}
              onChange={(to) => change({ to })}
              error={problemOf(shown.problems, 'to')}
            />
            <WordsLine
              id="why"
              label="Why?"
              value={form.why}
              onChange={(why) => change({ why })}
              error={problemOf(shown.problems, 'why')}
            />
          </Held>
          <Row>
            <DateField
              id="from"
              label="From"
              hint="Empty for everything."
              max={form.until}
              value={form.from}
              onChange={(from) => change({ from })}
              error={problemOf(shown.problems, 'from')}
            />
            <DateField
              id="until"
              label="Up to"
              max={today}
              value={form.until}
              onChange={(until) => change({ until })}
              error={problemOf(shown.problems, 'until')}
            />
          </Row>
          <p>Look it over before it leaves. This is all that it says:</p>
          <PaperView paper={paper} isPreview />
        </Stack>
      </Page>
      <ActionBar foot={<DraftLine draft={draft} />}>
        {printed !== null && printed.form === form && (
          <Button size="big" isPending={isSaving} onPress={() => void (isReady() && noteGiven(printed.made))}>
            I gave it, note it
          </Button>
        )}
        <Button size="big" icon={<Printer aria-hidden />} onPress={() => isReady() && window.print()}>
          Print
        </Button>
        <Button
          kind="main"
          size="big"
          icon={<FileDown aria-hidden />}
          isPending={isMaking || isSaving}
          onPress={() => void handOut()}
        >
          Hand out as PDF
        </Button>
      </ActionBar>
      <Printed>
        <PaperNow make={makeNow} />
      </Printed>
    </form>
  )
}

/** Made only when it is drawn, which is when the printer is asked. */
const PaperNow = ({ make }: { make: () => Made }) => <PaperView paper={make().paper} />

/** The browser does not say whether anything came out of the printer: the person does. */
const useAfterPrinting = (printed: () => void): void => {
  useEffect(() => {
    window.addEventListener('afterprint', printed)
    return () => window.removeEventListener('afterprint', printed)
  })
}
