import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth/types'
import type { Clock } from '#domain/time/instant.ts'
import { fingerprint } from './keyed.ts'

/** How long a session lives, in milliseconds (trust F7). */
export const sessionLimits = {
  /** From the sign-in, whatever happens. */
  absolute: 12 * 60 * 60_000,
  /** Without a request. */
  idle: 30 * 60_000,
  /** A session's last use is written down at most this often. */
  seenEvery: 60_000,
} as const

const isRow = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const millisecondsOf = (value: unknown): number => (value instanceof Date ? value.getTime() : Number.NaN)

/** A stored fingerprint can be told from a token: tokens have no colon. */
const storedPrefix = 'sha256:'
const stored = (token: string): string => `${storedPrefix}${fingerprint(token)}`

/**
 * `whenStored` says what a fingerprint means where a token is asked for. Ending sessions that were listed is the one case
 * in which the library only knows the fingerprint; looking up with one must never find a session.
 */
const hashedWhere = (where: readonly Where[], whenStored: 'accept' | 'hash'): Where[] => {
  const hash = (value: string): string =>
    whenStored === 'accept' && value.startsWith(storedPrefix) ? value : stored(value)
  return where.map((condition) => {
    if (condition.field !== 'token') return condition
    if (typeof condition.value === 'string') return { ...condition, value: hash(condition.value) }
    if (!Array.isArray(condition.value)) return condition
    return { ...condition, value: condition.value.map((value) => hash(String(value))) }
  })
}

const tokenIn = (where: readonly Where[]): string | null => {
  const condition = where.find(({ field }) => field === 'token')
  return typeof condition?.value === 'string' ? condition.value : null
}

/**
 * Sessions as the library sees them, kept as fingerprints (a copy of the table signs nobody in) and ended by the
 * office's clock: twelve hours after sign-in, or half an hour without use. Every reader of sessions, ours and the library's,
 * goes through here, so there is one rule.
 */
const overSessions = (inner: DBTransactionAdapter, clock: Clock): DBTransactionAdapter => ({
  ...inner,
  create: async <T extends Record<string, unknown>, R = T>(query: {
    model: string
    data: Omit<T, 'id'>
    select?: string[] | undefined
    forceAllowId?: boolean | undefined
  }) => {
    const token = query.model === 'session' && isRow(query.data) ? query.data['token'] : undefined
    if (typeof token !== 'string') return inner.create<T, R>(query)
    const row = await inner.create<T, R>({ ...query, data: { ...query.data, token: stored(token) } })
    if (isRow(row)) Object.assign(row, { token })
    return row
  },
  findOne: async <T>(query: Parameters<DBAdapter['findOne']>[0]) => {
    if (query.model !== 'session') return inner.findOne<T>(query)
    const token = tokenIn(query.where)
    const row = await inner.findOne<T>({ ...query, where: hashedWhere(query.where, 'hash') })
    if (!isRow(row)) return row
    const now = Date.parse(clock())
    const idle = now - millisecondsOf(row['lastSeenAt'])
    const age = now - millisecondsOf(row['signedInAt'])
    const byId: Where[] = [{ field: 'id', value: String(row['id']) }]
    // Written so that an unreadable time ends the session too.
    if (!(idle < sessionLimits.idle && age < sessionLimits.absolute)) {
      await inner.delete({ model: 'session', where: byId })
      return null
    }
    if (idle >= sessionLimits.seenEvery)
      await inner.update({ model: 'session', where: byId, update: { lastSeenAt: new Date(now) } })
    if (token !== null) Object.assign(row, { token })
    return row
  },
  update: async <T>(query: Parameters<DBAdapter['update']>[0]) => {
    if (query.model !== 'session') return inner.update<T>(query)
    const token = tokenIn(query.where)
    const row = await inner.update<T>({ ...query, where: hashedWhere(query.where, 'hash') })
    if (isRow(row) && token !== null) Object.assign(row, { token })
    return row
  },
  findMany: <T>(query: Parameters<DBAdapter['findMany']>[0]) =>
    inner.findMany<T>(
      query.model === 'session' && query.where !== undefined
        ? { ...query, where: hashedWhere(query.where, 'hash') }
        : query,
    ),
  delete: (query) =>
    inner.delete(query.model === 'session' ? { ...query, where: hashedWhere(query.where, 'accept') } : query),
  deleteMany: (query) =>
    inner.deleteMany(query.model === 'session' ? { ...query, where: hashedWhere(query.where, 'accept') } : query),
})

/** Wraps the library's own store. */
export const withSessionRules = (inner: DBAdapter, clock: Clock): DBAdapter => ({
  ...inner,
  ...overSessions(inner, clock),
  transaction: (run) => inner.transaction((tx) => run(overSessions(tx, clock))),
})
