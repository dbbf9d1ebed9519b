import type { ReactNode } from 'react'
import { TextLink } from '#client/ui/button.tsx'
import { Due } from '#client/ui/list-row.tsx'
import { Prose, Quote } from '#client/ui/quote.tsx'
import { StateChip } from '#client/ui/state-chip.tsx'
import { TimelineEntry as Line } from '#client/ui/timeline.tsx'
import { sayInstant, sayWhen } from '#client/casework/day-words.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { Kept } from '#client/casework/kept-record.ts'
import { duenessOf, settledWords } from '#client/casework/late-words.ts'
import { sayDue } from '#domain/time/day-words.ts'
import { sayWho, sayWhoFirst } from '#client/casework/people-words.ts'
import { NotePictures } from '#client/casework/note-pictures.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { stateOf } from '#client/casework/state-of.ts'
import { addsTo } from '#domain/casework/adds-to.ts'
import { closeReasonWords, concernWords, stageWords } from '#domain/records/absence-case.ts'
import type { Amendment } from '#domain/records/amendment.ts'
import { barrierAboutWords, raisedByWords } from '#domain/records/barrier.ts'
import type { ChildSeen } from '#domain/records/child-seen.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import { visitOutcomeWords, type HomeVisit } from '#domain/records/home-visit.ts'
import { riskAboutWords, riskSeverityWords } from '#domain/records/risk-flag.ts'
import { Tag } from '#client/ui/tag.tsx'
import { evidenceWords } from '#domain/evidence/before-formal-step.ts'
import { viewSideWords } from '#domain/records/barrier-view.ts'
import type { ChildVoice } from '#domain/records/child-voice.ts'
import { handoverAnswerWords } from '#domain/records/handover.ts'
import { cameWords, meetingAboutWords, type Meeting } from '#domain/records/meeting.ts'
import { actionSettledWords, planDecisionWords, planTypeWords } from '#domain/records/plan.ts'
import { roleWords } from '#domain/records/staff-member.ts'
import { offerState, supportEffectWords, supportStepWords } from '#domain/records/support-offer.ts'
import { dayOf } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { sayBarrierChange } from '#client/casework/barrier-change-words.ts'
import { unfinished } from './timeline-filters.ts'
import { VoiceWords } from './voice-card.tsx'
import { contactTitle, meetingTitle, visitTitle } from '#client/casework/account-titles.ts'
import styles from './case-timeline.module.css'
import type { TimelineEntry } from '#client/casework/timeline-of.ts'

/** One line of the timeline: what, when, in whose words, by whom, and where it is. */
export const TimelineLine = ({ entry }: { entry: TimelineEntry }) => {
  const { today, calendar, colleagues, mine } = usePupilView()
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
          foot={<Foot kept={entry.kept} by={barrier.by} />}
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
          foot={<Foot kept={entry.kept} by={promise.by} />}
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
          foot={<Foot kept={entry.kept} by={settled.by} />}
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
          foot={<Foot kept={entry.latest ? entry.kept : null} by={entry.move.by} />}
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
            <Foot kept={stageMoves.length < 2 && entry.kept.record.closed === null ? entry.kept : null} by={openedBy} />
          }
        >
          <p>{concerns.map((concern) => concernWords[concern]).join(', ')}</p>
          {why.trim() !== '' && <Prose>{why}</Prose>}
        </Line>
      )
    }
    case 'closed':
      return (
        <Line
          title={`Case closed: ${closeReasonWords[entry.closing.reason].toLowerCase()}`}
          when={when}
          foot={<Foot kept={entry.latest ? entry.kept : null} by={entry.closing.by} />}
        >
          {entry.closing.outcome.trim() !== '' && <Prose>{entry.closing.outcome}</Prose>}
        </Line>
      )
    case 'reopened':
      return (
        <Line
          title="Case reopened"
          when={when}
          foot={<Foot kept={entry.latest ? entry.kept : null} by={entry.reopening.by} />}
        >
          {entry.reopening.why.trim() !== '' && <Prose>{entry.reopening.why}</Prose>}
        </Line>
      )
    case 'flag-raised': {
      const flag = entry.kept.record
      return (
        <Line
          title={`Visit warning: ${riskAboutWords[flag.about].toLowerCase()}`}
          when={when}
          foot={<Foot kept={entry.kept} by={flag.by} />}
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
          foot={<Foot kept={null} by={entry.by} />}
        >
          {entry.words.trim() !== '' && <Prose>{entry.words}</Prose>}
        </Line>
      )
    case 'flag-ended':
      return (
        <Line
          title={`Visit warning ended: ${riskAboutWords[entry.kept.record.about].toLowerCase()}`}
          when={when}
          foot={<Foot kept={entry.kept} by={null} />}
        />
      )
    case 'paper':
      return (
        <Line
          title={`Chronology given to ${entry.kept.record.to}`}
          when={when}
          foot={<Foot kept={entry.kept} by={entry.kept.record.by} />}
        >
          <Prose>{entry.kept.record.why}</Prose>
        </Line>
      )
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
          foot={<Foot kept={entry.kept} by={by} />}
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
          foot={<Foot kept={entry.latest ? entry.kept : null} by={entry.change.by} />}
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
          foot={<Foot kept={entry.kept} by={offer.by} />}
        />
      )
    }
    case 'support-step':
      return (
        <Line
          title={`${supportStepWords[entry.step.what]}: ${entry.kept.record.words}`}
          when={when}
          foot={<Foot kept={entry.latest ? entry.kept : null} by={entry.step.by} />}
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
          foot={<Foot kept={entry.kept} by={entry.kept.record.by} />}
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
          foot={<Foot kept={null} by={settled.by} />}
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
          foot={<Foot kept={entry.latest ? entry.kept : null} by={entry.review.by} />}
        >
          <Prose>{entry.review.progress}</Prose>
        </Line>
      )
    case 'promise-taken-back':
      return (
        <Line
          title={`Taken back, not settled after all: ${entry.kept.record.words}`}
          when={when}
          foot={<Foot kept={entry.kept} by={entry.by} />}
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
          foot={<Foot kept={entry.kept} by={by} />}
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
          foot={<Foot kept={entry.kept} by={answered.by} />}
        >
          {answered.words !== '' && <Prose>{answered.words}</Prose>}
        </Line>
      )
    }
    case 'clash':
      return (
        <Line
          title={entry.kept.record.settled === null ? 'Two people changed the same thing' : 'Two versions, settled'}
          when={when}
          tone={entry.kept.record.settled === null ? 'due' : 'plain'}
          foot={<Foot kept={entry.kept} by={entry.kept.record.otherBy} />}
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

const ContactWords = ({ note }: { note: ContactNote }) => (
  <div className={styles.entry}>
    <Prose>{note.facts}</Prose>
    <Said words={note.childWords} />
    <Said words={note.familyView} />
    <Labelled label="School’s view" words={note.schoolView} />
    <Opinion words={note.opinion} />
    {note.seen !== undefined && <p>{seenWords[note.seen]}.</p>}
    {note.safeguarding.concern !== 'none' && (
      <p className={styles.warn}>
        {note.safeguarding.concern === 'logged' ? 'Safeguarding concern logged' : 'Safeguarding lead told'}
        {note.safeguarding.reference.trim() !== '' && `, ${note.safeguarding.reference}`}
      </p>
    )}
    {note.confidentialSource && <p className={styles.warn}>Do not say who told us.</p>}
  </div>
)

const VisitWords = ({ visit }: { visit: HomeVisit }) => (
  <div className={styles.entry}>
    <p>
      {[
        seenWords[visit.seen],
        visit.cardLeft ? 'Card left' : '',
        visit.outcome === 'other' ? '' : visitOutcomeWords[visit.outcome],
      ]
        .filter((words) => words !== '')
        .map((words) => `${words}.`)
        .join(' ')}
    </p>
    <Said words={visit.childWords} />
    <Said words={visit.familyWords} />
    {visit.saw.trim() !== '' && <Prose>{visit.saw}</Prose>}
    {visit.privateLines.trim() !== '' && <Prose>{visit.privateLines}</Prose>}
    <Opinion words={visit.thinks} />
    <Labelled label="Next" words={visit.nextStep} />
  </div>
)

/** Whether the child was seen, as a sentence of its own. */
const seenWords: Record<ChildSeen, string> = {
  'seen-and-spoken-alone': 'Child seen, and spoke alone',
  'seen-and-spoken-with-adult': 'Child seen, and spoke with an adult',
  'seen-only': 'Child seen, not spoken to',
  'heard-only': 'Child heard, not seen',
  'not-seen': 'Child not seen',
}

const Said = ({ words }: { words: string }) => (words.trim() === '' ? null : <Quote>{words}</Quote>)

const Labelled = ({ label, words }: { label: string; words: string }): ReactNode =>
  words.trim() === '' ? null : (
    <p>
      <strong>{label}:</strong> {words}
    </p>
  )

/** What the author thinks, never mixed with what was seen and said. */
const Opinion = ({ words }: { words: string }) =>
  words.trim() === '' ? null : (
    <p className={styles.opinion}>
      <strong>The author thinks:</strong> {words}
    </p>
  )

/** Corrections, each with its reason, and what was added afterwards where the account said nothing. */
const Amendments = ({ of: account, amendments }: { of: Account; amendments: Kept<Amendment>[] }) => {
  const { today, colleagues, mine } = usePupilView()
  return amendments.map((kept) => {
    const state = stateOf(kept, today)
    const isAdded = addsTo(kept.record, account)
    return (
      <div key={kept.record.id} className={styles.amendment}>
        <p>
          <strong>
            {isAdded ? 'Added' : 'Corrected'} {sayInstant(kept.record.recordedAt, today)} by{' '}
            {sayWho(colleagues, kept.record.by, mine)}:
          </strong>{' '}
          {kept.record.words}
        </p>
        {!isAdded && <p>Why: {kept.record.why}</p>}
        {state !== null && <StateChip state={state} />}
      </div>
    )
  })
}

/** Who wrote it and where it is. */
const Foot = ({ kept, by, children }: { kept: Kept | null; by: string | null; children?: ReactNode }) => {
  const { today, colleagues, mine } = usePupilView()
  const state = kept === null ? null : stateOf(kept, today)
  return (
    <>
      {by !== null && <span>{sayWhoFirst(colleagues, by, mine)}</span>}
      {state !== null && <StateChip state={state} />}
      {children}
    </>
  )
}

/** Who wrote an account, as what, and when it was typed where that was a later day than it happened. */
const AccountFoot = ({
  kept,
  happenedOn,
  when,
}: {
  kept: Kept<ContactNote> | Kept<HomeVisit> | Kept<ChildVoice> | Kept<Meeting>
  happenedOn: SchoolDay
  when: string
}) => {
  const { may, today } = usePupilView()
  const { by, byRole, recordedAt, pupilId, id } = kept.record
  const typedOn = dayOf(recordedAt)
  const which = `${titleOf(kept.record)}, ${when}`
  return (
    <Foot kept={kept} by={by}>
      <span>{roleWords[byRole]}</span>
      {typedOn > happenedOn && <span>Written {sayDay(typedOn, today)}</span>}
      {may('amend-note', by) && (
        <TextLink href={`/caseload/${pupilId}/notes/${id}/amend`} label={`Correct this: ${which}`}>
          Correct this
        </TextLink>
      )}
      {(kept.record.kind === 'contact-note' || kept.record.kind === 'home-visit') && may('tell-safeguarding-lead') && (
        <TextLink href={`/caseload/${pupilId}/notes/${id}/tell`} label={`Tell the lead: ${which}`}>
          Tell the lead
        </TextLink>
      )}
    </Foot>
  )
}

type Account = ContactNote | HomeVisit | ChildVoice | Meeting

/** What a timeline calls an account. */
const titleOf = (account: Account): string => {
  switch (account.kind) {
    case 'contact-note':
      return contactTitle(account)
    case 'home-visit':
      return visitTitle(account)
    case 'meeting':
      return meetingTitle(account)
    case 'child-voice':
      return account.declined === null ? 'The child’s own words' : 'The child was asked'
  }
}

/** The title of an account, marked when it was corrected: what stands below is then not all of it. */
const AccountTitle = ({
  title,
  of: account,
  amendments,
}: {
  title: string
  of: Account
  amendments: readonly Kept<Amendment>[]
}) => {
  const corrections = amendments.filter(({ record }) => !addsTo(record, account)).length
  return (
    <>
      {title}
      {corrections > 0 && (
        <>
          {' '}
          <Tag tone="due">{corrections === 1 ? 'Corrected' : `Corrected ${corrections} times`}</Tag>
        </>
      )}
    </>
  )
}

/** What a reader will ask of the account and not find, with the way to write it. */
const Unfinished = ({ of: account, entry }: { of: ContactNote | HomeVisit; entry: TimelineEntry }) => {
  const { may, today } = usePupilView()
  const asks = unfinished(entry)
  if (asks === null) return null
  return (
    <p className={styles.warn}>
      {asks}{' '}
      {may('amend-note', account.by) && (
        <TextLink
          href={`/caseload/${account.pupilId}/notes/${account.id}/finish`}
          label={`Finish the note: ${titleOf(account)}, ${sayWhen(entry.day, entry.time, today)}`}
        >
          Finish the note
        </TextLink>
      )}
    </p>
  )
}

const seesWords = { yes: 'they see it too', partly: 'they see it in part', no: 'they do not see it' } as const

const MeetingWords = ({ meeting }: { meeting: Meeting }) => {
  const absent = meeting.invited.filter((person) => person.came === 'did-not-come' || person.came === 'sent-word')
  return (
    <div className={styles.entry}>
      <p>
        {meetingAboutWords[meeting.about]}
        {meeting.where === '' ? '' : `, ${meeting.where}`}.
        {absent.map((person) => ` ${person.name}: ${cameWords[person.came].toLowerCase()}.`).join('')}
      </p>
      {meeting.said.child !== '' && <Quote>{meeting.said.child}</Quote>}
      <Labelled label="Family" words={meeting.said.family} />
      <Labelled label="School" words={meeting.said.school} />
      <Labelled label="Council and others" words={meeting.said.council} />
      <Labelled label="Agreed" words={meeting.agreed} />
    </div>
  )
}
