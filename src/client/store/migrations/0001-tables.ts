/** The tables of version 1, as they were released. Frozen. */
export const tables1 = {
  records: '[fileId+id], fileId, [fileId+kind], kind, waiting',
  undo: '[mutationId+fileId+id], mutationId, fileId',
  outbox: 'id, &uid',
  sent: 'id, &uid',
  rejected: 'uid',
  cursors: 'fileId',
  drafts: 'id, fileId',
  attachments: 'id, fileId',
  search: 'id',
  meta: 'key',
} as const
