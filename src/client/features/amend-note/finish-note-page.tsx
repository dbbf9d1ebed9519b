import { useParams } from 'react-router'
import { useSession } from '#client/app/session.tsx'
import { contactTitle, visitTitle } from '#client/casework/account-titles.ts'
import { sayWhen } from '#client/casework/day-words.ts'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { ThrowAway } from '#client/casework/throw-away.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { WordsArea } from '#client/casework/words-field.tsx'
import { Card } from '#client/ui/card.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Page, Quiet, Row } from '#client/ui/page.tsx'
import { Prose } from '#client/ui/quote.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { heardApart } from '#domain/casework/needs-amending.ts'
import { amendNote } from '#domain/mutations/amend-note.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import type { HomeVisit } from '#domain/records/home-visit.ts'
import {
  FINISHED_LATER,
  FinishForm,
  missingParts,
  stillMissing,
  writtenParts,
  type MissingPart,
} from './finish-form.ts'

/** Finish a note that was saved in a hurry: what stands in it, and a field for each part that does not. */
export const FinishNotePage = () => (
  <WithPupil>
    <FindNote />
  </WithPupil>
)

const FindNote = () => {
  const { noteId } = useParams()
  const { file, may } = usePupilView()
  const note = [...file.notes, ...file.visits].find(({ record }) => record.id === noteId)?.record
  return note === undefined || !may('amend-note', note.by) ? <NotInFile /> : <Finish key={note.id} note={note} />
}

const Finish = ({ note }: { note: ContactNote | HomeVisit }) => {
  const { file } = usePupilView()
  const child = file.pupil.record.preferredForename ?? file.pupil.record.forename
  const amended = file.amendments.map(({ record }) => record).filter(({ noteId }) => noteId === note.id)
  const missing = missingParts(note, amended, child)
  const draft = useFormDraft(`finish-note/${note.id}`, note.pupilId, FinishForm, (): FinishForm => ({
    parts: missing.map(({ field }) => ({ amendmentId: crypto.randomUUID(), field, words: '' })),
  }))
  // The parts may have been filled elsewhere while this draft stood: its words stay in sight.
  const unsaved = draft === null ? [] : draft.values.parts.filter(({ words }) => words.trim() !== '')
  if (missing.length === 0)
    return (
      <Page title="This note is finished">
        <p>Every part of it is written. It can still be corrected.</p>
        {draft === null || unsaved.length === 0 ? null : (
          <Card title="What you wrote here">
            {unsaved.map(({ amendmentId, words }) => (
              <Prose key={amendmentId}>{words}</Prose>
            ))}
            <ThrowAway draft={draft} to={`/caseload/${note.pupilId}`} />
          </Card>
        )}
        <Row>
          <LinkButton href={`/caseload/${note.pupilId}/notes/${note.id}/amend`}>Add to the note</LinkButton>
          <LinkButton href={`/caseload/${note.pupilId}`}>Back to the file</LinkButton>
        </Row>
      </Page>
    )
  return draft === null ? (
    <Skeleton rows={4} label="Opening the note" />
  ) : (
    <FinishFields draft={draft} note={note} amended={amended} missing={missing} />
  )
}

type FinishFieldsProps = {
  draft: FormDraft<FinishForm>
  note: ContactNote | HomeVisit
  amended: readonly { field: MissingPart['field'] }[]
  missing: readonly MissingPart[]
}

const FinishFields = ({ draft, note, amended, missing }: FinishFieldsProps) => {
  const { file, mine } = usePupilView()
  const { actor } = useSession()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const back = useBackToCase()
  const wordsOf = (field: MissingPart['field']): string => form.parts.find((part) => part.field === field)?.words ?? ''
  const { organisationId } = file.pupil.record
  // A lead may finish a colleague's note; the reminder is its author's and ends by itself once nothing is missing.
  const isMine = note.by === mine && actor.personId === mine
  const onSave = async () => {
    const [first, ...also] = writtenParts(form)
    const left = stillMissing(
      note,
      amended,
      form,
      heardApart(
        note,
        file.voices.map(({ record }) => record),
      ),
    )
    const ready =
      first === undefined
        ? { ok: false as const, problems: [{ fieldId: missing[0]?.field ?? '', message: 'Write at least one part.' }] }
        : {
            ok: true as const,
            args: {
              pupilId: note.pupilId,
              noteKind: note.kind,
              noteId: note.id,
              ...first,
              why: FINISHED_LATER,
              ...(also.length === 0 ? {} : { also }),
              ...(isMine && left === null ? { finishes: { organisationId, personId: mine } } : {}),
            },
          }
    if (await submitting.submit(amendNote, ready))
      await back(left === null ? 'Note finished, saved on this tablet.' : `Saved on this tablet. ${left}`)
  }
  return (
    <FormPage
      title={note.kind === 'home-visit' ? 'Finish the home visit' : 'Finish the contact'}
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={writtenParts(form)
        .map(({ words }) => words)
        .join('\n\n')}
      draft={draft}
    >
      <AsWritten note={note} />
      <Quiet>What you add stands with the note, with today’s time beside it. Leave empty what there is not.</Quiet>
      {missing.map(({ field, label, hint }) => (
        <WordsArea
          key={field}
          id={field}
          big
          label={label}
          {...(hint === undefined ? {} : { hint })}
          rows={2}
          value={wordsOf(field)}
          onChange={(words) =>
            change((now) => ({
              parts: now.parts.some((part) => part.field === field)
                ? now.parts.map((part) => (part.field === field ? { ...part, words } : part))
                : [...now.parts, { amendmentId: crypto.randomUUID(), field, words }],
            }))
          }
          error={problemOf(submitting.problems, field)}
        />
      ))}
    </FormPage>
  )
}

/** What the note says already, so that nothing is told twice. */
const AsWritten = ({ note }: { note: ContactNote | HomeVisit }) => {
  const { today } = usePupilView()
  const said =
    note.kind === 'home-visit'
      ? [note.saw, note.familyWords, note.childWords, note.thinks, note.nextStep]
      : [note.facts, note.familyView, note.childWords, note.opinion]
  return (
    <Card title="As written">
      <p>
        {note.kind === 'home-visit' ? visitTitle(note) : contactTitle(note)}.{' '}
        {sayWhen(note.happenedOn, note.happenedAt, today)}.
        {note.kind === 'home-visit' && note.cardLeft ? ' Card left.' : ''}
      </p>
      {said
        .filter((words) => words.trim() !== '')
        .map((words) => (
          <Prose key={words}>{words}</Prose>
        ))}
    </Card>
  )
}
