import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { unknownPlaceholders } from './placeholders.ts'
import { Id, Label, SomeWords } from './words.ts'

/** The words of a template: every `{placeholder}` in them is one that the tablet can fill in. */
export const TemplateWords = SomeWords.max(4000).refine((words) => unknownPlaceholders(words).length === 0, {
  message: 'These words ask for something that Doorstep cannot fill in.',
})

/**
 * A message that an organisation has ready for its families, in its own plain words. It lies in the organisation's own file, so
 * that it is on every colleague's tablet with no signal, and holds nothing of any pupil: names come in when it is used.
 */
export const MessageTemplate = z.strictObject({
  kind: z.literal('message-template'),
  id: Id,
  organisationId: Id,
  /** What is written on the choice: `Bus passes are here`. */
  title: Label.min(1),
  words: TemplateWords,
  /** The language of the words, as people call it; null for English. */
  language: Label.min(1).nullable(),
  /** True for news that a family is glad of; it is logged as such. */
  isGood: z.boolean(),
  /**
   * The council's service that keeps it, where this is the copy that the office put into the file of a school it serves; absent from an
   * organisation's own. The school uses it and cannot change it.
   */
  keptBy: z.strictObject({ organisationId: Id, name: Label.min(1) }).optional(),
  by: Id,
  recordedAt: Instant,
  /** Who changed it last; absent while it stands as it was written. */
  changed: z.strictObject({ by: Id, recordedAt: Instant }).optional(),
  /** Since when it is no longer offered; null while it is. What was sent from it stays as it was sent. */
  retired: z.strictObject({ by: Id, recordedAt: Instant }).nullable(),
})
export type MessageTemplate = z.infer<typeof MessageTemplate>
