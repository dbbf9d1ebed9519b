import { describe, expect, test } from 'vitest'
import { afterContact, afterVisit } from '#domain/casework/after-contact.ts'
import type { AbsenceCase } from '#domain/records/absence-case.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { escalationOf, sayEscalation, type Escalation, type Told } from '#domain/today/escalation-due.ts'
import { absenceCase } from '../small-school.ts'

const today = '2026-11-23'
const days = ['2026-11-12', '2026-11-18', '2026-11-23']
const of = (times: number, over: Partial<AbsenceCase> = {}, told?: Partial<Told>) =>
  escalationOf(
    absenceCase({
      openedOn: '2026-09-14',
      lastSeenOn: '2026-11-10',
      failedVisits: times,
      failedVisitsOn: days.slice(0, times),
      ...over,
    }),
    { told, today, calendar: noClosuresEntered },
  )

/** Where something is due. */
const tried = (...about: Parameters<typeof of>): Escalation => {
  const escalation = of(...about)
  if (escalation === null) throw new Error('Nothing is due.')
  return escalation
}

describe('what is due after visits that nobody answered (domain: section 4.3)', () => {
  test('nothing without a case, or when the last visit was answered', () => {
    expect(escalationOf(null, { today, calendar: noClosuresEntered })).toBeNull()
    expect(of(0)).toBeNull()
  })

  test('once: visit again; twice: the safeguarding lead; three times: a manager as well', () => {
    expect(tried(1).due).toEqual(['visit-again'])
    expect(tried(2).due).toEqual(['tell-lead', 'visit-again'])
    expect(tried(3).due).toEqual(['tell-lead', 'tell-manager', 'visit-again'])
  })

  test('who was told since the last visit is done; who was told before it must hear of this one too', () => {
    expect(tried(3, {}, { lead: '2026-11-23', manager: '2026-11-23' })).toMatchObject({
      due: ['visit-again'],
      done: ['tell-lead', 'tell-manager'],
    })
    expect(tried(3, { leadToldOn: '2026-11-23' }).due).toEqual(['tell-manager', 'visit-again'])
    expect(tried(3, { leadToldOn: '2026-11-18' }, { lead: '2026-11-19' }).due).toEqual([
      'tell-lead',
      'tell-manager',
      'visit-again',
    ])
  })

  test('a child whom staff saw after the last visit is not in question; one seen before it is', () => {
    expect(tried(2, { lastSeenOn: '2026-11-20' }).due).toEqual(['visit-again'])
    expect(tried(2, { lastSeenOn: '2026-11-18' }).due).toEqual(['tell-lead', 'visit-again'])
  })

  test('a case by an older version, which names no days, still asks for everything', () => {
    const { failedVisitsOn: _none, ...older } = absenceCase({ failedVisits: 2, lastSeenOn: '2026-11-20' })
    expect(escalationOf(older, { told: { lead: today }, today, calendar: noClosuresEntered })?.due).toEqual([
      'tell-lead',
      'visit-again',
    ])
  })

  test('how it stands is said with its days, and how long nobody has noted seeing the child', () => {
    const say = (escalation: Escalation) => sayEscalation(escalation, 'Aisha', today)
    expect(say(tried(1))).toBe(
      'Nobody answered the visit on Thu 12 Nov. Nobody has noted seeing Aisha for 9 school days.',
    )
    expect(say(tried(2))).toBe(
      '2 visits in a row with no answer: Thu 12 Nov and Wed 18 Nov. Nobody has noted seeing Aisha for 9 school days.',
    )
    expect(say(tried(2, { lastSeenOn: today }))).toBe('2 visits in a row with no answer: Thu 12 Nov and Wed 18 Nov.')
    expect(say(tried(2, { lastSeenOn: null, openedOn: '2026-11-16' }))).toMatch(
      /Nobody has noted seeing Aisha since the case opened, 5 school days ago\.$/,
    )
  })
})

test('a visit or a call that says the safeguarding lead was told counts, on its own day', () => {
  const told = afterVisit(absenceCase({}), '2026-11-23', { answered: false, childSeen: false, isTold: true })
  expect(told.leadToldOn).toBe('2026-11-23')
  const earlier = afterContact(told, '2026-11-20', { reached: true, childSeen: false, isTold: true })
  expect(earlier.leadToldOn).toBe('2026-11-23')
  expect(afterContact(absenceCase({}), '2026-11-20', { reached: true, childSeen: false })).not.toHaveProperty(
    'leadToldOn',
  )
})
