import type { TimelineEntry } from '#client/casework/timeline-of.ts'
import type { Clash } from '#domain/records/clash.ts'
import { mayBeGiven } from './child-words.ts'
import type { Telling } from './telling.ts'
import type { Withheld } from './told.ts'

/**
 * Why an entry as a whole is withheld from this audience; null where it is told. Every kind of entry is named here, so that
 * whoever adds one has to say who may read it.
 */
export const whyWithheld = (entry: TimelineEntry, telling: Telling): Withheld | null => {
  const { audience } = telling
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
    case 'clash':
      return isFamily ? fromFamily(entry.kept.record, telling) : null
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
    case 'paper':
      return null
  }
}

/**
 * Why a change that met another is withheld from a family: for what withholds the record that both changed. A parent or a service is
 * somebody else’s, and so is their safe-contact rule. What nobody can look up here may be anybody’s.
 */
const fromFamily = (clash: Clash, { file }: Telling): Withheld | null => {
  switch (clash.recordKind) {
    case 'risk-flag':
      return 'staff-safety'
    case 'parent':
    case 'agency':
      return 'third-party'
    case 'absence-case':
      // Nobody asked the child whether these words may be told.
      return clash.field === 'reasons.child' ? 'child-asked' : null
    case 'barrier':
      return file.barriers.some(({ record }) => record.id === clash.recordId) ? null : 'third-party'
    case 'promise':
      return file.promises.some(({ record }) => record.id === clash.recordId) ? null : 'third-party'
  }
}
