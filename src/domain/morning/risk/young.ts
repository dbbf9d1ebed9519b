import type { MorningRule } from './rule.ts'

/** The last year of the infants: up to it a child can hardly ring anybody, or open a door. */
const UP_TO_YEAR = 2

/**
 * A small child. In 2016 two of them spent nearly a day alone with their dead father while a school followed its procedure; since then good
 * practice is to ring every contact, to visit, and to ask for a welfare check on the same morning (domain: section 4.3).
 */
export const young: MorningRule = ({ pupil: { yearGroup } }) =>
  yearGroup === null || yearGroup > UP_TO_YEAR
    ? []
    : [
        {
          tier: 'next',
          why:
            yearGroup < 1
              ? 'Not yet in Year 1: too young to call for help'
              : `Year ${yearGroup}: too young to call for help`,
        },
      ]
