import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { StaffMember } from '#domain/records/staff-member.ts'
import { Id } from '#domain/records/words.ts'
import { inviteAgain, inviteColleague } from '../accounts/invite-colleague.ts'
import { mailInvitation } from '../accounts/mail-invitation.ts'
import { looksAfter, looksAfterIn, type Place } from '../accounts/members.ts'
import { refuse } from '../accounts/refusals.ts'
import { signedInOr } from '../accounts/signed-in.ts'
import type { Office } from '../office.ts'

const { organisationId, name, role, yearGroups } = StaffMember.shape
const Invite = z.strictObject({ organisationId, name, role, yearGroups, email: z.email().max(200) })
const OnePerson = z.object({ id: Id })
const Letter = z.strictObject({ code: z.string().min(1).max(200) })

/**
 * Colleagues’ accounts, for whoever looks after them: how each stands, and inviting. Who has which place, and since when
 * not, is in the records on the tablet already; nothing here is about any pupil but how many cases
 * somebody answers for, and how much of what they wrote has not come.
 */
export const accountsRoutes = (app: FastifyInstance, office: Office): void => {
  const { accounts, database, mailer } = office

  app.get('/api/accounts', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const organisations = looksAfterIn(signedIn.actor)
    if (organisations.length === 0) return reply.send({ accounts: [] })
    const { places, cases, unsent } = await database.read({ person: null, organisations }, async (tx) => ({
      places: (
        await tx.query<Place & { person_id: string }>(
          'select organisation_id, person_id, role from membership where organisation_id = any ($1::uuid[]) order by organisation_id, person_id',
          [organisations],
        )
      ).rows.filter((place) => looksAfter(signedIn.actor, [place])),
      cases: (
        await tx.query<{ organisation_id: string; owner: string; open: number }>(
          `select organisation_id, body->>'ownerId' as owner, count(*)::int as open from record
           where organisation_id = any ($1::uuid[]) and kind = 'absence-case' and not deleted and body->>'status' = 'open'
             and body->>'ownerId' is not null group by 1, 2`,
          [organisations],
        )
      ).rows,
      // As their tablets last said; one that was signed out for good has nothing any more.
      unsent: (
        await tx.query<{ person_id: string; unsent: number }>(
          `select person_id, sum(unsent)::int as unsent from device
           where left_at is null and unsent is not null group by 1`,
        )
      ).rows,
    }))
    const standing = await accounts.standingOf([...new Set(places.map((place) => place.person_id))])
    return reply.send({
      accounts: places.map((place) => ({
        organisationId: place.organisation_id,
        personId: place.person_id,
        openCases:
          cases.find((each) => each.organisation_id === place.organisation_id && each.owner === place.person_id)
            ?.open ?? 0,
        unsent: unsent.find((each) => each.person_id === place.person_id)?.unsent ?? 0,
        ...(standing.get(place.person_id) ?? { email: null, state: 'none', lastSeenAt: null, mailed: null }),
      })),
    })
  })

  app.post('/api/accounts', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const body = Invite.safeParse(request.body)
    if (!body.success) return refuse(reply, 'bad-request')
    const invited = await inviteColleague(office, signedIn, body.data)
    if (!invited.ok) return refuse(reply, invited.why)
    const link = invited.link ?? { link: null, expiresAt: null }
    return reply.send({ personId: invited.personId, ...link, mayMail: mailer.isSetUp })
  })

  app.post('/api/accounts/:id/invitation', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const params = OnePerson.safeParse(request.params)
    if (!params.success) return refuse(reply, 'not-found')
    const invited = await inviteAgain(office, signedIn, params.data.id)
    return invited.ok ? reply.send({ ...invited.link, mayMail: mailer.isSetUp }) : refuse(reply, invited.why)
  })

  app.post('/api/accounts/:id/letter', async (request, reply) => {
    const signedIn = await signedInOr(office, request, reply)
    if (signedIn === null) return reply
    const params = OnePerson.safeParse(request.params)
    if (!params.success) return refuse(reply, 'not-found')
    const body = Letter.safeParse(request.body)
    if (!body.success) return refuse(reply, 'bad-request')
    const mailed = await mailInvitation(office, signedIn, params.data.id, body.data.code)
    return mailed.ok ? reply.send({ mailed: 'asked' }) : refuse(reply, mailed.why)
  })
}
