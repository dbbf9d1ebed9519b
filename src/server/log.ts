import { pino } from 'pino'

/** What a line of the log may hold besides its event: identifiers, codes, counts, times. */
export type LogFields = Record<string, string | number | boolean | null>

/** The office's log. `event` is a fixed code such as `mutation-refused`; nothing a person wrote may ever be handed in. */
export type Log = {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

export type LogLevel = 'info' | 'warn' | 'error' | 'silent'

/** Identifiers and codes have no spaces; anything else is withheld, so that words can never slip in by mistake. */
const identifierOrCode = /^[\w.:/*@+-]{0,120}$/

const onlyCodes = (fields: LogFields): LogFields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' && !identifierOrCode.test(value) ? 'withheld' : value,
    ]),
  )

/**
 * Structured lines of JSON, written to standard error (standard output holds only what a person at the terminal needs).
 * `write` takes each line instead, for tests.
 */
export const openLog = (level: LogLevel, write?: (line: string) => void): Log => {
  const target = write === undefined ? pino.destination({ dest: 2, sync: true }) : { write }
  const out = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    target,
  )
  return {
    info: (event, fields = {}) => out.info({ event, ...onlyCodes(fields) }),
    warn: (event, fields = {}) => out.warn({ event, ...onlyCodes(fields) }),
    error: (event, fields = {}) => out.error({ event, ...onlyCodes(fields) }),
  }
}
