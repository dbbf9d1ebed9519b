import { dayOf } from '../time/instant.ts'
import { latest, type Evidence } from './case-facts.ts'

/**
 * Early help was thought of: a service in the file, an early help plan, or an offer by such a service. Source: one council’s least
 * evidence before a formal warning, early-help referral considered (domain: section 3.4).
 */
export const earlyHelpConsidered: Evidence = {
  name: 'early-help-considered',
  words: 'Early help considered',
  from: 'enforce',
  shownOn: ({ agencies, plans, offers }) => {
    const services = agencies.filter(({ type }) => type === 'early-help' || type === 'social-worker')
    return latest([
      ...services.map(({ since, recordedAt }) => since ?? dayOf(recordedAt)),
      ...plans.filter(({ type }) => type === 'early-help-plan').map(({ startsOn }) => startsOn),
      ...offers
        .filter(({ agencyId, words }) => services.some(({ id }) => id === agencyId) || /early help/i.test(words))
        .map(({ offeredOn }) => offeredOn),
    ])
  },
  missing: 'Early help is not mentioned: offer it, or write that it is not needed.',
}
