import { sayWait } from '#client/app/office.ts'
import type { Connection } from '#client/sync/state.ts'

export type ConnectionWords = { title: string; words: string; tone: 'good' | 'notice' | 'due' | 'danger' }

/** How the tablet stands with the office, in words, with what the person can do about it. */
export const connectionWords: Record<Connection, ConnectionWords> = {
  unknown: { tone: 'notice', title: 'Not asked yet', words: 'Doorstep will try the office in a moment.' },
  online: {
    tone: 'good',
    title: 'The office answers',
    words: 'What you write goes by itself; there is nothing to press.',
  },
  offline: {
    tone: 'notice',
    title: 'No signal',
    words: 'Everything works. What you write waits here and goes by itself later.',
  },
  captive: {
    tone: 'due',
    title: 'This Wi-Fi wants you to sign in to it',
    words: 'Open its page in the browser, or switch Wi-Fi off. What you write waits here.',
  },
  'sign-in': {
    tone: 'due',
    title: 'The office wants you to sign in again',
    words: 'Work goes on as it is. What you write waits here until you have signed in.',
  },
  revoked: {
    tone: 'danger',
    title: 'This tablet was taken away from your account',
    words:
      'The children’s records are no longer on it. What you wrote and did not send is kept here, sealed, and goes when your administrator gives the tablet back.',
  },
  left: {
    tone: 'danger',
    title: 'Your work here has ended',
    words:
      'The children’s records are no longer on this tablet. What you wrote about a child up to your last day is still taken, and stands below with its receipt once the office has it. What it does not take stays here, sealed: tell your administrator of it.',
  },
  update: {
    tone: 'due',
    title: 'The office needs a newer Doorstep',
    words: 'Close Doorstep in every tab and open it again with signal. What you write waits here.',
  },
  trouble: {
    tone: 'due',
    title: 'The office is having trouble',
    words: 'It answers, but cannot take anything just now. Doorstep goes on trying. What you write waits here.',
  },
  'read-only': {
    tone: 'due',
    title: 'A newer Doorstep was used on this tablet',
    words:
      'This one is older: it can show what is here, and neither write nor send. What waits here is kept. Close Doorstep in every tab and open it again with signal.',
  },
}

/** Differences smaller than this change nothing that people notice. Milliseconds. */
const WORTH_SAYING = 2 * 60_000

/** How far the tablet's clock is from the office's (`difference` = the office's minus ours, in milliseconds); null when near enough. */
export const sayClockDifference = (difference: number | null): string | null => {
  if (difference === null || Math.abs(difference) < WORTH_SAYING) return null
  const way = difference > 0 ? 'behind' : 'ahead of'
  const days = Math.abs(difference) / 86_400_000
  const far =
    days >= 1 ? `${Math.round(days)} day${Math.round(days) === 1 ? '' : 's'}` : sayWait(Math.abs(difference) / 1000)
  return `This tablet’s clock is about ${far} ${way} the office’s. Put it right in the tablet’s settings. Both times are kept with every entry.`
}
