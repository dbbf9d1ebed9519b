import { z } from 'zod'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { Organisation } from '../records/organisation.ts'
import { Id } from '../records/words.ts'

const { dfeNumber, urn, ukprn } = Organisation.shape
const Numbers = z.strictObject({
  dfeNumber,
  urn: urn.unwrap().nullable(),
  ukprn: ukprn.unwrap().nullable(),
})
type Numbers = z.infer<typeof Numbers>

/**
 * Says by what numbers a school is known to its council and the Department; null where it is not known by one. `saw`: what stood when it was
 * said. A number that was left as it was is not touched; when somebody else set one otherwise meanwhile, theirs stands and this is refused.
 */
export const saySchoolNumbers = defineMutation({
  name: 'say-school-numbers@1',
  args: Numbers.extend({ organisationId: Id, saw: Numbers }),
  files: (args) => [args.organisationId],
  reads: ({ organisationId }) => [{ kind: 'organisation', fileId: organisationId, id: organisationId }],
  apply: (records, { organisationId, saw, ...said }, { by }) => {
    if (!can(by, 'say-school-numbers', { organisationId })) return refuse('not-permitted')
    const school = records.get('organisation', organisationId, organisationId)
    if (school === null || school.type !== 'school') return refuse('not-permitted')
    const { urn: stood = null, ukprn: stoodToo = null, ...rest } = school
    const stands: Numbers = { dfeNumber: school.dfeNumber, urn: stood, ukprn: stoodToo }
    const next = { ...stands }
    for (const each of ['dfeNumber', 'urn', 'ukprn'] as const) {
      if (said[each] === saw[each]) continue
      if (stands[each] !== saw[each] && stands[each] !== said[each]) return refuse('already-settled')
      next[each] = said[each]
    }
    records.put({
      ...rest,
      dfeNumber: next.dfeNumber,
      ...(next.urn === null ? {} : { urn: next.urn }),
      ...(next.ukprn === null ? {} : { ukprn: next.ukprn }),
    })
    return done
  },
})
