import { expect, test } from 'vitest'
import { meantOf, withTicked } from '#client/casework/meant-children.ts'

type Child = { pupilId: string; isMeant?: boolean | undefined; words: string }
const blank = (pupilId: string): Child => ({ pupilId, words: '' })
const ids = (children: readonly Child[]): string[] => children.map(({ pupilId }) => pupilId)

test('a draft from before the mark opens with everyone it held', () => {
  expect(ids(meantOf([blank('ayesha'), blank('tariq')]))).toEqual(['ayesha', 'tariq'])
})

test('an un-ticked brother is not meant, and comes back as he was; whoever is new comes last and blank', () => {
  const begun = [blank('ayesha'), { ...blank('tariq'), words: 'I was asleep.' }]
  const without = withTicked(begun, [], blank)
  expect(ids(meantOf(without))).toEqual(['ayesha'])
  const again = withTicked(without, ['sana', 'tariq'], blank)
  expect(meantOf(again).map(({ pupilId, words }) => [pupilId, words])).toEqual([
    ['ayesha', ''],
    ['tariq', 'I was asleep.'],
    ['sana', ''],
  ])
})

test('the pupil whose file is open is always meant', () => {
  expect(ids(meantOf([{ ...blank('ayesha'), isMeant: false }]))).toEqual(['ayesha'])
})
