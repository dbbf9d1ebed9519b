import type { FastifyInstance } from 'fastify'
import { signedInOr } from '../accounts/signed-in.ts'
import type { Office } from '../office.ts'

/** `GET /api/session`: who is signed in, and what the rules know about them. docs/accounts.md. */
export const sessionRoutes = (app: FastifyInstance, office: Office): void => {
  app.get('/api/session', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const { accountId, actor, name, signedInAt } = signedIn
    return reply.send({
      account: { personId: actor.personId, name, databaseName: office.accounts.databaseName(accountId) },
      actor,
      demo: office.config.demo,
      mfa: await office.accounts.factorsOf(accountId),
      signedInAt,
    })
  })
}
