import fc from 'fast-check'

/** What may go wrong on the way of one exchange. */
export const wayFaults = [
  'none',
  'push-lost',
  'push-answer-lost',
  'pull-lost',
  'pull-answer-lost',
  'push-twice',
  'cut-after-push',
  'cut-before-taking',
  'two-leaders',
  'pull-kept-for-later',
  'another-signed-in',
] as const
export type WayFault = (typeof wayFaults)[number]

/**
 * What a person writes. `poison` is unknown at the office; `throws` fails there; `spoilt` makes it
 * refuse the whole push; `household` writes into two files of two schools; `restricted` begins a file of its own, and `restricted-more` writes into one.
 */
export const writings = [
  'contact',
  'household',
  'stage',
  'reasons',
  'barrier',
  'promise',
  'restricted',
  'restricted-more',
  'poison',
  'throws',
  'spoilt',
] as const
export type Writing = (typeof writings)[number]

/** One step of a run. Numbers pick among what there is at that moment, so that every sequence means something. */
export type Step =
  | { do: 'write'; tablet: number; what: Writing; pupil: number; other: number }
  | { do: 'exchange'; tablet: number; fault: WayFault }
  | { do: 'late-push'; which: number }
  | { do: 'late-answer'; which: number }
  | { do: 'assign'; pupil: number; to: number }
  | { do: 'leave-or-return'; person: number }
  | { do: 'clone'; tablet: number }
  | { do: 'reload'; tablet: number }
  | { do: 'draft'; tablet: number; pupil: number }
  | { do: 'clock'; tablet: number; hours: number }
  | { do: 'checkpoint' }
  | { do: 'a-week-later' }
  | { do: 'power-loss' }
  | { do: 'purge'; which: number }
  | { do: 'compact'; which: number }

const pick = fc.nat({ max: 1000 })

/** Counted back from the newest. What arrives late is most often only a little late, and then it is hardest to tell. */
const lately = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 8 }) }, { weight: 1, arbitrary: pick })

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      tablet: pick,
      what: fc.constantFrom(...writings),
      pupil: pick,
      other: pick,
    }),
  },
  {
    weight: 34,
    arbitrary: fc.record({
      do: fc.constant('exchange' as const),
      tablet: pick,
      fault: fc.oneof(
        { weight: 3, arbitrary: fc.constant('none' as const) },
        { weight: 4, arbitrary: fc.constantFrom(...wayFaults) },
      ),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('late-push' as const), which: pick }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('late-answer' as const), which: lately }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('assign' as const), pupil: pick, to: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave-or-return' as const), person: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('clone' as const), tablet: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reload' as const), tablet: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('draft' as const), tablet: pick, pupil: pick }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('clock' as const),
      tablet: pick,
      hours: fc.integer({ min: -400, max: 400 }),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ do: 'checkpoint' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'a-week-later' as const }) },
  { weight: 3, arbitrary: fc.constant({ do: 'power-loss' as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('purge' as const), which: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('compact' as const), which: pick }) },
)

/** Whole runs; shrinking drops steps, so what fails is reported as short as it gets. */
export const runs: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 12, maxLength: 60, size: 'max' })
