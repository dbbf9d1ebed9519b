import { refuse, type Refused } from '../mutation.ts'
import type { Actor } from '../permissions/actor.ts'
import { can, type Action } from '../permissions/can.ts'
import type { MessageTemplate } from '../records/message-template.ts'
import type { Records, Reference } from '../store.ts'

/** Names a template of an organisation. */
export type TemplatePlace = { organisationId: string; templateId: string }

/** Where a template lies: in its organisation's own file. */
export const templateReference = ({ organisationId, templateId }: TemplatePlace): Reference => ({
  kind: 'message-template',
  fileId: organisationId,
  id: templateId,
})

/**
 * Finds a template that this person may act on. One that is not there gets the answer of one that is not theirs, such as the copy of
 * a council's in a school's file: that changes at the council, and the office brings the copy up to date.
 */
export const reachTemplate = (
  records: Records,
  by: Actor,
  action: Action,
  { organisationId, templateId }: TemplatePlace,
): { ok: true; template: MessageTemplate } | Refused => {
  const template = records.get('message-template', organisationId, templateId)
  if (template === null || template.keptBy !== undefined || !can(by, action, { organisationId }))
    return refuse('not-permitted')
  return { ok: true, template }
}
