import { describe, expect, test } from 'vitest'
import { saySchoolMove } from '#domain/mutations/say-school-move.ts'
import { moveOf, type SchoolMove } from '#domain/records/school-move.ts'
import { actor, aisha, id, openHollins, staff } from '../small-school.ts'

const leaving = {
  pupilId: aisha,
  moveId: id(80),
  direction: 'left',
  on: '2026-11-13',
  ground: 'another-school',
  school: 'Larkmere High',
  startsOn: '2026-11-16',
  newAddress: '',
} as const
const coming = { ...leaving, direction: 'came', ground: null, startsOn: null } as const
const lead = actor('attendance-lead')

const said = (place: number, recordedAt: string, school: string): SchoolMove => {
  const { moveId, ...rest } = leaving
  return {
    kind: 'school-move',
    ...rest,
    id: moveId.replace(/..$/, String(place)),
    school,
    by: staff['attendance-lead'],
    byRole: 'attendance-lead',
    recordedAt,
  }
}

describe('what a return says of coming and leaving (regulation 13; domain: section 1.5)', () => {
  test('is kept in the child’s file, with who said it and in what capacity', () => {
    const school = openHollins()
    expect(school.attempt(saySchoolMove, leaving, lead)).toEqual({ ok: true })
    expect(school.find('school-move', aisha, id(80))).toMatchObject({
      ground: 'another-school',
      school: 'Larkmere High',
      by: staff['attendance-lead'],
      byRole: 'attendance-lead',
    })
    expect(school.attempt(saySchoolMove, leaving, lead)).toEqual({ ok: false, refusal: 'already-exists' })
  })

  test('nobody leaves a roll without a ground (regulation 9), and nobody needs one to come', () => {
    const refused = { ok: false, refusal: 'does-not-belong' }
    expect(openHollins().attempt(saySchoolMove, { ...leaving, ground: null }, lead)).toEqual(refused)
    expect(openHollins().attempt(saySchoolMove, { ...coming, ground: 'too-far' }, lead)).toEqual(refused)
    expect(openHollins().attempt(saySchoolMove, coming, lead)).toEqual({ ok: true })
    expect(saySchoolMove.args.safeParse({ ...leaving, ground: 'poor-attendance' }).success).toBe(false)
  })

  test('an administrator, who sees no child’s file, does not say it', () => {
    expect(openHollins().attempt(saySchoolMove, leaving, actor('administrator'))).toEqual({
      ok: false,
      refusal: 'not-permitted',
    })
  })

  test('the last that was said holds, of that leaving alone: who comes back and leaves again has a new one', () => {
    const first = said(81, '2026-11-13T10:00:00.000Z', 'Somewhere')
    const last = said(82, '2026-11-16T10:00:00.000Z', 'Larkmere High')
    for (const moves of [
      [first, last],
      [last, first],
    ])
      expect(moveOf(moves, 'left', '2026-11-13')).toEqual(last)
    expect(moveOf([first, last], 'left', '2027-03-05')).toBeNull()
    expect(moveOf([first, last], 'came', '2026-11-13')).toBeNull()
  })
})
