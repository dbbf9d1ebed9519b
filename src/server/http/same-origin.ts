import type { FastifyRequest } from 'fastify'

const unsafeMethods = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** One value of a header; null when absent. A header sent twice counts as neither. */
const only = (value: string | string[] | undefined): string | null => (typeof value === 'string' ? value : null)

/**
 * Whether a request that may change something came from the app itself: a page of another site can send neither the
 * header nor our origin, and a browser says where a request began. One of the two tellings must be there. A request that
 * changes nothing always may.
 */
export const cameFromTheApp = (request: Pick<FastifyRequest, 'method' | 'headers'>, origin: string): boolean => {
  if (!unsafeMethods.has(request.method)) return true
  if (only(request.headers['x-doorstep']) !== '1') return false
  return cameFromOrigin(request, origin)
}

/** The part of the rule that also holds for the sign-in library's own requests, which cannot carry our header. */
export const cameFromOrigin = (request: Pick<FastifyRequest, 'method' | 'headers'>, origin: string): boolean => {
  if (!unsafeMethods.has(request.method)) return true
  const from = only(request.headers.origin)
  const site = only(request.headers['sec-fetch-site'])
  if (from !== null && from !== origin) return false
  if (site !== null && site !== 'same-origin') return false
  return from !== null || site !== null
}
