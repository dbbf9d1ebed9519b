import { latest, type Evidence } from './case-facts.ts'

/**
 * A plan was made and looked at again. Sources: assess, plan, do, review; a plan’s review is part of it (domain: section 4.9).
 */
export const planReviewed: Evidence = {
  name: 'plan-reviewed',
  words: 'A plan reviewed',
  from: 'formalise-support',
  shownOn: ({ plans }) => latest(plans.flatMap(({ reviews }) => reviews.map(({ on }) => on))),
  missing: 'No plan has been made and reviewed.',
}
