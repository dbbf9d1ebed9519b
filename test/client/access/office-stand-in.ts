import { vi } from 'vitest'

type Reply = { status?: number; body?: unknown; headers?: Record<string, string>; html?: string }
export type Asked = { method: string; path: string; body: unknown; headers: Headers }

/** Stands in for the network alone: answers as docs/accounts.md says, and remembers what was asked. */
export type OfficeStandIn = {
  asked: Asked[]
  /** Sets what one request gets, for example `answers('POST /api/devices', { body: … })`. */
  answers: (request: string, reply: Reply | ((asked: Asked) => Reply) | 'unreachable') => void
}

/** Takes the place of `fetch`. Whatever has no answer set is unreachable. */
export const officeStandIn = (): OfficeStandIn => {
  const replies = new Map<string, Reply | ((asked: Asked) => Reply) | 'unreachable'>()
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}): Promise<Response> => {
    const method = init.method ?? 'GET'
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null
    const one: Asked = { method, path, body, headers: new Headers(init.headers) }
    asked.push(one)
    const found = replies.get(`${method} ${path}`) ?? 'unreachable'
    if (found === 'unreachable') throw new TypeError('Failed to fetch')
    const { status = 200, body: answer, headers = {}, html } = typeof found === 'function' ? found(one) : found
    return html === undefined
      ? new Response(JSON.stringify(answer), { status, headers: { 'Content-Type': 'application/json', ...headers } })
      : new Response(html, { status, headers: { 'Content-Type': 'text/html', ...headers } })
  })
  return { asked, answers: (request, reply) => replies.set(request, reply) }
}

/** A refusal as the office writes them. */
export const refusal = (status: number, error: string, more: Record<string, unknown> = {}): Reply => ({
  status,
  body: { error, message: `The office said ${error}.`, reference: '7F3A', ...more },
})
