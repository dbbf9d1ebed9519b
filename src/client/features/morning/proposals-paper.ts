import type { Paper } from '#client/papers/paper.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { dayOf, timeOf, type Instant } from '#domain/time/instant.ts'
import type { Proposal } from './proposals-of.ts'

/** What is proposed for the register as a paper for the office: one table, each line with who said it and when. */
export const proposalsPaper = (
  proposals: readonly Proposal[],
  { madeBy, madeAt }: { madeBy: string; madeAt: Instant },
): Paper => ({
  title: 'Proposed for the register',
  detail: [
    'Proposed from what families said. The register is changed by the school alone.',
    `Made ${sayDay(dayOf(madeAt), '0000-01-01')}, ${timeOf(madeAt)} by ${madeBy}.`,
  ],
  foot: 'Doorstep, proposed for the register. Names children: keep it safe, shred it after use.',
  blocks: [
    {
      kind: 'table',
      head: ['Pupil', 'Session', 'Proposed code', 'Who said it, and when'],
      widths: [3, 3, 3, 5],
      rows: proposals.map(({ child, session, code, meaning, said }) => [child, session, `${code}: ${meaning}`, said]),
    },
  ],
})
