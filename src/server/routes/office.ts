import type { FastifyInstance } from 'fastify'
import { looksAfterIn } from '../accounts/members.ts'
import { signedInOr } from '../accounts/signed-in.ts'
import { lastBackup } from '../backups/last-backup.ts'
import type { Office } from '../office.ts'

/**
 * `GET /api/office`: what the office can and cannot do for lack of settings, for whoever looks after colleagues; null for
 * everybody else. It says whether something is set, never to what: docs/running.md explains each.
 */
export const officeRoutes = (app: FastifyInstance, office: Office): void => {
  const { config, database, mailer, notifier } = office
  app.get('/api/office', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const { actor } = signedIn
    const organisations = looksAfterIn(actor)
    if (organisations.length === 0) return reply.send({ office: null })
    const mail = await database.read({ person: actor.personId, organisations }, (tx) => mailer.state(tx))
    return reply.send({
      office: {
        mail,
        notifications: notifier.publicKey !== null,
        demo: config.demo,
        backup:
          config.databaseUrl === null
            ? { by: 'doorstep', lastAt: lastBackup(config.dataDir) }
            : { by: 'own-database', lastAt: null },
      },
    })
  })
}
