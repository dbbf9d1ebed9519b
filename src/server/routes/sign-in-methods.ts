import type { FastifyInstance } from 'fastify'
import type { Office } from '../office.ts'

/** `GET /api/sign-in-methods`: the ways in, for anyone who asks. Names of people only of invented ones. docs/accounts.md. */
export const signInMethodsRoutes = (app: FastifyInstance, office: Office): void => {
  app.get('/api/sign-in-methods', async (_request, reply) =>
    reply.send({
      password: true,
      passkey: true,
      providers: office.accounts.providers,
      demo: office.config.demo ? office.accounts.demo : null,
    }),
  )
}
