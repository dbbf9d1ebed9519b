import { meetingTitle } from '#client/casework/account-titles.ts'
import { sayBarrierChange } from '#client/casework/barrier-change-words.ts'
import type { Kept } from '#client/casework/kept-record.ts'
import type { Colleagues } from '#client/casework/people-words.ts'
import type { TimelineEntry } from '#client/casework/timeline-of.ts'
import type { Amendment } from '#domain/records/amendment.ts'
import { barrierAboutWords } from '#domain/records/barrier.ts'
import { effectWords, viewSideWords, type BarrierView } from '#domain/records/barrier-view.ts'
import { agreementWords, voiceConsentWords, voiceMethodWords, type ChildVoice } from '#domain/records/child-voice.ts'
import { handoverAnswerWords } from '#domain/records/handover.ts'
import { cameWords, meetingAboutWords, type Meeting } from '#domain/records/meeting.ts'
import { noticeStepWords, offenceWords } from '#domain/records/penalty-notice.ts'
import { actionSettledWords, planDecisionWords, planTypeWords, type Plan } from '#domain/records/plan.ts'
import type { Audience } from '#domain/records/shared-paper.ts'
import { supportEffectWords, supportStepWords } from '#domain/records/support-offer.ts'
import { fact, nothing, parts, sayWhole, tellAmendments, written, type Told } from './told.ts'

/**
 * Whether a child’s words may go to this audience. A family is given them only where the child said so; nobody is given what
 * the child asked to be kept here.
 */
export const mayBeGiven = ({ consent }: ChildVoice, audience: Audience): boolean =>
  consent === 'share' || (audience === 'professional' && consent !== 'keep-here')

/** What a child said, with how it was heard. */
export const tellVoice = (voice: ChildVoice, amendments: Kept<Amendment>[], child: string): Told => ({
  ...written(voice, {
    title: voice.declined === null ? `${child}’s own words` : `${child} was asked and did not want to say`,
    parts: [
      { lead: `${child}’s words`, words: voice.words, sort: 'said' },
      { lead: 'Why not', words: voice.declined?.why ?? '', sort: 'said' },
      { lead: 'What would help', words: voice.wouldHelp, sort: 'said' },
      { lead: 'What is good at school', words: voice.goodAtSchool, sort: 'said' },
      fact(
        'How it was heard',
        [voiceMethodWords[voice.method], voice.through].filter((words) => words !== '').join(': '),
      ),
      fact('Agrees with the plan', voice.agreesWithPlan === 'not-asked' ? '' : agreementWords[voice.agreesWithPlan]),
      fact('May be shared', voiceConsentWords[voice.consent]),
    ],
  }),
  byRole: voice.byRole,
  amendments: tellAmendments(amendments, voice),
})

/** A meeting: who was invited and came, each side’s words apart, and what was agreed. */
export const tellMeeting = (meeting: Meeting, amendments: Kept<Amendment>[], child: string): Told => ({
  ...written(meeting, {
    title: meetingTitle(meeting),
    parts: [
      fact('About', meetingAboutWords[meeting.about]),
      fact('Where', meeting.where),
      fact('Invited', meeting.invited.map(({ name, came }) => `${name} (${cameWords[came].toLowerCase()})`).join(', ')),
      { lead: `${child}’s words`, words: meeting.said.child, sort: 'said' },
      { lead: 'What the family said', words: meeting.said.family, sort: 'said' },
      { lead: 'What the school said', words: meeting.said.school, sort: 'said' },
      { lead: 'What the council or others said', words: meeting.said.council, sort: 'said' },
      fact('What was agreed', meeting.agreed),
      fact('Meeting again', meeting.nextOn === null ? '' : sayWhole(meeting.nextOn)),
    ],
  }),
  byRole: meeting.byRole,
  amendments: tellAmendments(amendments, meeting),
})

/** The entries that tell how the work went on. */
export type CaseworkEntry = Extract<
  TimelineEntry,
  {
    type:
      | 'barrier-view'
      | 'barrier-changed'
      | 'support-offered'
      | 'support-step'
      | 'plan-made'
      | 'plan-action'
      | 'plan-reviewed'
      | 'promise-taken-back'
      | 'handover-offered'
      | 'handover-answered'
      | 'notice-issued'
      | 'notice-step'
  }
>

/** Tells how a barrier, an offer, a plan, a promise or a handover went on. */
export const tellCasework = (entry: CaseworkEntry, colleagues: Colleagues): Told => {
  switch (entry.type) {
    case 'barrier-view':
      return tellView(entry.kept.record, entry.barrier === null ? '' : barrierAboutWords[entry.barrier.about])
    case 'barrier-changed':
      return written(entry.change, {
        title: `Barrier changed: ${barrierAboutWords[entry.kept.record.about]}`,
        parts: [fact('Change', sayBarrierChange(entry.change, '0000-01-01'))],
      })
    case 'support-offered': {
      const { record } = entry.kept
      return written(record, {
        title: `Support offered to ${record.offeredTo}`,
        parts: [fact('Offered', record.words), fact('To be given by', record.givenBy)],
      })
    }
    case 'support-step': {
      const { step } = entry
      return written(step, {
        title: supportStepWords[step.what],
        parts: [
          fact('Offered', entry.kept.record.words),
          { lead: 'In words', words: step.words, sort: step.what === 'declined' ? 'said' : 'fact' },
          fact('What came of it', step.effect === null ? '' : supportEffectWords[step.effect]),
        ],
      })
    }
    case 'plan-made':
      return tellPlan(entry.kept.record)
    case 'plan-action': {
      const { settled, words, owner } = entry.action
      if (settled === null) return nothing
      return written(settled, {
        title: `Action of a plan: ${actionSettledWords[settled.how].toLowerCase()}`,
        parts: [fact(owner, words), fact('How it ended', settled.words)],
      })
    }
    case 'plan-reviewed': {
      const { review } = entry
      return written(review, {
        title: `${planTypeWords[entry.kept.record.type]} reviewed`,
        parts: [
          fact('Who was there', review.attended),
          fact('How it went', review.progress),
          fact('What now', planDecisionWords[review.decision]),
        ],
      })
    }
    case 'notice-issued':
      return {
        ...written(entry.kept.record, {
          title: `${offenceWords[entry.kept.record.offence]} penalty notice issued to ${entry.to}`,
          parts: [fact('Issued by', 'The council'), fact('Number', entry.kept.record.reference)],
        }),
        byRole: entry.kept.record.byRole,
      }
    case 'notice-step':
      return written(entry.step, {
        title: `Penalty notice: ${noticeStepWords[entry.step.what].toLowerCase()}`,
        parts: [fact('In words', entry.step.words)],
      })
    case 'promise-taken-back':
      return {
        ...nothing,
        title: `Promise to ${entry.kept.record.promisedTo}: not settled after all`,
        parts: parts([fact('Promised', entry.kept.record.words), fact('It had said', entry.said)]),
        by: entry.by,
      }
    case 'handover-offered':
      // The lines themselves are for the colleague: they say again what the file says.
      return written(entry.kept.record, {
        title: `Case offered to ${colleagues.get(entry.kept.record.toId)?.name ?? 'a colleague'}`,
        parts: [],
      })
    case 'handover-answered': {
      const { answered } = entry.kept.record
      if (answered === null) return nothing
      return written(answered, {
        title: `Handing over: ${handoverAnswerWords[answered.how].toLowerCase()}`,
        parts: [fact('In words', answered.words)],
      })
    }
  }
}

const sees = { yes: 'Yes', partly: 'In part', no: 'No' } as const

const tellView = (view: BarrierView, about: string): Told => {
  const effect = view.effect === 1 ? '1' : view.effect === 2 ? '2' : view.effect === 3 ? '3' : null
  return written(view, {
    title: `Barrier: ${about}`,
    parts: [
      { lead: viewSideWords[view.side], words: view.words, sort: 'said' },
      fact('Sees it too', sees[view.sees]),
      fact('Keeps the child away', effect === null ? '' : effectWords[effect]),
    ],
  })
}

const tellPlan = (plan: Plan): Told =>
  written(plan, {
    title: `${planTypeWords[plan.type]} made`,
    parts: [
      fact('What was known', plan.known),
      fact('What should change', plan.aim),
      fact('Target', plan.target),
      ...plan.actions.map(({ words, owner, dueOn }) => fact(owner, `${words}, by ${sayWhole(dueOn)}`)),
      fact('The parents take on', plan.contract?.parentAgrees ?? ''),
      fact('School and council take on', plan.contract?.schoolAgrees ?? ''),
      fact('The child takes on', plan.contract?.childAgrees ?? ''),
      ...plan.parties.map(({ name, agrees, words }) =>
        fact(`${name} agrees`, [agreementWords[agrees], words].filter((said) => said !== '').join(': ')),
      ),
      fact('First review', sayWhole(plan.reviewOn)),
    ],
  })
