import type { TimelineEntry } from '#client/casework/timeline-of.ts'
import type { Barrier } from '#domain/records/barrier.ts'
import type { BarrierView } from '#domain/records/barrier-view.ts'
import type { Clash } from '#domain/records/clash.ts'
import type { Promise as MadePromise } from '#domain/records/promise.ts'
import { mayBeGiven } from './child-words.ts'
import { isInConfidence } from './saved-with.ts'
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
    case 'barrier':
      return whyBarrier(entry.kept.record, telling)
    case 'barrier-changed':
      return whyBarrierField(entry.kept.record, entry.change.field, telling)
    case 'barrier-view':
      return whyView(entry.kept.record, entry.barrier, telling)
    case 'promise-made':
    case 'promise-settled':
    case 'promise-taken-back':
      return whyPromise(entry.kept.record, telling)
    case 'clash':
      return whyClash(entry.kept.record, telling)
    case 'visit':
    case 'meeting':
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

/** Why a barrier is withheld: from a family, where whoever spoke of it told us in confidence. */
const whyBarrier = (barrier: Barrier, { audience, file }: Telling): Withheld | null =>
  audience === 'family' && isInConfidence(barrier, file) ? 'third-party' : null

/**
 * Why the words in which a barrier was raised, and who raised it, are withheld where the rest of it is told. A quotation says who
 * speaks more often than an author’s account of it does: it is kept back with the name.
 */
export const whyQuoteWithheld = (barrier: Barrier, { file }: Telling): Withheld | null =>
  isInConfidence(barrier, file) ? 'third-party' : null

/** Why a change of one field of a barrier is withheld: its words as the quotation is, the rest as the barrier is. */
const whyBarrierField = (barrier: Barrier, field: string, telling: Telling): Withheld | null =>
  whyBarrier(barrier, telling) ?? (field === 'words' ? whyQuoteWithheld(barrier, telling) : null)

/** Why somebody’s view of a barrier is withheld: as the barrier is, whose name stands above it. */
const whyView = (_view: BarrierView, barrier: Barrier | null, telling: Telling): Withheld | null =>
  barrier === null ? notHere(telling) : whyBarrier(barrier, telling)

/** Why a promise is withheld: from a family, where it was made to somebody who told us in confidence. */
const whyPromise = (promise: MadePromise, { audience, file }: Telling): Withheld | null =>
  audience === 'family' && isInConfidence(promise, file) ? 'third-party' : null

/** What nobody can look up on this tablet may be anybody’s. */
const notHere = ({ audience }: Telling): Withheld | null => (audience === 'family' ? 'third-party' : null)

/**
 * Why a change that met another is withheld: for what withholds the record that both changed. To a family, a parent or a service
 * is somebody else, and so is how they may be reached.
 */
const whyClash = (clash: Clash, telling: Telling): Withheld | null => {
  const { audience, file } = telling
  const isFamily = audience === 'family'
  switch (clash.recordKind) {
    case 'risk-flag':
      return isFamily ? 'staff-safety' : null
    case 'parent':
    case 'agency':
      return isFamily ? 'third-party' : null
    case 'absence-case':
      // Nobody asked the child whether these words may be told.
      return isFamily && clash.field === 'reasons.child' ? 'child-asked' : null
    case 'barrier': {
      const barrier = file.barriers.find(({ record }) => record.id === clash.recordId)
      return barrier === undefined ? notHere(telling) : whyBarrierField(barrier.record, clash.field, telling)
    }
    case 'promise': {
      const promise = file.promises.find(({ record }) => record.id === clash.recordId)
      return promise === undefined ? notHere(telling) : whyPromise(promise.record, telling)
    }
  }
}
