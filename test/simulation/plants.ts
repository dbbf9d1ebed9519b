/**
 * Bugs that are planted to see whether the checks find them. Each is a mistake that someone's sync engine really made; the
 * harness makes it at a seam of the real code, which itself knows nothing of plants.
 */
export const plants = {
  'forgets-uids': 'The office forgets which uids it answered: a repeated push happens twice.',
  'push-empties-queue': 'The tablet drops its queue when the push is acknowledged, before the effect has come back.',
  'takes-stale-answers': 'The tablet takes an answer to an older question.',
  'number-read-late': 'The office reads the line’s last number after the rows, outside the snapshot.',
  'tombstone-anywhere': 'A tombstone deletes the record in every file.',
  'keeps-withdrawn': 'The tablet ignores that a file was withdrawn.',
  'no-floor': 'The office forgets that tombstones were cleared away and sends no reset.',
  'keeps-no-sent': 'The tablet forgets acknowledged work at once.',
  'refusal-blocks': 'The office answers a permanent refusal as a passing fault.',
  'spoilt-push-waits': 'The tablet keeps sending the same push after the office refused it whole.',
  'cursor-runs-ahead': 'The office announces a version before its rows can be seen.',
  'ignores-chain': 'Nobody compares chains: a cloned profile goes unseen.',
  'new-uid-on-fork': 'The tablet gives new uids when it renumbers.',
  'sends-as-another': 'One person’s queue is sent with another’s sign-in.',
  'loses-refused-words': 'The tablet drops what was refused.',
  'torn-rebase': 'Cursors are kept in one transaction and rows in another; the tab dies between.',
  'last-writer-wins': 'A change to a shared field overwrites what a colleague wrote.',
  'drops-drafts': 'A withdrawn file takes its drafts with it.',
  'same-epoch-after-restore': 'The office comes back from a backup without a new epoch.',
} as const
export type Plant = keyof typeof plants
export const isPlant = (name: string): name is Plant => Object.hasOwn(plants, name)
