import type { Parent, Relationship } from '../records/parent.ts'
import { isParentInLaw } from './parent-in-law.ts'

const relatives: readonly Relationship[] = [
  'mother',
  'father',
  'step-parent',
  'grandparent',
  'brother-or-sister',
  'aunt-or-uncle',
  'foster-carer',
  'guardian',
]

/**
 * Whether reaching somebody whom a school lists for a child reaches the family: relatives, whoever brings the child up, and anybody else
 * who is a parent in law. A social worker is not, whatever the council's responsibility for the child.
 */
export const isFamily = (listed: Pick<Parent, 'relationship' | 'parentalResponsibility' | 'livesWithPupil'>): boolean =>
  listed.relationship !== 'social-worker' &&
  (relatives.includes(listed.relationship) || isParentInLaw(listed) === 'yes')
