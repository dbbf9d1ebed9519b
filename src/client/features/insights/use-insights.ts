import { useMemo } from 'react'
import { useSession } from '#client/app/session.tsx'
import { useFiled, useLive } from '#client/store/live.ts'
import { isIn, sayGroup } from '#domain/insights/grouping.ts'
import { sayYear } from '#domain/people/say-year.ts'
import { dayOf } from '#domain/time/instant.ts'
import { useAskedOfInsights } from './asked-of-insights.ts'
import { readInsights, type CountedPupil, type SchoolInsights } from './read-insights.ts'

/** What is looked at: a school, some days, and some of its pupils, with what these are called. */
export type Insights = SchoolInsights & { group: readonly CountedPupil[]; called: string }

/** The figures that are asked for, read anew when anything in them changes; undefined while they are first read, null where there are none to see. */
export const useInsights = (): Insights | null | undefined => {
  const { db, actor, clock } = useSession()
  const { schoolId, span, who } = useAskedOfInsights()
  const today = dayOf(clock())
  const filed = useFiled(true)
  const read = useLive(
    async () => (filed === null ? undefined : readInsights(filed, { db, actor }, { schoolId, span, today })),
    [filed, db, actor, schoolId, span, today],
  )
  return useMemo(
    () =>
      read && {
        ...read,
        group: who === null ? read.pupils : read.pupils.filter(({ pupil }) => isIn(who, pupil)),
        called: who === null ? sayAll(read) : sayGroup(who),
      },
    [read, who],
  )
}

/** A head of year holds the files of some years: what they say is not said of the school. */
const sayAll = ({ school, years }: SchoolInsights): string =>
  years === null ? school.name : years.map(sayYear).join(' and ')
