import { z } from 'zod'
import { reachTemplate, templateReference } from '../casework/reach-template.ts'
import { defineMutation, done } from '../mutation.ts'
import { Id } from '../records/words.ts'

/** Stops offering a message that an organisation had ready, or offers it again. It stays where it is: nothing is deleted. */
export const retireTemplate = defineMutation({
  name: 'retire-template@1',
  args: z.strictObject({ organisationId: Id, templateId: Id, isOffered: z.boolean() }),
  files: (args) => [args.organisationId],
  reads: (args) => [templateReference(args)],
  apply: (records, { isOffered, ...place }, { by, recordedAt }) => {
    const reached = reachTemplate(records, by, 'retire-template', place)
    if (!reached.ok) return reached
    const { template } = reached
    if ((template.retired === null) === isOffered) return done
    records.put({ ...template, retired: isOffered ? null : { by: by.personId, recordedAt } })
    return done
  },
})
