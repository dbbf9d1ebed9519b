import { describe, expect, test } from 'vitest'
import { amendNote } from '#domain/mutations/amend-note.ts'
import { closeAbsenceCase } from '#domain/mutations/close-absence-case.ts'
import { logContact } from '#domain/mutations/log-contact.ts'
import { logHomeVisit } from '#domain/mutations/log-home-visit.ts'
import * as fc from 'fast-check'
import { aCall, aPromise, aVisit, seenChild, theBusPass, unseenChild } from '../acts.ts'
import {
  absenceCase,
  actor,
  aisha,
  aishasCase,
  hollins,
  id,
  mum,
  omar,
  omarsMum,
  openHollins,
  otherSchool,
  pupil,
  staff,
  stranger,
} from '../small-school.ts'

const done = { ok: true }
const no = (refusal: string) => ({ ok: false, refusal })

const officer = actor('education-welfare-officer')
const lead = actor('attendance-lead')

const aishaInAct = { pupilId: aisha, organisationId: hollins, caseId: aishasCase, noteId: id(40) }
const omarInAct = { pupilId: omar, organisationId: hollins, caseId: null, noteId: id(41) }
const close = { pupilId: aisha, caseId: aishasCase, on: '2026-11-20', reason: 'other', outcome: '' } as const

describe('a home visit', () => {
  const visit = { ...aVisit, actId: id(60), children: [{ ...aishaInAct, ...seenChild }] }

  test('is one account with who, when and in what role, and the case knows that the child was seen', () => {
    const school = openHollins()
    expect(school.attempt(logHomeVisit, visit, officer, '2026-11-19T17:30:00.000Z')).toEqual(done)
    expect(school.find('home-visit', aisha, id(40))).toMatchObject({
      by: officer.personId,
      byRole: 'education-welfare-officer',
      happenedOn: '2026-11-19',
      happenedAt: null,
      recordedAt: '2026-11-19T17:30:00.000Z',
      saw: 'Curtains open, shoes by the door.',
      childWords: 'I hate PE.',
    })
    expect(school.find('absence-case', aisha, aishasCase)).toMatchObject({
      lastContactOn: '2026-11-19',
      lastSeenOn: '2026-11-19',
      failedVisits: 0,
    })
  })

  test('of a household is one act: shared facts in each file, each child’s private lines and words in that child’s alone', () => {
    const school = openHollins()
    const household = {
      ...aVisit,
      actId: id(60),
      answeredBy: [{ parentId: mum, name: 'Nadia', relationship: 'Mum' }],
      children: [
        { ...aishaInAct, ...seenChild, privateLines: 'She showed me her hands.' },
        { ...omarInAct, ...unseenChild },
      ],
    }
    expect(school.attempt(logHomeVisit, household, lead)).toEqual(done)
    const [hers, his] = school.all('home-visit')
    expect([hers?.actId, his?.actId]).toEqual([id(60), id(60)])
    expect(hers).toMatchObject({ familyWords: 'We are all tired.', privateLines: 'She showed me her hands.' })
    expect(his).toMatchObject({ familyWords: 'We are all tired.', privateLines: '', childWords: '' })
    expect(JSON.stringify(his)).not.toContain('hands')
    // The parent is recorded in Aisha's file; Omar's names her without pointing into his sister's.
    expect(hers?.answeredBy).toEqual([{ parentId: mum, name: 'Nadia', relationship: 'Mum' }])
    expect(his?.answeredBy).toEqual([{ parentId: null, name: 'Nadia', relationship: 'Mum' }])
  })

  test('brings what was heard and promised in the same Save, for a child without a case too', () => {
    const school = openHollins()
    const both = {
      ...visit,
      children: [
        {
          ...aishaInAct,
          ...seenChild,
          barriers: [{ ...theBusPass, barrierId: id(42) }],
          promises: [{ ...aPromise, promiseId: id(43) }],
        },
        { ...omarInAct, ...unseenChild, barriers: [{ ...theBusPass, barrierId: id(44) }] },
      ],
    }
    expect(school.attempt(logHomeVisit, both, lead)).toEqual(done)
    expect(school.find('barrier', aisha, id(42))).toMatchObject({
      caseId: aishasCase,
      raisedOn: '2026-11-19',
      by: lead.personId,
    })
    expect(school.find('promise', aisha, id(43))).toMatchObject({ madeOn: '2026-11-19', settled: null })
    expect(school.find('barrier', omar, id(44))).toMatchObject({ caseId: null })
  })

  test('unanswered visits in a row are counted, and an answered one ends the row', () => {
    const school = openHollins()
    const on = (happenedOn: string, access: 'no-reply' | 'doorstep', note: number) =>
      school.attempt(
        logHomeVisit,
        {
          ...visit,
          happenedOn,
          access,
          actId: id(note),
          children: [{ ...aishaInAct, ...unseenChild, noteId: id(note) }],
        },
        officer,
      )
    on('2026-11-02', 'no-reply', 401)
    on('2026-11-04', 'no-reply', 402)
    expect(school.find('absence-case', aisha, aishasCase)).toMatchObject({ failedVisits: 2, lastContactOn: null })
    on('2026-11-06', 'doorstep', 403)
    expect(school.find('absence-case', aisha, aishasCase)).toMatchObject({
      failedVisits: 0,
      lastContactOn: '2026-11-06',
    })
    // Sent late: on the day of the answer, and before it. An answered visit ends the run up to and with its own day.
    on('2026-11-06', 'no-reply', 405)
    on('2026-11-05', 'no-reply', 404)
    expect(school.find('absence-case', aisha, aishasCase)?.failedVisits).toBe(0)
  })

  test('answered by somebody who is not the family ends the row of unanswered ones, and leaves the family to be reached', () => {
    const school = openHollins()
    const by = (name: string, withFamily: boolean | undefined, happenedOn: string, note: number) =>
      school.attempt(
        logHomeVisit,
        {
          ...visit,
          happenedOn,
          actId: id(note),
          answeredBy: [{ parentId: null, name, relationship: '' }],
          ...(withFamily === undefined ? {} : { withFamily }),
          children: [{ ...aishaInAct, ...unseenChild, noteId: id(note) }],
        },
        officer,
      )
    school.attempt(
      logHomeVisit,
      { ...visit, happenedOn: '2026-11-02', access: 'no-reply', children: [{ ...aishaInAct, ...unseenChild }] },
      officer,
    )
    expect(by('A neighbour', false, '2026-11-04', 402)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)).toMatchObject({
      failedVisits: 0,
      lastAnsweredVisitOn: '2026-11-04',
      lastContactOn: null,
    })
    expect(school.find('home-visit', aisha, id(402))).toMatchObject({ withFamily: false })
    by('Gran', true, '2026-11-05', 403)
    expect(school.find('absence-case', aisha, aishasCase)?.lastContactOn).toBe('2026-11-05')
    // Written before it was asked, and sent weeks later: it means what it meant.
    by('Someone else', undefined, '2026-11-06', 404)
    expect(school.find('absence-case', aisha, aishasCase)?.lastContactOn).toBe('2026-11-06')
  })

  test('the case ends the same in whatever order the tablets send their visits', () => {
    const visits = fc.array(
      fc.record({
        happenedOn: fc.constantFrom('2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'),
        access: fc.constantFrom('no-reply' as const, 'doorstep' as const),
        seen: fc.constantFrom('not-seen' as const, 'seen-only' as const),
      }),
      { minLength: 1, maxLength: 6 },
    )
    fc.assert(
      fc.property(
        visits.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([made, sent]) => {
          const after = (order: typeof made) => {
            const school = openHollins()
            for (const [index, one] of order.entries()) {
              const { seen, ...facts } = one
              const child = { ...aishaInAct, ...unseenChild, seen, noteId: id(400 + index) }
              school.attempt(logHomeVisit, { ...visit, ...facts, children: [child] }, lead)
            }
            return school.find('absence-case', aisha, aishasCase)
          }
          expect(after(sent)).toEqual(after(made))
        },
      ),
      { numRuns: 60 },
    )
  })

  test('is never refused because a colleague closed the case meanwhile: what happened happened', () => {
    const school = openHollins()
    school.attempt(closeAbsenceCase, close, lead)
    expect(school.attempt(logHomeVisit, visit, officer)).toEqual(done)
    expect(school.find('home-visit', aisha, id(40))?.childWords).toBe('I hate PE.')
    expect(school.find('absence-case', aisha, aishasCase)?.status).toBe('closed')
  })

  test('is refused whole when one child of it is not theirs, and says nothing about the others', () => {
    const school = openHollins()
    const withOmar = {
      ...visit,
      children: [
        { ...aishaInAct, ...seenChild },
        { ...omarInAct, ...unseenChild },
      ],
    }
    expect(school.attempt(logHomeVisit, withOmar, officer)).toEqual(no('not-permitted'))
    const withStranger = {
      ...visit,
      children: [
        { ...aishaInAct, ...seenChild, caseId: id(404) },
        { ...omarInAct, ...unseenChild, pupilId: stranger },
      ],
    }
    expect(school.attempt(logHomeVisit, withStranger, lead)).toEqual(no('not-permitted'))
    expect(school.all('home-visit')).toEqual([])
  })

  test('a case of another pupil does not belong, and neither does a child put in another school', () => {
    const school = openHollins([absenceCase({ id: id(22), pupilId: omar })])
    const child = { ...aishaInAct, ...seenChild }
    expect(school.attempt(logHomeVisit, { ...visit, children: [{ ...child, caseId: id(22) }] }, lead)).toEqual(
      no('does-not-belong'),
    )
    expect(
      school.attempt(logHomeVisit, { ...visit, children: [{ ...child, organisationId: otherSchool }] }, lead),
    ).toEqual(no('does-not-belong'))
  })

  test('never writes over anything: an identity that is in use, or used twice, is refused', () => {
    const school = openHollins()
    const child = { ...aishaInAct, ...seenChild }
    expect(school.attempt(logHomeVisit, { ...visit, children: [{ ...child, noteId: aisha }] }, lead)).toEqual(
      no('already-exists'),
    )
    const twice = { ...child, barriers: [{ ...theBusPass, barrierId: id(40) }] }
    expect(school.attempt(logHomeVisit, { ...visit, children: [twice] }, lead)).toEqual(no('already-exists'))
    expect(school.attempt(logHomeVisit, visit, lead)).toEqual(done)
    expect(school.attempt(logHomeVisit, visit, lead)).toEqual(no('already-exists'))
  })

  test('an officer acts in the role that they have at the school of each child', () => {
    const both = actor('education-welfare-officer')
    const member = both.memberships[0]
    if (member === undefined) throw new Error('An officer without a place.')
    const twoSchools = {
      personId: both.personId,
      memberships: [member, { ...member, organisationId: otherSchool, role: 'attendance-lead' as const }],
    }
    const school = openHollins()
    const children = [
      { ...aishaInAct, ...seenChild },
      { ...omarInAct, ...unseenChild, pupilId: stranger, organisationId: otherSchool },
    ]
    expect(school.attempt(logHomeVisit, { ...visit, children }, twoSchools)).toEqual(done)
    expect(school.all('home-visit').map(({ byRole }) => byRole)).toEqual([
      'education-welfare-officer',
      'attendance-lead',
    ])
  })

  test('does not parse without a child, or with one child twice', () => {
    expect(logHomeVisit.args.safeParse({ ...visit, children: [] }).success).toBe(false)
    const child = { ...aishaInAct, ...seenChild }
    expect(logHomeVisit.args.safeParse({ ...visit, children: [child, { ...child, noteId: id(49) }] }).success).toBe(
      false,
    )
  })
})

describe('a contact', () => {
  const call = { ...aCall, actId: id(60), children: [{ ...aishaInAct, childWords: '' }] }

  test('that reached the family is the latest contact; a call nobody answered is not', () => {
    const school = openHollins()
    const unanswered = {
      ...call,
      result: 'no-answer',
      happenedOn: '2026-11-20',
      children: [{ ...aishaInAct, noteId: id(45), childWords: '' }],
    } as const
    expect(school.attempt(logContact, unanswered, officer)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)?.lastContactOn).toBeNull()
    expect(school.attempt(logContact, call, officer)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)).toMatchObject({
      lastContactOn: '2026-11-19',
      lastSeenOn: null,
    })
    expect(school.find('contact-note', aisha, id(40))).toMatchObject({
      facts: 'Mum says the mornings are hardest.',
      happenedAt: '14:05',
    })
  })

  test('with somebody who is not the family is no contact with the family; one that does not say it is what it was', () => {
    const school = openHollins()
    const children = [{ ...aishaInAct, noteId: id(45), childWords: '' }]
    const social = [{ parentId: null, name: 'Jo Marsh', relationship: 'Social worker' }]
    expect(school.attempt(logContact, { ...call, participants: social, withFamily: false, children }, officer)).toEqual(
      done,
    )
    expect(school.find('absence-case', aisha, aishasCase)?.lastContactOn).toBeNull()
    expect(school.find('contact-note', aisha, id(45))).toMatchObject({ withFamily: false })
    expect(school.attempt(logContact, { ...call, participants: social }, officer)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)?.lastContactOn).toBe('2026-11-19')
  })

  test('an older contact that arrives later does not push the latest one back', () => {
    const school = openHollins()
    school.attempt(logContact, call, officer)
    const older = { ...call, happenedOn: '2026-11-01', children: [{ ...aishaInAct, noteId: id(45), childWords: '' }] }
    school.attempt(logContact, older, lead)
    expect(school.find('absence-case', aisha, aishasCase)?.lastContactOn).toBe('2026-11-19')
  })

  test('a chat in the corridor counts as seeing the child where the author says so', () => {
    const school = openHollins()
    const chat = {
      ...call,
      means: 'corridor',
      result: 'met',
      children: [{ ...aishaInAct, childWords: 'Fine, Miss.', seen: 'seen-and-spoken-alone' }],
    } as const
    expect(school.attempt(logContact, chat, lead)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)?.lastSeenOn).toBe('2026-11-19')
  })

  test('marks the number that failed there and then, however it was spaced', () => {
    const school = openHollins()
    const phones = [{ parentId: mum, number: '07700900123', failing: true }]
    const dead = { ...call, result: 'number-dead', children: [{ ...aishaInAct, childWords: '', phones }] } as const
    expect(school.attempt(logContact, dead, officer)).toEqual(done)
    expect(school.find('parent', aisha, mum)?.phones).toEqual([
      { number: '07700 900123', label: 'mobile', failing: true },
    ])
  })

  test('about several children is one note in each file with one act; a parent of another file does not belong', () => {
    const school = openHollins()
    const both = {
      ...call,
      children: [
        { ...aishaInAct, childWords: 'PE.' },
        { ...omarInAct, childWords: '' },
      ],
    }
    expect(school.attempt(logContact, both, lead)).toEqual(done)
    expect(school.all('contact-note').map(({ actId, childWords }) => [actId, childWords])).toEqual([
      [id(60), 'PE.'],
      [id(60), ''],
    ])
    const phones = [{ parentId: omarsMum, number: '07700 900123', failing: true }]
    const mixed = { ...call, children: [{ ...aishaInAct, noteId: id(46), childWords: '', phones }] }
    expect(school.attempt(logContact, mixed, lead)).toEqual(no('does-not-belong'))
  })

  test('is refused for whoever may not see the pupil, and its identity is never used again', () => {
    const school = openHollins([pupil({ id: stranger, organisationId: otherSchool })])
    expect(school.attempt(logContact, call, actor('administrator'))).toEqual(no('not-permitted'))
    expect(school.attempt(logContact, call, actor('service-manager'))).toEqual(no('not-permitted'))
    school.attempt(logContact, call, officer)
    expect(school.attempt(logContact, call, officer)).toEqual(no('already-exists'))
  })
})

/** Hollins after an officer's visit to Aisha. */
const visited = () => {
  const school = openHollins()
  school.attempt(logHomeVisit, { ...aVisit, actId: id(60), children: [{ ...aishaInAct, ...seenChild }] }, officer)
  return school
}

describe('an amendment', () => {
  const amend = {
    pupilId: aisha,
    noteKind: 'home-visit',
    noteId: id(40),
    amendmentId: id(47),
    field: 'saw',
    words: 'It was his shoes.',
    why: 'I mixed them up.',
  } as const
  test('by the author stands beside the note, which stays as it was written', () => {
    const school = visited()
    const before = school.find('home-visit', aisha, id(40))
    expect(school.attempt(amendNote, amend, officer)).toEqual(done)
    expect(school.find('home-visit', aisha, id(40))).toEqual(before)
    expect(school.find('amendment', aisha, id(47))).toMatchObject({
      noteId: id(40),
      words: 'It was his shoes.',
      by: officer.personId,
    })
  })

  test('may be added by the attendance lead and the safeguarding lead, and by no other colleague', () => {
    const school = visited()
    expect(school.attempt(amendNote, amend, actor('pastoral'))).toEqual(no('not-permitted'))
    expect(school.attempt(amendNote, amend, actor('service-manager'))).toEqual(no('not-permitted'))
    expect(school.attempt(amendNote, amend, lead)).toEqual(done)
    expect(school.attempt(amendNote, { ...amend, amendmentId: id(48) }, actor('designated-safeguarding-lead'))).toEqual(
      done,
    )
    expect(school.all('amendment').map(({ by }) => by)).toEqual([
      staff['attendance-lead'],
      staff['designated-safeguarding-lead'],
    ])
  })

  test('of a note that is not in this file does not belong, and its identity is new', () => {
    const school = visited()
    expect(school.attempt(amendNote, { ...amend, noteKind: 'contact-note' }, officer)).toEqual(no('does-not-belong'))
    expect(school.attempt(amendNote, { ...amend, noteId: id(404) }, officer)).toEqual(no('does-not-belong'))
    expect(school.attempt(amendNote, { ...amend, amendmentId: aishasCase }, officer)).toEqual(no('already-exists'))
  })
})
