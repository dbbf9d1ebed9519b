import { fact, nothing, parts, sayWhole, tellAmendments, written, type Told } from './told.ts'
import { mayBeGiven, tellCasework, tellMeeting, tellVoice } from './tell-casework.ts'
import { contactTitle, joinNames, visitTitle } from '#client/casework/account-titles.ts'
import { sayClash, sayField, sayValue } from '#client/casework/clash-words.ts'
import type { Kept } from '#client/casework/kept-record.ts'
import type { Colleagues } from '#client/casework/people-words.ts'
import { settledWords } from '#client/casework/late-words.ts'
import type { TimelineEntry } from '#client/casework/timeline-of.ts'
import { closeReasonWords, concernWords, stageWords } from '#domain/records/absence-case.ts'
import type { Amendment } from '#domain/records/amendment.ts'
import { barrierAboutWords, barrierStatusWords, raisedByWords } from '#domain/records/barrier.ts'
import type { Clash } from '#domain/records/clash.ts'
import { childSeenWords } from '#domain/records/child-seen.ts'
import { interpreterWords, type ContactNote } from '#domain/records/contact-note.ts'
import { visitOutcomeWords, visitReasonWords, type HomeVisit } from '#domain/records/home-visit.ts'
import { decidedAboutWords, decidedWords, type RegisterDecision } from '#domain/records/register-decision.ts'
import { orderForbidsWords } from '#domain/records/court-order.ts'
import { riskAboutWords, riskSeverityWords } from '#domain/records/risk-flag.ts'
import { sayAttendance } from '#domain/register/attendance-band.ts'
import { countLetters } from '#domain/register/mark-letters.ts'
import { sayCounted } from '#client/casework/say-register-then.ts'
import { moveTitles, sayMove } from '#domain/records/school-move.ts'
import { audienceWords, type Audience } from '#domain/records/shared-paper.ts'

/** What the teller has to know besides the entry. */
export type Telling = { audience: Audience; child: string; colleagues: Colleagues }

/**
 * Why an entry is withheld: `third-party`, what somebody told us in confidence; `child-asked`, a child’s own words that the
 * child did not agree to have told to this audience; `staff-safety`, warnings about visits, which name dangers to staff and
 * are for those who visit.
 */
export type Withheld = 'third-party' | 'child-asked' | 'staff-safety'

/** Tells one entry, or answers why it is withheld from this audience. */
export const tellEntry = (entry: TimelineEntry, telling: Telling): Told | Withheld => {
  const { audience } = telling
  switch (entry.type) {
    case 'contact':
      return entry.kept.record.confidentialSource && audience === 'family'
        ? 'third-party'
        : tellContact(entry.kept.record, entry.amendments, telling)
    case 'visit':
      return tellVisit(entry.kept.record, entry.amendments, telling)
    case 'barrier': {
      const { record } = entry.kept
      return written(record, {
        title: record.about === 'protective' ? 'Something that helps' : `Barrier: ${barrierAboutWords[record.about]}`,
        parts: [
          { lead: raisedByWords[record.raisedBy], words: record.words, sort: 'said' },
          fact('How it stands now', barrierStatusWords[record.status]),
          fact('What shows it', record.evidence),
          fact('What worked', record.whatWorked),
        ],
      })
    }
    case 'promise-made': {
      const { record } = entry.kept
      return written(record, {
        title: `Promise to ${record.promisedTo}`,
        parts: [fact('Promised', record.words), fact('By', sayWhole(record.dueOn))],
      })
    }
    case 'promise-settled': {
      const { record } = entry.kept
      if (record.settled === null) return nothing
      return written(record.settled, {
        title: `Promise to ${record.promisedTo}: ${settledWords[record.settled.how].toLowerCase()}`,
        parts: [fact('Promised', record.words), fact('How it ended', record.settled.words)],
      })
    }
    case 'opened': {
      const { concerns, openedBy, stageMoves } = entry.kept.record
      const first = stageMoves[0]?.from === null ? stageMoves[0] : undefined
      return {
        ...nothing,
        title: 'Absence case opened',
        parts: parts([
          fact('Because of', concerns.map((concern) => concernWords[concern]).join(', ')),
          fact('Stage', first === undefined ? '' : stageWords[first.to]),
          fact('Why', first?.why ?? ''),
          fact('The register then', entry.register === null ? '' : sayRegisterThen(entry.register)),
        ]),
        by: openedBy,
        recordedAt: first?.recordedAt ?? null,
      }
    }
    case 'stage':
      return written(entry.move, {
        title: `Moved to ${stageWords[entry.move.to]}`,
        parts: [fact('From', entry.move.from === null ? '' : stageWords[entry.move.from]), fact('Why', entry.move.why)],
      })
    case 'closed':
      return {
        ...nothing,
        title: 'Absence case closed',
        parts: parts([
          fact('Because of', closeReasonWords[entry.closing.reason]),
          fact('How it ended', entry.closing.outcome),
        ]),
        by: entry.closing.by,
      }
    case 'reopened':
      return written(entry.reopening, { title: 'Absence case opened again', parts: [fact('Why', entry.reopening.why)] })
    // An order names an adult who may not be the one who asks for the paper.
    case 'order-recorded': {
      if (audience === 'family') return 'third-party'
      const { record } = entry.kept
      return written(record, {
        title: 'Court order',
        parts: [
          fact('Forbids', record.forbids.map((each) => orderForbidsWords[each]).join('; ')),
          fact('Says', record.says),
          fact('Until', record.until === null ? '' : sayWhole(record.until)),
          fact('The order itself', record.seen.length === 0 ? 'seen by nobody here' : 'seen'),
        ],
      })
    }
    case 'order-seen':
      if (audience === 'family') return 'third-party'
      return { ...nothing, title: 'Court order seen', by: entry.by }
    case 'order-ended':
      if (audience === 'family') return 'third-party'
      return { ...nothing, title: 'Court order ended', parts: parts([fact('Why', entry.why)]), by: entry.by }
    case 'flag-raised': {
      if (audience === 'family') return 'staff-safety'
      const { record } = entry.kept
      return written(record, {
        title: `Visit risk: ${riskAboutWords[record.about]}`,
        parts: [fact('How to visit', riskSeverityWords[record.severity]), fact('Evidence', record.evidence)],
      })
    }
    case 'flag-reviewed': {
      if (audience === 'family') return 'staff-safety'
      return {
        ...nothing,
        title: `Visit risk looked at again: ${riskAboutWords[entry.kept.record.about]}`,
        parts: parts([fact('What was found', entry.words)]),
        by: entry.by,
      }
    }
    case 'flag-ended':
      if (audience === 'family') return 'staff-safety'
      return { ...nothing, title: `Visit risk ended: ${riskAboutWords[entry.kept.record.about]}` }
    case 'clash':
      return {
        ...nothing,
        title: `${sayClash(entry.kept.record)}; both are kept`,
        parts: parts([
          fact('About', sayField(entry.kept.record)),
          fact('What stands', valueOf(entry.kept.record, entry.kept.record.stands, telling)),
          fact('What was written too', valueOf(entry.kept.record, entry.kept.record.other, telling)),
          fact('Why', entry.kept.record.why ?? ''),
        ]),
        by: entry.kept.record.otherBy,
        recordedAt: entry.kept.record.recordedAt,
      }
    case 'voice':
      return mayBeGiven(entry.kept.record, audience)
        ? tellVoice(entry.kept.record, entry.amendments, telling.child)
        : 'child-asked'
    case 'meeting':
      return tellMeeting(entry.kept.record, entry.amendments, telling.child)
    case 'barrier-view':
    case 'barrier-changed':
    case 'support-offered':
    case 'support-step':
    case 'plan-made':
    case 'plan-action':
    case 'plan-reviewed':
    case 'promise-taken-back':
    case 'handover-offered':
    case 'handover-answered':
    case 'notice-issued':
    case 'notice-step':
      return tellCasework(entry, telling.colleagues)
    case 'register-decision': {
      const { record } = entry.kept
      return {
        ...written(record, {
          title: `${decidedAboutWords[record.about]}: ${decidedWords[record.decided].toLowerCase()}`,
          parts: [fact('Why', record.why), fact('The register then', sayRegisterThen(record))],
        }),
        byRole: record.byRole,
      }
    }
    case 'moved': {
      const { record } = entry.kept
      // Where a child lives now is for the council, and not for whoever is given a paper.
      return {
        ...written(record, { title: moveTitles[record.direction], parts: [fact('For the return', sayMove(record))] }),
        byRole: record.byRole,
      }
    }
    case 'paper': {
      const { record } = entry.kept
      return {
        ...written(record, {
          title: `Chronology given to ${record.to}`,
          parts: [fact('Why', record.why), fact('Made for', audienceWords[record.audience])],
        }),
        byRole: record.byRole,
      }
    }
  }
}

/** What the register showed then. What it shows now is on the tablet: a paper tells what was known when it was decided. */
const sayRegisterThen = (decision: RegisterDecision): string => {
  const { from, to, marks } = decision.saw
  const counts = countLetters({ from, marks }, decision.saw)
  return `${sayCounted(decision)}, from ${sayWhole(from)} to ${sayWhole(to)}. Attended ${sayAttendance(counts)}.`
}

/** Nobody is *you* on paper, and no day is *today*. */
const valueOf = (clash: Clash, json: string, { colleagues }: Telling): string =>
  sayValue(clash, json, colleagues, '', '0000-01-01')

const tellContact = (note: ContactNote, amendments: Kept<Amendment>[], telling: Telling): Told => {
  const participants = note.confidentialSource ? [] : note.participants
  return {
    ...nothing,
    title: contactTitle({ ...note, participants }),
    parts: parts([
      fact(
        'With',
        note.confidentialSource
          ? 'Somebody whose name is withheld'
          : joinNames(
              participants.map(({ name, relationship }) => (relationship === '' ? name : `${name} (${relationship})`)),
            ),
      ),
      fact('Interpreter', note.interpreter === 'none' ? '' : interpreterWords[note.interpreter]),
      fact(`${telling.child} seen`, note.seen === undefined ? '' : childSeenWords[note.seen]),
      fact('What happened and was said', note.facts),
      { lead: 'What the family thinks', words: note.familyView, sort: 'said' },
      { lead: `${telling.child}’s words`, words: note.childWords, sort: 'said' },
      fact('What the school thinks', note.schoolView),
      fact('Warning given', warningWords[note.warningGiven]),
      { lead: 'What the author thinks', words: note.opinion, sort: 'opinion' },
    ]),
    by: note.by,
    byRole: note.byRole,
    recordedAt: note.recordedAt,
    amendments: tellAmendments(amendments, note),
  }
}

const warningWords: Record<ContactNote['warningGiven'], string> = {
  none: '',
  informal: 'An informal word',
  'notice-to-improve': 'A notice to improve',
  legal: 'A legal warning',
}

const tellVisit = (visit: HomeVisit, amendments: Kept<Amendment>[], telling: Telling): Told => ({
  ...nothing,
  title: visitTitle(visit),
  parts: parts([
    fact('Reason', visit.reason === undefined ? '' : visitReasonWords[visit.reason]),
    fact(
      'Who came to the door',
      joinNames(
        visit.answeredBy.map(({ name, relationship }) => (relationship === '' ? name : `${name} (${relationship})`)),
      ),
    ),
    fact(
      'Interpreter',
      visit.interpreter === undefined || visit.interpreter === 'none' ? '' : interpreterWords[visit.interpreter],
    ),
    fact('At the door', [visit.arrivedAt, visit.leftAt].filter((time) => time !== null).join(' to ')),
    fact(`${telling.child} seen`, childSeenWords[visit.seen]),
    fact('What was seen and heard', visit.saw),
    fact(`About ${telling.child}`, visit.privateLines),
    { lead: 'What the adults said', words: visit.familyWords, sort: 'said' },
    { lead: `${telling.child}’s words`, words: visit.childWords, sort: 'said' },
    fact('Card left', visit.cardLeft ? 'Yes' : ''),
    fact('How it ended', visitOutcomeWords[visit.outcome]),
    fact('Next step', visit.nextStep),
    { lead: 'What the author thinks', words: visit.thinks, sort: 'opinion' },
  ]),
  by: visit.by,
  byRole: visit.byRole,
  recordedAt: visit.recordedAt,
  amendments: tellAmendments(amendments, visit),
})
