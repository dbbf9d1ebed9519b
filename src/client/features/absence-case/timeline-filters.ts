import { needsAmending } from '#domain/casework/needs-amending.ts'
import { sawChild } from '#domain/records/child-seen.ts'
import type { TimelineEntry } from '#client/casework/timeline-of.ts'

export type TimelineKind = 'contacts' | 'visits' | 'child' | 'barriers' | 'support' | 'plans' | 'promises' | 'case'

const kindOf: Record<TimelineEntry['type'], TimelineKind> = {
  contact: 'contacts',
  meeting: 'contacts',
  visit: 'visits',
  voice: 'child',
  barrier: 'barriers',
  'barrier-view': 'barriers',
  'barrier-changed': 'barriers',
  'support-offered': 'support',
  'support-step': 'support',
  'plan-made': 'plans',
  'plan-action': 'plans',
  'plan-reviewed': 'plans',
  'promise-made': 'promises',
  'promise-settled': 'promises',
  'promise-taken-back': 'promises',
  stage: 'case',
  opened: 'case',
  closed: 'case',
  reopened: 'case',
  'order-recorded': 'case',
  'order-seen': 'case',
  'order-ended': 'case',
  'flag-raised': 'case',
  'flag-reviewed': 'case',
  'flag-ended': 'case',
  'handover-offered': 'case',
  'handover-answered': 'case',
  clash: 'case',
  paper: 'case',
  'register-decision': 'case',
  moved: 'case',
  'notice-issued': 'case',
  'notice-step': 'case',
}

export const timelineKinds: readonly TimelineKind[] = [
  'contacts',
  'visits',
  'child',
  'barriers',
  'support',
  'plans',
  'promises',
  'case',
]

/** The words on the timeline's filters. */
export const timelineKindWords: Record<TimelineKind, string> = {
  contacts: 'Contacts',
  visits: 'Home visits',
  child: 'The child’s words',
  barriers: 'Barriers',
  support: 'Support',
  plans: 'Plans',
  promises: 'Promises',
  case: 'The case',
}

/** What of the timeline is shown. Each is null, or false, while it leaves out nothing. */
export type TimelineFilters = {
  kind: TimelineKind | null
  /** Who wrote it. */
  by: string | null
  /** Only what says that staff saw the child. */
  isSeen: boolean
  /** Only what a reader will ask about and not find. */
  isUnfinished: boolean
}

export const everything: TimelineFilters = { kind: null, by: null, isSeen: false, isUnfinished: false }

/** True when the entry is left in by every filter. */
export const passes = (entry: TimelineEntry, filters: TimelineFilters): boolean =>
  (filters.kind === null || kindOf[entry.type] === filters.kind) &&
  (filters.by === null || writtenBy(entry) === filters.by) &&
  (!filters.isSeen || isChildSeen(entry)) &&
  (!filters.isUnfinished || unfinished(entry) !== null)

/** Who wrote an entry, or null where the record does not say. */
export const writtenBy = (entry: TimelineEntry): string | null => {
  switch (entry.type) {
    case 'stage':
      return entry.move.by
    case 'opened':
      return entry.kept.record.openedBy
    case 'closed':
      return entry.closing.by
    case 'reopened':
      return entry.reopening.by
    case 'promise-settled':
      return entry.kept.record.settled?.by ?? null
    case 'barrier-changed':
      return entry.change.by
    case 'support-step':
    case 'notice-step':
      return entry.step.by
    case 'plan-action':
      return entry.action.settled?.by ?? null
    case 'plan-reviewed':
      return entry.review.by
    case 'handover-answered':
      return entry.kept.record.answered?.by ?? null
    case 'flag-reviewed':
    case 'order-seen':
    case 'order-ended':
    case 'promise-taken-back':
      return entry.by
    case 'flag-ended':
      return null
    case 'clash':
      return entry.kept.record.otherBy
    case 'contact':
    case 'visit':
    case 'voice':
    case 'meeting':
    case 'barrier':
    case 'barrier-view':
    case 'promise-made':
    case 'support-offered':
    case 'plan-made':
    case 'handover-offered':
    case 'flag-raised':
    case 'order-recorded':
    case 'paper':
    case 'register-decision':
    case 'moved':
    case 'notice-issued':
      return entry.kept.record.by
  }
}

/** True when the entry says that staff saw the child with their own eyes. */
export const isChildSeen = (entry: TimelineEntry): boolean => {
  if (entry.type === 'visit') return sawChild(entry.kept.record.seen)
  if (entry.type === 'contact') return entry.kept.record.seen !== undefined && sawChild(entry.kept.record.seen)
  return (
    entry.type === 'meeting' && entry.kept.record.invited.some(({ side, came }) => side === 'child' && came === 'came')
  )
}

/** What a reader will ask of an account and not find, or null. */
export const unfinished = (entry: TimelineEntry): string | null =>
  entry.type === 'visit' || entry.type === 'contact'
    ? needsAmending(
        entry.kept.record,
        entry.amendments.map(({ record }) => record),
        entry.isHeardApart,
      )
    : null
