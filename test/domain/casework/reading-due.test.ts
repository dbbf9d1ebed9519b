import { describe, expect, test } from 'vitest'
import { pressing, readingOf } from '#domain/casework/reading-due.ts'
import type { RestrictedNote } from '#domain/records/restricted-note.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { aisha, id, staff } from '../small-school.ts'

const note = (over: Partial<RestrictedNote> = {}): RestrictedNote => ({
  kind: 'restricted-note',
  id: id(71),
  threadId: id(70),
  pupilId: aisha,
  words: 'A mark on her arm.',
  by: staff.pastoral,
  byRole: 'pastoral',
  recordedAt: '2026-11-20T10:00:00.000Z',
  ...over,
})
const at = (now: string) => ({ now, plan: null, calendar: noClosuresEntered })
const reading = (byRole: 'pastoral' | 'designated-safeguarding-lead', recordedAt = '2026-11-20T10:05:00.000Z') => ({
  noteId: id(71),
  by: id(104),
  byRole,
  recordedAt,
})
const unread = { readings: [] }
const held = { note: note(), receivedAt: null }

describe('by when a safeguarding lead must have read it', () => {
  test('danger now: a quarter of an hour, until the school says otherwise', () => {
    const now = { ...unread, urgency: 'now' } as const
    expect(readingOf(held, now, at('2026-11-20T10:15:00.000Z'))).toEqual({
      kind: 'waiting',
      dueAt: '2026-11-20T10:15:00.000Z',
    })
    expect(readingOf(held, now, at('2026-11-20T10:15:00.001Z'))).toMatchObject({ kind: 'late' })
    const plan = { readWithin: { now: 5, today: 60, soon: 2 } }
    expect(readingOf(held, now, { ...at('2026-11-20T10:06:00.000Z'), plan })).toMatchObject({ kind: 'late' })
  })

  test('in the next days: to the end of the next school day, over the weekend; in summer too', () => {
    const soon = { ...unread, urgency: 'soon' } as const
    // A Friday in winter, then one in British summer time.
    expect(readingOf(held, soon, at('2026-11-20T11:00:00.000Z'))).toMatchObject({ dueAt: '2026-11-23T23:59:59.999Z' })
    const summer = { note: note({ recordedAt: '2026-06-19T10:00:00.000Z' }), receivedAt: null }
    expect(readingOf(summer, soon, at('2026-06-19T11:00:00.000Z'))).toMatchObject({ dueAt: '2026-06-22T22:59:59.999Z' })
  })

  test('it is counted from when it was written, not from when the signal came back; a clock that runs ahead puts nothing off', () => {
    const today = { ...unread, urgency: 'today' } as const
    const hoursLater = { note: note(), receivedAt: '2026-11-20T13:00:00.000Z' }
    expect(readingOf(hoursLater, today, at('2026-11-20T13:00:00.000Z'))).toMatchObject({
      kind: 'late',
      dueAt: '2026-11-20T12:00:00.000Z',
    })
    const clockAhead = {
      note: note({ recordedAt: '2027-01-01T00:00:00.000Z' }),
      receivedAt: '2026-11-20T10:00:00.000Z',
    }
    expect(readingOf(clockAhead, today, at('2026-11-20T12:30:00.000Z'))).toMatchObject({ kind: 'late' })
  })
})

describe('what counts as read', () => {
  test('a lead’s own word, the first of them; not that of anyone else who was let in', () => {
    const by = (...readings: ReturnType<typeof reading>[]) =>
      readingOf(held, { urgency: 'now', readings }, at('2026-11-21T10:00:00.000Z'))
    expect(by(reading('pastoral'))).toMatchObject({ kind: 'late' })
    expect(
      by(reading('designated-safeguarding-lead', '2026-11-20T11:00:00.000Z'), reading('designated-safeguarding-lead')),
    ).toEqual({ kind: 'read', by: id(104), at: '2026-11-20T10:05:00.000Z' })
  })

  test('nobody waits for a lead to read a lead’s note, and the earliest due presses most', () => {
    const written = note({ byRole: 'designated-safeguarding-lead' })
    const nothing = readingOf(
      { note: written, receivedAt: null },
      { urgency: 'now', readings: [] },
      at('2027-01-01T00:00:00.000Z'),
    )
    expect(nothing).toEqual({ kind: 'not-awaited' })
    const waiting = { kind: 'waiting', dueAt: '2026-11-21T10:00:00.000Z' } as const
    const late = { kind: 'late', dueAt: '2026-11-20T10:00:00.000Z' } as const
    expect(pressing([nothing, waiting, late])).toBe(late)
    expect(pressing([nothing])).toBeNull()
  })
})
