import { useParams } from 'react-router'
import { z } from 'zod'
import { useGoOn } from '#client/app/go-on.tsx'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { DateField } from '#client/ui/date-field.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { saySchoolMove } from '#domain/mutations/say-school-move.ts'
import { DeletionGround, deletionGroundWords, Direction, moveOf } from '#domain/records/school-move.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

const MoveForm = z.object({
  moveId: z.string(),
  ground: DeletionGround.nullable(),
  school: z.string(),
  startsOn: z.string(),
  newAddress: z.string(),
})
type MoveForm = z.infer<typeof MoveForm>

/** Say what a return must hold of a pupil who came or left, and the roll does not say. */
export const SchoolMovePage = () => (
  <WithPupil>
    <SchoolMoveOf />
  </WithPupil>
)

const SchoolMoveOf = () => {
  const direction = Direction.safeParse(useParams()['direction']).data
  const { file, may } = usePupilView()
  const { onRollFrom, leftOn } = file.pupil.record
  const on = direction === 'came' ? onRollFrom : leftOn
  if (direction === undefined || on === null || !may('say-school-move')) return <NotInFile />
  return <OpenForm key={`${direction} ${on}`} direction={direction} on={on} />
}

type Of = { direction: Direction; on: SchoolDay }

const OpenForm = ({ direction, on }: Of) => {
  const { file } = usePupilView()
  const stands = moveOf(
    file.moves.map(({ record }) => record),
    direction,
    on,
  )
  const draft = useFormDraft(`say-school-move/${direction}`, file.pupil.record.id, MoveForm, () => ({
    moveId: crypto.randomUUID(),
    ground: stands?.ground ?? null,
    school: stands?.school ?? '',
    startsOn: stands?.startsOn ?? '',
    newAddress: stands?.newAddress ?? '',
  }))
  return draft === null ? (
    <Skeleton rows={4} label="Opening the form" />
  ) : (
    <MoveFields draft={draft} direction={direction} on={on} />
  )
}

const MoveFields = ({ draft, direction, on }: Of & { draft: FormDraft<MoveForm> }) => {
  const { file, today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const goOn = useGoOn()
  const say = useToast()
  const isLeaving = direction === 'left'
  const onSave = async () => {
    const found = [
      ...(isLeaving && form.ground === null ? [{ fieldId: 'ground', message: 'Choose the ground.' }] : []),
      ...(!isLeaving && form.school.trim() === ''
        ? [{ fieldId: 'school', message: 'Write which school, or that there was none.' }]
        : []),
    ]
    const ready =
      found.length > 0
        ? { ok: false as const, problems: found }
        : {
            ok: true as const,
            args: {
              pupilId: file.pupil.record.id,
              moveId: form.moveId,
              direction,
              on,
              ground: isLeaving ? form.ground : null,
              school: form.school,
              startsOn: isLeaving && form.startsOn !== '' ? form.startsOn : null,
              newAddress: isLeaving ? form.newAddress : '',
            },
          }
    if (await submitting.submit(saySchoolMove, ready)) {
      say({ message: 'Saved on this tablet. It stands in the file of the return.' })
      await goOn('/returns')
    }
  }
  return (
    <FormPage
      title={isLeaving ? 'Say why and where to' : 'Say which school before'}
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={[form.school, form.newAddress].filter((words) => words !== '').join('\n\n')}
      draft={draft}
    >
      <Quiet>
        {isLeaving ? `Last day on the roll: ${sayDay(on, today)}. ` : `On the roll from ${sayDay(on, today)}. `}
        For the return to the council. It changes nothing of the school’s own roll.
      </Quiet>
      {isLeaving && (
        <SelectField
          id="ground"
          label="Ground"
          hint="The list of the regulations. A name may be taken off for no other reason."
          choices={DeletionGround.options.map((value) => ({ value, label: deletionGroundWords[value] }))}
          value={form.ground}
          onChange={(ground) => change({ ground })}
          error={problemOf(problems, 'ground')}
        />
      )}
      <TextField
        id="school"
        label={isLeaving ? 'New school' : 'School before'}
        hint={isLeaving ? 'May be left empty where nobody knows it.' : 'Its name and town.'}
        value={form.school}
        onChange={(school) => change({ school })}
        error={problemOf(problems, 'school')}
      />
      {isLeaving && (
        <>
          <DateField
            id="starts"
            label="Starts there on"
            value={form.startsOn}
            onChange={(startsOn) => change({ startsOn })}
          />
          <TextArea
            id="address"
            label="New address"
            hint="And with whom the child will live, where that changes."
            rows={2}
            value={form.newAddress}
            onChange={(newAddress) => change({ newAddress })}
          />
        </>
      )}
    </FormPage>
  )
}
