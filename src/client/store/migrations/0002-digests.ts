/**
 * What version 2 adds: the digests that lists are drawn from, and cursors found by version, so that the files still on
 * their way are found without opening all. Nothing that version 1 wrote changes. Frozen.
 */
export const tables2 = {
  cursors: 'fileId, version',
  digests: '[bucket+of+stamp]',
} as const
