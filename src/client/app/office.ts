import { z } from 'zod'

/** Everything that can come of asking the office something. The list is closed. */
export type Answer<T> =
  | { kind: 'ok'; body: T }
  /** No session, or it is over. Work on the tablet goes on. */
  | { kind: 'signed-out' }
  /** One factor was shown and two are needed; `mfa` says which the account has. */
  | { kind: 'mfa-required'; mfa: { totp: boolean; passkey: boolean } }
  /** The office understood and said no: decide by `error`. */
  | { kind: 'refused'; error: string; message: string; reference: string | null }
  /** Too many at once: try again after so many seconds. */
  | { kind: 'busy'; error: string; retryAfter: number }
  /** Nothing came back: no signal, or the office is down. */
  | { kind: 'offline' }
  /** Someone else answered: the sign-in page of a public Wi-Fi. */
  | { kind: 'captive' }
  /** This app is too old for the office. */
  | { kind: 'update-needed' }
  /** The office failed, or answered something this app cannot read. */
  | { kind: 'fault'; reference: string | null }

/** How the office is asked. `X-Doorstep` on every request shows that it comes from our own page. */
export type Office = {
  get: <S extends z.ZodType>(path: string, answer: S) => Promise<Answer<z.infer<S>>>
  post: <S extends z.ZodType>(path: string, body: unknown, answer: S) => Promise<Answer<z.infer<S>>>
}

export type OfficeOptions = {
  /** The id this tablet is known by, once it is set up for the person who is asking. */
  deviceId?: string | null
  /** In whose name it is asked: the office refuses when somebody else is signed in. */
  personId?: string | null
  fetch?: typeof globalThis.fetch
  /**
   * Milliseconds of silence until the office counts as out of reach. Every piece of an answer that arrives renews them: a large
   * answer over a thin line takes minutes, and must not be asked for again and again.
   */
  patience?: number
}

const Refused = z.object({
  error: z.string(),
  message: z.string().catch(''),
  reference: z.string().nullable().catch(null),
  mfa: z.object({ totp: z.boolean(), passkey: z.boolean() }).catch({ totp: false, passkey: false }),
})

/** Ready to ask the office things on behalf of one tablet. */
export const officeFor = ({
  deviceId = null,
  personId = null,
  fetch: ask = globalThis.fetch,
  patience = 15_000,
}: OfficeOptions = {}): Office => {
  const send = async <S extends z.ZodType>(path: string, init: RequestInit, answer: S): Promise<Answer<z.infer<S>>> => {
    const headers = new Headers(init.headers)
    headers.set('Accept', 'application/json')
    headers.set('X-Doorstep', '1')
    if (deviceId !== null) headers.set('X-Doorstep-Device', deviceId)
    if (personId !== null) headers.set('X-Doorstep-Person', personId)
    const silence = endAfterSilence(patience)
    try {
      const response = await ask(path, {
        ...init,
        headers,
        credentials: 'same-origin',
        cache: 'no-store',
        // The office never redirects an API request; whoever does is not the office.
        redirect: 'manual',
        signal: silence.signal,
      })
      silence.heard()
      return await read(response, answer, silence.heard)
    } catch {
      // Refused connections, lost ones, and the ends of our own patience all come as exceptions.
      return { kind: 'offline' }
    } finally {
      silence.over()
    }
  }
  return {
    get: (path, answer) => send(path, { method: 'GET' }, answer),
    post: (path, body, answer) =>
      send(
        path,
        { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
        answer,
      ),
  }
}

/** A signal that aborts once nothing was `heard` for so many milliseconds. */
const endAfterSilence = (patience: number): { signal: AbortSignal; heard: () => void; over: () => void } => {
  const controller = new AbortController()
  const end = (): void => controller.abort()
  let timer = setTimeout(end, patience)
  return {
    signal: controller.signal,
    heard: () => {
      clearTimeout(timer)
      timer = setTimeout(end, patience)
    },
    over: () => clearTimeout(timer),
  }
}

const read = async <S extends z.ZodType>(
  response: Response,
  answer: S,
  heard: () => void,
): Promise<Answer<z.infer<S>>> => {
  if (response.type === 'opaqueredirect' || response.status === 511) return { kind: 'captive' }
  // Understood, and nothing to say.
  if (response.status === 204) {
    const parsed = answer.safeParse(null)
    return parsed.success ? { kind: 'ok', body: parsed.data } : { kind: 'fault', reference: null }
  }
  const isJson = (response.headers.get('Content-Type') ?? '').includes('json')
  if (!isJson && response.status < 500) return { kind: 'captive' }
  const body = isJson ? asJson(await readText(response, heard)) : null
  if (response.ok) {
    const parsed = answer.safeParse(body)
    return parsed.success ? { kind: 'ok', body: parsed.data } : { kind: 'fault', reference: null }
  }
  return refusalOf(response, body)
}

/** The body as it comes. An answer that breaks off is none, and is thrown. */
const readText = async (response: Response, heard: () => void): Promise<string> => {
  const reader = response.body?.getReader()
  if (reader === undefined) return ''
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    heard()
    text += decoder.decode(value, { stream: true })
  }
}

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const refusalOf = (response: Response, body: unknown): Answer<never> => {
  const parsed = Refused.safeParse(body)
  const { error, message, reference, mfa } = parsed.success
    ? parsed.data
    : { error: 'unknown', message: '', reference: null, mfa: { totp: false, passkey: false } }
  if (response.status === 429 || response.status === 503) {
    return { kind: 'busy', error, retryAfter: Number(response.headers.get('Retry-After')) || 30 }
  }
  if (response.status === 426) return { kind: 'update-needed' }
  if (response.status >= 500) return { kind: 'fault', reference }
  if (error === 'signed-out') return { kind: 'signed-out' }
  if (error === 'mfa-required') return { kind: 'mfa-required', mfa }
  return { kind: 'refused', error, message, reference }
}

/** What an answer that is not `ok` says to the person who was waiting for it. `doing` ends the sentence: *to sign in*. */
export const sayAnswer = (answer: Exclude<Answer<unknown>, { kind: 'ok' }>, doing: string): string => {
  if (answer.kind === 'busy') {
    const why = answer.error === 'too-many-tries' ? 'There were too many tries.' : 'The office is very busy.'
    return `${why} Wait ${sayWait(answer.retryAfter)}, then try again.`
  }
  if (answer.kind === 'refused') {
    return answer.message === '' ? 'The office said no, and did not say why.' : answer.message
  }
  if (answer.kind === 'fault') {
    const reference = answer.reference === null ? '' : ` Its reference is ${answer.reference}.`
    return `The office could not do this.${reference} Try again; if it goes on, tell whoever looks after Doorstep.`
  }
  const plain: Record<typeof answer.kind, string> = {
    offline: `The office cannot be reached. You need signal ${doing}. Try again when you have some.`,
    captive: `This Wi-Fi wants you to sign in to it first. Open its page in the browser, then come back ${doing}.`,
    'update-needed': 'This tablet has an old version of Doorstep. Close it everywhere and open it again with signal.',
    'signed-out': `You are signed out. Sign in again ${doing}.`,
    'mfa-required': `The office needs your second step ${doing}.`,
  }
  return plain[answer.kind]
}

/** Seconds as people say them: *40 seconds*, *12 minutes*. */
export const sayWait = (seconds: number): string => {
  if (seconds < 90) return `${Math.max(1, Math.ceil(seconds))} second${Math.ceil(seconds) <= 1 ? '' : 's'}`
  return `${Math.ceil(seconds / 60)} minutes`
}
