import { describe, expect, test } from 'vitest'
import { inOrderOfDay, placeAtEnd, placesAfter } from '#domain/casework/order-of-day.ts'

const on = '2026-11-23'
const visit = (id: string, order: number, at: string | null = null) => ({ id, on, at, order })
const ids = (plans: readonly { id: string }[]) => plans.map(({ id }) => id).join('')

describe('the order of a day', () => {
  test('those with a time stand by it, then those without one as their planner put them', () => {
    expect(ids(inOrderOfDay([visit('c', 1), visit('b', 0), visit('t', 9, '14:00'), visit('s', 5, '09:00')]))).toBe(
      'stbc',
    )
  })

  test('one place later or earlier writes only the visits whose place changes', () => {
    const day = [visit('a', 0), visit('b', 1), visit('c', 2), visit('d', 3)]
    expect(placesAfter(day, 'b', 'later')).toEqual([
      { visitId: 'c', order: 1 },
      { visitId: 'b', order: 2 },
    ])
    expect(placesAfter(day, 'a', 'earlier')).toEqual([])
    expect(placesAfter(day, 'd', 'later')).toEqual([])
    expect(placesAfter(day, 'nobody', 'later')).toEqual([])
  })

  test('visits that were all planned at the same place get places of their own, however often one is moved', () => {
    const day = ['a', 'b', 'c'].map((id) => visit(id, 0))
    const moved = (plans: typeof day, id: string, way: 'earlier' | 'later') => {
      const places = placesAfter(plans, id, way)
      return plans.map((plan) => ({
        ...plan,
        order: places.find(({ visitId }) => visitId === plan.id)?.order ?? plan.order,
      }))
    }
    const once = moved(day, 'c', 'earlier')
    expect(ids(inOrderOfDay(once))).toBe('acb')
    expect(ids(inOrderOfDay(moved(once, 'c', 'earlier')))).toBe('cab')
    expect(ids(inOrderOfDay(moved(once, 'c', 'later')))).toBe('abc')
  })

  test('a new one without a time goes to the end of its day, and stays within what a record holds', () => {
    expect(placeAtEnd([], on)).toBe(0)
    expect(placeAtEnd([visit('a', 3), visit('t', 700, '09:00'), { ...visit('b', 8), on: '2026-11-24' }], on)).toBe(4)
    expect(placeAtEnd([visit('a', 999)], on)).toBe(999)
  })
})
