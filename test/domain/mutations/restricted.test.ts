import { describe, expect, test } from 'vitest'
import { addRestrictedNote } from '#domain/mutations/add-restricted-note.ts'
import { markRestrictedRead } from '#domain/mutations/mark-restricted-read.ts'
import { noteRestrictedOutcome } from '#domain/mutations/note-restricted-outcome.ts'
import { setRestrictedReader } from '#domain/mutations/set-restricted-reader.ts'
import { setSafeguardingPlan } from '#domain/mutations/set-safeguarding-plan.ts'
import { tellSafeguardingLead } from '#domain/mutations/tell-safeguarding-lead.ts'
import { fileKindOf, fileOf } from '#domain/records/record.ts'
import { markerIdOf } from '#domain/records/restricted-marker.ts'
import { planIdOf, usualReadWithin } from '#domain/records/safeguarding-plan.ts'
import { actor, aisha, hollins, id, omar, openHollins, staff, stranger } from '../small-school.ts'

const thread = id(70)
const note = id(71)
const officer = actor('education-welfare-officer')
const lead = actor('designated-safeguarding-lead')
const told = {
  pupilId: aisha,
  threadId: thread,
  noteId: note,
  urgency: 'today',
  fromNoteId: null,
  words: 'She would not say where the bruise came from.',
} as const

const schoolTold = () => {
  const school = openHollins()
  expect(school.attempt(tellSafeguardingLead, told, officer)).toEqual({ ok: true })
  return school
}

describe('telling the safeguarding lead', () => {
  test('puts the words into a file of their own, and into the pupil’s file only that there is something', () => {
    const school = openHollins()
    const { changes } = school.rehearse(tellSafeguardingLead, told, officer)
    const inPupilsFile = changes.filter((record) => fileOf(record) === aisha)
    expect(inPupilsFile).toEqual([
      { kind: 'restricted-marker', id: markerIdOf(aisha), pupilId: aisha, organisationId: hollins },
    ])
    const restricted = changes.filter((record) => fileOf(record) === thread)
    expect(restricted.map((record) => [record.kind, fileKindOf(record)])).toEqual([
      ['restricted-thread', 'restricted'],
      ['restricted-note', 'restricted'],
    ])
  })

  test('a second thread about the same pupil leaves the pupil’s file as it is: not even how much there is can be read from it', () => {
    const school = schoolTold()
    const again = { ...told, threadId: id(72), noteId: id(73) }
    const { outcome, changes } = school.rehearse(tellSafeguardingLead, again, lead)
    expect(outcome).toEqual({ ok: true })
    expect(changes.filter((record) => fileOf(record) === aisha)).toEqual([])
  })

  test('whoever sees the pupil may, and nobody else learns whether there is one', () => {
    const no = { ok: false, refusal: 'not-permitted' }
    const school = openHollins()
    expect(school.rehearse(tellSafeguardingLead, { ...told, pupilId: omar }, officer).outcome).toEqual(no)
    expect(school.rehearse(tellSafeguardingLead, { ...told, pupilId: stranger }, lead).outcome).toEqual(no)
    expect(school.rehearse(tellSafeguardingLead, { ...told, pupilId: id(99) }, lead).outcome).toEqual(no)
    expect(school.rehearse(tellSafeguardingLead, told, actor('administrator')).outcome).toEqual(no)
    expect(school.rehearse(tellSafeguardingLead, told, actor('pastoral')).outcome).toEqual({ ok: true })
  })

  test('a thread never begins in a file that is there already, whose ever it is', () => {
    const school = openHollins()
    for (const threadId of [aisha, omar, hollins])
      expect(school.rehearse(tellSafeguardingLead, { ...told, threadId }, officer).outcome.ok).toBe(false)
  })
})

describe('a restricted thread', () => {
  test('is read and added to by its author, the leads and those let in, and by nobody else', () => {
    const school = schoolTold()
    const more = { threadId: thread, noteId: id(74), words: 'She has drawn a house with no door.' }
    expect(school.rehearse(addRestrictedNote, more, officer).outcome).toEqual({ ok: true })
    expect(school.rehearse(addRestrictedNote, more, lead).outcome).toEqual({ ok: true })
    for (const role of ['pastoral', 'head-of-year', 'attendance-lead', 'service-manager', 'administrator'] as const)
      expect(school.rehearse(addRestrictedNote, more, actor(role)).outcome).toEqual({
        ok: false,
        refusal: 'not-permitted',
      })
    const pastoral = { threadId: thread, organisationId: hollins, personId: staff.pastoral }
    expect(school.attempt(setRestrictedReader, { ...pastoral, mayRead: true }, lead)).toEqual({ ok: true })
    expect(school.attempt(addRestrictedNote, more, actor('pastoral'))).toEqual({ ok: true })
  })

  test('taking a reader out keeps who could read, from when and until when', () => {
    const school = schoolTold()
    const pastoral = { threadId: thread, organisationId: hollins, personId: staff.pastoral }
    school.attempt(setRestrictedReader, { ...pastoral, mayRead: true }, lead)
    expect(school.attempt(setRestrictedReader, { ...pastoral, mayRead: false }, lead)).toEqual({ ok: true })
    const held = school.find('restricted-thread', thread, thread)
    expect(held?.readers).toEqual([])
    expect(held?.formerReaders).toMatchObject([
      { personId: staff.pastoral, letInBy: lead.personId, takenOutBy: lead.personId },
    ])
  })

  test('only a lead lets people in: not its author, not someone let in; and never an administrator, a leaver or its author', () => {
    const school = schoolTold()
    const letIn = { threadId: thread, organisationId: hollins, personId: staff.pastoral, mayRead: true }
    expect(school.rehearse(setRestrictedReader, letIn, officer).outcome).toEqual({
      ok: false,
      refusal: 'not-permitted',
    })
    for (const personId of [staff.administrator, officer.personId, id(999)])
      expect(school.rehearse(setRestrictedReader, { ...letIn, personId }, lead).outcome).toEqual({
        ok: false,
        refusal: 'does-not-belong',
      })
    school.attempt(setRestrictedReader, letIn, lead)
    expect(school.rehearse(setRestrictedReader, letIn, actor('pastoral')).outcome.ok).toBe(false)
  })

  test('a reading is each person’s own word, once for a note', () => {
    const school = schoolTold()
    const reading = { threadId: thread, noteIds: [note, note] }
    expect(school.attempt(markRestrictedRead, reading, lead)).toEqual({ ok: true })
    expect(school.rehearse(markRestrictedRead, reading, lead)).toEqual({ outcome: { ok: true }, changes: [] })
    expect(school.find('restricted-thread', thread, thread)?.readings).toEqual([
      {
        noteId: note,
        by: lead.personId,
        byRole: 'designated-safeguarding-lead',
        recordedAt: '2026-11-20T10:00:00.000Z',
      },
    ])
    expect(school.rehearse(markRestrictedRead, { threadId: thread, noteIds: [id(98)] }, lead).outcome).toEqual({
      ok: false,
      refusal: 'does-not-belong',
    })
  })

  test('what came of it is added, never replaced', () => {
    const school = schoolTold()
    school.attempt(noteRestrictedOutcome, { threadId: thread, words: 'Rang social care.' }, lead)
    school.attempt(noteRestrictedOutcome, { threadId: thread, words: 'A social worker visits on Monday.' }, lead)
    expect(school.find('restricted-thread', thread, thread)?.outcomes.map(({ words }) => words)).toEqual([
      'Rang social care.',
      'A social worker visits on Monday.',
    ])
  })
})

describe('the safeguarding plan of a school', () => {
  const contacts = [{ who: 'deputy', name: 'Tom Marsh', number: '01632 960222' }] as const

  test('is set by a lead or the administrator, and starts from the usual windows', () => {
    const school = openHollins()
    const args = { organisationId: hollins, contacts: { from: [], to: [...contacts] } }
    expect(school.rehearse(setSafeguardingPlan, args, actor('attendance-lead')).outcome.ok).toBe(false)
    expect(school.rehearse(setSafeguardingPlan, args, lead).outcome).toEqual({ ok: true })
    expect(school.attempt(setSafeguardingPlan, args, actor('administrator'))).toEqual({ ok: true })
    expect(school.find('safeguarding-plan', hollins, planIdOf(hollins))).toMatchObject({
      readWithin: usualReadWithin,
      contacts,
    })
  })

  test('numbers that someone else changed meanwhile are not written over', () => {
    const school = openHollins()
    school.attempt(setSafeguardingPlan, { organisationId: hollins, contacts: { from: [], to: [...contacts] } }, lead)
    const late = { organisationId: hollins, contacts: { from: [], to: [] } }
    expect(
      school.rehearse(
        setSafeguardingPlan,
        { ...late, contacts: { from: [], to: [{ ...contacts[0], number: '1' }] } },
        lead,
      ).outcome,
    ).toEqual({
      ok: false,
      refusal: 'already-settled',
    })
  })
})
