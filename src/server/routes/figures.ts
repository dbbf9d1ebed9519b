import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { can } from '#domain/permissions/can.ts'
import { dayOf } from '#domain/time/instant.ts'
import { schoolYearOf } from '#domain/time/school-year.ts'
import { refuse } from '../accounts/refusals.ts'
import { signedInOr } from '../accounts/signed-in.ts'
import { areCounted, countWhatIsMissing, figuresOfSchools } from '../figures/figures-of-schools.ts'
import { groupingsOfSchools } from '../figures/keep-register-counts.ts'
import type { Office } from '../office.ts'

const Asked = z.strictObject({
  by: z.enum(['school', 'phase', ...groupingsOfSchools]).default('school'),
  /** The calendar year in which the school year begins; this one unless said. */
  year: z.coerce.number().int().min(2000).max(2099).optional(),
})

/**
 * How the pupils of all schools attend that a service manager answers for, in groups and never one by one. Always of all these schools together:
 * who could ask about any few of them could take one answer from another, and be left with a child.
 */
export const figuresRoutes = (app: FastifyInstance, office: Office): void => {
  const { database, clock } = office

  app.get('/api/figures', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const query = Asked.safeParse(request.query)
    if (!query.success) return refuse(reply, 'bad-request')
    const { actor } = signedIn
    const organisations = actor.memberships
      .map(({ organisationId }) => organisationId)
      .filter((organisationId) => can(actor, 'see-figures-of-schools', { organisationId }))
    if (organisations.length === 0) return refuse(reply, 'not-permitted')
    const asked = { organisations, by: query.data.by, year: query.data.year ?? schoolYearOf(dayOf(clock())) }
    const scope = { person: actor.personId, organisations }
    if (!(await database.read(scope, (tx) => areCounted(tx, asked))))
      await database.write(scope, (tx) => countWhatIsMissing(tx, asked))
    const figures = await database.read(scope, (tx) => figuresOfSchools(tx, asked))
    return reply.send({ year: asked.year, by: asked.by, ...figures })
  })
}
