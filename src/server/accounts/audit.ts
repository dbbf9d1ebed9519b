import type { Clock } from '#domain/time/instant.ts'
import type { Letter, Mailer } from '../mail/mailer.ts'
import { nobody, type Database, type Transaction } from '../store/database.ts'
import { factorLetter } from './factor-letter.ts'

/** What is written down about accounts and devices. A stored name is a promise: never renamed. */
export type AuditEvent =
  | 'account-made'
  | 'account-disabled'
  | 'account-enabled'
  | 'invited'
  | 'signed-in'
  | 'signed-out'
  | 'password-set'
  | 'factor-added'
  | 'factor-removed'
  | 'factors-reset'
  | 'provider-joined'
  | 'device-added'
  | 'device-revoked'
  | 'device-given-back'
  | 'device-left'
  | 'recovery-secret-released'

/** One line of the audit: ids and codes only. */
export type AuditLine = { event: AuditEvent; accountId: string; by?: string; deviceId?: string; detail?: string }

const addressOf = async (tx: Transaction, accountId: string): Promise<string | null> => {
  const { rows } = await tx.query<{ email: string }>('select email from accounts."user" where id = $1', [accountId])
  return rows[0]?.email ?? null
}

/**
 * Adds lines to the audit, which nobody can change afterwards. A line that says that the ways to sign in to an account
 * changed brings its owner a letter in the same transaction, where the office can send mail; so does one that is noted with a letter
 * (`key`: as the mailer has it), which throws where the office cannot.
 */
export type Audit = { note(line: AuditLine, mail?: { letter: Omit<Letter, 'to'>; key: string }): Promise<void> }

export const openAudit = ({
  database,
  mailer,
  clock,
}: {
  database: Database
  mailer: Pick<Mailer, 'isSetUp' | 'send'>
  clock: Clock
}): Audit => ({
  note: async (line, mail) => {
    const { event, accountId, by = accountId, deviceId, detail } = line
    const at = clock()
    await database.write(nobody, async (tx) => {
      await tx.query(
        'insert into accounts.audit (at, event, account_id, by_account_id, device_id, detail) values ($1, $2, $3, $4, $5, $6)',
        [at, event, accountId, by, deviceId ?? null, detail ?? null],
      )
      const to = mailer.isSetUp || mail !== undefined ? await addressOf(tx, accountId) : null
      if (to !== null && mail !== undefined) await mailer.send(tx, { ...mail.letter, to }, mail.key)
      const letter = to === null ? null : factorLetter(line, to, at)
      if (letter !== null) await mailer.send(tx, letter)
    })
  },
})
