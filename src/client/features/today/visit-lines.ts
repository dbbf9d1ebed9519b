import { isKept } from '#client/casework/kept-record.ts'
import { sayWhoFirst } from '#client/casework/people-words.ts'
import { readColleagues, readKept } from '#client/casework/read-file.ts'
import { readAccompanied, readLoggedByColleagues, readPlans } from '#client/casework/read-visits.ts'
import { sayLogged } from '#client/casework/say-logged.ts'
import { visitReasonWords } from '#domain/records/home-visit.ts'
import { calledName, type Pupil } from '#domain/records/pupil.ts'
import { sayDay, sayDue } from '#domain/time/day-words.ts'
import type { TodayLine } from '#domain/today/today-lines.ts'
import { visitAccompanied, visitPlanned } from '#domain/today/visit-planned.ts'
import type { Asking } from './read-today.ts'

/** The visits this person planned for today, those planned and not made (late, never gone), and those they come along to today. */
export const visitLines = async (asking: Asking): Promise<TodayLine[]> =>
  (await Promise.all([ownLines(asking), linesAlong(asking)])).flat()

/** A colleague's visit of today. One that was not made is its planner's to mend, and stands under *My visits* here. */
const linesAlong = async ({ db, actor, today }: Asking): Promise<TodayLine[]> => {
  const [accompanied, colleagues] = await Promise.all([readAccompanied(db, actor), readColleagues(db)])
  const lines = await Promise.all(
    accompanied.map(async ({ record: visit }): Promise<TodayLine[]> => {
      const pressing = visitAccompanied(visit, today)
      if (pressing === null) return []
      const pupil = await readPupil(db, visit.pupilIds[0])
      return [
        {
          key: `visit-plan/${visit.id}`,
          pupilId: pupil?.id ?? null,
          title: `Come along: ${pupil === null ? 'a family not on this tablet' : calledName(pupil)}`,
          why: `${sayWhoFirst(colleagues, visit.plannedBy, actor.personId)} asked you to come along today${
            visit.at === null ? '' : `, ${visit.at}`
          }.${visit.reason === null || pupil === null ? '' : ` ${visitReasonWords[visit.reason]}.`}`,
          act: { kind: 'visit-plan', href: `/visits/${visit.id}`, label: 'Open the visit' },
          ...pressing,
        },
      ]
    }),
  )
  return lines.flat()
}

const readPupil = async (db: Asking['db'], pupilId: string | undefined): Promise<Pupil | null> => {
  if (pupilId === undefined) return null
  const row = await db.records.get([pupilId, pupilId])
  const kept = row === undefined ? null : readKept(row)
  return kept !== null && isKept(kept, 'pupil') ? kept.record : null
}

const ownLines = async ({ db, actor, today, calendars }: Asking): Promise<TodayLine[]> => {
  const plans = (await readPlans(db, actor)).map(({ record }) => record)
  const [logged, colleagues] = await Promise.all([readLoggedByColleagues(db, plans), readColleagues(db)])
  const lines = await Promise.all(
    plans.map(async (plan, place): Promise<TodayLine[]> => {
      const pressing = visitPlanned(plan, today)
      if (pressing === null) return []
      const { late } = pressing
      const pupil = await readPupil(db, plan.pupilIds[0])
      const visit = logged.get(plan.id)
      const who = pupil === null ? 'a family not on this tablet' : calledName(pupil)
      const how =
        visit !== undefined
          ? `planned for ${sayDay(plan.on, today)}. ${sayLogged(visit, { colleagues, mine: actor.personId, today })}`
          : late
            ? `planned and not made, ${sayDue(plan.on, today, calendars(plan.organisationId))}.`
            : `planned for today${plan.at === null ? '' : `, ${plan.at}`}.`
      return [
        {
          key: `visit-plan/${plan.id}`,
          pupilId: pupil?.id ?? null,
          title: `Visit: ${who}`,
          why: `${visitReasonWords[plan.reason]}, ${how}`,
          act: { kind: 'visit-plan', href: `/visits/${plan.id}`, label: 'Open the visit' },
          ...pressing,
          place,
        },
      ]
    }),
  )
  return lines.flat()
}
