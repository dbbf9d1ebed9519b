import { setTimeout as wait } from 'node:timers/promises'
import type { z } from 'zod'
import { WondePage } from './wonde-shapes.ts'

/** Where Wonde answers, and with which token: one token reads every school that approved it. */
export type WondeAccess = { address: string; token: string }

/** Why nothing could be read. Each is said to the administrator in words, and logged as it stands. */
export type WondeFault =
  /** The token is not known, or the school has not approved it for marks. */
  | 'refused'
  | 'no-such-school'
  /** Nobody answered, or with a fault of their own, or too slowly, or asked us to wait for longer than a moment. */
  | 'unreachable'
  /** An answer that is not of the API. */
  | 'unreadable'

export type Asked<T> = { ok: true; rows: T[] } | { ok: false; why: WondeFault }

/** Rows of a page. Wonde gives about so many at most. */
const PAGE = 200
/** Pages of one question: a year of marks of the largest school is a third of it. An answer without end must not fill the memory. */
const MOST_PAGES = 10_000
const PATIENCE = 30_000
/** Tries of one page, when there is reason to think that the next may do better. */
const TRIES = 3
/** The longest wait that an answer may ask for, in seconds. */
const LONGEST_WAIT = 60

/** Reads all pages of one of a school's lists, in order. `wondeId` is what Wonde calls the school. */
export const askWonde = async <S extends z.ZodType>(
  { address, token }: WondeAccess,
  { wondeId, list, given }: { wondeId: string; list: string; given: Record<string, string> },
  shape: S,
): Promise<Asked<z.infer<S>>> => {
  const rows: z.infer<S>[] = []
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = new URLSearchParams({ ...given, per_page: String(PAGE), page: String(page) })
    const answer = await askPage(`${address}/schools/${encodeURIComponent(wondeId)}/${list}?${query.toString()}`, token)
    if (!answer.ok) return answer
    const read = WondePage.safeParse(answer.body)
    if (!read.success) return { ok: false, why: 'unreadable' }
    for (const each of read.data.data) {
      const row = shape.safeParse(each)
      // One row of another shape means that the API is not what we think: half of a register is worse than none.
      if (!row.success) return { ok: false, why: 'unreadable' }
      rows.push(row.data)
    }
    if (read.data.meta?.pagination?.more !== true) return { ok: true, rows }
  }
  return { ok: false, why: 'unreadable' }
}

type Answer = { ok: true; body: unknown } | { ok: false; why: WondeFault }

const askPage = async (address: string, token: string): Promise<Answer> => {
  for (let left = TRIES - 1; ; left -= 1) {
    const answer = await askOnce(address, token)
    if (answer.ok || answer.again === null || left === 0) return answer
    await wait(answer.again * 1000, undefined, { ref: false })
  }
}

/** `again`: seconds after which another try may do better; null where none can. */
const askOnce = async (
  address: string,
  token: string,
): Promise<{ ok: true; body: unknown } | { ok: false; why: WondeFault; again: number | null }> => {
  try {
    const response = await fetch(address, {
      headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
      // The token is for this address alone.
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (response.ok) return { ok: true, body: await response.json() }
    await response.body?.cancel()
    if (response.status === 401 || response.status === 403) return { ok: false, why: 'refused', again: null }
    if (response.status === 404) return { ok: false, why: 'no-such-school', again: null }
    const asked = Number(response.headers.get('retry-after') ?? '1')
    return { ok: false, why: 'unreachable', again: asked >= 0 && asked <= LONGEST_WAIT ? asked : null }
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, why: 'unreadable', again: null }
    return { ok: false, why: 'unreachable', again: 1 }
  }
}
