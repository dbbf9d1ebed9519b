import type { RecordKind } from '#domain/records/record.ts'
import { connectedAs } from '#test/support/postgres.ts'
import type { Held } from './held.ts'

/**
 * The view of each kind for people who report with SQL. What somebody saved to ask of their caseload, and what they have still to
 * finish, is nobody else's business; marks are rows of their own table; a companion's copy of a plan says what the plan says.
 */
export const viewOf: Record<
  Exclude<RecordKind, 'saved-view' | 'unfinished-note' | 'register-year' | 'accompanied-visit'>,
  string
> = {
  organisation: 'organisations',
  'staff-member': 'staff_members',
  pupil: 'pupils',
  parent: 'parents',
  'absence-case': 'absence_cases',
  'contact-note': 'contact_notes',
  'home-visit': 'home_visits',
  barrier: 'barriers',
  promise: 'promises',
  'risk-flag': 'risk_flags',
  amendment: 'amendments',
  attachment: 'attachments',
  clash: 'clashes',
  'restricted-marker': 'restricted_markers',
  'restricted-thread': 'restricted_threads',
  'restricted-note': 'restricted_notes',
  'safeguarding-plan': 'safeguarding_plans',
  'planned-visit': 'planned_visits',
  'shared-paper': 'shared_papers',
  agency: 'agencies',
  'barrier-view': 'barrier_views',
  'child-voice': 'child_voices',
  handover: 'handovers',
  meeting: 'meetings',
  plan: 'plans',
  'support-offer': 'support_offers',
  'message-template': 'message_templates',
  outing: 'outings',
  'school-closure': 'school_closures',
  'served-school': 'served_schools',
  'register-decision': 'register_decisions',
  'penalty-notice': 'penalty_notices',
  'morning-plan': 'morning_plans',
  'school-move': 'school_moves',
  'court-order': 'court_orders',
}

/** What lies inside a record and has rows of its own: how many of them there must be, by the view. */
export const partsIn = ({ all }: Held): Record<string, number> => ({
  stage_moves: all('absence-case').flatMap(({ stageMoves }) => stageMoves).length,
  support_steps: all('support-offer').flatMap(({ steps }) => steps).length,
  meeting_invitations: all('meeting').flatMap(({ invited }) => invited).length,
  plan_actions: all('plan').flatMap(({ actions }) => actions).length,
  plan_parties: all('plan').flatMap(({ parties }) => parties).length,
  penalty_notice_steps: all('penalty-notice').flatMap(({ steps }) => steps).length,
  plan_reviews: all('plan').flatMap(({ reviews }) => reviews).length,
})

/** Reads every column of every row, so that a view which cannot read what is stored fails. Answers how many rows there are. */
export const rowsIn = (databaseUrl: string, view: string, organisations: readonly string[]): Promise<number> =>
  connectedAs(databaseUrl, async (client) => {
    await client.query('begin')
    await client.query("select set_config('app.organisations', $1, true)", [organisations.join(',')])
    const { rows } = await client.query(`select * from ${view}`)
    await client.query('rollback')
    return rows.length
  })
