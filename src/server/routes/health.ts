import type { FastifyInstance } from 'fastify'
import { refuseRequest } from '../http/answers.ts'
import type { Office } from '../office.ts'

/** For whatever watches over the office: is the process alive, and can it serve. Neither says anything about anybody. */
export const healthRoutes = (app: FastifyInstance, office: Pick<Office, 'isReady'>): void => {
  app.get('/api/health', () => ({ alive: true }))
  app.get('/api/ready', async (_request, reply) =>
    (await office.isReady()) ? { ready: true } : refuseRequest(reply, 'not-ready'),
  )
}
