import { z } from 'zod'
import { reachTemplate, templateReference } from '../casework/reach-template.ts'
import { sameValue } from '../casework/same-value.ts'
import { change } from '../casework/shared-field.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { MessageTemplate } from '../records/message-template.ts'
import { Id } from '../records/words.ts'

const { shape } = MessageTemplate

/** What a template says, changed as one: half of one person's words in another's message would mislead a family. */
const Said = z.strictObject({
  title: shape.title,
  words: shape.words,
  language: shape.language,
  isGood: shape.isGood,
})

/**
 * Changes a message that an organisation has ready. When somebody else changed it otherwise meanwhile, theirs stands and this is
 * refused with its words kept: two versions of what families are told must not be mixed by a machine.
 */
export const changeTemplate = defineMutation({
  name: 'change-template@1',
  args: z.strictObject({ organisationId: Id, templateId: Id, said: change(Said) }),
  files: (args) => [args.organisationId],
  reads: (args) => [templateReference(args)],
  apply: (records, { said, ...place }, { by, recordedAt }) => {
    const reached = reachTemplate(records, by, 'change-template', place)
    if (!reached.ok) return reached
    const { title, words, language, isGood } = reached.template
    const stands = { title, words, language, isGood }
    if (sameValue(stands, said.to)) return done
    if (!sameValue(stands, said.from)) return refuse('already-settled')
    records.put({ ...reached.template, ...said.to, changed: { by: by.personId, recordedAt } })
    return done
  },
})
