import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { membershipIn } from '#domain/permissions/actor.ts'
import { can } from '#domain/permissions/can.ts'
import { Id } from '#domain/records/words.ts'
import { refuse } from '../accounts/refusals.ts'
import { signedInOr } from '../accounts/signed-in.ts'
import { newReference, refuseRequest } from '../http/answers.ts'
import { changedSessions, pastImports } from '../imports/marks/marks-history.ts'
import type { Office } from '../office.ts'
import { administeredSchool, OrganisationCode } from './administered-school.ts'

const OfPupil = z.object({ organisation: Id, file: Id })
const OfSchool = z.object({ organisation: OrganisationCode })

/**
 * Where marks came from, and when: of a pupil for whoever holds the pupil's file, and what a school's files of marks did for its
 * administrator, who sees no pupil. Tablets hold the marks that stand; those that were changed are kept here.
 */
export const marksHistoryRoutes = (app: FastifyInstance, office: Office): void => {
  app.get('/api/marks-history', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const query = OfPupil.safeParse(request.query)
    if (!query.success) return refuse(reply, 'bad-request')
    const { organisation: organisationId, file: pupilId } = query.data
    const { actor } = signedIn
    // The same for a pupil who is not theirs to see and for none.
    if (membershipIn(actor, organisationId) === null) return refuse(reply, 'not-found')
    const isFileTold = can(actor, 'see-files-of-marks', { organisationId })
    const sessions = await office.database.read(
      { person: actor.personId, organisations: [organisationId] },
      async (tx) => {
        const { rows } = await tx.query(
          'select 1 from file_grant where organisation_id = $1 and file_id = $2 and person_id = $3',
          [organisationId, pupilId, actor.personId],
        )
        return rows.length === 0 ? null : changedSessions(tx, { organisationId, pupilId, isFileTold })
      },
    )
    return sessions === null ? refuse(reply, 'not-found') : reply.send({ sessions, isFileTold })
  })

  app.get('/api/imports', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const query = OfSchool.safeParse(request.query)
    if (!query.success) return refuseRequest(reply, 'bad-request')
    const { actor } = signedIn
    const organisationId = await administeredSchool(office, actor, query.data.organisation)
    if (organisationId === null)
      return reply.code(403).send({
        error: 'not-permitted',
        message: 'Only an administrator of this school can see what was imported.',
        reference: newReference(),
      })
    const imports = await office.database.read({ person: actor.personId, organisations: [organisationId] }, (tx) =>
      pastImports(tx, organisationId),
    )
    return reply.send({ imports })
  })
}
