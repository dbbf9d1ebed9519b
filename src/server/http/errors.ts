import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import type { Log } from '../log.ts'
import { asPassingFault, codeOf, isRefusedValue, PassingFault } from '../store/passing-fault.ts'
import { newReference, refuseRequest, type PlainRefusal } from './answers.ts'
import { UnreadableJson } from './read-json.ts'
import { TooSlow } from './steady-body.ts'

/** Fastify's own reasons for not taking a request. */
const ofFastify: Record<string, PlainRefusal> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad-request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad-request',
  FST_ERR_BAD_URL: 'bad-request',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
}

/** What went wrong, in the terms of an answer. What nobody foresaw is the office's fault, never the sender's. */
export const refusalFor = (error: unknown): PlainRefusal => {
  if (error instanceof UnreadableJson || error instanceof ZodError || isRefusedValue(error)) return 'bad-request'
  if (error instanceof TooSlow) return 'too-slow'
  if (asPassingFault(error) instanceof PassingFault) return 'try-again'
  const known = ofFastify[codeOf(error) ?? '']
  if (known !== undefined) return known
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? 'bad-request' : 'our-fault'
}

/** Where in our own code a fault arose, as `apply-push.ts:41`: no message, no values. */
const placeOf = (error: unknown): string => {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const frame = stack.split('\n').find((line) => /\bsrc\/\w+\//.test(line)) ?? ''
  return /([\w.-]+\.tsx?:\d+)/.exec(frame)?.[1] ?? 'elsewhere'
}

/** Answers every error with a code, a plain sentence and a reference; the log gets the reference, the code and the place. */
export const answerErrors = (app: FastifyInstance, log: Log): void => {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const refusal = refusalFor(error)
    const reference = newReference()
    const fields = {
      reference,
      refusal,
      route: request.routeOptions.url ?? 'none',
      code: codeOf(error) ?? (error instanceof Error ? error.name : 'thrown'),
      reason: error instanceof PassingFault ? error.reason : null,
      place: placeOf(error),
    }
    if (refusal === 'our-fault') log.error('fault', fields)
    else if (refusal === 'try-again') log.warn('passing-fault', fields)
    if (reply.raw.headersSent) {
      reply.raw.destroy()
      return reply
    }
    // A body that was not read to its end leaves the connection unusable.
    if (refusal === 'too-large' || refusal === 'too-slow') reply.header('connection', 'close')
    return refuseRequest(reply, refusal, reference)
  })
}
