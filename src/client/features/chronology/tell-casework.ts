import type { Colleagues } from '#client/casework/people-words.ts'
import type { TimelineEntry } from '#client/casework/timeline-of.ts'
import { agreementWords } from '#domain/records/child-voice.ts'
import { handoverAnswerWords } from '#domain/records/handover.ts'
import { noticeStepWords, offenceWords } from '#domain/records/penalty-notice.ts'
import { actionSettledWords, planDecisionWords, planTypeWords, type Plan } from '#domain/records/plan.ts'
import { supportEffectWords, supportStepWords } from '#domain/records/support-offer.ts'
import { fact, nothing, sayWhole, written, type Told } from './told.ts'

/** The entries that tell how the work went on. */
export type CaseworkEntry = Extract<
  TimelineEntry,
  {
    type:
      | 'support-offered'
      | 'support-step'
      | 'plan-made'
      | 'plan-action'
      | 'plan-reviewed'
      | 'handover-offered'
      | 'handover-answered'
      | 'notice-issued'
      | 'notice-step'
  }
>

/** Tells how an offer, a plan, a penalty notice or a handover went on. */
export const tellCasework = (entry: CaseworkEntry, colleagues: Colleagues): Told => {
  switch (entry.type) {
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
