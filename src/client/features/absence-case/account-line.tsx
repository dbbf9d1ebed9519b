import type { ReactNode } from 'react'
import { TextLink } from '#client/ui/button.tsx'
import { Prose, Quote } from '#client/ui/quote.tsx'
import { StateChip } from '#client/ui/state-chip.tsx'
import { sayInstant, sayWhen } from '#client/casework/day-words.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { Kept } from '#client/casework/kept-record.ts'
import { sayWho, sayWhoFirst } from '#client/casework/people-words.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { stateOf } from '#client/casework/state-of.ts'
import { addsTo } from '#domain/casework/adds-to.ts'
import type { Amendment } from '#domain/records/amendment.ts'
import type { ChildSeen } from '#domain/records/child-seen.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import { visitOutcomeWords, type HomeVisit } from '#domain/records/home-visit.ts'
import { Tag } from '#client/ui/tag.tsx'
import type { ChildVoice } from '#domain/records/child-voice.ts'
import { cameWords, meetingAboutWords, type Meeting } from '#domain/records/meeting.ts'
import { roleWords } from '#domain/records/staff-member.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { unfinished } from './timeline-filters.ts'
import { contactTitle, meetingTitle, visitTitle } from '#client/casework/account-titles.ts'
import styles from './case-timeline.module.css'
import type { TimelineEntry } from '#client/casework/timeline-of.ts'
import { CameLate } from './came-late.tsx'

/** What was said in a contact, whose words each are, and what must be known before it is read on. */
export const ContactWords = ({ note }: { note: ContactNote }) => (
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

/** What a visit found, as facts, as said and as thought, each apart. */
export const VisitWords = ({ visit }: { visit: HomeVisit }) => (
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
export const Amendments = ({ of: account, amendments }: { of: Account; amendments: Kept<Amendment>[] }) => {
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
        <CameLate by={kept.record.by} at={kept.record.recordedAt} />
        {state !== null && <StateChip state={state} />}
      </div>
    )
  })
}

/** Who wrote it, when by their own clock (not shown: it says whether it came too late), and where it is. */
export const Foot = ({
  kept,
  by,
  at,
  children,
}: {
  kept: Kept | null
  by: string | null
  at: Instant
  children?: ReactNode
}) => {
  const { today, colleagues, mine } = usePupilView()
  const state = kept === null ? null : stateOf(kept, today)
  return (
    <>
      {by !== null && <span>{sayWhoFirst(colleagues, by, mine)}</span>}
      {by !== null && <CameLate by={by} at={at} />}
      {state !== null && <StateChip state={state} />}
      {children}
    </>
  )
}

/** Who wrote an account, as what, and when it was typed where that was a later day than it happened. */
export const AccountFoot = ({
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
    <Foot kept={kept} by={by} at={recordedAt}>
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
export const titleOf = (account: Account): string => {
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
export const AccountTitle = ({
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
export const Unfinished = ({ of: account, entry }: { of: ContactNote | HomeVisit; entry: TimelineEntry }) => {
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

/** What a meeting was about, who came, and what was agreed. */
export const MeetingWords = ({ meeting }: { meeting: Meeting }) => {
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
