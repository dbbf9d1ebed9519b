import { describe, expect, test } from 'vitest'
import { answerHandover } from '#domain/mutations/answer-handover.ts'
import { assignAbsenceCase } from '#domain/mutations/assign-absence-case.ts'
import { closeAbsenceCase } from '#domain/mutations/close-absence-case.ts'
import { enrolPupil } from '#domain/mutations/enrol-pupil.ts'
import { handOverCase } from '#domain/mutations/hand-over-case.ts'
import { groundsOf, visibleTo } from '#domain/permissions/visible-to.ts'
import {
  absenceCase,
  actor,
  aisha,
  aishasCase,
  hollins,
  id,
  memberOf,
  openHollins,
  pupil,
  staff,
} from '../small-school.ts'

const officer = actor('education-welfare-officer')
const second = memberOf(hollins, 'education-welfare-officer', { id: id(150), name: 'The second officer' })
const receiver = { personId: second.id, memberships: [second] }
const manager = actor('service-manager')
const done = { ok: true }
const refused = (refusal: string) => ({ ok: false, refusal })

const there = { pupilId: aisha, caseId: aishasCase }
const offer = {
  ...there,
  organisationId: hollins,
  handoverId: id(68),
  toId: second.id,
  digest: ['Listening; Mum is hopeful.', 'Next: the bus pass.'],
  offeredOn: '2026-11-20',
}
const answer = (how: 'accepted' | 'declined' | 'taken-back') => ({
  ...there,
  handoverId: id(68),
  clashId: id(90),
  how,
  on: '2026-11-23',
  words: how === 'declined' ? 'I have no room before January.' : '',
})

const offered = (over = offer, by = officer) => {
  const school = openHollins([second])
  expect(school.attempt(handOverCase, over, by)).toEqual(done)
  return school
}
const seen = (school: ReturnType<typeof offered>) => {
  const child = school.find('pupil', aisha, aisha)
  return child !== null && visibleTo(second, { pupil: child, cases: school.all('absence-case') })
}
const ownerOf = (school: ReturnType<typeof offered>) => school.find('absence-case', aisha, aishasCase)?.ownerId

describe('a case handed over', () => {
  test('stays the giver’s until it is accepted, and both see it meanwhile', () => {
    const school = offered()
    expect(ownerOf(school)).toBe(staff['education-welfare-officer'])
    expect(seen(school)).toBe(true)
    expect(school.attempt(answerHandover, answer('accepted'), receiver)).toEqual(done)
    expect(ownerOf(school)).toBe(second.id)
    expect(school.find('pupil', aisha, aisha)).toMatchObject({ caseOwners: { [aishasCase]: second.id }, offeredTo: {} })
    expect(school.find('handover', aisha, id(68))).toMatchObject({
      digest: ['Listening; Mum is hopeful.', 'Next: the bus pass.'],
      answered: { how: 'accepted', by: second.id },
    })
  })

  test('that is declined stays where it was, with the reason, and is out of the colleague’s sight again', () => {
    const school = offered()
    expect(school.attempt(answerHandover, answer('declined'), receiver)).toEqual(done)
    expect(ownerOf(school)).toBe(staff['education-welfare-officer'])
    expect(seen(school)).toBe(false)
    expect(school.find('handover', aisha, id(68))?.answered?.words).toBe('I have no room before January.')
  })

  test('is accepted by nobody but the one it was offered to, and taken back by nobody but those who may give', () => {
    const school = offered()
    expect(school.attempt(answerHandover, answer('accepted'), officer)).toEqual(refused('not-permitted'))
    expect(school.attempt(answerHandover, answer('accepted'), manager)).toEqual(refused('not-permitted'))
    expect(school.attempt(answerHandover, answer('taken-back'), receiver)).toEqual(refused('not-permitted'))
    expect(school.attempt(answerHandover, answer('taken-back'), officer)).toEqual(done)
    expect(school.attempt(answerHandover, answer('accepted'), receiver)).toEqual(refused('not-permitted'))
  })

  test('is offered to one colleague at a time', () => {
    const school = offered()
    const again = { ...offer, handoverId: id(75), toId: staff.pastoral }
    expect(school.attempt(handOverCase, again, officer)).toEqual(refused('already-offered'))
  })

  test('of someone who has left is offered by the manager; a leaver takes no case', () => {
    const gone = memberOf(hollins, 'education-welfare-officer', { leftOn: '2026-11-01' })
    const school = openHollins([second, gone])
    expect(school.attempt(handOverCase, offer, manager)).toEqual(done)
    expect(school.find('handover', aisha, id(68))).toMatchObject({ fromId: gone.id, by: manager.personId })
    const toLeaver = openHollins([second, gone, absenceCase({ ownerId: staff.pastoral })])
    expect(toLeaver.attempt(handOverCase, { ...offer, toId: gone.id }, manager)).toEqual(refused('does-not-belong'))
  })

  test('that the manager gave to a third meanwhile stays the third’s, and the two meet as a clash', () => {
    const school = offered()
    const given = {
      ...there,
      organisationId: hollins,
      clashId: id(76),
      ownerId: { from: staff['education-welfare-officer'], to: staff.pastoral },
    }
    expect(school.attempt(assignAbsenceCase, given, manager)).toEqual(done)
    expect(school.attempt(answerHandover, answer('accepted'), receiver)).toEqual(done)
    expect(ownerOf(school)).toBe(staff.pastoral)
    expect(school.all('clash')).toMatchObject([{ field: 'ownerId', other: JSON.stringify(second.id) }])
  })

  test('that was closed meanwhile can be declined, and not accepted', () => {
    const school = offered()
    const closing = { ...there, on: '2026-11-21', reason: 'left-roll', outcome: '' } as const
    expect(school.attempt(closeAbsenceCase, closing, manager)).toEqual(done)
    expect(school.attempt(answerHandover, answer('accepted'), receiver)).toEqual(refused('case-closed'))
    expect(school.attempt(answerHandover, answer('declined'), receiver)).toEqual(done)
  })

  test('is not forgotten when the school’s roll is read in again', () => {
    const school = offered()
    const {
      kind: _,
      leftOn: _left,
      openCaseId: _open,
      caseOwners: _owners,
      formerOwners: _former,
      cameLate: _late,
      offeredTo: _offered,
      ...roll
    } = pupil()
    const enrolled = school.attempt(
      enrolPupil,
      enrolPupil.args.parse({ pupil: roll, parents: [], listedOn: '2026-11-23' }),
      actor('administrator'),
    )
    expect(enrolled).toEqual(done)
    expect(seen(school)).toBe(true)
  })
})

test('what decides who holds a file changes with an offer, so that the office works its grants out again', () => {
  expect(groundsOf(pupil({ offeredTo: { [aishasCase]: second.id } }))).not.toBe(groundsOf(pupil()))
  expect(groundsOf(absenceCase({ ownerId: second.id }))).not.toBe(groundsOf(absenceCase()))
  expect(groundsOf(second)).toBeNull()
})
