import { expect, test } from 'vitest'
import { keepView } from '#domain/mutations/keep-view.ts'
import { removeView } from '#domain/mutations/remove-view.ts'
import { ownFileOf } from '#domain/records/own-file.ts'
import { actor, hollins, id, openHollins } from '../small-school.ts'

const head = actor('head-of-year')
const view = { organisationId: hollins, personId: head.personId, savedViewId: id(80) }
const asked = { search: '', yearGroup: 8, filters: ['not-seen' as const], sort: 'due' as const }
const own = ownFileOf(hollins, head.personId)

test('a head of year keeps what she asks of her caseload, and takes it out again; it stays in her own file', () => {
  const school = openHollins()
  expect(school.attempt(keepView, { ...view, ...asked }, head)).toEqual({ ok: true })
  expect(school.find('saved-view', own, view.savedViewId)).toMatchObject({ ...asked, removedAt: null })
  expect(school.attempt(keepView, { ...view, ...asked, yearGroup: 9 }, head)).toMatchObject({
    refusal: 'already-exists',
  })
  expect(school.attempt(removeView, view, head)).toEqual({ ok: true })
  expect(school.find('saved-view', own, view.savedViewId)?.removedAt).not.toBeNull()
  expect(school.attempt(removeView, view, head)).toMatchObject({ refusal: 'already-settled' })
})

test('nobody keeps or removes a view for somebody else, and one that is not there gets the same answer', () => {
  const school = openHollins()
  school.attempt(keepView, { ...view, ...asked }, head)
  const lead = actor('attendance-lead')
  expect(school.attempt(keepView, { ...view, savedViewId: id(81), ...asked }, lead)).toMatchObject({
    refusal: 'not-permitted',
  })
  expect(school.attempt(removeView, view, lead)).toMatchObject({ refusal: 'not-permitted' })
  expect(school.attempt(removeView, { ...view, savedViewId: id(82) }, head)).toMatchObject({ refusal: 'not-permitted' })
})
