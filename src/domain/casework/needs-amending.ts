import type { Amendment } from '../records/amendment.ts'
import type { ChildVoice } from '../records/child-voice.ts'
import { reached, type ContactNote } from '../records/contact-note.ts'
import { unanswered, type HomeVisit } from '../records/home-visit.ts'

/**
 * What a reader of an account will ask and cannot find in it; null when nothing is missing. Evidence needs who was spoken to,
 * what the child said when they were spoken to, and what was seen (domain: section 3.4, the quality bar for every note). A
 * correction that speaks of the missing part answers it; so do the child's own words where they were written apart.
 */
export const needsAmending = (
  account: ContactNote | HomeVisit,
  amendments: readonly Pick<Amendment, 'field'>[],
  isHeardApart = false,
): string | null => {
  const isUnheard =
    spokeWith(account.seen) &&
    account.childWords.trim() === '' &&
    !isHeardApart &&
    !amendments.some(({ field }) => field === 'childWords')
  const isSaid = (field: Amendment['field']): boolean => amendments.some((amendment) => amendment.field === field)
  if (account.kind === 'contact-note') {
    const isSpoken = reached(account.result) && account.means !== 'corridor'
    if (isSpoken && account.participants.length === 0 && !isSaid('who')) return 'Who it was with is not written.'
    return isUnheard ? unsaid : null
  }
  if (!unanswered(account.access) && account.answeredBy.length === 0 && !isSaid('who')) {
    return 'Who came to the door is not written.'
  }
  if (account.saw.trim() === '' && account.familyWords.trim() === '' && !isSaid('saw') && !isSaid('familyWords')) {
    return 'What was seen or said is not written.'
  }
  return isUnheard ? unsaid : null
}

const unsaid = 'What the child said is not written.'

const spokeWith = (seen: ContactNote['seen']): boolean =>
  seen === 'seen-and-spoken-alone' || seen === 'seen-and-spoken-with-adult'

/** True when the author wrote down the child's own words of that day as a record of its own (`ChildVoice`). */
export const heardApart = (
  account: Pick<ContactNote | HomeVisit, 'happenedOn' | 'by'>,
  voices: readonly Pick<ChildVoice, 'heardOn' | 'by' | 'words'>[],
): boolean =>
  voices.some(({ heardOn, by, words }) => heardOn === account.happenedOn && by === account.by && words.trim() !== '')
