import { randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'

/** The body of every answer that is not a success. `reference` is what a person can read out, and stands in the log. */
export type Refused = { error: string; message: string; reference: string }

/** Eight characters that are hard to confuse when read out over a telephone. */
export const newReference = (): string => {
  const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
  return [...randomBytes(8)].map((byte) => letters.charAt(byte % letters.length)).join('')
}

/** The codes that this layer answers by itself, with what each says. None repeats anything of the request. */
const messages = {
  'bad-request': 'The office could not read this.',
  'not-found': 'There is nothing here.',
  'wrong-method': 'This cannot be done here.',
  'too-large': 'This is too large to send in one piece.',
  'too-slow': 'This took too long to arrive. Send it again.',
  'wrong-type': 'The office takes only JSON here.',
  'not-same-origin': 'This did not come from the Doorstep app.',
  'too-many': 'Too many at once. Try again in a minute.',
  'not-ready': 'The office is not ready yet. Try again in a minute.',
  'try-again': 'The office could not do this just now. Nothing was changed; it will be tried again.',
  'our-fault': 'Something went wrong in the office. Tell whoever looks after Doorstep the reference.',
} as const
export type PlainRefusal = keyof typeof messages

const statuses: Record<PlainRefusal, number> = {
  'bad-request': 400,
  'not-same-origin': 403,
  'not-found': 404,
  'wrong-method': 405,
  'too-slow': 408,
  'too-large': 413,
  'wrong-type': 415,
  'too-many': 429,
  'our-fault': 500,
  'not-ready': 503,
  'try-again': 503,
}

/** The status and the body of a refusal, for where there is no reply to send it with. */
export const refusalOf = (error: PlainRefusal, reference = newReference()): { status: number; body: Refused } => ({
  status: statuses[error],
  body: { error, message: messages[error], reference },
})

/** Answers a request with one of the plain refusals. */
export const refuseRequest = (reply: FastifyReply, error: PlainRefusal, reference = newReference()): FastifyReply => {
  const { status, body } = refusalOf(error, reference)
  if (error === 'try-again' || error === 'not-ready') reply.header('retry-after', '5')
  return reply.code(status).type('application/json; charset=utf-8').send(body)
}
