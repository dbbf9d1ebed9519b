import type { FastifyInstance } from 'fastify'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { z } from 'zod'
import { IncidentCode } from '#sync/protocol.ts'
import { refuseRequest } from '../http/answers.ts'
import type { Office } from '../office.ts'

const Report = z.strictObject({ code: IncidentCode, device: z.uuid().nullish() })

/** A tablet in trouble says so once a minute, not once a second. */
const REPORTS_A_MINUTE = 30

/** Takes incidents from tablets, signed in or not: the worst of them happen before anybody can sign in. */
export const clientReportRoutes = (app: FastifyInstance, office: Pick<Office, 'log'>): void => {
  const limiter = new RateLimiterMemory({ points: REPORTS_A_MINUTE, duration: 60 })
  app.post('/api/client-report', { bodyLimit: 1000 }, async (request, reply) => {
    const report = Report.parse(request.body)
    try {
      await limiter.consume(request.ip)
    } catch {
      return refuseRequest(reply, 'too-many')
    }
    office.log.warn('tablet-incident', { code: report.code, device: report.device ?? null })
    return reply.code(204).send()
  })
}
