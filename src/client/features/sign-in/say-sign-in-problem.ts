import { sayAnswer, type Answer } from '#client/app/office.ts'

const words: Record<string, string> = {
  'wrong-email-or-password': 'That e-mail address and password do not go together. Check both and try again.',
  'wrong-code': 'That code is not right, or was used before. Wait for the next one and try again.',
  'sign-in-again': 'That took longer than ten minutes. Start again with your password.',
  'account-disabled': 'This account is switched off. Ask your administrator.',
  'wrong-passkey': 'That passkey does not belong to an account here. Try another way.',
  'wrong-password': 'That password is not right.',
  'already-set-up': 'Your second step is set up already. Sign in again.',
  'password-too-short': 'Choose a longer password: at least 12 characters. A few words make a good one.',
  'password-too-long': 'Choose a shorter password: at most 128 characters.',
  'password-too-common': 'That password is well known, or is your name. Choose another.',
  'invitation-over': 'This link was used already or is more than a day old. Ask your administrator for a new one.',
  left: 'You are no longer a member of any place here. If you worked on this tablet, unlock it: what you wrote before you left is then sent. Everything on it is kept.',
  'device-revoked': 'This tablet was taken away from your account. What is on it is kept. Ask your administrator.',
}

/** What an answer that is not `ok` says to someone who is signing in. */
export const saySignInProblem = (answer: Exclude<Answer<unknown>, { kind: 'ok' }> | { kind: 'not-given' }): string => {
  if (answer.kind === 'not-given') return 'No passkey was given. Try again, or sign in another way.'
  if (answer.kind === 'signed-out') return 'That took too long. Start again.'
  if (answer.kind === 'refused') return words[answer.error] ?? sayAnswer(answer, 'to sign in')
  return sayAnswer(answer, 'to sign in')
}

const providerWords: Record<string, string> = {
  'not-known-here': 'Your work account is not known here yet. Ask your administrator for an invitation.',
  cancelled: 'You stopped before the work account had signed you in.',
  'sign-in-again': 'That took too long. Start again.',
  'already-joined': 'That work account belongs to someone else here. Ask your administrator.',
  'provider-refused': 'Your work account did not sign you in. Try again, or ask whoever looks after it.',
}

/** What came back from a school's or council's own sign-in, in the address; null when nothing did. */
export const sayProviderProblem = (code: string | null): string | null =>
  code === null ? null : (providerWords[code] ?? 'Your work account did not sign you in. Try again.')
