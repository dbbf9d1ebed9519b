import { useParams } from 'react-router'
import { useSession } from '#client/app/session.tsx'
import { contactTitle, visitTitle } from '#client/casework/account-titles.ts'
import { sayInstant, sayWhen } from '#client/casework/day-words.ts'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { sayWhoFirst } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { useThrowDraftAway } from '#client/casework/use-throw-away.ts'
import { Card } from '#client/ui/card.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Page, Quiet, Row } from '#client/ui/page.tsx'
import { Prose } from '#client/ui/quote.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { heardApart } from '#domain/casework/needs-amending.ts'
import { amendNote } from '#domain/mutations/amend-note.ts'
import type { Amendment } from '#domain/records/amendment.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import type { HomeVisit } from '#domain/records/home-visit.ts'
import { AskedPartField, keptId } from './asked-part.tsx'
import {
  askedParts,
  FINISHED_LATER,
  FinishForm,
  stillMissing,
  withPart,
  writtenParts,
  type AskedPart,
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
  const draft = useFormDraft(`finish-note/${note.id}`, note.pupilId, FinishForm, (): FinishForm => ({
    parts: askedParts(note, amended, child, { parts: [] }).map(({ field }) => ({
      amendmentId: crypto.randomUUID(),
      field,
      words: '',
    })),
  }))
  if (draft === null) return <Skeleton rows={4} label="Opening the note" />
  const asked = askedParts(note, amended, child, draft.values)
  return asked.length === 0 ? (
    <Finished note={note} />
  ) : (
    <FinishFields draft={draft} note={note} amended={amended} asked={asked} />
  )
}

const Finished = ({ note }: { note: ContactNote | HomeVisit }) => (
  <Page title="This note is finished">
    <p>Every part of it is written. It can still be corrected.</p>
    <Row>
      <LinkButton href={`/caseload/${note.pupilId}/notes/${note.id}/amend`}>Add to the note</LinkButton>
      <LinkButton href={`/caseload/${note.pupilId}`}>Back to the file</LinkButton>
    </Row>
  </Page>
)

type FinishFieldsProps = {
  draft: FormDraft<FinishForm>
  note: ContactNote | HomeVisit
  amended: readonly Amendment[]
  asked: readonly AskedPart[]
}

const FinishFields = ({ draft, note, amended, asked }: FinishFieldsProps) => {
  const { file, mine } = usePupilView()
  const { actor } = useSession()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const back = useBackToCase()
  const toast = useToast()
  const throwDraftAway = useThrowDraftAway(draft, `/caseload/${note.pupilId}`)
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
    const undecided = asked.filter(({ meanwhile, isKept }) => meanwhile.length > 0 && !isKept)
    const problems = [
      ...undecided.map(({ field, label }) => ({ fieldId: keptId(field), message: sayUndecided(label) })),
      ...(first === undefined ? [{ fieldId: asked[0]?.field ?? '', message: 'Write at least one part.' }] : []),
    ]
    const ready =
      first === undefined || problems.length > 0
        ? { ok: false as const, problems }
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
  const say = (field: AskedPart['field'], said: Parameters<typeof withPart>[2]): boolean =>
    change((now) => withPart(now, field, said))
  const throwPartAway = ({ field, words, isKept }: AskedPart): void => {
    // The last of it: an empty draft would stand on Today and say that something is still to be saved.
    if (asked.length === 1) return void throwDraftAway()
    say(field, { words: '', isKept: false })
    toast({ message: 'Thrown away. Nothing of it was saved.', undo: () => say(field, { words, isKept }) })
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
      <AsWritten
        note={note}
        amended={amended.filter((each) => !asked.some(({ meanwhile }) => meanwhile.includes(each)))}
      />
      <Quiet>What you add stands with the note, with today’s time beside it. Leave empty what there is not.</Quiet>
      {asked.map((part) => (
        <AskedPartField
          key={part.field}
          part={part}
          onWords={(words) => say(part.field, { words })}
          onKept={(isKept) => say(part.field, { isKept })}
          onThrowAway={() => throwPartAway(part)}
          error={problemOf(submitting.problems, part.field)}
          undecided={problemOf(submitting.problems, keptId(part.field))}
        />
      ))}
    </FormPage>
  )
}

const sayUndecided = (label: string): string =>
  `Keep what you had begun as an addition, or throw it away: ${label.slice(0, 1).toLowerCase()}${label.slice(1)}.`

/** What the note says already, and what was added to it but for what stands above its field, so that nothing is told twice. */
const AsWritten = ({ note, amended }: { note: ContactNote | HomeVisit; amended: readonly Amendment[] }) => {
  const { today, colleagues, mine } = usePupilView()
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
      {amended.map(({ id, by, recordedAt, words }) => (
        <Prose key={id}>
          <strong>
            {sayWhoFirst(colleagues, by, mine)}, {sayInstant(recordedAt, today)}:
          </strong>{' '}
          {words}
        </Prose>
      ))}
    </Card>
  )
}
