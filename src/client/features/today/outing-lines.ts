import { sayOutingOf } from '#client/casework/outing-words.ts'
import { readColleagues } from '#client/casework/read-file.ts'
import { readOutings } from '#client/casework/read-outings.ts'
import { meta, readMeta } from '#client/store/meta.ts'
import { isAlong } from '#domain/casework/outing-state.ts'
import { colleagueOut } from '#domain/today/colleague-out.ts'
import type { TodayLine } from '#domain/today/today-lines.ts'
import type { Asking } from './read-today.ts'

/** Colleagues who named this person to be told, or with whom they are out: who has not come back, who is out, and who came back today. */
export const outingLines = async ({ db, actor, now }: Asking): Promise<TodayLine[]> => {
  const [outings, colleagues, means] = await Promise.all([
    readOutings(db),
    readColleagues(db),
    readMeta(db, meta.officeMeans),
  ])
  return outings.flatMap(({ record: outing }): TodayLine[] => {
    const stands = colleagueOut(outing, { personId: actor.personId, now })
    if (stands === null) return []
    const { isMissing, ...pressing } = stands
    const said = sayOutingOf(outing, now, { colleagues, mine: actor.personId, means })
    return [
      {
        key: `outing/${outing.id}`,
        pupilId: null,
        title: said.title,
        why: said.says,
        act: {
          kind: 'outing',
          href: `/outings/${outing.id}`,
          label: isMissing && !isAlong(outing, actor.personId) ? 'Find them' : 'Open',
        },
        ...pressing,
      },
    ]
  })
}
