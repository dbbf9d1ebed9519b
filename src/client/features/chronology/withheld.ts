import type { TimelineEntry } from '#client/casework/timeline-of.ts'
import { mayBeGiven } from './child-words.ts'
import type { Telling } from './telling.ts'
import type { Withheld } from './told.ts'

/**
 * Why an entry as a whole is withheld from this audience; null where it is told. Every kind of entry is named here, so that
 * whoever adds one has to say who may read it.
 */
export const whyWithheld = (entry: TimelineEntry, { audience }: Telling): Withheld | null => {
  const isFamily = audience === 'family'
  switch (entry.type) {
    case 'contact':
      return isFamily && entry.kept.record.confidentialSource ? 'third-party' : null
    case 'voice':
      return mayBeGiven(entry.kept.record, audience) ? null : 'child-asked'
    case 'flag-raised':
    case 'flag-reviewed':
    case 'flag-ended':
      return isFamily ? 'staff-safety' : null
    // An order names an adult who may not be the one who asks for the paper.
    case 'order-recorded':
    case 'order-seen':
    case 'order-ended':
      return isFamily ? 'third-party' : null
    case 'visit':
    case 'meeting':
    case 'barrier':
    case 'barrier-view':
    case 'barrier-changed':
    case 'promise-made':
    case 'promise-settled':
    case 'promise-taken-back':
    case 'support-offered':
    case 'support-step':
    case 'plan-made':
    case 'plan-action':
    case 'plan-reviewed':
    case 'handover-offered':
    case 'handover-answered':
    case 'notice-issued':
    case 'notice-step':
    case 'opened':
    case 'stage':
    case 'closed':
    case 'reopened':
    case 'register-decision':
    case 'moved':
    case 'clash':
    case 'paper':
      return null
  }
}
