import { TextLink } from '#client/ui/button.tsx'
import { Due } from '#client/ui/list-row.tsx'
import { Prose, Quote } from '#client/ui/quote.tsx'
import { TimelineEntry as Line } from '#client/ui/timeline.tsx'
import { sayWhen } from '#client/casework/day-words.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { duenessOf, settledWords } from '#client/casework/late-words.ts'
import { sayDue } from '#domain/time/day-words.ts'
import { sayClash } from '#client/casework/clash-words.ts'
import { sayWho } from '#client/casework/people-words.ts'
import { NotePictures } from '#client/casework/note-pictures.tsx'
import { sayForbids } from '#client/casework/say-orders.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { closeReasonWords, concernWords, stageWords } from '#domain/records/absence-case.ts'
import { barrierAboutWords, raisedByWords } from '#domain/records/barrier.ts'
import { riskAboutWords, riskSeverityWords } from '#domain/records/risk-flag.ts'
import { evidenceWords } from '#domain/evidence/before-formal-step.ts'
import { viewSideWords } from '#domain/records/barrier-view.ts'
import { handoverAnswerWords } from '#domain/records/handover.ts'
import { actionSettledWords, planDecisionWords, planTypeWords } from '#domain/records/plan.ts'
import { noticeStepWords, offenceWords } from '#domain/records/penalty-notice.ts'
import { decidedAboutWords, decidedWords } from '#domain/records/register-decision.ts'
import { moveTitles, sayMove } from '#domain/records/school-move.ts'
import { offerState, supportEffectWords, supportStepWords } from '#domain/records/support-offer.ts'
import { sayBarrierChange } from '#client/casework/barrier-change-words.ts'
import { RegisterThen } from '#client/casework/register-then.tsx'
import { VoiceWords } from './voice-card.tsx'
import { contactTitle, meetingTitle, visitTitle } from '#client/casework/account-titles.ts'
import styles from './case-timeline.module.css'
import type { TimelineEntry } from '#client/casework/timeline-of.ts'
import {
  ContactWords,
  VisitWords,
  Amendments,
  Foot,
  AccountFoot,
  titleOf,
  AccountTitle,
  Unfinished,
  MeetingWords,
} from './account-line.tsx'

/** One line of the timeline: what, when, in whose words, by whom, and where it is. */
export const TimelineLine = ({ entry }: { entry: TimelineEntry }) => {
  const { file, today, calendar, colleagues, mine, may } = usePupilView()
  const when = sayWhen(entry.day, entry.time, today)
  switch (entry.type) {
    case 'contact':
      return (
        <Line
          title={
            <AccountTitle
              title={contactTitle(entry.kept.record)}
              of={entry.kept.record}
              amendments={entry.amendments}
            />
          }
          when={when}
          foot={<AccountFoot kept={entry.kept} happenedOn={entry.kept.record.happenedOn} when={when} />}
        >
          <ContactWords note={entry.kept.record} />
          <Unfinished of={entry.kept.record} entry={entry} />
          <NotePictures noteId={entry.kept.record.id} />
          <Amendments of={entry.kept.record} amendments={entry.amendments} />
        </Line>
      )
    case 'visit':
      return (
        <Line
          title={
            <AccountTitle title={visitTitle(entry.kept.record)} of={entry.kept.record} amendments={entry.amendments} />
          }
          when={when}
          foot={<AccountFoot kept={entry.kept} happenedOn={entry.kept.record.happenedOn} when={when} />}
        >
          <VisitWords visit={entry.kept.record} />
          <Unfinished of={entry.kept.record} entry={entry} />
          <NotePictures noteId={entry.kept.record.id} />
          <Amendments of={entry.kept.record} amendments={entry.amendments} />
        </Line>
      )
    case 'barrier': {
      const barrier = entry.kept.record
      return (
        <Line
          title={
            barrier.about === 'protective'
              ? 'Something that helps'
              : `Barrier heard: ${barrierAboutWords[barrier.about].toLowerCase()}`
          }
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={barrier.by} />}
        >
          <Quote>{barrier.words}</Quote>
          <p>Raised by: {raisedByWords[barrier.raisedBy].toLowerCase()}</p>
        </Line>
      )
    }
    case 'promise-made': {
      const promise = entry.kept.record
      const isOpen = promise.settled === null
      const late = duenessOf(promise.dueOn, today) === 'late'
      return (
        <Line
          title={`Promise to ${promise.promisedTo}: ${promise.words}`}
          when={when}
          tone={isOpen ? (late ? 'danger' : 'due') : 'plain'}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={promise.by} />}
        >
          <p>
            {isOpen ? (
              <Due isLate={late}>{sayDue(promise.dueOn, today, calendar)}</Due>
            ) : (
              `For ${sayDay(promise.dueOn, today)}`
            )}
          </p>
        </Line>
      )
    }
    case 'promise-settled': {
      const { settled, words } = entry.kept.record
      if (settled === null) return null
      return (
        <Line
          title={`${settledWords[settled.how]}: ${words}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={settled.by} />}
        >
          {settled.words.trim() !== '' && <Prose>{settled.words}</Prose>}
        </Line>
      )
    }
    case 'stage':
      return (
        <Line
          title={`Moved to ${stageWords[entry.move.to]}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.latest ? entry.kept : null} by={entry.move.by} />}
        >
          {entry.move.from !== null && <p>From {stageWords[entry.move.from].toLowerCase()}</p>}
          {entry.move.why.trim() !== '' && <Prose>{entry.move.why}</Prose>}
          {entry.move.missing !== undefined && entry.move.missing.length > 0 && (
            <p>
              Not on the record then: {entry.move.missing.map((name) => evidenceWords(name).toLowerCase()).join(', ')}.
            </p>
          )}
        </Line>
      )
    case 'opened': {
      const { concerns, openedBy, stageMoves } = entry.kept.record
      const why = stageMoves[0]?.from === null ? stageMoves[0].why : ''
      return (
        <Line
          title="Case opened"
          when={when}
          foot={
            <Foot
              at={entry.recordedAt}
              kept={stageMoves.length < 2 && entry.kept.record.closed === null ? entry.kept : null}
              by={openedBy}
            />
          }
        >
          <p>{concerns.map((concern) => concernWords[concern]).join(', ')}</p>
          {why.trim() !== '' && <Prose>{why}</Prose>}
          {entry.register !== null && <RegisterThen decision={entry.register} />}
        </Line>
      )
    }
    case 'closed':
      return (
        <Line
          title={`Case closed: ${closeReasonWords[entry.closing.reason].toLowerCase()}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.latest ? entry.kept : null} by={entry.closing.by} />}
        >
          {entry.closing.outcome.trim() !== '' && <Prose>{entry.closing.outcome}</Prose>}
        </Line>
      )
    case 'reopened':
      return (
        <Line
          title="Case reopened"
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.latest ? entry.kept : null} by={entry.reopening.by} />}
        >
          {entry.reopening.why.trim() !== '' && <Prose>{entry.reopening.why}</Prose>}
        </Line>
      )
    case 'order-recorded': {
      const order = entry.kept.record
      return (
        <Line title="Court order" when={when} foot={<Foot at={entry.recordedAt} kept={entry.kept} by={order.by} />}>
          <p className={styles.warn}>
            {sayForbids(
              order,
              file.parents.map(({ record }) => record),
            )}
          </p>
          <Prose>{order.says}</Prose>
        </Line>
      )
    }
    case 'order-seen':
      return (
        <Line title="Court order seen" when={when} foot={<Foot at={entry.recordedAt} kept={null} by={entry.by} />} />
      )
    case 'order-ended':
      return (
        <Line title="Court order ended" when={when} foot={<Foot at={entry.recordedAt} kept={null} by={entry.by} />}>
          <Prose>{entry.why}</Prose>
        </Line>
      )
    case 'flag-raised': {
      const flag = entry.kept.record
      return (
        <Line
          title={`Visit warning: ${riskAboutWords[flag.about].toLowerCase()}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={flag.by} />}
        >
          <p className={styles.warn}>{riskSeverityWords[flag.severity]}</p>
        </Line>
      )
    }
    case 'flag-reviewed':
      return (
        <Line
          title={`Visit warning looked at again: ${riskAboutWords[entry.kept.record.about].toLowerCase()}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={null} by={entry.by} />}
        >
          {entry.words.trim() !== '' && <Prose>{entry.words}</Prose>}
        </Line>
      )
    case 'flag-ended':
      return (
        <Line
          title={`Visit warning ended: ${riskAboutWords[entry.kept.record.about].toLowerCase()}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={null} />}
        />
      )
    case 'paper':
      return (
        <Line
          title={`Chronology given to ${entry.kept.record.to}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={entry.kept.record.by} />}
        >
          <Prose>{entry.kept.record.why}</Prose>
        </Line>
      )
    case 'moved': {
      const { record } = entry.kept
      return (
        <Line
          title={moveTitles[record.direction]}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={record.by} />}
        >
          <p>
            {sayMove(record)}
            {record.startsOn !== null && ` Starts there on ${sayDay(record.startsOn, today)}.`}
          </p>
          {record.newAddress !== '' && <Prose>{record.newAddress}</Prose>}
        </Line>
      )
    }
    case 'notice-issued': {
      const { id, pupilId, offence, reference, by } = entry.kept.record
      return (
        <Line
          title={`${offenceWords[offence]} penalty notice issued to ${entry.to}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={by} />}
        >
          <p>
            By the council.{reference !== '' && ` Number ${reference}.`}{' '}
            {may('note-penalty-notice') && (
              <TextLink href={`/caseload/${pupilId}/penalty-notices/${id}`} label="What became of it: the notice">
                What became of it
              </TextLink>
            )}
          </p>
        </Line>
      )
    }
    case 'notice-step':
      return (
        <Line
          title={`Penalty notice: ${noticeStepWords[entry.step.what].toLowerCase()}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.latest ? entry.kept : null} by={entry.step.by} />}
        >
          {entry.step.words !== '' && <Prose>{entry.step.words}</Prose>}
        </Line>
      )
    case 'register-decision': {
      const { about, decided, why, by } = entry.kept.record
      return (
        <Line
          title={`${decidedAboutWords[about]}: ${decidedWords[decided].toLowerCase()}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={by} />}
        >
          <Prose>{why}</Prose>
          <RegisterThen decision={entry.kept.record} />
        </Line>
      )
    }
    case 'voice':
      return (
        <Line
          title={titleOf(entry.kept.record)}
          when={when}
          foot={<AccountFoot kept={entry.kept} happenedOn={entry.kept.record.heardOn} when={when} />}
        >
          <VoiceWords voice={entry.kept.record} />
          <Amendments of={entry.kept.record} amendments={entry.amendments} />
        </Line>
      )
    case 'meeting':
      return (
        <Line
          title={meetingTitle(entry.kept.record)}
          when={when}
          foot={<AccountFoot kept={entry.kept} happenedOn={entry.kept.record.happenedOn} when={when} />}
        >
          <MeetingWords meeting={entry.kept.record} />
          <Amendments of={entry.kept.record} amendments={entry.amendments} />
        </Line>
      )
    case 'barrier-view': {
      const { side, sees, words, by } = entry.kept.record
      const about = entry.barrier === null ? 'a barrier' : barrierAboutWords[entry.barrier.about].toLowerCase()
      return (
        <Line
          title={`${viewSideWords[side]} on ${about}: ${seesWords[sees]}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={by} />}
        >
          {words !== '' && <Quote>{words}</Quote>}
        </Line>
      )
    }
    case 'barrier-changed':
      return (
        <Line
          title={`Barrier changed: ${barrierAboutWords[entry.kept.record.about].toLowerCase()}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.latest ? entry.kept : null} by={entry.change.by} />}
        >
          <p>{sayBarrierChange(entry.change, today)}</p>
        </Line>
      )
    case 'support-offered': {
      const offer = entry.kept.record
      return (
        <Line
          title={`Support offered to ${offer.offeredTo}: ${offer.words}`}
          when={when}
          tone={offerState(offer) === 'waiting' ? 'due' : 'plain'}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={offer.by} />}
        />
      )
    }
    case 'support-step':
      return (
        <Line
          title={`${supportStepWords[entry.step.what]}: ${entry.kept.record.words}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.latest ? entry.kept : null} by={entry.step.by} />}
        >
          {entry.step.effect !== null && <p>{supportEffectWords[entry.step.effect]}.</p>}
          {entry.step.words !== '' &&
            (entry.step.what === 'declined' ? <Quote>{entry.step.words}</Quote> : <Prose>{entry.step.words}</Prose>)}
        </Line>
      )
    case 'plan-made':
      return (
        <Line
          title={`${planTypeWords[entry.kept.record.type]} made`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={entry.kept.record.by} />}
        >
          <Prose>{entry.kept.record.aim}</Prose>
        </Line>
      )
    case 'plan-action': {
      const { settled, words } = entry.action
      if (settled === null) return null
      return (
        <Line
          title={`${actionSettledWords[settled.how]}: ${words}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={null} by={settled.by} />}
        >
          {settled.words !== '' && <Prose>{settled.words}</Prose>}
        </Line>
      )
    }
    case 'plan-reviewed':
      return (
        <Line
          title={`${planTypeWords[entry.kept.record.type]} reviewed: ${planDecisionWords[entry.review.decision].toLowerCase()}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.latest ? entry.kept : null} by={entry.review.by} />}
        >
          <Prose>{entry.review.progress}</Prose>
        </Line>
      )
    case 'promise-taken-back':
      return (
        <Line
          title={`Taken back, not settled after all: ${entry.kept.record.words}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={entry.by} />}
        >
          <p>It had said: {entry.said}</p>
        </Line>
      )
    case 'handover-offered': {
      const { toId, by, digest } = entry.kept.record
      return (
        <Line
          title={`Case offered to ${sayWho(colleagues, toId, mine)}`}
          when={when}
          tone={entry.kept.record.answered === null ? 'due' : 'plain'}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={by} />}
        >
          <ol>
            {digest.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </Line>
      )
    }
    case 'handover-answered': {
      const { answered } = entry.kept.record
      if (answered === null) return null
      return (
        <Line
          title={`Handing over: ${handoverAnswerWords[answered.how].toLowerCase()}`}
          when={when}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={answered.by} />}
        >
          {answered.words !== '' && <Prose>{answered.words}</Prose>}
        </Line>
      )
    }
    case 'clash':
      return (
        <Line
          title={entry.kept.record.settled === null ? sayClash(entry.kept.record) : 'Two versions, settled'}
          when={when}
          tone={entry.kept.record.settled === null ? 'due' : 'plain'}
          foot={<Foot at={entry.recordedAt} kept={entry.kept} by={entry.kept.record.otherBy} />}
        >
          <p>
            <TextLink href={`/caseload/${entry.kept.record.pupilId}/clashes/${entry.kept.record.id}`}>
              {entry.kept.record.settled === null ? 'See both and choose' : 'See both'}
            </TextLink>
          </p>
        </Line>
      )
  }
}

const seesWords = { yes: 'they see it too', partly: 'they see it in part', no: 'they do not see it' } as const
