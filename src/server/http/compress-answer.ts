import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Shorter than this, an answer fits a packet or two as it is. Bytes. */
const WORTH_IT = 1_400

const compress = promisify(gzip)

/**
 * Compresses the answer of a route that says `compressed`: records over a thin line take a third of the time or less. Only for answers that hold
 * no secret of the office's (a cookie, a code, a key): beside text that somebody else chose, the length of a compressed answer
 * could tell of one. The fastest setting: while one tablet waits for this, others wait for the machine.
 */
export const compressAnswer = async (
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> => {
  if (request.routeOptions.config.compressed !== true) return payload
  reply.header('vary', 'accept-encoding')
  if (typeof payload !== 'string' || payload.length < WORTH_IT) return payload
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return payload
  reply.header('content-encoding', 'gzip')
  return await compress(payload, { level: constants.Z_BEST_SPEED })
}
