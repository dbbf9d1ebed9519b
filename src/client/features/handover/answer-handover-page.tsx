import { useParams } from 'react-router'
import { z } from 'zod'
import { useSession } from '#client/app/session.tsx'
import { BackToCase } from '#client/casework/back-to-case.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { sayWho, sayWhoFirst } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit, type Ready } from '#client/casework/use-submit.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Page, Quiet, Row, Stack } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { answerHandover } from '#domain/mutations/answer-handover.ts'
import { handoverAnswerWords, type Handover, type HandoverAnswer } from '#domain/records/handover.ts'
import { calledName } from '#domain/records/pupil.ts'
import { sayDay } from '#domain/time/day-words.ts'

const AnswerForm = z.object({ clashId: z.string(), words: z.string() })
type AnswerForm = z.infer<typeof AnswerForm>

/** What was handed over, in the giver's lines; for whoever it was offered to, accept or say no; for the giver, take it back. */
export const AnswerHandoverPage = () => (
  <WithPupil>
    <FindHandover />
  </WithPupil>
)

const FindHandover = () => {
  const { handoverId } = useParams()
  const { file } = usePupilView()
  const handover = file.handovers.find(({ record }) => record.id === handoverId)?.record
  return handover === undefined ? <NotInFile /> : <Answer handover={handover} />
}

const Answer = ({ handover }: { handover: Handover }) => {
  const draft = useFormDraft(`answer-handover/${handover.id}`, handover.pupilId, AnswerForm, () => ({
    clashId: crypto.randomUUID(),
    words: '',
  }))
  return draft === null ? <Skeleton rows={4} label="Opening" /> : <AnswerFields draft={draft} handover={handover} />
}

const AnswerFields = ({ draft, handover }: { draft: FormDraft<AnswerForm>; handover: Handover }) => {
  const { file, today, colleagues, mine, may } = usePupilView()
  const { actor } = useSession()
  const { submit, problems, attempt, isSaving, notSaved } = useSubmit(draft)
  const back = useBackToCase()
  const isMine = handover.toId === actor.personId
  const { words, clashId } = draft.values
  const answer = async (how: HandoverAnswer) => {
    const { pupilId, caseId, id } = handover
    const ready: Ready<z.input<typeof answerHandover.args>> =
      how === 'declined' && words.trim() === ''
        ? { ok: false, problems: [{ fieldId: 'words', message: 'Write why, so that they can find someone else.' }] }
        : { ok: true, args: { pupilId, caseId, handoverId: id, clashId, how, on: today, words } }
    if (!(await submit(answerHandover, ready))) return
    await back(how === 'accepted' ? 'The case is yours, on this tablet.' : `${handoverAnswerWords[how]}.`)
  }
  return (
    <Page title="A case to hand over" detail={calledName(file.pupil.record)} back={<BackToCase />}>
      <Stack gap="wide">
        <ErrorSummary problems={problems} attempt={attempt} />
        {notSaved !== null && <NotSaved why={notSaved} words={words} />}
        <Card title={`From ${sayWho(colleagues, handover.by, mine)} to ${sayWho(colleagues, handover.toId, mine)}`}>
          <ol>
            {handover.digest.map((line) => (
              <li key={line}>
                <p>{line}</p>
              </li>
            ))}
          </ol>
          <Quiet>Offered {sayDay(handover.offeredOn, today)}.</Quiet>
        </Card>
        {handover.answered !== null && (
          <p>
            {handoverAnswerWords[handover.answered.how]} {sayDay(handover.answered.on, today)}, by{' '}
            {sayWho(colleagues, handover.answered.by, mine)}.{' '}
            {handover.answered.words === '' ? '' : handover.answered.words}
          </p>
        )}
        {handover.answered === null && (
          <>
            <Quiet>
              {handover.fromId === null
                ? 'Nobody answers for this case yet.'
                : `${sayWhoFirst(colleagues, handover.fromId, mine)} ${handover.fromId === mine ? 'answer' : 'answers'} for this case until it is accepted.`}
            </Quiet>
            {(isMine || may('hand-over-case')) && (
              <TextArea
                id="words"
                label={isMine ? 'Anything to say back' : 'Why it is taken back'}
                rows={2}
                value={words}
                onChange={(typed) => draft.change({ words: typed })}
                error={problemOf(problems, 'words')}
              />
            )}
            <Row>
              {isMine && (
                <>
                  <Button kind="main" isPending={isSaving} onPress={() => void answer('accepted')}>
                    Accept the case
                  </Button>
                  <Button isPending={isSaving} onPress={() => void answer('declined')}>
                    I cannot take it
                  </Button>
                </>
              )}
              {!isMine && may('hand-over-case') && (
                <Button isPending={isSaving} onPress={() => void answer('taken-back')}>
                  Take the offer back
                </Button>
              )}
            </Row>
          </>
        )}
      </Stack>
    </Page>
  )
}
