import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Instant } from '#domain/time/instant.ts'
import { signedInOr } from '../accounts/signed-in.ts'
import { newReference, refuseRequest } from '../http/answers.ts'
import { fetchingNow } from '../imports/wonde/fetching-now.ts'
import { fetchNow, wondeSchool } from '../imports/wonde/keep-fetching.ts'
import { lastFetch, type WondeFetch } from '../imports/wonde/wonde-fetch.ts'
import type { Office } from '../office.ts'
import { administeredSchool, OrganisationCode } from './administered-school.ts'

const Query = z.object({ organisation: OrganisationCode })

/** How the marks of a school come from Wonde, for its administrator: whether it is set up, how the last fetching went, and one now. */
export const wondeRoutes = (app: FastifyInstance, office: Office): void => {
  app.get('/api/wonde', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const query = Query.safeParse(request.query)
    if (!query.success) return refuseRequest(reply, 'bad-request')
    const organisationId = await administeredSchool(office, signedIn.actor, query.data.organisation)
    if (organisationId === null) return notPermitted(reply)
    const school = await wondeSchool(office, organisationId)
    if (school === null) return reply.send({ isSetUp: false })
    const kept = await office.database.read(
      { person: signedIn.actor.personId, organisations: [organisationId] },
      (tx) => lastFetch(tx, organisationId),
    )
    const { now, last } = fetchingNow(kept, office.clock())
    return reply.send({
      isSetUp: true,
      everyMinutes: office.config.wonde?.everyMinutes,
      now,
      last: last && told(last),
    })
  })

  app.post('/api/wonde/fetch', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const query = Query.safeParse(request.query)
    if (!query.success) return refuseRequest(reply, 'bad-request')
    const organisationId = await administeredSchool(office, signedIn.actor, query.data.organisation)
    if (organisationId === null) return notPermitted(reply)
    if ((await wondeSchool(office, organisationId)) === null)
      return reply.code(409).send({
        error: 'not-set-up',
        message: 'This school’s marks do not come from Wonde here.',
        reference: newReference(),
      })
    await fetchNow(office, organisationId)
    return reply.send({ asked: true })
  })
}

/** What a school's administrator is told of the last fetching. */
const told = ({ triedAt, takenAt, fault, report, rejected }: WondeFetch & { triedAt: Instant }) => ({
  triedAt,
  takenAt,
  fault,
  report,
  rejected,
})

const notPermitted = (reply: FastifyReply): FastifyReply =>
  reply.code(403).send({
    error: 'not-permitted',
    message: 'Only an administrator of this school can see where its marks come from.',
    reference: newReference(),
  })
