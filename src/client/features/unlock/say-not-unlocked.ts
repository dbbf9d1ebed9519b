import { sayWait } from '#client/app/office.ts'
import type { NotUnlocked } from '#client/store/keys.ts'

/** Why the tablet did not open, and what can be done. Nothing is ever lost by it, and it says so where that is in doubt. */
export const sayNotUnlocked = (answer: NotUnlocked): string => {
  if (answer.why === 'wrong') {
    const wait = answer.wait > 0 ? ` Wait ${sayWait(answer.wait / 1000)} before the next.` : ''
    const left = answer.left === 1 ? 'one try is left' : `${answer.left} tries are left`
    return `That is not the passphrase; ${left}.${wait}`
  }
  if (answer.why === 'wait') return `Too soon after the last try. Wait ${sayWait(answer.wait / 1000)}.`
  const plain: Record<Exclude<NotUnlocked['why'], 'wrong' | 'wait'>, string> = {
    'sign-in':
      'There were ten wrong tries, so the passphrase is no longer asked for. Sign in with signal and choose a new one. Nothing is lost.',
    'no-slot': 'This tablet has no passphrase for you. Sign in with signal and choose one. Nothing is lost.',
    'no-wasm':
      'This browser cannot work out the passphrase just now (Lockdown Mode does that). Use your passkey, or sign in with signal.',
    'no-passkey': 'No passkey was shown, or it is not one for this tablet. Use your passphrase.',
    'does-not-fit': 'That does not open this tablet any more. Use your passphrase, or sign in with signal.',
  }
  return plain[answer.why]
}

const whyLocked: Record<string, string> = {
  idle: 'Locked because nobody touched it for a while. What you were writing is kept.',
  clock: 'Locked because the tablet’s clock went back. What you were writing is kept.',
  elsewhere: 'Locked in another tab. What you were writing is kept.',
  unsent:
    'Nothing was taken off: some work here is not at the office yet. Unlock, and look under Sync. It is all kept.',
  update: 'Doorstep is up to date. What you were writing is kept.',
}

/** What the unlock screen says about why it is there; null when the person asked for it. */
export const sayWhyLocked = (why: string | null): string | null => (why === null ? null : (whyLocked[why] ?? null))
