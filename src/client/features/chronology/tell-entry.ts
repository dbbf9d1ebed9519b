import { sayClash, sayField, sayValue } from '#client/casework/clash-words.ts'
import type { TimelineEntry } from '#client/casework/timeline-of.ts'
import { closeReasonWords, concernWords, stageWords } from '#domain/records/absence-case.ts'
import type { Clash } from '#domain/records/clash.ts'
import { decidedAboutWords, decidedWords, type RegisterDecision } from '#domain/records/register-decision.ts'
import { orderForbidsWords } from '#domain/records/court-order.ts'
import { riskAboutWords, riskSeverityWords } from '#domain/records/risk-flag.ts'
import { sayAttendance } from '#domain/register/attendance-band.ts'
import { countLetters } from '#domain/register/mark-letters.ts'
import { sayClosedThen, sayCounted } from '#client/casework/say-register-then.ts'
import { moveTitles, sayMove } from '#domain/records/school-move.ts'
import { audienceWords } from '#domain/records/shared-paper.ts'
import { tellContact, tellMeeting, tellVisit, tellVoice } from './tell-account.ts'
import { tellCasework } from './tell-casework.ts'
import { tellHeard } from './tell-heard.ts'
import type { Telling } from './telling.ts'
import { fact, nothing, parts, sayWhole, written, type Told, type Withheld } from './told.ts'
import { whyWithheld } from './withheld.ts'

/** Tells one entry, or answers why it is withheld from this audience. */
export const tellEntry = (entry: TimelineEntry, telling: Telling): Told | Withheld =>
  whyWithheld(entry, telling) ?? tell(entry, telling)

const tell = (entry: TimelineEntry, telling: Telling): Told => {
  switch (entry.type) {
    case 'contact':
      return tellContact(entry.kept.record, entry.amendments, telling)
    case 'visit':
      return tellVisit(entry.kept.record, entry.amendments, telling)
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
    case 'order-recorded': {
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
      return { ...nothing, title: 'Court order seen', by: entry.by }
    case 'order-ended':
      return { ...nothing, title: 'Court order ended', parts: parts([fact('Why', entry.why)]), by: entry.by }
    case 'flag-raised': {
      const { record } = entry.kept
      return written(record, {
        title: `Visit risk: ${riskAboutWords[record.about]}`,
        parts: [fact('How to visit', riskSeverityWords[record.severity]), fact('Evidence', record.evidence)],
      })
    }
    case 'flag-reviewed': {
      return {
        ...nothing,
        title: `Visit risk looked at again: ${riskAboutWords[entry.kept.record.about]}`,
        parts: parts([fact('What was found', entry.words)]),
        by: entry.by,
      }
    }
    case 'flag-ended':
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
      return tellVoice(entry.kept.record, entry.amendments, telling.child)
    case 'meeting':
      return tellMeeting(entry.kept.record, entry.amendments, telling)
    case 'barrier':
    case 'barrier-view':
    case 'barrier-changed':
    case 'promise-made':
    case 'promise-settled':
    case 'promise-taken-back':
      return tellHeard(entry, telling)
    case 'support-offered':
    case 'support-step':
    case 'plan-made':
    case 'plan-action':
    case 'plan-reviewed':
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
  const closed = sayClosedThen(decision, sayWhole)
  return `${sayCounted(decision)}, from ${sayWhole(from)} to ${sayWhole(to)}. Attended ${sayAttendance(counts)}.${closed === null ? '' : ` ${closed}`}`
}

/** Nobody is *you* on paper, and no day is *today*. */
const valueOf = (clash: Clash, json: string, { colleagues }: Telling): string =>
  sayValue(clash, json, colleagues, '', '0000-01-01')
