import { useState } from 'react'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { identified } from '#client/casework/use-saving.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { useMutate } from '#client/store/live.ts'
import { Chip, Chips } from '#client/ui/chip.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { setReviewDate } from '#domain/mutations/set-review-date.ts'
import type { AbsenceCase } from '#domain/records/absence-case.ts'
import { addDays } from '#domain/time/school-day.ts'
import { WithOpenCase } from './with-case.tsx'

/** Say when a case is looked at again. */
export const ReviewDatePage = () => (
  <WithOpenCase>{(absenceCase) => <ReviewDate absenceCase={absenceCase} />}</WithOpenCase>
)

const ReviewDate = ({ absenceCase }: { absenceCase: AbsenceCase }) => {
  const { today } = usePupilView()
  const mutate = useMutate()
  const [ids] = useState(() => ({ uid: crypto.randomUUID(), clashId: crypto.randomUUID() }))
  const [saw] = useState(absenceCase.reviewOn)
  const [day, setDay] = useState(absenceCase.reviewOn ?? '')
  const submitting = useSubmit(identified(ids.uid))
  const back = useBackToCase()
  const { pupilId, id: caseId } = absenceCase
  const onSave = async () => {
    const to = day === '' ? null : day
    const ready =
      to === saw
        ? { ok: false as const, problems: [{ fieldId: 'day', message: 'Choose another day.' }] }
        : { ok: true as const, args: { pupilId, caseId, clashId: ids.clashId, reviewOn: { from: saw, to } } }
    if (!(await submitting.submit(setReviewDate, ready))) return
    await back('Review date saved on this tablet.', () => {
      const args = { pupilId, caseId, clashId: crypto.randomUUID(), reviewOn: { from: to, to: saw } }
      void mutate(setReviewDate, args, { uid: crypto.randomUUID() })
    })
  }
  return (
    <FormPage title="Set the review date" saveLabel="Save" onSave={() => void onSave()} {...submitting} words="">
      <Chips label="Usual dates">
        {[2, 4, 6].map((weeks) => (
          <Chip
            key={weeks}
            isSelected={day === addDays(today, weeks * 7)}
            onChange={(isOn) => setDay(isOn ? addDays(today, weeks * 7) : (saw ?? ''))}
          >
            In {weeks} weeks
          </Chip>
        ))}
      </Chips>
      <DateField
        id="day"
        label="Look at it again on"
        value={day}
        onChange={setDay}
        min={today}
        error={problemOf(submitting.problems, 'day')}
      />
    </FormPage>
  )
}
