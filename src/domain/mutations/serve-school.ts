import { z } from 'zod'
import { organisationReference, servedReference } from '../casework/council-messages.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import type { Organisation } from '../records/organisation.ts'
import { Id } from '../records/words.ts'
import type { Records } from '../store.ts'

/**
 * Has a council's messages kept ready for a school too, or no longer. To begin, somebody must answer for the work in both places:
 * so a council reaches no school whose own administrator gave its people no such place, and no school helps itself. The council
 * alone can end it.
 */
export const serveSchool = defineMutation({
  name: 'serve-school@1',
  args: z.strictObject({ councilId: Id, schoolId: Id, isServed: z.boolean() }),
  files: (args) => [args.councilId],
  reads: (args) => [organisationReference(args.councilId), organisationReference(args.schoolId), servedReference(args)],
  apply: (records, { councilId, schoolId, isServed }, { by, recordedAt }) => {
    if (!can(by, 'serve-school', { organisationId: councilId })) return refuse('not-permitted')
    const council = records.get('organisation', councilId, councilId)
    if (council?.type !== 'council-service') return refuse('not-permitted')
    const held = records.get('served-school', councilId, schoolId)
    if (!isServed) {
      if (held === null) return refuse('not-permitted')
      if (held.ended === null) records.put({ ...held, ended: { by: by.personId, recordedAt } })
      return done
    }
    const school = schoolOf(records, schoolId)
    if (school === null || !can(by, 'serve-school', { organisationId: schoolId })) return refuse('not-permitted')
    if (held === null && records.taken(councilId, schoolId)) return refuse('already-exists')
    if (held !== null && held.ended === null) return done
    records.put({
      kind: 'served-school',
      id: schoolId,
      organisationId: councilId,
      name: school.name,
      by: by.personId,
      recordedAt,
      ended: null,
    })
    return done
  },
})

const schoolOf = (records: Records, schoolId: string): Organisation | null => {
  const found = records.get('organisation', schoolId, schoolId)
  return found?.type === 'school' ? found : null
}
