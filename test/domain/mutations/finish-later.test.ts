import { describe, expect, test } from 'vitest'
import { amendNote } from '#domain/mutations/amend-note.ts'
import { logContact } from '#domain/mutations/log-contact.ts'
import { logHomeVisit } from '#domain/mutations/log-home-visit.ts'
import { addsTo } from '#domain/casework/adds-to.ts'
import { ownFileOf } from '#domain/records/own-file.ts'
import { aCall, aVisit, seenChild, unseenChild } from '../acts.ts'
import { actor, aisha, aishasCase, hollins, id, openHollins, staff } from '../small-school.ts'

const lead = actor('attendance-lead')
const mine = staff['attendance-lead']
const own = ownFileOf(hollins, mine)
const note = id(40)
const child = { pupilId: aisha, organisationId: hollins, caseId: aishasCase, noteId: note }
const stub = {
  ...aVisit,
  saw: '',
  familyWords: '',
  answeredBy: [{ parentId: null, name: 'Nadia', relationship: 'Mum' }],
  actId: id(60),
  remind: mine,
  children: [{ ...child, ...unseenChild }],
}
const done = { ok: true }

describe('a note saved in a hurry is finished later', () => {
  test('what a reader will ask for is missing: its author is reminded, in their own file, without a word of the note', () => {
    const school = openHollins()
    expect(school.attempt(logHomeVisit, stub, lead)).toEqual(done)
    const reminder = school.find('unfinished-note', own, note)
    expect(reminder).toMatchObject({ noteKind: 'home-visit', pupilId: aisha, personId: mine, finishedAt: null })
    expect(Object.keys(reminder ?? {}).toSorted()).toEqual(
      ['finishedAt', 'id', 'kind', 'noteKind', 'organisationId', 'personId', 'pupilId', 'recordedAt'].toSorted(),
    )
  })

  test('a whole note, a note by an older tablet and a note for somebody else’s list leave no reminder', () => {
    const school = openHollins()
    const whole = { ...stub, saw: 'Shoes by the door.' }
    expect(school.attempt(logHomeVisit, whole, lead)).toEqual(done)
    const { remind: _not, ...older } = {
      ...stub,
      actId: id(61),
      children: [{ ...child, noteId: id(41), ...unseenChild }],
    }
    expect(school.attempt(logHomeVisit, older, lead)).toEqual(done)
    const others = { ...stub, remind: staff.pastoral, children: [{ ...child, noteId: id(42), ...unseenChild }] }
    expect(school.attempt(logHomeVisit, others, lead)).toEqual(done)
    expect(school.all('unfinished-note')).toEqual([])
  })

  test('a contact in which the child was spoken to and their words are not written is unfinished too', () => {
    const school = openHollins()
    const met = { ...aCall, means: 'meeting-school', result: 'met', actId: id(60), remind: mine } as const
    const spoken = [{ ...child, childWords: '', seen: 'seen-and-spoken-alone' as const }]
    const participants = [{ parentId: null, name: 'Aisha', relationship: '' }]
    expect(school.attempt(logContact, { ...met, participants, children: spoken }, lead)).toEqual(done)
    expect(school.find('unfinished-note', own, note)).toMatchObject({ noteKind: 'contact-note' })
  })

  test('several parts are added in one act, beside what was written, and the reminder ends with it', () => {
    const school = openHollins()
    school.attempt(logHomeVisit, { ...stub, children: [{ ...child, ...seenChild, childWords: '' }] }, lead)
    const finish = {
      pupilId: aisha,
      noteKind: 'home-visit',
      noteId: note,
      amendmentId: id(50),
      field: 'saw',
      words: 'Shoes by the door.',
      why: 'Finished afterwards.',
      also: [{ amendmentId: id(51), field: 'childWords', words: 'I hate PE.' }],
      finishes: { organisationId: hollins, personId: mine },
    } as const
    expect(school.attempt(amendNote, finish, lead)).toEqual(done)
    const visit = school.find('home-visit', aisha, note)
    const added = school.all('amendment')
    expect(added.map(({ field, words }) => [field, words])).toEqual([
      ['saw', 'Shoes by the door.'],
      ['childWords', 'I hate PE.'],
    ])
    expect(visit).toMatchObject({ saw: '', childWords: '' })
    // Nobody was wrong: it stands as an addition, not as a correction.
    expect(added.every((amendment) => visit !== null && addsTo(amendment, visit))).toBe(true)
    expect(school.find('unfinished-note', own, note)?.finishedAt).not.toBeNull()
  })

  test('one identity used twice in the act is refused whole; somebody else’s reminder is left alone', () => {
    const school = openHollins()
    school.attempt(logHomeVisit, stub, lead)
    const part = { amendmentId: id(50), field: 'saw', words: 'Shoes.' } as const
    const at = { pupilId: aisha, noteKind: 'home-visit', noteId: note, why: 'Finished afterwards.' } as const
    expect(school.attempt(amendNote, { ...at, ...part, also: [part] }, lead)).toEqual({
      ok: false,
      refusal: 'already-exists',
    })
    const safeguarding = actor('designated-safeguarding-lead')
    const theirs = { ...at, ...part, finishes: { organisationId: hollins, personId: mine } }
    expect(school.attempt(amendNote, theirs, safeguarding)).toEqual(done)
    expect(school.find('unfinished-note', own, note)?.finishedAt).toBeNull()
  })

  test('an amendment where something was written is a correction', () => {
    const school = openHollins()
    school.attempt(logHomeVisit, { ...stub, saw: 'Shoes.' }, lead)
    const visit = school.find('home-visit', aisha, note)
    expect(visit !== null && addsTo({ field: 'saw' }, visit)).toBe(false)
    expect(visit !== null && addsTo({ field: 'when' }, visit)).toBe(false)
  })
})
