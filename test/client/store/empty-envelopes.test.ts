import { expect, test } from 'vitest'
import { Tampered } from '#client/store/fault.ts'
import type { Cipher } from '#client/store/seal.ts'
import { cipherOf, memoryStorehouse, openInMemory, rawRows, rewriteRaw } from './support.ts'

const files = ['3f0c8f1e-6a55-4b0a-9b3e-0d6a5f6c1a01', '3f0c8f1e-6a55-4b0a-9b3e-0d6a5f6c1a02'] as const

/** A tablet that holds two files whole, and how often its cipher has opened anything since. */
const tabletWithTwoFiles = async () => {
  let openings = 0
  const cipher = cipherOf()
  const counting: Cipher = {
    ...cipher,
    open: (envelope, binding) => {
      openings += 1
      return cipher.open(envelope, binding)
    },
  }
  const storehouse = memoryStorehouse()
  const db = await openInMemory({ storehouse, cipher: counting })
  await db.cursors.bulkPut(files.map((fileId) => ({ fileId, version: 3, load: null })))
  openings = 0
  return { db, storehouse, openings: () => openings }
}

test('what a whole file’s cursor says is read again and again without being opened again', async () => {
  const { db, openings } = await tabletWithTwoFiles()
  expect(await db.cursors.toArray()).toEqual(files.map((fileId) => ({ fileId, version: 3, load: null })))
  expect(openings()).toBe(0)
})

test('a cursor that holds rows of a child is opened each time: no words are remembered', async () => {
  const { db, openings } = await tabletWithTwoFiles()
  const load = { after: { version: 1, id: 'a' }, rows: [] }
  await db.cursors.put({ fileId: files[0], version: 0, load })
  for (const time of [1, 2]) {
    expect(await db.cursors.get(files[0])).toEqual({ fileId: files[0], version: 0, load })
    expect(openings()).toBe(time)
  }
})

test('[A4] a remembered envelope that was changed, cut or moved on the disk is refused as any other', async () => {
  const { db, storehouse } = await tabletWithTwoFiles()
  const [first, second] = await rawRows(storehouse, db, 'cursors')
  const flipped = first?.sealed.map((byte, place) => (place === 30 ? byte ^ 1 : byte))
  for (const meddled of [
    { ...first, sealed: flipped },
    { ...first, sealed: first?.sealed.slice(0, -1) },
    { ...first, sealed: second?.sealed },
    { ...first, version: 9 },
  ]) {
    await rewriteRaw(storehouse, db, 'cursors', [meddled])
    await expect(db.cursors.get(files[0])).rejects.toThrow(Tampered)
  }
})

test('what another tab wrote since is read as that tab wrote it', async () => {
  const { db, storehouse } = await tabletWithTwoFiles()
  const other = await openInMemory({ storehouse })
  await other.cursors.put({ fileId: files[0], version: 3, load: { after: null, rows: [] } })
  expect((await db.cursors.get(files[0]))?.load).toEqual({ after: null, rows: [] })
})
