import { z } from 'zod'
import { templateReference } from '../casework/reach-template.ts'
import { anyTaken } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { MessageTemplate } from '../records/message-template.ts'
import { Id } from '../records/words.ts'

const { shape } = MessageTemplate

/** Writes a message that an organisation has ready for its families. For whoever manages the work, and the administrator. */
export const writeTemplate = defineMutation({
  name: 'write-template@1',
  args: z.strictObject({
    organisationId: Id,
    templateId: Id,
    title: shape.title,
    words: shape.words,
    language: shape.language,
    isGood: shape.isGood,
  }),
  files: (args) => [args.organisationId],
  reads: (args) => [
    { kind: 'organisation', fileId: args.organisationId, id: args.organisationId },
    templateReference(args),
  ],
  apply: (records, { templateId, ...said }, { by, recordedAt }) => {
    const { organisationId } = said
    if (!can(by, 'write-template', { organisationId })) return refuse('not-permitted')
    if (records.get('organisation', organisationId, organisationId) === null) return refuse('not-permitted')
    if (anyTaken(records, [templateReference({ organisationId, templateId })])) return refuse('already-exists')
    records.put({ kind: 'message-template', id: templateId, ...said, by: by.personId, recordedAt, retired: null })
    return done
  },
})
