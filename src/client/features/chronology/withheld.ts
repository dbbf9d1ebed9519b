import type { TimelineEntry } from '#client/casework/timeline-of.ts'
import type { Barrier } from '#domain/records/barrier.ts'
import type { BarrierView } from '#domain/records/barrier-view.ts'
import type { Clash } from '#domain/records/clash.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import type { Meeting } from '#domain/records/meeting.ts'
import type { Promise as MadePromise } from '#domain/records/promise.ts'
import { isToChild, isWithChildAlone, mayBeGiven, saidWithFamily } from './child-words.ts'
import { isInConfidence, savedWith } from './saved-with.ts'
import type { Telling } from './telling.ts'
import { isWithOthersAlone } from './third-parties.ts'
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
    case 'meeting':
      return isFamily ? whyAccount(entry.kept.record, telling) : null
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
    case 'paper':
      return isFamily && entry.kept.record.audience === 'professional' ? 'between-services' : null
    case 'visit':
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
      return null
  }
}

/** Why a contact or a meeting is withheld from a family. A visit never is whole: somebody came to the door (`tellVisit`). */
const whyAccount = (account: ContactNote | Meeting, telling: Telling): Withheld | null =>
  account.kind === 'contact-note' && account.confidentialSource
    ? 'third-party'
    : isWithChildAlone(account, telling.file.pupil.record)
      ? 'child-asked'
      : isWithOthersAlone(account, telling)
        ? 'third-party'
        : null

/** Why what was saved with a contact or a visit is withheld from a family: it goes where that goes, or what was said there. */
const whySavedWith = (made: Barrier | MadePromise, telling: Telling): Withheld | null =>
  savedWith(made, telling.file)
    .map((account) => {
      if (account.kind === 'contact-note') return whyAccount(account, telling)
      return isWithOthersAlone(account, telling) ? 'third-party' : null
    })
    .find((why) => why !== null) ?? null

/**
 * Why a barrier is withheld from a family: for the contact in which it was heard, or because it was the child who named it and
 * nobody has talked about it with the family yet.
 */
const whyBarrier = (barrier: Barrier, telling: Telling): Withheld | null =>
  telling.audience !== 'family'
    ? null
    : (whySavedWith(barrier, telling) ??
      (barrier.raisedBy === 'child' && barrier.agreedByFamily === 'not-discussed' ? 'child-asked' : null))

/**
 * Why the words in which a barrier was raised, and who raised it, are withheld where the rest of it is told. A quotation says who
 * speaks more often than an author’s account of it does: it is kept back with the name. A family is given a child’s where they
 * heard it themselves.
 */
export const whyQuoteWithheld = (barrier: Barrier, { audience, file }: Telling): Withheld | null => {
  if (isInConfidence(barrier, file)) return 'third-party'
  const isHeard = barrier.raisedBy !== 'child' || savedWith(barrier, file).some((account) => saidWithFamily(account))
  return audience === 'family' && !isHeard ? 'child-asked' : null
}

/** Why a change of one field of a barrier is withheld: its words as the quotation is, the rest as the barrier is. */
const whyBarrierField = (barrier: Barrier, field: string, telling: Telling): Withheld | null =>
  whyBarrier(barrier, telling) ?? (field === 'words' ? whyQuoteWithheld(barrier, telling) : null)

/**
 * Why somebody’s view of a barrier is withheld from a family: as the barrier is, whose name stands above it. A child’s is always,
 * since nobody asked whether it may be told; the family’s own never is.
 */
const whyView = (view: BarrierView, barrier: Barrier | null, telling: Telling): Withheld | null => {
  if (telling.audience !== 'family' || view.side === 'family') return null
  if (view.side === 'child') return 'child-asked'
  return barrier === null ? notHere(telling) : whyBarrier(barrier, telling)
}

/** Why a promise is withheld from a family: for the contact in which it was made, or because it was made to the child apart. */
const whyPromise = (promise: MadePromise, telling: Telling): Withheld | null => {
  const { audience, file } = telling
  if (audience !== 'family') return null
  const isApart = !savedWith(promise, file).some((account) => saidWithFamily(account))
  return (
    whySavedWith(promise, telling) ??
    (isApart && isToChild(promise.promisedTo, file.pupil.record) ? 'child-asked' : null)
  )
}

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
