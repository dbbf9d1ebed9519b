import { expect, test } from 'vitest'
import { tables } from '#client/store/tables.ts'
import { openInMemory } from './support.ts'

test('every table says what is in clear and what locking and signing out do to it', async () => {
  const db = await openInMemory()
  expect(db.tables.map((table) => table.name).toSorted((a, b) => a.localeCompare(b))).toEqual(
    Object.keys(tables).toSorted((a, b) => a.localeCompare(b)),
  )
  for (const plan of Object.values(tables)) {
    expect(plan.onLock).toBe('keep-sealed')
    expect(['erase', 'keep-until-sent']).toContain(plan.onSignOut)
    expect(plan.plain.length).toBeGreaterThan(0)
  }
})

test('only random ids, order, kind and version lie in clear', () => {
  const clear = new Set(Object.values(tables).flatMap((plan) => plan.plain))
  expect([...clear].toSorted((a, b) => a.localeCompare(b))).toEqual([
    // How a random file id begins, which kinds of record, a random id.
    'bucket',
    'fileId',
    'id',
    'key',
    'kind',
    'mutationId',
    'of',
    'stamp',
    'uid',
    'version',
    'waiting',
  ])
})

test('[B3] whatever may hold words that nobody else has outlives signing out', () => {
  for (const name of ['outbox', 'sent', 'rejected', 'drafts', 'attachments', 'undo'] as const)
    expect(tables[name].onSignOut).toBe('keep-until-sent')
})
