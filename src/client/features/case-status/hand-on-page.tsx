import { useState } from 'react'
import { ColleagueField } from '#client/casework/colleague-field.tsx'
import { FormPage } from '#client/casework/form-page.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { identified } from '#client/casework/use-saving.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Quiet } from '#client/ui/page.tsx'
import { assignAbsenceCase } from '#domain/mutations/assign-absence-case.ts'
import type { AbsenceCase } from '#domain/records/absence-case.ts'
import { WithOpenCase } from './with-case.tsx'

/** Give a case to a colleague, take it, or leave it with nobody. */
export const HandOnPage = () => <WithOpenCase>{(absenceCase) => <HandOn absenceCase={absenceCase} />}</WithOpenCase>

const HandOn = ({ absenceCase }: { absenceCase: AbsenceCase }) => {
  const { file } = usePupilView()
  const [ids] = useState(() => ({ uid: crypto.randomUUID(), clashId: crypto.randomUUID() }))
  const [saw] = useState(absenceCase.ownerId)
  const [ownerId, setOwnerId] = useState(absenceCase.ownerId)
  const submitting = useSubmit(identified(ids.uid))
  const back = useBackToCase()
  const { organisationId } = file.pupil.record
  const onSave = async () => {
    const { pupilId, id: caseId } = absenceCase
    const ready =
      ownerId === saw
        ? { ok: false as const, problems: [{ fieldId: 'owner', message: 'Choose someone else.' }] }
        : {
            ok: true as const,
            args: { pupilId, organisationId, caseId, clashId: ids.clashId, ownerId: { from: saw, to: ownerId } },
          }
    if (await submitting.submit(assignAbsenceCase, ready)) await back('Handed on, on this tablet.')
  }
  return (
    <FormPage title="Hand the case on" saveLabel="Hand on" onSave={() => void onSave()} {...submitting} words="">
      <ColleagueField
        id="owner"
        label="Who answers for it?"
        none="Nobody yet"
        organisationId={organisationId}
        value={ownerId}
        onChange={setOwnerId}
      />
      <Quiet>
        An education welfare officer who hands on their last case of a pupil no longer sees that pupil’s file.
      </Quiet>
    </FormPage>
  )
}
