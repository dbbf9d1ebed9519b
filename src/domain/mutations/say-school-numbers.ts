import { z } from 'zod'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { Organisation } from '../records/organisation.ts'
import { Id } from '../records/words.ts'

const { dfeNumber, urn, ukprn } = Organisation.shape

/** Says by what numbers a school is known to its council and the Department; null where it is not known by one. All three at once. */
export const saySchoolNumbers = defineMutation({
  name: 'say-school-numbers@1',
  args: z.strictObject({
    organisationId: Id,
    dfeNumber,
    urn: urn.unwrap().nullable(),
    ukprn: ukprn.unwrap().nullable(),
  }),
  files: (args) => [args.organisationId],
  reads: ({ organisationId }) => [{ kind: 'organisation', fileId: organisationId, id: organisationId }],
  apply: (records, args, { by }) => {
    const { organisationId } = args
    if (!can(by, 'say-school-numbers', { organisationId })) return refuse('not-permitted')
    const school = records.get('organisation', organisationId, organisationId)
    if (school === null || school.type !== 'school') return refuse('not-permitted')
    const { urn: _urn, ukprn: _ukprn, ...rest } = school
    records.put({
      ...rest,
      dfeNumber: args.dfeNumber,
      ...(args.urn === null ? {} : { urn: args.urn }),
      ...(args.ukprn === null ? {} : { ukprn: args.ukprn }),
    })
    return done
  },
})
