import type { Instant } from '#domain/time/instant.ts'

/** How somebody's account stands, for whoever looks after it. */
export type Standing = {
  email: string
  /** `invited`: a link waits to be used. `link-over`: it was not used in time. `active`: they have a way in. */
  state: 'invited' | 'link-over' | 'active' | 'off'
  /** When they were last here, signed in. */
  lastSeenAt: Instant | null
  /**
   * What became of the letter with the link that waits to be used: `asked`, not tried yet; `failing`, tried, and tried again; `sent`,
   * a mail server took it. Null where none was asked for.
   */
  mailed: 'asked' | 'failing' | 'sent' | null
}

export type StandingRow = {
  person_id: string
  email: string
  disabled: boolean
  way_in: boolean
  invited: boolean
  seen_at: Date | null
  mailed: Standing['mailed']
}

/** Parameters: person ids, now. */
export const standingQuery = `
  select p.id as person_id, u.email, u."disabledAt" is not null as disabled,
    exists (select from accounts.account a where a."userId" = u.id)
      or exists (select from accounts.passkey k where k."userId" = u.id) as way_in,
    exists (select from accounts.invitation i where i.user_id = u.id and i.used_at is null and i.expires_at > $2) as invited,
    (select case when j.key is null then 'sent' when j.last_error is null then 'asked' else 'failing' end
      from accounts.invitation i
      join accounts.audit e on e.account_id = i.user_id and e.event = 'invited' and e.detail = 'mailed' and e.at >= i.made_at
      left join graphile_worker.jobs j on j.key = 'invitation/' || i.user_id
      where i.user_id = u.id and i.used_at is null and i.expires_at > $2 limit 1) as mailed,
    (select max(e.at) from accounts.audit e where e.account_id = u.id and e.event = 'signed-in') as seen_at
  from person p join accounts."user" u on u.id = p.account_id where p.id = any ($1::uuid[])`

export const asStanding = ({
  email,
  disabled,
  way_in: wayIn,
  invited,
  seen_at: seenAt,
  mailed,
}: StandingRow): Standing => ({
  email,
  state: disabled ? 'off' : wayIn ? 'active' : invited ? 'invited' : 'link-over',
  lastSeenAt: seenAt?.toISOString() ?? null,
  mailed,
})
