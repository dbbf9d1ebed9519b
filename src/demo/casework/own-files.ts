import type { z } from 'zod'
import type { logHomeVisit } from '#domain/mutations/log-home-visit.ts'
import { theOffice, type Actor } from '#domain/permissions/actor.ts'
import { relationshipWords } from '#domain/records/parent.ts'
import type { OfficeAtWork } from '../office-at-work.ts'
import type { Staff } from '../people/staff.ts'
import { momentOf, type Term } from '../term.ts'
import type { PupilFile } from './pupil-file.ts'

/** The officer's visits of today, planned some days before; and one that should have been made two school days ago. */
const visits = [
  { key: 'arlo', ago: 0, at: '10:00', reason: 'safe-and-well' },
  { key: 'ellis', ago: 0, at: '11:30', reason: 'check-in' },
  { key: 'dominik', ago: 2, at: null, reason: 'engagement' },
] as const

/**
 * What people keep in files of their own: the officer's planned visits, a note they have still to finish, and a view that the
 * secondary's lead asks for every week.
 */
export const fillOwnFiles = async (office: OfficeAtWork, telling: Telling): Promise<void> => {
  await planTheDay(office, telling)
  await noteInAHurry(office, telling)
  const { attendanceLead } = telling.staff
  const [place] = attendanceLead.memberships
  if (place === undefined) throw new RangeError('The attendance lead works nowhere.')
  const at = momentOf(telling.term.ago(5), '08:20')
  await office.apply({
    uid: office.choice.id(),
    name: 'keep-view@1',
    args: {
      organisationId: place.organisationId,
      personId: attendanceLead.personId,
      savedViewId: office.choice.id(),
      search: '',
      yearGroup: 11,
      filters: ['not-seen'],
      sort: 'due',
    },
    by: attendanceLead,
    recordedAt: at,
    receivedAt: at,
  })
  await anOuting(office, telling)
  await askTheOfficerAlong(office, telling)
}

type Telling = { staff: Staff; term: Term; file: (key: string) => PupilFile }

/** Plans them as the officer does. */
const planTheDay = async (office: OfficeAtWork, { staff, term, file }: Telling): Promise<void> => {
  const at = momentOf(term.ago(3), '15:40')
  for (const { key, ago, at: time, reason } of visits) {
    const { pupil } = file(key)
    await office.apply({
      uid: office.choice.id(),
      name: 'plan-visit@1',
      args: {
        organisationId: pupil.organisationId,
        personId: staff.officer.personId,
        visitId: office.choice.id(),
        pupilIds: [pupil.id],
        on: ago === 0 ? term.ahead(0) : term.ago(ago),
        at: time,
        order: 0,
        reason,
        withId: null,
        aloneBecause: '',
        flagsRead: [],
      },
      by: staff.officer,
      recordedAt: at,
      receivedAt: at,
    })
  }
}

/**
 * The safeguarding lead plans a visit to a home with a warning and asks the officer along; the office tells the officer at once, as it does
 * by itself.
 */
const askTheOfficerAlong = async (office: OfficeAtWork, { staff, term, file }: Telling): Promise<void> => {
  const { pupil } = file('isla')
  const { safeguardingLead, officer } = staff
  const visit = {
    organisationId: pupil.organisationId,
    personId: safeguardingLead.personId,
    visitId: office.choice.id(),
    pupilIds: [pupil.id],
    withId: officer.personId,
  }
  const at = momentOf(term.ago(1), '15:50')
  const act = (name: string, args: unknown, by: Actor): Promise<void> =>
    office.apply({ uid: office.choice.id(), name, args, by, recordedAt: at, receivedAt: at })
  const plan = { on: term.ahead(2), at: '09:30', order: 0, reason: 'safe-and-well', aloneBecause: '', flagsRead: [] }
  await act('plan-visit@1', { ...visit, ...plan }, safeguardingLead)
  await office.tx.query('insert into person (id) values ($1) on conflict do nothing', [theOffice.personId])
  await act('tell-companion@1', visit, theOffice)
}

/** A word at the door yesterday, on the way to somewhere else: saved in twenty seconds, to be finished. */
const noteInAHurry = async (office: OfficeAtWork, { staff, term, file }: Telling): Promise<void> => {
  const { pupil, caseId, parents } = file('micah')
  const [mother] = parents
  if (mother === undefined) throw new RangeError('Nobody of Micah’s family is on the roll.')
  const at = momentOf(term.ago(1), '16:24')
  const args: z.infer<typeof logHomeVisit.args> = {
    actId: office.choice.id(),
    happenedOn: term.ago(1),
    happenedAt: '16:20',
    planned: false,
    reason: 'engagement',
    withStaff: [],
    forewarned: false,
    address: null,
    arrivedAt: '16:20',
    leftAt: '16:23',
    access: 'doorstep',
    answeredBy: [
      {
        parentId: mother.id,
        name: `${mother.forename ?? ''} ${mother.surname}`.trim(),
        relationship: relationshipWords[mother.relationship],
      },
    ],
    cardLeft: false,
    saw: '',
    thinks: '',
    familyWords: '',
    riskAction: 'none',
    outcome: 'other',
    nextStep: '',
    remind: staff.officer.personId,
    children: [
      {
        pupilId: pupil.id,
        organisationId: pupil.organisationId,
        caseId,
        noteId: office.choice.id(),
        seen: 'not-seen',
        childWords: '',
        privateLines: '',
        returnOn: null,
      },
    ],
  }
  await office.apply({
    uid: office.choice.id(),
    name: 'log-home-visit@1',
    args,
    by: staff.officer,
    recordedAt: at,
    receivedAt: at,
  })
}

/** The officer was out on visits some days ago, told a manager before leaving, and came back. */
const anOuting = async (office: OfficeAtWork, { staff, term }: Telling): Promise<void> => {
  const { officer, manager } = staff
  const [place] = officer.memberships
  if (place === undefined) throw new RangeError('The officer works nowhere.')
  const outing = {
    organisationId: place.organisationId,
    personId: officer.personId,
    outingId: office.choice.id(),
  }
  const steps = [
    [
      '13:20',
      'lodge-outing@1',
      {
        where: 'Two visits in Lower Hollins, then the office.',
        visitIds: [],
        backBy: momentOf(term.ago(2), '15:30'),
        watcherId: manager.personId,
        withId: null,
        phone: '07700 900461',
        watcherPhone: '07700 900462',
      },
    ],
    ['13:45', 'note-arrival@1', {}],
    ['14:10', 'note-leaving@1', {}],
    ['15:05', 'say-safe@1', { howKnown: '' }],
  ] as const
  for (const [time, name, said] of steps) {
    const at = momentOf(term.ago(2), time)
    const args = { ...outing, ...said }
    await office.apply({ uid: office.choice.id(), name, args, by: officer, recordedAt: at, receivedAt: at })
  }
  // As the office does by itself as soon as it hears, so that no job is left to do it at another moment.
  await office.tx.query('insert into person (id) values ($1) on conflict do nothing', [theOffice.personId])
  const at = momentOf(term.ago(2), '15:05')
  const cleared = { uid: office.choice.id(), name: 'clear-outing@1', args: outing }
  await office.apply({ ...cleared, by: theOffice, recordedAt: at, receivedAt: at })
}
