import { z } from 'zod'
import type { Actor } from '#domain/permissions/actor.ts'
import type { Office } from '../office.ts'
import { findOrganisation } from '../store/find-organisation.ts'

/** A school's code, as addresses and commands name it. */
export const OrganisationCode = z.string().regex(/^[a-z0-9-]{2,40}$/)

/** The school of this code, if the person is its administrator now; null says nothing else, not even that it is there. */
export const administeredSchool = async (office: Office, actor: Actor, code: string): Promise<string | null> => {
  const organisationId = await findOrganisation(office.database, code)
  const administers = actor.memberships.some(
    (member) => member.organisationId === organisationId && member.role === 'administrator' && member.leftOn === null,
  )
  return administers ? organisationId : null
}
