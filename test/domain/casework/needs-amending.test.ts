import { describe, expect, test } from 'vitest'
import { heardApart, needsAmending } from '#domain/casework/needs-amending.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import type { HomeVisit } from '#domain/records/home-visit.ts'
import { aCall, aVisit, seenChild, unseenChild } from '../acts.ts'
import { aisha, id, staff } from '../small-school.ts'

const account = {
  id: id(40),
  pupilId: aisha,
  caseId: null,
  actId: id(41),
  by: staff.pastoral,
  byRole: 'pastoral',
} as const
const recordedAt = '2026-11-19T15:00:00.000Z'
const named = [{ parentId: null, name: 'Nadia', relationship: 'Mum' }]
const call = (over: Partial<ContactNote> = {}): ContactNote => ({
  kind: 'contact-note',
  ...account,
  recordedAt,
  ...aCall,
  participants: named,
  childWords: '',
  ...over,
})
const visit = (over: Partial<HomeVisit> = {}): HomeVisit => ({
  kind: 'home-visit',
  ...account,
  recordedAt,
  ...aVisit,
  withStaff: [],
  answeredBy: named,
  ...unseenChild,
  ...over,
})

describe('what a reader will ask of an account and not find (domain: section 3.4)', () => {
  test('a whole account asks for nothing', () => {
    expect(needsAmending(call(), [])).toBeNull()
    expect(needsAmending(visit(seenChild), [])).toBeNull()
  })

  test('who was spoken to', () => {
    expect(needsAmending(call({ participants: [] }), [])).toBe('Who it was with is not written.')
    expect(needsAmending(call({ participants: [], result: 'no-answer' }), [])).toBeNull()
    expect(needsAmending(visit({ answeredBy: [] }), [])).toBe('Who came to the door is not written.')
    expect(needsAmending(visit({ answeredBy: [], access: 'no-reply' }), [])).toBeNull()
  })

  test('what the child said, where somebody spoke with them', () => {
    const spoke = visit({ seen: 'seen-and-spoken-alone', childWords: '' })
    expect(needsAmending(spoke, [])).toBe('What the child said is not written.')
    expect(needsAmending(call({ seen: 'seen-only' }), [])).toBeNull()
  })

  test('a correction about that very part answers it, and one about another does not', () => {
    const note = call({ participants: [] })
    expect(needsAmending(note, [{ field: 'who' }])).toBeNull()
    expect(needsAmending(note, [{ field: 'facts' }])).toBe('Who it was with is not written.')
  })
})

test('a child’s own words that the author wrote apart on that day are not asked for again; somebody else’s or another day’s are', () => {
  const spoke = visit({ seen: 'seen-and-spoken-alone', childWords: '' })
  const voice = { heardOn: spoke.happenedOn, by: staff.pastoral, words: 'I like art.' }
  expect(needsAmending(spoke, [], heardApart(spoke, [voice]))).toBeNull()
  for (const other of [{ by: staff['head-of-year'] }, { heardOn: '2026-11-18' }, { words: '' }])
    expect(needsAmending(spoke, [], heardApart(spoke, [{ ...voice, ...other }]))).toBe(
      'What the child said is not written.',
    )
})
