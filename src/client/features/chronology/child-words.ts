import type { ChildVoice } from '#domain/records/child-voice.ts'
import type { Audience } from '#domain/records/shared-paper.ts'

/**
 * Whether a child’s words may go to this audience. A family is given them only where the child said so; nobody is given what
 * the child asked to be kept here.
 */
export const mayBeGiven = ({ consent }: ChildVoice, audience: Audience): boolean =>
  consent === 'share' || (audience === 'professional' && consent !== 'keep-here')
