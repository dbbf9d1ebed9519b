import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { SchoolDay } from '#domain/time/school-day.ts'
import { signedInOr } from '../accounts/signed-in.ts'
import { newReference, refuseRequest } from '../http/answers.ts'
import { endReading, SaidReading, sayReadings, standingReadings } from '../imports/marks/school-readings.ts'
import type { Office } from '../office.ts'
import { administeredSchool, OrganisationCode } from './administered-school.ts'

const Query = z.object({ organisation: OrganisationCode })

/** Headings and codes of one file at a time; no file has more of its own. */
const Said = z.strictObject({ readings: z.array(SaidReading).min(1).max(60) })

const Ended = z.strictObject({
  of: z.enum(['heading', 'code', 'roll-heading']),
  written: z.string().trim().min(1).max(200),
  from: SchoolDay.optional(),
})

/**
 * How the files of marks of a school are read, for its administrator: what its own headings hold and its own codes stand for. Said once,
 * it counts for every file that comes after, on the page and by command.
 */
export const marksReadingsRoutes = (app: FastifyInstance, office: Office): void => {
  app.get('/api/marks-readings', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const query = Query.safeParse(request.query)
    if (!query.success) return refuseRequest(reply, 'bad-request')
    const { actor } = signedIn
    const organisationId = await administeredSchool(office, actor, query.data.organisation)
    if (organisationId === null) return notPermitted(reply)
    const readings = await office.database.read({ person: actor.personId, organisations: [organisationId] }, (tx) =>
      standingReadings(tx, organisationId),
    )
    return reply.send({ readings })
  })

  app.post('/api/marks-readings', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const query = Query.safeParse(request.query)
    const said = Said.safeParse(request.body)
    if (!query.success || !said.success) return refuseRequest(reply, 'bad-request')
    const { personId } = signedIn.actor
    const organisationId = await administeredSchool(office, signedIn.actor, query.data.organisation)
    if (organisationId === null) return notPermitted(reply)
    const saying = { organisationId, personId, at: office.clock(), newId: randomUUID }
    await sayReadings(office.database, said.data.readings, saying)
    office.log.info('marks-readings-said', { organisation: organisationId, readings: said.data.readings.length })
    return reply.send({ said: said.data.readings.length })
  })

  app.post('/api/marks-readings/end', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const query = Query.safeParse(request.query)
    const ended = Ended.safeParse(request.body)
    if (!query.success || !ended.success) return refuseRequest(reply, 'bad-request')
    const { personId } = signedIn.actor
    const organisationId = await administeredSchool(office, signedIn.actor, query.data.organisation)
    if (organisationId === null) return notPermitted(reply)
    await endReading(office.database, ended.data, { organisationId, personId, at: office.clock() })
    office.log.info('marks-reading-ended', { organisation: organisationId })
    return reply.send({ ended: true })
  })
}

const notPermitted = (reply: FastifyReply): FastifyReply =>
  reply.code(403).send({
    error: 'not-permitted',
    message: 'Only an administrator of this school can say how its files are read.',
    reference: newReference(),
  })
