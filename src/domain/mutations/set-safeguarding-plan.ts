import { z } from 'zod'
import { sameValue } from '../casework/same-value.ts'
import { change } from '../casework/shared-field.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { planIdOf, SafeguardingPlan, usualReadWithin } from '../records/safeguarding-plan.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const { shape } = SafeguardingPlan

const planReference = ({ organisationId }: { organisationId: string }): Reference => ({
  kind: 'safeguarding-plan',
  fileId: organisationId,
  id: planIdOf(organisationId),
})

/**
 * Sets how soon a school's safeguarding lead must read what they are told, and whom to ring when they did not. For the
 * leads and the administrator. When someone else changed the same part otherwise meanwhile, theirs stands and this is
 * refused: two lists of emergency numbers must not be mixed by a machine.
 */
export const setSafeguardingPlan = defineMutation({
  name: 'set-safeguarding-plan@1',
  args: z.strictObject({
    organisationId: Id,
    readWithin: change(shape.readWithin).optional(),
    contacts: change(shape.contacts).optional(),
  }),
  files: (args) => [args.organisationId],
  reads: (args) => [
    { kind: 'organisation', fileId: args.organisationId, id: args.organisationId },
    planReference(args),
  ],
  apply: (records, { organisationId, readWithin, contacts }, { by }) => {
    if (!can(by, 'set-safeguarding-plan', { organisationId })) return refuse('not-permitted')
    if (records.get('organisation', organisationId, organisationId) === null) return refuse('not-permitted')
    const { id } = planReference({ organisationId })
    const held = records.get('safeguarding-plan', organisationId, id)
    if (held === null && records.taken(organisationId, id)) return refuse('already-exists')
    const stands = { readWithin: held?.readWithin ?? usualReadWithin, contacts: held?.contacts ?? [] }
    const stale = [[stands.readWithin, readWithin] as const, [stands.contacts, contacts] as const].some(
      ([now, asked]) => asked !== undefined && !sameValue(now, asked.from) && !sameValue(now, asked.to),
    )
    if (stale) return refuse('already-settled')
    records.put({
      kind: 'safeguarding-plan',
      id,
      organisationId,
      readWithin: readWithin?.to ?? stands.readWithin,
      contacts: contacts?.to ?? stands.contacts,
    })
    return done
  },
})
