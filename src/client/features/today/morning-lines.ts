import { asksInTheMorning } from '#client/app/home-of.ts'
import type { Session } from '#client/app/session.tsx'
import { readMorning, standingOf } from '#client/casework/read-morning.ts'
import type { Filed } from '#client/store/live-digests.ts'
import { dayOf } from '#domain/time/instant.ts'
import { priorities } from '#domain/today/rule.ts'
import type { TodayLine } from '#domain/today/today-lines.ts'

/** One line for each school at which children are missing without a reason today: with the children who may be unsafe. */
export const morningLines = async (
  filed: Filed,
  { db, actor, clock }: Pick<Session, 'db' | 'actor' | 'clock'>,
): Promise<TodayLine[]> => {
  if (!asksInTheMorning(actor)) return []
  const now = clock()
  const { schools } = await readMorning(filed, { db, actor }, dayOf(now))
  return schools.flatMap(({ organisationId, name, rows }): TodayLine[] => {
    const open = rows
      .map((row) => ({ ...row, standing: standingOf(row, now) }))
      .filter(({ standing }) => standing.step !== null)
    if (open.length === 0) return []
    const late = open.filter(({ standing }) => standing.passed.length > 0).length
    const asked = new Set(open.map(({ missing }) => missing.session))
    const when = asked.size > 1 ? 'today' : asked.has('afternoon') ? 'this afternoon' : 'this morning'
    const first = open.filter(({ risk }) => risk.tier === 'first').length
    return [
      {
        key: `morning/${organisationId}`,
        pupilId: null,
        title: `Find out why ${open.length === 1 ? '1 child is' : `${open.length} children are`} missing ${when}`,
        why: [
          ...(schools.length > 1 ? [`${name}.`] : []),
          ...(first > 0 ? [`${first} to ring first.`] : []),
          ...(late > 0 ? [`${late} late by the school’s cut-offs.`] : []),
          'No reason is known yet.',
        ].join(' '),
        act: { kind: 'morning', href: '/morning', label: 'Open the list' },
        priority: priorities.visitsUnanswered,
        dueOn: null,
        late: late > 0,
      },
    ]
  })
}
