import type { ReactNode } from 'react'
import { concernWords, closeReasonWords, stageWords, type AbsenceCase } from '#domain/records/absence-case.ts'
import { calledName } from '#domain/records/pupil.ts'
import { Card } from '#client/ui/card.tsx'
import { LinkButton, TextLink } from '#client/ui/button.tsx'
import { Due } from '#client/ui/list-row.tsx'
import { Prose } from '#client/ui/quote.tsx'
import { StateChip } from '#client/ui/state-chip.tsx'
import { Tag, Tags } from '#client/ui/tag.tsx'
import { sayDay, sayNearDay } from '#domain/time/day-words.ts'
import { sayWho, sayWhoFirst } from '#client/casework/people-words.ts'
import { usePupilView, type PupilView } from '#client/casework/pupil-view.tsx'
import { sayChanged, sinceDecided } from '#client/casework/say-register-then.ts'
import { stateOf } from '#client/casework/state-of.ts'
import { openingIdOf } from '#domain/records/register-decision.ts'
import styles from './case-card.module.css'
import { StageLadder } from './stage-ladder.tsx'

/** Where the case stands, who answers for it and when it is looked at again; or that there is none, and how to open one. */
export const CaseCard = () => {
  const view = usePupilView()
  const { file, may } = view
  if (file.openCase === null) return <NoCase />
  const { record } = file.openCase
  const state = stateOf(file.openCase, view.today)
  const views: [string, string][] = [
    [calledName(file.pupil.record), record.reasons.child],
    ['Family', record.reasons.family],
    ['School', record.reasons.school],
  ]
  const told = views.filter(([, words]) => words.trim() !== '')
  return (
    <Card
      title="Absence case"
      {...(may('change-stage') || may('assign-absence-case') || may('set-review-date')
        ? {
            aside: (
              <TextLink href={`/caseload/${record.pupilId}/case`} label="Change the case">
                Change
              </TextLink>
            ),
          }
        : {})}
    >
      <Tags>
        {record.concerns.map((concern) => (
          <Tag
            key={concern}
            tone={concern === 'severe-absence' ? 'severe' : concern === 'persistent-absence' ? 'persistent' : 'at-risk'}
          >
            {concernWords[concern]}
          </Tag>
        ))}
      </Tags>
      <StageLadder stage={record.stage} />
      <ChangedSinceOpened caseId={record.id} view={view} />
      <LastMove record={record} view={view} />
      <dl className={styles.facts}>
        {factsOf(record, view).map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {told.length > 0 && (
        <dl className={styles.reasons}>
          {told.map(([who, words]) => (
            <div key={who}>
              <dt>{who}</dt>
              <dd>
                <Prose>{words}</Prose>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {state?.kind === 'only-here' && <StateChip state={state} />}
    </Card>
  )
}

/** That marks the case was opened on say something else now; nothing while they stand, and for a case opened before they were kept. */
const ChangedSinceOpened = ({ caseId, view: { file, today } }: { caseId: string; view: PupilView }) => {
  const opening = file.decisions.find(({ record }) => record.id === openingIdOf(caseId))?.record
  const changed = opening === undefined ? null : sayChanged(sinceDecided(opening, file), today)
  if (changed === null) return null
  return (
    <p>
      <Due>This case was opened on marks that were changed later.</Due> {changed}{' '}
      <TextLink href={`/caseload/${file.pupil.record.id}/register`} label="See the register: marks that were changed">
        See the register
      </TextLink>
    </p>
  )
}

const LastMove = ({ record, view }: { record: AbsenceCase; view: PupilView }) => {
  const move = record.stageMoves.at(-1)
  if (move === undefined) return null
  return (
    <p className={styles.small}>
      {move.from === null ? 'Opened at' : 'Moved to'} {stageWords[move.to]} on {sayDay(move.on, view.today)} by{' '}
      {sayWho(view.colleagues, move.by, view.mine)}.{move.why.trim() !== '' && ` ${move.why}`}
    </p>
  )
}

type Fact = { label: string; value: ReactNode }

const factsOf = (record: AbsenceCase, { colleagues, mine, today }: PupilView): Fact[] => [
  {
    label: 'Who has it',
    value: record.ownerId === null ? <Due>Nobody yet</Due> : sayWhoFirst(colleagues, record.ownerId, mine),
  },
  {
    label: 'Review',
    value:
      record.reviewOn === null ? (
        <Due>No date set</Due>
      ) : record.reviewOn < today ? (
        <Due isLate>was due {sayNearDay(record.reviewOn, today)}</Due>
      ) : (
        sayNearDay(record.reviewOn, today)
      ),
  },
  {
    label: 'Family last reached',
    value: record.lastContactOn === null ? 'Not yet' : sayNearDay(record.lastContactOn, today),
  },
  {
    label: 'Last seen by staff',
    value: record.lastSeenOn === null ? 'Not yet, on this record' : sayNearDay(record.lastSeenOn, today),
  },
  ...(record.failedVisits > 0
    ? [
        {
          label: 'Visits with no answer',
          value:
            record.failedVisits === 1 ? (
              '1'
            ) : (
              <Due isLate={record.failedVisits > 2}>{record.failedVisits} in a row</Due>
            ),
        },
      ]
    : []),
]

const NoCase = () => {
  const { file, today, colleagues, mine, may } = usePupilView()
  const last = file.cases.find(({ record }) => record.closed !== null)?.record
  const here = `/caseload/${file.pupil.record.id}`
  return (
    <Card title="Absence case">
      {last === undefined || last.closed === null ? (
        <p>No case has been opened. Contacts can be logged all the same.</p>
      ) : (
        <p>
          Closed on {sayDay(last.closed.on, today)} by {sayWho(colleagues, last.closed.by, mine)}:{' '}
          {closeReasonWords[last.closed.reason].toLowerCase()}.
        </p>
      )}
      <div className={styles.acts}>
        {may('open-absence-case') && <LinkButton href={`${here}/open-case`}>Open a case</LinkButton>}
        {last !== undefined && may('reopen-absence-case') && (
          <LinkButton href={`${here}/case`}>Reopen the last one</LinkButton>
        )}
      </div>
    </Card>
  )
}
