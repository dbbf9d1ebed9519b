import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import type { FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { TextLink } from '#client/ui/button.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { handOverCase } from '#domain/mutations/hand-over-case.ts'
import type { AbsenceCase } from '#domain/records/absence-case.ts'
import { useDigestDraft, writtenLines, type DigestForm } from './digest-draft.ts'
import { DigestFields } from './digest-fields.tsx'
import { ReceiverField } from './receiver-field.tsx'

/** Offer one case to a colleague with five lines, made from the records and edited before they go. */
export const HandOverCasePage = () => (
  <WithPupil>
    <FindCase />
  </WithPupil>
)

const FindCase = () => {
  const { file, may } = usePupilView()
  const open = file.openCase?.record
  return open === undefined || !may('hand-over-case') || file.pupil.record.offeredTo?.[open.id] !== undefined ? (
    <NotInFile />
  ) : (
    <HandOver absenceCase={open} />
  )
}

const HandOver = ({ absenceCase }: { absenceCase: AbsenceCase }) => {
  const { file, today, calendar } = usePupilView()
  const draft = useDigestDraft(file, absenceCase.id, today, calendar)
  return draft === null ? (
    <Skeleton rows={4} label="Opening the form" />
  ) : (
    <HandOverFields draft={draft} absenceCase={absenceCase} />
  )
}

const HandOverFields = ({ draft, absenceCase }: { draft: FormDraft<DigestForm>; absenceCase: AbsenceCase }) => {
  const { file, today } = usePupilView()
  const submitting = useSubmit(draft)
  const back = useBackToCase()
  const pupil = file.pupil.record
  const { toId, digest, handoverId } = draft.values
  const onSave = async () => {
    const lines = writtenLines(digest)
    const problems = [
      ...(toId === null ? [{ fieldId: 'to', message: 'Choose who is to take the case.' }] : []),
      ...(lines.length === 0 ? [{ fieldId: 'digest', message: 'Write at least one line.' }] : []),
    ]
    const ready =
      problems.length > 0 || toId === null
        ? { ok: false as const, problems }
        : {
            ok: true as const,
            args: {
              pupilId: pupil.id,
              organisationId: pupil.organisationId,
              caseId: absenceCase.id,
              handoverId,
              toId,
              digest: lines,
              offeredOn: today,
            },
          }
    if (await submitting.submit(handOverCase, ready))
      await back('Offered, on this tablet. It is yours until they accept.')
  }
  return (
    <FormPage
      title="Hand the case over"
      saveLabel="Offer the case"
      onSave={() => void onSave()}
      {...submitting}
      words={digest.join('\n\n')}
      draft={draft}
    >
      <ReceiverField
        organisationId={pupil.organisationId}
        pupils={[pupil]}
        except={absenceCase.ownerId}
        value={toId}
        onChange={(chosen) => draft.change({ toId: chosen })}
        error={problemOf(submitting.problems, 'to')}
      />
      <Quiet>
        These lines were made from the record on this tablet. Read them and change what you like: they are kept as you
        send them. Nothing changes hands until your colleague accepts.
      </Quiet>
      <p>
        <TextLink href="/hand-over">Hand over several cases, or see what is offered to you</TextLink>
      </p>
      <DigestFields draft={draft} error={problemOf(submitting.problems, 'digest')} />
    </FormPage>
  )
}
