import { attachmentWords } from '#domain/records/attachment.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import type { HomeVisit } from '#domain/records/home-visit.ts'
import { saidWithFamily } from './child-words.ts'
import type { Telling } from './telling.ts'
import { isWithOthersAlone } from './third-parties.ts'
import { fact, timesOver, type Part, type Withheld } from './told.ts'

/**
 * The pictures and signatures of an account, named and not shown. They are not among what the mark of a set is made from: they are
 * saved with their account and never change, so the account stands for them, and a paper given before they were named keeps its mark.
 */
export const tellPictures = (
  account: ContactNote | HomeVisit,
  telling: Telling,
): { part: Part; withheld: Withheld[] } => {
  const pictures = telling.file.attachments.map(({ record }) => record).filter(({ noteId }) => noteId === account.id)
  const captioned = pictures.filter(({ caption }) => caption.trim() !== '')
  const why = whyCaptionWithheld(account, telling)
  const named = pictures.map(({ about, caption }) =>
    why === null && caption.trim() !== '' ? `${attachmentWords[about]}: ${caption}` : attachmentWords[about],
  )
  return {
    part: fact('Kept in the file, not shown here', named.join('; ')),
    withheld: why === null ? [] : timesOver(captioned.length, why),
  }
}

/** A caption may name who signed, or say what the child drew: it is then withheld as they are. */
const whyCaptionWithheld = (account: ContactNote | HomeVisit, telling: Telling): Withheld | null => {
  const { audience } = telling
  if (account.kind === 'contact-note' && account.confidentialSource) return 'third-party'
  if (audience === 'family' && isWithOthersAlone(account, telling)) return 'third-party'
  const didSpeak = account.seen === 'seen-and-spoken-alone' || account.childWords.trim() !== ''
  return audience === 'family' && didSpeak && !saidWithFamily(account) ? 'child-asked' : null
}
