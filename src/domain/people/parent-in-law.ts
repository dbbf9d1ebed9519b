import type { Parent } from '../records/parent.ts'

/** People whom a school lists for a child and who look after one as their work, or as a favour. */
const seldomParents: readonly Parent['relationship'][] = [
  'brother-or-sister',
  'social-worker',
  'childminder',
  'family-friend',
]

/**
 * Whether somebody whom the school lists is a parent in the sense of education law, and so answerable for attendance: a mother or father,
 * anyone with parental responsibility, anyone who has care of the child (Education Act 1996, section 576). Living with the child is
 * taken for care of them, but for brothers, sisters and the like. `not-known` where the record does not say.
 */
export const isParentInLaw = ({
  relationship,
  parentalResponsibility,
  livesWithPupil,
}: Pick<Parent, 'relationship' | 'parentalResponsibility' | 'livesWithPupil'>): 'yes' | 'no' | 'not-known' => {
  if (relationship === 'mother' || relationship === 'father' || parentalResponsibility === 'yes') return 'yes'
  if (seldomParents.includes(relationship)) return parentalResponsibility === 'no' ? 'no' : 'not-known'
  if (livesWithPupil === 'yes') return 'yes'
  return parentalResponsibility === 'no' && livesWithPupil === 'no' ? 'no' : 'not-known'
}
