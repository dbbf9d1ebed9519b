import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { Instant, type Clock } from '#domain/time/instant.ts'
import { seal, unseal } from '../accounts/keyed.ts'
import { addJob } from '../jobs/jobs.ts'
import type { Log } from '../log.ts'
import type { OfficeConfig } from '../office.ts'
import type { Transaction } from '../store/database.ts'
import { codeOf } from '../store/passing-fault.ts'

/** A letter in plain text to one address. It holds no child's name, no address of a family and no word of a file. */
export const Letter = z.strictObject({
  to: z.email(),
  subject: z.string().min(1).max(200),
  text: z.string().min(1).max(10_000),
  /** After this moment it would only mislead, and is not sent; null where it never does. */
  until: Instant.nullable(),
})
export type Letter = z.infer<typeof Letter>

/** `not-set-up`: no SMTP_URL. `failing`: the last tries of a letter that is still waiting, or was given up, went wrong. */
export type MailState = 'ready' | 'failing' | 'not-set-up'

/** The office's way to write to people. */
export type Mailer = {
  /** True when the office was told of a mail server. Ask before saying that somebody will be written to. */
  isSetUp: boolean
  /**
   * Hands a letter to the queue inside `tx`: it goes when that commits, and again until the mail server takes it. `key`
   * replaces the letter of that key that has not gone. Throws when no mail server is set up.
   */
  send(tx: Transaction, letter: Letter, key?: string): Promise<void>
  state(tx: Transaction): Promise<MailState>
  /** The queue's task of this name: sends one letter. */
  deliver(payload: unknown): Promise<void>
}

export const MAIL_TASK = 'send-mail'

const Payload = z.object({ sealed: z.base64() })

/** Milliseconds that a mail server may take over each step before the letter goes back to the queue. */
const PATIENCE = 15_000

/** Opens the way out. Nothing is connected until there is a letter. */
export const openMailer = ({ config, clock, log }: { config: OfficeConfig; clock: Clock; log: Log }): Mailer => {
  const { smtpUrl, secret, mailFrom } = config
  const transport =
    smtpUrl === null
      ? null
      : createTransport({
          url: smtpUrl,
          connectionTimeout: PATIENCE,
          greetingTimeout: PATIENCE,
          socketTimeout: PATIENCE,
          disableFileAccess: true,
          disableUrlAccess: true,
        })
  return {
    isSetUp: transport !== null,
    send: async (tx, letter, key) => {
      if (transport === null) throw new Error('No mail server is set up.')
      const sealed = seal(secret, 'mail', MAIL_TASK, Buffer.from(JSON.stringify(Letter.parse(letter))))
      await addJob(tx, {
        task: MAIL_TASK,
        payload: { sealed: sealed.toString('base64') },
        ...(key === undefined ? {} : { key }),
      })
    },
    state: async (tx) => {
      if (transport === null) return 'not-set-up'
      const { rows } = await tx.query<{ failing: boolean }>(
        'select exists (select from graphile_worker.jobs where task_identifier = $1 and last_error is not null) as failing',
        [MAIL_TASK],
      )
      return rows[0]?.failing === true ? 'failing' : 'ready'
    },
    deliver: async (payload) => {
      // Told to the queue as an error, so that the letter waits for the mail server to be named again.
      if (transport === null) throw new Error('no-mail-server')
      const sealed = Buffer.from(Payload.parse(payload).sealed, 'base64')
      const { to, subject, text, until } = Letter.parse(
        JSON.parse(unseal(secret, 'mail', MAIL_TASK, sealed).toString('utf8')),
      )
      if (until !== null && clock() > until) {
        log.warn('mail-too-late')
        return
      }
      const sent: unknown = await transport.sendMail({ from: mailFrom, to, subject, text }).then(
        () => null,
        (error: unknown) => error,
      )
      // The mail server's own words may repeat the address: the code alone is kept.
      if (sent !== null) throw new Error(codeOf(sent) ?? 'mail-failed')
    },
  }
}
