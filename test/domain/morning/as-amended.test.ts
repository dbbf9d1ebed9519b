import { describe, expect, test } from 'vitest'
import { asAmended } from '#domain/morning/as-amended.ts'
import type { Amendment } from '#domain/records/amendment.ts'
import { aNote, idOf, okoro } from '../../client/features/invented-family.ts'

const pressedIll = aNote({
  id: idOf(700),
  result: 'spoke',
  absence: { day: '2026-11-23', session: 'morning', reason: 'ill' },
})
const correction = (place: number, recordedAt: string, ended?: Amendment['ended']): Amendment => ({
  kind: 'amendment',
  id: idOf(place),
  pupilId: pressedIll.pupilId,
  noteId: pressedIll.id,
  field: 'other',
  words: 'Nobody answered.',
  why: 'Pressed by mistake.',
  by: okoro,
  byRole: 'pastoral',
  recordedAt,
  ...(ended !== undefined && { ended }),
})
const nobody = { result: 'no-answer' as const, reason: null }

describe('a contact as it should read where a wrong button was pressed', () => {
  test('how it really ended holds; the session that it was about stays', () => {
    expect(asAmended([pressedIll], [correction(701, '2026-11-23T09:12:00.000Z', nobody)])).toEqual([
      { ...pressedIll, result: 'no-answer', absence: { day: '2026-11-23', session: 'morning', reason: null } },
    ])
  })

  test('the last correction holds, in whatever order they arrive; one in words alone says nothing of how it ended', () => {
    const last = correction(703, '2026-11-23T09:20:00.000Z', { result: 'spoke', reason: 'medical-appointment' })
    const first = correction(702, '2026-11-23T09:12:00.000Z', nobody)
    for (const amendments of [
      [first, last],
      [last, first],
      [last, first, correction(704, '2026-11-23T09:30:00.000Z')],
    ])
      expect(asAmended([pressedIll], amendments)[0]?.absence?.reason).toBe('medical-appointment')
    expect(asAmended([pressedIll], [correction(704, '2026-11-23T09:30:00.000Z')])).toEqual([pressedIll])
  })

  test('a contact that there never was is left out of the reckoning', () => {
    const never = correction(701, '2026-11-23T09:12:00.000Z', { result: null, reason: null })
    expect(asAmended([pressedIll], [never])).toEqual([])
  })
})
