import { asksInTheMorning } from '#client/app/home-of.ts'
import type { Session } from '#client/app/session.tsx'
import { readMorning, standingOf } from '#client/casework/read-morning.ts'
import type { Filed } from '#client/store/live-digests.ts'
import { dayOf } from '#domain/time/instant.ts'
import { childrenMissing } from '#domain/today/children-missing.ts'
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
    const stands = childrenMissing(
      rows.map((row) => ({ session: row.missing.session, standing: standingOf(row, now), risk: row.risk })),
    )
    if (stands === null) return []
    const { open, toRingFirst, lateByCutOff, sessions, ...pressing } = stands
    const when = sessions.size > 1 ? 'today' : sessions.has('afternoon') ? 'this afternoon' : 'this morning'
    return [
      {
        key: `morning/${organisationId}`,
        pupilId: null,
        title: `Find out why ${open === 1 ? '1 child is' : `${open} children are`} missing ${when}`,
        why: [
          ...(schools.length > 1 ? [`${name}.`] : []),
          ...(toRingFirst > 0 ? [`${toRingFirst} to ring first.`] : []),
          ...(lateByCutOff > 0 ? [`${lateByCutOff} late by the school’s cut-offs.`] : []),
          'No reason is known yet.',
        ].join(' '),
        act: { kind: 'morning', href: '/morning', label: 'Open the list' },
        ...pressing,
      },
    ]
  })
}
