import type { Amendment } from '../records/amendment.ts'
import type { ChildVoice } from '../records/child-voice.ts'
import type { ContactNote } from '../records/contact-note.ts'
import type { HomeVisit } from '../records/home-visit.ts'
import type { Meeting } from '../records/meeting.ts'

/**
 * True when an amendment says something where the account said nothing: it was finished, not corrected, and must not be read as
 * if its author had been wrong.
 */
export const addsTo = (
  amendment: Pick<Amendment, 'field'>,
  account: ContactNote | HomeVisit | ChildVoice | Meeting,
): boolean => {
  const { field } = amendment
  if (field === 'who') return account.kind === 'home-visit' && account.answeredBy.length === 0
  const written: unknown = new Map<string, unknown>(Object.entries(account)).get(field)
  return typeof written === 'string' && written.trim() === ''
}
