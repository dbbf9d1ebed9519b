/** Every reason a change can be refused. The list is closed: a reason without plain words does not compile. */
export const refusals = [
  'not-permitted',
  'case-closed',
  'case-already-open',
  'already-settled',
  'already-offered',
  'already-exists',
  'does-not-belong',
  'bad-arguments',
  'unknown-mutation',
  'obsolete',
  'too-large',
] as const
export type Refusal = (typeof refusals)[number]

const words: Record<Refusal, string> = {
  'not-permitted':
    'You do not have this pupil, or your role does not allow this. What you wrote is kept on this tablet.',
  'case-closed': 'This case was closed on another device. Reopen it and send again, or keep what you wrote here.',
  'case-already-open':
    'A colleague had already opened a case for this pupil. What you wrote is kept; add it to their case.',
  'already-settled': 'A colleague had already settled this. What you wrote is kept on this tablet.',
  'already-offered':
    'This case is already offered to a colleague. Take that offer back first; what you wrote is kept on this tablet.',
  'already-exists': 'The office already holds something with this identity. What you wrote is kept on this tablet.',
  'does-not-belong':
    'Two parts of this do not belong together, such as a case and another pupil. What you wrote is kept on this tablet.',
  'bad-arguments':
    'The office could not read this. What you wrote is kept on this tablet; tell whoever looks after Doorstep.',
  'unknown-mutation':
    'The office does not know this kind of entry yet. It is kept on this tablet until the office is updated.',
  obsolete:
    'This was written by a version of Doorstep that is too old to send. What you wrote is kept; enter it again.',
  'too-large': 'This is too long to send in one piece. What you wrote is kept; shorten it or split it in two.',
}

/** What a refusal says to the person whose work it is. The work itself is always kept. */
export const sayRefusal = (refusal: Refusal): string => words[refusal]
