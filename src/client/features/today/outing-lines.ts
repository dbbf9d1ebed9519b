import { sayOutingOf } from '#client/casework/outing-words.ts'
import { readColleagues } from '#client/casework/read-file.ts'
import { isAlong, isWatched, readOutings } from '#client/casework/read-outings.ts'
import { meta, readMeta } from '#client/store/meta.ts'
import { outingState } from '#domain/casework/outing-state.ts'
import { dayOf } from '#domain/time/instant.ts'
import type { TodayLine } from '#domain/today/today-lines.ts'
import type { Asking } from './read-today.ts'

/** A colleague who has not come back stands before every child: somebody may be in danger now. */
const BEFORE_ALL = 0
/** One who is out, or is back, is good to know and asks for nothing. */
const GOOD_TO_KNOW = 13

/** Colleagues who named this person to be told, or with whom they are out: who has not come back, who is out, and who came back today. */
export const outingLines = async ({ db, actor, now, today }: Asking): Promise<TodayLine[]> => {
  const [outings, colleagues, means] = await Promise.all([
    readOutings(db),
    readColleagues(db),
    readMeta(db, meta.officeMeans),
  ])
  return outings
    .map(({ record }) => record)
    .filter((outing) => isWatched(outing, actor.personId) || isAlong(outing, actor.personId))
    .filter(({ ended }) => ended === null || dayOf(ended.at) === today)
    .map((outing): TodayLine => {
      const said = sayOutingOf(outing, now, { colleagues, mine: actor.personId, means })
      const state = outingState(outing, now)
      const isMissing = state !== 'out' && state !== 'safe'
      return {
        key: `outing/${outing.id}`,
        pupilId: null,
        title: said.title,
        why: said.says,
        act: {
          kind: 'outing',
          href: `/outings/${outing.id}`,
          label: isMissing && !isAlong(outing, actor.personId) ? 'Find them' : 'Open',
        },
        priority: isMissing ? BEFORE_ALL : GOOD_TO_KNOW,
        dueOn: null,
        late: isMissing,
      }
    })
}
