import { z } from 'zod'
import { sayMutation } from '#client/app/say-mutation.ts'
import { wordsOf } from '#client/app/words-of.ts'
import { placeOfDraft, sayForm } from '#client/casework/draft-forms.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { wordsIn } from '#client/store/folded.ts'
import type { RecordRow } from '#client/store/tables.ts'
import { SchoolDay } from '#domain/time/school-day.ts'

/** Where words were found: the line, in what, and where that is opened. */
export type FoundPlace = { before: string; word: string; after: string; where: string; href: string }

/** Something that people wrote in one go. `day` orders them: later is looked at first. */
type Written = { where: string; href: string; day: string; texts: string[] }

/**
 * The line of a pupil's file in which most of these folded words stand, the newest of those with as many; what is not yet
 * saved comes before all. Null when they stand in no line: the file changed meanwhile.
 */
export const readFoundPlace = async (
  db: DoorstepDatabase,
  pupilId: string,
  words: readonly string[],
  today: SchoolDay,
): Promise<FoundPlace | null> => {
  const [rows, drafts, rejected] = await Promise.all([
    db.records.where('fileId').equals(pupilId).toArray(),
    db.drafts.where('fileId').equals(pupilId).toArray(),
    db.rejected.filter(({ mutation }) => mutation.files.includes(pupilId)).toArray(),
  ])
  const written: Written[] = [
    ...drafts.map((draft) => ({
      where: `${sayForm(draft.form)}: begun, not saved`,
      href: placeOfDraft(draft),
      day: `~${draft.savedAt}`,
      texts: textsOf(draft.values),
    })),
    ...rejected.map(({ mutation }) => ({
      where: `${sayMutation(mutation.name, mutation.args, today)}: needs you`,
      href: '/sync',
      day: `~${mutation.recordedAt}`,
      texts: textsOf(mutation.args),
    })),
    ...rows.map((row) => ofRecord(row, today)),
  ]
  const asked = new Set(words)
  const [best] = written
    .flatMap((one) =>
      one.texts.map((text) => ({ ...one, text, found: new Set(wordsIn(text).filter((word) => asked.has(word))).size })),
    )
    .filter(({ found }) => found > 0)
    .toSorted((a, b) => b.found - a.found || (a.day < b.day ? 1 : -1))
  return best === undefined ? null : { ...lineOf(best.text, asked), where: best.where, href: best.href }
}

const textsOf = (values: unknown): string[] => wordsOf(values).map(({ words }) => words)

/** What each kind of record is called, by the act that wrote it. */
const acts: Record<string, string> = {
  'absence-case': 'change-reasons',
  'contact-note': 'log-contact',
  'home-visit': 'log-home-visit',
  barrier: 'add-barrier',
  promise: 'make-promise',
  amendment: 'amend-note',
  'risk-flag': 'raise-risk-flag',
  'court-order': 'record-court-order',
}

const Placed = z.looseObject({
  happenedOn: SchoolDay.optional().catch(undefined),
  raisedOn: SchoolDay.optional().catch(undefined),
  madeOn: SchoolDay.optional().catch(undefined),
  noteId: z.string().optional().catch(undefined),
})

const ofRecord = ({ fileId, id, kind, body }: RecordRow, today: SchoolDay): Written => {
  const placed = Placed.parse(body)
  const act = acts[kind]
  const file = `/caseload/${fileId}`
  const href =
    kind === 'barrier'
      ? `${file}/barriers/${id}`
      : kind === 'promise'
        ? `${file}/promises/${id}`
        : `${file}#${placed.noteId ?? id}`
  return {
    where: act === undefined ? 'In the file' : sayMutation(act, body, today),
    href,
    day: placed.happenedOn ?? placed.raisedOn ?? placed.madeOn ?? '',
    texts: textsOf(body),
  }
}

/** Words shown before the first that was found, and after it. */
const BEFORE = 5
const AFTER = 14

const lineOf = (text: string, asked: ReadonlySet<string>): Pick<FoundPlace, 'before' | 'word' | 'after'> => {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const at = Math.max(
    0,
    words.findIndex((word) => wordsIn(word).some((part) => asked.has(part))),
  )
  const from = Math.max(0, at - BEFORE)
  const to = at + 1 + AFTER
  return {
    before: `${from > 0 ? '… ' : ''}${words.slice(from, at).join(' ')}`,
    word: words[at] ?? '',
    after: `${words.slice(at + 1, to).join(' ')}${to < words.length ? ' …' : ''}`,
  }
}
