import type { MorningRisk } from '../morning/risk/morning-risk.ts'
import type { MorningStanding } from '../morning/morning-standing.ts'
import type { Session } from '../time/school-session.ts'
import { priorities, type Pressing } from './rule.ts'

/** One child who is missing without a reason, or was. */
export type MissingChild = { session: Session; standing: MorningStanding; risk: MorningRisk }

/** How it is with the children of one school who are missing: whole numbers of children. */
export type ChildrenMissing = Pressing & {
  open: number
  toRingFirst: number
  lateByCutOff: number
  /** Which sessions they are asked about. */
  sessions: ReadonlySet<Session>
}

/**
 * Children missing without a reason on the day: parents are contacted on the first day when no reason is given, and again for a child's
 * safety (domain: section 1.3, and section 4.3 for what schools do by which hour). One line for a school, before what is about a
 * single child; null once a reason holds for each.
 */
export const childrenMissing = (children: readonly MissingChild[]): ChildrenMissing | null => {
  const open = children.filter(({ standing }) => standing.step !== null)
  if (open.length === 0) return null
  const lateByCutOff = open.filter(({ standing }) => standing.passed.length > 0).length
  return {
    open: open.length,
    toRingFirst: open.filter(({ risk }) => risk.tier === 'first').length,
    lateByCutOff,
    sessions: new Set(open.map(({ session }) => session)),
    priority: priorities.visitsUnanswered,
    dueOn: null,
    late: lateByCutOff > 0,
  }
}
