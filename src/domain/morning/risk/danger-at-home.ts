import { riskAboutWords, type RiskAbout } from '../../records/risk-flag.ts'
import type { MorningRule } from './rule.ts'

/** Warnings about a door that say something about those who live behind it. A dog, or where to park, says nothing of a child. */
const aboutPeople: ReadonlySet<RiskAbout> = new Set([
  'violence-or-threat',
  'weapon',
  'substance-misuse',
  'domestic-abuse',
  'sexual-allegation',
  'mental-health-crisis',
])

/** A standing warning about visits that concerns people at home (domain: sections 4.3, exploitation and risk of harm, and 4.6). */
export const dangerAtHome: MorningRule = ({ flags }) =>
  flags
    .filter(({ about, endedOn }) => endedOn === null && aboutPeople.has(about))
    .slice(0, 1)
    .map(({ about }) => ({ tier: 'first', why: `A warning about the home: ${riskAboutWords[about].toLowerCase()}` }))
