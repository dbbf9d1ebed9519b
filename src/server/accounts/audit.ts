import type pg from 'pg'
import type { Clock } from '#domain/time/instant.ts'

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

/** Adds lines to the audit, which nobody can change afterwards. */
export type Audit = { note(line: AuditLine): Promise<void> }

export const openAudit = (pool: pg.Pool, clock: Clock): Audit => ({
  note: async ({
    event,
    accountId,
    by = accountId,
    deviceId = null,
    detail = null,
  }: Omit<AuditLine, 'deviceId' | 'detail'> & { deviceId?: string | null; detail?: string | null }) => {
    await pool.query(
      'insert into accounts.audit (at, event, account_id, by_account_id, device_id, detail) values ($1, $2, $3, $4, $5, $6)',
      [clock(), event, accountId, by, deviceId, detail],
    )
  },
})
