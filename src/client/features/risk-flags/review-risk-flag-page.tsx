import { useParams } from 'react-router'
import { useGoOn } from '#client/app/go-on.tsx'
import { z } from 'zod'
import { BackToCase } from '#client/casework/back-to-case.tsx'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { sayWho } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Card } from '#client/ui/card.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Page, Quiet } from '#client/ui/page.tsx'
import { Prose } from '#client/ui/quote.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { reviewRiskFlag } from '#domain/mutations/review-risk-flag.ts'
import { riskAboutWords, RiskSeverity, riskSeverityWords, type RiskFlag } from '#domain/records/risk-flag.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { addDays } from '#domain/time/school-day.ts'

const ReviewForm = z.object({
  clashId: z.string(),
  choice: z.enum(['keep', 'end']).nullable(),
  words: z.string(),
  sawReviewBy: z.string(),
  sawSeverity: RiskSeverity,
  reviewBy: z.string(),
  severity: RiskSeverity,
})
type ReviewForm = z.infer<typeof ReviewForm>

/** Read a visit warning with its evidence, and say whether it still stands. */
export const ReviewRiskFlagPage = () => (
  <WithPupil>
    <FindFlag />
  </WithPupil>
)

const FindFlag = () => {
  const { flagId } = useParams()
  const { file, may } = usePupilView()
  const flag = file.riskFlags.find(({ record }) => record.id === flagId)?.record
  if (flag === undefined) return <NotInFile />
  return flag.endedOn === null && may('review-risk-flag') ? <ReviewFlag flag={flag} /> : <FlagRead flag={flag} />
}

const ReviewFlag = ({ flag }: { flag: RiskFlag }) => {
  const { today } = usePupilView()
  const draft = useFormDraft(`review-risk-flag/${flag.id}`, flag.pupilId, ReviewForm, () => ({
    clashId: crypto.randomUUID(),
    choice: null,
    words: '',
    sawReviewBy: flag.reviewBy,
    sawSeverity: flag.severity,
    reviewBy: addDays(today, 91),
    severity: flag.severity,
  }))
  return draft === null ? <Skeleton rows={4} label="Opening the form" /> : <ReviewFields draft={draft} flag={flag} />
}

const ReviewFields = ({ draft, flag }: { draft: FormDraft<ReviewForm>; flag: RiskFlag }) => {
  const { today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const goOn = useGoOn()
  const say = useToast()
  const onSave = async () => {
    const found = [
      ...(form.choice === null ? [{ fieldId: 'choice', message: 'Say whether the warning still stands.' }] : []),
      ...(form.choice === 'keep' && form.reviewBy <= today
        ? [{ fieldId: 'review', message: 'Choose a day after today to look at it again.' }]
        : []),
    ]
    const ready =
      found.length > 0
        ? { ok: false as const, problems: found }
        : {
            ok: true as const,
            args: {
              pupilId: flag.pupilId,
              flagId: flag.id,
              clashId: form.clashId,
              on: today,
              words: form.words,
              reviewBy: { from: form.sawReviewBy, to: form.choice === 'end' ? form.sawReviewBy : form.reviewBy },
              ...(form.severity === form.sawSeverity
                ? {}
                : { severity: { from: form.sawSeverity, to: form.severity } }),
              end: form.choice === 'end',
            },
          }
    if (await submitting.submit(reviewRiskFlag, ready)) {
      say({ message: form.choice === 'end' ? 'Warning ended.' : 'Review saved on this tablet.' })
      await goOn(`/caseload/${flag.pupilId}`)
    }
  }
  return (
    <FormPage
      title={riskAboutWords[flag.about]}
      saveLabel="Save review"
      onSave={() => void onSave()}
      {...submitting}
      words={form.words}
      draft={draft}
    >
      <Evidence flag={flag} />
      <ChoiceButtons
        id="choice"
        label="Does it still stand?"
        columns={2}
        choices={[
          { value: 'keep', label: 'Yes, keep it' },
          { value: 'end', label: 'No, end it' },
        ]}
        value={form.choice}
        onChange={(choice) => change({ choice })}
        error={problemOf(problems, 'choice')}
      />
      {form.choice === 'keep' && (
        <>
          <ChoiceButtons
            label="What must visitors do?"
            columns={2}
            choices={RiskSeverity.options.map((value) => ({ value, label: riskSeverityWords[value] }))}
            value={form.severity}
            onChange={(severity) => change({ severity })}
          />
          <DateField
            id="review"
            label="Look at it again by"
            value={form.reviewBy}
            onChange={(reviewBy) => change({ reviewBy })}
            min={addDays(today, 1)}
            error={problemOf(problems, 'review')}
          />
        </>
      )}
      <TextArea
        label="What you found"
        hint="Facts only."
        rows={2}
        value={form.words}
        onChange={(words) => change({ words })}
      />
    </FormPage>
  )
}

const FlagRead = ({ flag }: { flag: RiskFlag }) => (
  <Page title={riskAboutWords[flag.about]} back={<BackToCase />}>
    <Evidence flag={flag} />
  </Page>
)

const Evidence = ({ flag }: { flag: RiskFlag }) => {
  const { today, colleagues, mine } = usePupilView()
  return (
    <Card title={riskSeverityWords[flag.severity]} aside={`look at again by ${sayDay(flag.reviewBy, today)}`}>
      <Prose>{flag.evidence}</Prose>
      <Quiet>
        {riskAboutWords[flag.about]}. Raised {sayDay(flag.raisedOn, today)} by {sayWho(colleagues, flag.by, mine)}.
        {flag.endedOn !== null && ` Ended ${sayDay(flag.endedOn, today)}.`}
      </Quiet>
      {flag.reviews.map((review) => (
        <div key={review.recordedAt}>
          <Quiet>
            Looked at again {sayDay(review.on, today)} by {sayWho(colleagues, review.by, mine)}
          </Quiet>
          {review.words !== '' && <Prose>{review.words}</Prose>}
        </div>
      ))}
    </Card>
  )
}
