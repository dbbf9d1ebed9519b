import { BackToCase } from '#client/casework/back-to-case.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { sayWho, sayWhoFirst } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { Facts } from '#client/ui/facts.tsx'
import { Page } from '#client/ui/page.tsx'
import { closeReasonWords, stageWords } from '#domain/records/absence-case.ts'
import { calledName } from '#domain/records/pupil.ts'
import { sayDay } from '#domain/time/day-words.ts'

/** The few things of a case that are decided, one at a time: its stage, who has it, when it is looked at, and its end. */
export const CaseStatusPage = () => (
  <WithPupil>
    <CaseStatus />
  </WithPupil>
)

const CaseStatus = () => {
  const { file, colleagues, mine, today, may } = usePupilView()
  const pupil = file.pupil.record
  const here = `/caseload/${pupil.id}`
  const open = file.openCase?.record
  const last = file.cases.find(({ record }) => record.closed !== null)?.record
  const change = (act: string, what: string, mayChange: boolean, said?: string) =>
    mayChange
      ? {
          action: (
            <TextLink href={`${here}/case/${act}`} label={said}>
              {what}
            </TextLink>
          ),
        }
      : {}
  if (open === undefined && last === undefined) return <NotInFile />
  return (
    <Page title="The case" detail={calledName(pupil)} back={<BackToCase />}>
      {open !== undefined && (
        <Facts
          facts={[
            {
              label: 'Stage',
              value: stageWords[open.stage],
              ...change('stage', 'Move', may('change-stage'), 'Move: to another step'),
            },
            {
              label: 'Who has it',
              value: open.ownerId === null ? 'Nobody yet' : sayWhoFirst(colleagues, open.ownerId, mine),
              action: (
                <>
                  {may('hand-over-case') && pupil.offeredTo?.[open.id] === undefined && (
                    <TextLink href={`${here}/case/hand-over`}>Hand over</TextLink>
                  )}{' '}
                  {may('assign-absence-case') && <TextLink href={`${here}/case/owner`}>Give at once</TextLink>}
                </>
              ),
            },
            {
              label: 'Review',
              value: open.reviewOn === null ? 'No date set' : sayDay(open.reviewOn, today),
              ...change('review', 'Set a date', may('set-review-date'), 'Set a date: for the review'),
            },
            {
              label: 'Why the child is away',
              value:
                [open.reasons.child, open.reasons.family, open.reasons.school].filter((words) => words.trim() !== '')
                  .length + ' of 3 views written',
              ...change('reasons', 'Change', may('change-reasons'), 'Change: why the child is away'),
            },
            {
              label: 'Opened',
              value: sayDay(open.openedOn, today),
              ...change('close', 'Close the case', may('close-absence-case')),
            },
          ]}
        />
      )}
      {open === undefined && last?.closed !== undefined && last.closed !== null && (
        <Facts
          facts={[
            {
              label: 'Closed',
              value: `${sayDay(last.closed.on, today)} by ${sayWho(colleagues, last.closed.by, mine)}`,
            },
            {
              label: 'Why',
              value: closeReasonWords[last.closed.reason],
              ...change('reopen', 'Reopen', may('reopen-absence-case')),
            },
          ]}
        />
      )}
    </Page>
  )
}
