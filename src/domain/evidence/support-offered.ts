import { latest, type Evidence } from './case-facts.ts'

/**
 * Support was offered. Source: the fourth rung of the ladder comes before formal support, and a notice to improve must say what
 * support was given (domain: sections 1.2 and 3.2).
 */
export const supportOffered: Evidence = {
  name: 'support-offered',
  words: 'Support offered',
  from: 'formalise-support',
  shownOn: ({ offers }) => latest(offers.map(({ offeredOn }) => offeredOn)),
  missing: 'No support has been offered, as far as the record shows.',
}
