import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request comes in the name of somebody else than whoever is signed in. People who share a tablet share its cookies: what one
 * of them wrote or holds is never taken for another's (SPEC I17). One that names nobody is of the person signed in.
 */
export const isMeantForAnother = (headers: IncomingHttpHeaders, signedIn: string): boolean => {
  const meant = headers['x-doorstep-person']
  return meant !== undefined && meant !== signedIn
}
