import { afterEach, describe, expect, test, vi } from 'vitest'
import type { DoorstepDatabase } from '#client/store/database.ts'
import type { Claims } from '#client/store/draft-claims.ts'
import { openDraft, type DraftOptions } from '#client/store/draft-keeper.ts'
import { memoryStorehouse, openInMemory, rawRows, steppingClock } from './support.ts'

const fileId = '3f0c8f1e-6a55-4b0a-9b3e-0d6a5f6c1a01'
const initial = { facts: '', means: 'phone-out', warned: false }

/** Claims as a browser keeps them: one holder each, ended with the page. */
const claimsOfOneTablet = () => {
  const held = new Set<string>()
  const claims: Claims = async (id) => {
    if (held.has(id)) return null
    held.add(id)
    return () => held.delete(id)
  }
  return { claims, crash: () => held.clear() }
}

const form = (db: DoorstepDatabase, options: Partial<DraftOptions<typeof initial>> = {}) =>
  openDraft(db, {
    form: 'log-call',
    fileId,
    place: `/caseload/${fileId}/log-call`,
    initial,
    clock: steppingClock().now,
    claims: async () => () => {},
    ...options,
  })

/** A photo on this tablet, of a note that was saved or of a form that is still open. */
const picture = (id: string, noteId: string, isSaved: boolean) => ({
  id,
  fileId,
  recordId: noteId,
  mediaType: 'image/jpeg' as const,
  size: 3,
  sha256: 'a'.repeat(64),
  bytes: 'AAAA',
  sentAt: null,
  of: { organisationId: fileId, about: 'photo' as const, caption: '', isSaved },
})

afterEach(() => {
  vi.useRealTimers()
})

describe('[C3] what is typed is kept', () => {
  test('within a second, without pressing anything, and sealed', async () => {
    const storehouse = memoryStorehouse()
    const db = await openInMemory({ storehouse })
    const draft = await form(db)
    draft.set({ facts: 'The bus pass ran out.' }, 'facts')
    expect(draft.state().status).toBe('keeping')
    await expect.poll(() => draft.state().status, { timeout: 1_000 }).toBe('kept')
    const [stored] = await rawRows(storehouse, db, 'drafts')
    expect(Object.keys(stored ?? {}).toSorted()).toEqual(['fileId', 'id', 'sealed'])
  })

  test('and found again after a crash: words, field, uid and draft id', async () => {
    const db = await openInMemory()
    const tablet = claimsOfOneTablet()
    const before = await form(db, { claims: tablet.claims })
    before.set({ facts: 'The bus pass' }, 'facts')
    before.set({ facts: 'The bus pass ran out.', warned: true }, 'facts')
    await before.flush()
    tablet.crash()
    const after = await form(db, { claims: tablet.claims })
    const { uid, draftId } = before.state()
    expect(after.state()).toMatchObject({
      uid,
      draftId,
      values: { facts: 'The bus pass ran out.', means: 'phone-out', warned: true },
      field: 'facts',
      status: 'kept',
      restored: true,
    })
  })

  test('opening a form and typing nothing leaves nothing behind', async () => {
    const db = await openInMemory()
    const draft = await form(db)
    await draft.close()
    expect(await db.drafts.count()).toBe(0)
  })

  test('what an older app left is kept too, except a value of another sort', async () => {
    const db = await openInMemory()
    await db.drafts.put({
      id: 'd',
      fileId,
      form: 'log-call',
      uid: 'u',
      values: { facts: 'Kept.', means: 7, whatElse: 'Kept too.' },
      field: null,
      savedAt: '2026-11-22T09:00:00.000Z',
      revision: 1,
    })
    expect((await form(db)).state().values).toEqual({ ...initial, facts: 'Kept.', whatElse: 'Kept too.' })
  })

  test('when the tablet has no room the form says so, keeps the words, and saves them once there is', async () => {
    const db = await openInMemory()
    const draft = await form(db)
    const full = vi.spyOn(db.drafts, 'put').mockRejectedValue(new DOMException('', 'QuotaExceededError'))
    draft.set({ facts: 'The bus pass ran out.' })
    await draft.flush()
    expect(draft.state()).toMatchObject({
      status: 'not-kept',
      fault: 'no-space',
      values: { facts: 'The bus pass ran out.' },
    })
    full.mockRestore()
    await draft.flush()
    expect(draft.state()).toMatchObject({ status: 'kept', fault: null })
  })
})

describe('saving the form', () => {
  test('hands the mutation the uid and draft id, and is over only when it was kept', async () => {
    const db = await openInMemory()
    const draft = await form(db)
    draft.set({ facts: 'The bus pass ran out.' })
    const given: unknown[] = []
    await draft.save(async (as) => {
      given.push(as)
      return { ok: false }
    })
    expect(await db.drafts.count()).toBe(1)
    await draft.save(async (as) => {
      given.push(as)
      await db.drafts.delete(as.draftId)
      return { ok: true }
    })
    const { uid, draftId } = draft.state()
    expect(draft.state().status).toBe('untouched')
    expect(given).toEqual([
      { uid, draftId },
      { uid, draftId },
    ])
    await draft.close()
    expect(await db.drafts.count()).toBe(0)
  })

  test('nothing can be typed into it from the press on: what is saved was read, and a letter more would be in nothing', async () => {
    const db = await openInMemory()
    const draft = await form(db)
    draft.set({ facts: 'The bus pass ran out.' })
    const saving = draft.save(async () => {
      expect(draft.set({ facts: 'The bus pass ran out. And' })).toBe(false)
      return { ok: false }
    })
    expect(draft.state().isHeld).toBe(true)
    expect(draft.set({ facts: 'The bus pass ran out. A' })).toBe(false)
    await saving
    // It was not kept: the words are as they were, and the form goes on.
    expect(draft.state()).toMatchObject({ isHeld: false, values: { facts: 'The bus pass ran out.' } })
    expect(draft.set({ facts: 'The bus pass ran out today.' })).toBe(true)
    await draft.save(async (as) => {
      await db.drafts.delete(as.draftId)
      return { ok: true }
    })
    expect(draft.state()).toMatchObject({ isHeld: true, values: { facts: 'The bus pass ran out today.' } })
    expect(draft.set({ facts: 'Too late.' })).toBe(false)
    await draft.close()
    expect(await db.drafts.count()).toBe(0)
  })

  test('a save that breaks off lets the form go again', async () => {
    const draft = await form(await openInMemory())
    await expect(draft.save(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(draft.set({ facts: 'Typed on.' })).toBe(true)
  })

  test('throwing it away is the person’s own act', async () => {
    const db = await openInMemory()
    const draft = await form(db)
    draft.set({ facts: 'Not this.' })
    await draft.flush()
    draft.set({ facts: 'Not this, nor that.' })
    const putBack = await draft.discard()
    expect(await db.drafts.count()).toBe(0)
    await putBack()
    expect((await db.drafts.toArray()).map(({ values }) => values['facts'])).toEqual(['Not this, nor that.'])
  })

  test('where it cannot be thrown away, the form goes on and keeps what is typed', async () => {
    const db = await openInMemory()
    const draft = await form(db)
    draft.set({ facts: 'Not this.' })
    const failing = vi.spyOn(db.drafts, 'delete').mockRejectedValue(new DOMException('', 'UnknownError'))
    await expect(draft.discard()).rejects.toMatchObject({ name: expect.stringMatching(/UnknownError/) })
    failing.mockRestore()
    draft.set({ facts: 'Not this, but that.' })
    await draft.flush()
    expect((await db.drafts.toArray()).map(({ values }) => values['facts'])).toEqual(['Not this, but that.'])
  })

  test('the pictures taken for it go and come back with it; those of a saved note stay', async () => {
    const db = await openInMemory()
    const [begun, saved] = ['00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-0000000000b2'] as const
    await db.attachments.bulkAdd([picture('p1', begun, false), picture('p2', saved, true)])
    const draft = await form(db)
    draft.set({ facts: 'Not this.', means: begun })
    const putBack = await draft.discard()
    expect((await db.attachments.toArray()).map(({ id }) => id)).toEqual(['p2'])
    await putBack()
    expect(await db.attachments.count()).toBe(2)
  })
})

describe('[SPEC I18] two tabs on one form', () => {
  test('each has a draft of its own, and says that there is another', async () => {
    const db = await openInMemory()
    const { claims } = claimsOfOneTablet()
    const first = await form(db, { claims })
    first.set({ facts: 'From the first tab.' })
    await first.flush()
    const second = await form(db, { claims })
    expect(second.state()).toMatchObject({ restored: false, others: 1, values: initial })
    second.set({ facts: 'From the second tab.' })
    await second.flush()
    expect(second.state().uid).not.toBe(first.state().uid)
    const kept = (await db.drafts.toArray()).map((row) => String(row.values['facts']))
    expect(kept.toSorted((a, b) => a.localeCompare(b))).toEqual(['From the first tab.', 'From the second tab.'])
  })

  test('without browser locks they part as soon as both have typed; no word of either is lost', async () => {
    const db = await openInMemory()
    const first = await form(db)
    first.set({ facts: 'Begun together.' })
    await first.flush()
    const second = await form(db)
    expect(second.state().draftId).toBe(first.state().draftId)
    second.set({ facts: 'From the second tab.' })
    await second.flush()
    first.set({ facts: 'From the first tab.' })
    await first.flush()
    expect(first.state().draftId).not.toBe(second.state().draftId)
    expect(first.state().uid).not.toBe(second.state().uid)
    const kept = (await db.drafts.toArray()).map((row) => String(row.values['facts']))
    expect(kept.toSorted((a, b) => a.localeCompare(b))).toEqual(['From the first tab.', 'From the second tab.'])
  })

  test('a draft that the other tab turned into a record is not turned into the same one again', async () => {
    const db = await openInMemory()
    const first = await form(db)
    first.set({ facts: 'Begun together.' })
    await first.flush()
    const second = await form(db)
    const { uid } = first.state()
    await first.save(async (as) => {
      await db.drafts.delete(as.draftId)
      return { ok: true }
    })
    second.set({ facts: 'More words.' })
    await second.flush()
    expect(second.state().uid).not.toBe(uid)
    expect((await db.drafts.toArray()).map((row) => row.values['facts'])).toEqual(['More words.'])
  })
})
