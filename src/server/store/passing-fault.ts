import { DatabaseError } from 'pg'

/** What stood in the way for a moment. `too-slow` also covers a lock that was not given in time. */
export type PassingReason = 'contended' | 'connection-lost' | 'too-slow' | 'no-room'

/**
 * The database could not do it now and may be able to in a moment: nothing was kept, and the same request may be sent
 * again. The one unsure case is a connection lost during commit; every write is therefore safe to repeat. Routes answer 503.
 */
export class PassingFault extends Error {
  readonly reason: PassingReason

  constructor(reason: PassingReason, options?: ErrorOptions) {
    super(`The database could not do this now (${reason}).`, options)
    this.name = 'PassingFault'
    this.reason = reason
  }
}

const reasonsByCode: Record<string, PassingReason> = {
  '40001': 'contended', // serialization failure
  '40P01': 'contended', // deadlock
  '55P03': 'too-slow', // lock not available
  '57014': 'too-slow', // statement timeout
  '25P03': 'too-slow', // idle in transaction timeout
  '25P04': 'too-slow', // transaction timeout
  '57P01': 'connection-lost', // the database was told to stop
  '57P02': 'connection-lost', // another of its processes crashed
  '57P03': 'connection-lost', // it is starting or stopping
  '53000': 'no-room',
  '53100': 'no-room', // disk full
  '53200': 'no-room', // out of memory
  '53300': 'no-room', // too many connections
  ECONNREFUSED: 'connection-lost',
  ECONNRESET: 'connection-lost',
  ENOENT: 'connection-lost',
  EPIPE: 'connection-lost',
  ETIMEDOUT: 'connection-lost',
  ENOTFOUND: 'connection-lost',
  EAI_AGAIN: 'connection-lost',
}

/** The code that PostgreSQL or the network gave an error, or null. */
export const codeOf = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : null

/** `pg` reports a closed connection and an exhausted pool as plain errors without a code; these are its words for them. */
const plainWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|This client is not queryable|Client is not queryable|Query read timeout)/

/** The same error, told as a PassingFault when that is what it is. */
export const asPassingFault = (error: unknown): unknown => {
  if (error instanceof PassingFault) return error
  const code = codeOf(error)
  const reason =
    code === null ? undefined : (reasonsByCode[code] ?? (code.startsWith('08') ? 'connection-lost' : undefined))
  if (reason !== undefined) return new PassingFault(reason, { cause: error })
  if (error instanceof AggregateError && error.errors.length > 0) return asPassingFault(error.errors[0])
  if (error instanceof Error && plainWords.test(error.message))
    return new PassingFault('connection-lost', { cause: error })
  return error
}

/**
 * True when PostgreSQL refused a value as such (class 22: a NUL, a number out of range, text that is no date): a request
 * that should have been refused earlier, and is the sender's fault either way.
 */
export const isRefusedValue = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code?.startsWith('22') === true

/**
 * True when the database will never take something: a value or a key of it (SQLSTATE classes 22 and 23), or a row that
 * row-level security does not let this person write (42501). Whatever else was written with it has to be undone.
 */
export const isRefusedByDatabase = (error: unknown): boolean => /^(22|23|42501)/.test(codeOf(error) ?? '')
