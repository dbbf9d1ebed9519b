import { sayWait } from '#client/app/office.ts'
import type { NotUnlocked } from '#client/store/keys.ts'

/** Why the passphrase in use was not taken; null stands for a fault of the browser. */
export const sayOldPassphrase = (answer: NotUnlocked | { ok: true } | null): string => {
  if (answer === null || answer.ok) return 'The browser could not do this. Nothing was changed.'
  if (answer.why === 'wrong') return `That is not the passphrase. ${answer.left} tries are left. Nothing was changed.`
  if (answer.why === 'wait') return `Too soon after the last try. Wait ${sayWait(answer.wait / 1000)}.`
  if (answer.why === 'sign-in') return 'There were too many wrong tries. Lock, then choose “I forgot my passphrase”.'
  return 'This tablet cannot check the passphrase just now. Nothing was changed.'
}
