import { z } from 'zod'
import { organisationReference, servedReference } from '../casework/council-messages.ts'
import { templateReference } from '../casework/reach-template.ts'
import { sameValue } from '../casework/same-value.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import type { MessageTemplate } from '../records/message-template.ts'
import { Id } from '../records/words.ts'

/**
 * The office's own act: puts a council's message into the file of a school that it serves, as it stands now, and puts the copy away when
 * the council put the message away or serves the school no longer. The copy names the council and nobody who works there.
 */
export const passOnTemplate = defineMutation({
  name: 'pass-on-template@1',
  args: z.strictObject({ councilId: Id, schoolId: Id, templateId: Id }),
  // The council's file is only read, and locked: of two changes in a row the later must not be overtaken by the earlier.
  files: (args) => [args.councilId, args.schoolId],
  reads: ({ councilId, schoolId, templateId }) => [
    organisationReference(councilId),
    organisationReference(schoolId),
    servedReference({ councilId, schoolId }),
    templateReference({ organisationId: councilId, templateId }),
    templateReference({ organisationId: schoolId, templateId }),
  ],
  apply: (records, { councilId, schoolId, templateId }, { by, recordedAt }) => {
    if (!can(by, 'pass-on-template', { organisationId: schoolId })) return refuse('not-permitted')
    const council = records.get('organisation', councilId, councilId)
    const school = records.get('organisation', schoolId, schoolId)
    const served = records.get('served-school', councilId, schoolId)
    const template = records.get('message-template', councilId, templateId)
    if (council === null || school === null || served === null || template === null) return refuse('not-permitted')
    const held = records.get('message-template', schoolId, templateId)
    if (held === null ? records.taken(schoolId, templateId) : held.keptBy?.organisationId !== councilId)
      return refuse('already-exists')
    const isOffered = served.ended === null && template.retired === null
    // What a school never had needs not be put away; and what it has is put away as it is, without words of a council that left it.
    if (!isOffered) {
      if (held === null || held.retired !== null) return refuse('already-settled')
      records.put({ ...held, retired: { by: by.personId, recordedAt } })
      return done
    }
    const { title, words, language, isGood } = template
    const copy: MessageTemplate = {
      kind: 'message-template',
      id: templateId,
      organisationId: schoolId,
      title,
      words,
      language,
      isGood,
      keptBy: { organisationId: councilId, name: council.name },
      by: by.personId,
      recordedAt: held?.recordedAt ?? recordedAt,
      retired: null,
    }
    if (sameValue(held, copy)) return refuse('already-settled')
    records.put(copy)
    return done
  },
})
