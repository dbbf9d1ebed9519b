import { describe, expect, test } from 'vitest'
import { mutations } from '#domain/mutations/index.ts'
import { actions, can, type Action } from '#domain/permissions/can.ts'
import type { Role } from '#domain/records/staff-member.ts'
import { absenceCase, actor, aishasCase, hollins, id, memberOf, otherSchool, pupil, staff } from '../small-school.ts'

const roles = [
  'pastoral',
  'head-of-year',
  'attendance-lead',
  'designated-safeguarding-lead',
  'education-welfare-officer',
  'service-manager',
  'administrator',
] as const satisfies readonly Role[]

/**
 * Who may do what with a pupil they see, who has an open case that someone else owns: one column per role, in the order
 * above. `y` yes, `-` no, `o` only as the owner of the case, `a` only as the author of the note, of the restricted thread or of
 * what lies in their own file.
 */
const table: Record<Action, string> = {
  'see-pupil': /*             */ 'y y y y o y -',
  'open-absence-case': /*     */ 'y y y y y - -',
  'assign-absence-case': /*   */ 'o y y y o y -',
  'change-stage': /*          */ 'y y y y o y -',
  'set-review-date': /*       */ 'y y y y o - -',
  'change-reasons': /*        */ 'y y y y o - -',
  'close-absence-case': /*    */ 'o y y y o y -',
  'reopen-absence-case': /*   */ 'o y y y o y -',
  'log-contact': /*           */ 'y y y y o - -',
  'log-home-visit': /*        */ 'y y y y o - -',
  'amend-note': /*            */ 'a a y y a - -',
  'add-barrier': /*           */ 'y y y y o - -',
  'change-barrier': /*        */ 'y y y y o - -',
  'make-promise': /*          */ 'y y y y o - -',
  'change-promise': /*        */ 'y y y y o - -',
  'settle-promise': /*        */ 'y y y y o - -',
  'raise-risk-flag': /*       */ 'y y y y o - -',
  'review-risk-flag': /*      */ 'y y y y o - -',
  'mark-phone': /*            */ 'y y y y o - -',
  'set-safe-contact': /*      */ 'y y y y o - -',
  'record-court-order': /*    */ 'y y y y o - -',
  'see-court-order': /*       */ 'y y y y o - -',
  'end-court-order': /*       */ 'y y y y o - -',
  'settle-clash': /*          */ 'y y y y o y -',
  'hear-child': /*             */ 'y y y y o - -',
  'view-barrier': /*           */ 'y y y y o - -',
  'offer-support': /*          */ 'y y y y o - -',
  'note-support': /*           */ 'y y y y o - -',
  'unsettle-promise': /*       */ 'y y y y o - -',
  'add-agency': /*             */ 'y y y y o - -',
  'change-agency': /*          */ 'y y y y o - -',
  'make-plan': /*              */ 'y y y y o - -',
  'add-plan-action': /*        */ 'y y y y o - -',
  'settle-plan-action': /*     */ 'y y y y o - -',
  'review-plan': /*            */ 'y y y y o - -',
  'record-meeting': /*         */ 'y y y y o - -',
  'hand-over-case': /*         */ 'o y y y o y -',
  'answer-handover': /*        */ 'o y y y o y -',
  'tell-safeguarding-lead': /**/ 'y y y y o y -',
  'add-restricted-note': /*   */ 'a a a y a a -',
  'mark-restricted-read': /*  */ 'a a a y a a -',
  'set-restricted-reader': /* */ '- - - y - - -',
  'note-restricted-outcome': /**/ '- - - y - - -',
  'set-safeguarding-plan': /* */ '- - - y - - y',
  'share-paper': /*           */ 'y y y y o y -',
  'decide-on-register': /*    */ 'y y y y o - -',
  'record-penalty-notice': /* */ '- - y y o - -',
  'note-penalty-notice': /*   */ '- - y y o - -',
  'say-school-move': /*       */ 'y y y y o - -',
  'plan-visit': /*            */ 'a a a a a a -',
  'move-planned-visit': /*    */ 'a a a a a a -',
  'call-off-visit': /*        */ 'a a a a a a -',
  'note-visit-made': /*       */ 'a a a a a a -',
  'lodge-outing': /**/ 'a a a a a a -',
  'note-arrival': /**/ 'a a a a a a -',
  'note-leaving': /**/ 'a a a a a a -',
  'change-return': /**/ 'a a a a a a -',
  'say-safe': /**/ 'a a a a a a -',
  'raise-alarm': /**/ '- - - - - - -',
  'take-register': /**/ '- - - - - - -',
  'widen-alarm': /**/ '- - - - - - -',
  'take-alarm': /**/ 'a a a a a a -',
  'clear-outing': /**/ '- - - - - - -',
  'keep-view': /*             */ 'a a a a a a -',
  'remove-view': /*           */ 'a a a a a a -',
  'write-template': /*        */ '- - y - - y y',
  'change-template': /*       */ '- - y - - y y',
  'retire-template': /*       */ '- - y - - y y',
  'serve-school': /*          */ '- - y - - y y',
  'pass-on-template': /*      */ '- - - - - - -',
  'tell-companion': /*        */ '- - - - - - -',
  'say-school-numbers': /*    */ '- - y - - y y',
  'close-school': /*          */ '- - y - - y y',
  'remove-closure': /*        */ '- - y - - y y',
  'set-morning-plan': /*      */ '- - y - - y y',
  'enrol-pupil': /*           */ '- - - - - - y',
  'remove-from-roll': /*      */ '- - - - - - y',
  'import-roll': /*           */ '- - - - - - y',
  'add-staff-member': /*      */ '- - - - - - y',
  'change-staff-member': /*   */ '- - - - - - y',
  'found-organisation': /*    */ '- - - - - - y',
  'manage-devices': /*        */ '- - - - - - y',
  'see-access-log': /*        */ '- - y y - y -',
  'see-files-of-marks': /*    */ '- - y y - - -',
  'see-figures-of-schools': /**/ '- - - - - y -',
}

const child = pupil({ openCaseId: aishasCase })
const someoneElses = absenceCase({ ownerId: id(180) })
const threadBy = (by: string) => ({ organisationId: hollins, by, readers: [] })

const cells = actions.flatMap((action) => {
  const answers = table[action].split(' ')
  return roles.map((role, column) => ({ action, role, answer: answers[column] }))
})

test('every action has an answer for every role', () => {
  expect(cells.every(({ answer }) => answer !== undefined && 'y-oa'.includes(answer))).toBe(true)
  expect(Object.values(table).every((row) => row.split(' ').length === roles.length)).toBe(true)
})

test('every mutation has an action of its own name', () => {
  for (const name of Object.keys(mutations)) expect(actions).toContain(name.replace(/@\d+$/, ''))
})

test.each(cells)('$role, $action: $answer', ({ action, role, answer }) => {
  const by = actor(role)
  const stranger = {
    organisationId: hollins,
    pupil: child,
    absenceCase: someoneElses,
    authorId: id(180),
    thread: threadBy(id(180)),
    ownerId: id(180),
    watcherId: id(180),
  }
  const owner = { ...stranger, absenceCase: absenceCase({ ownerId: by.personId }) }
  // The author of a note about a pupil of theirs: an officer sees a pupil only through a case.
  const author = {
    ...owner,
    authorId: by.personId,
    thread: threadBy(by.personId),
    ownerId: by.personId,
    watcherId: by.personId,
  }
  expect(can(by, action, stranger)).toBe(answer === 'y')
  expect(can(by, action, owner)).toBe(answer === 'y' || answer === 'o')
  expect(can(by, action, author)).toBe(answer !== '-')
})

describe.each(actions)('%s', (action) => {
  const subject = { organisationId: hollins, pupil: child, absenceCase: someoneElses }

  test.each(roles)('is not for a %s who has left, nor for one of another school', (role) => {
    const own = {
      ...subject,
      absenceCase: absenceCase({ ownerId: staff[role] }),
      authorId: staff[role],
      thread: threadBy(staff[role]),
      ownerId: staff[role],
      watcherId: staff[role],
    }
    expect(can(actor(role, { leftOn: '2026-07-20' }), action, own)).toBe(false)
    expect(can(actor(role, { organisationId: otherSchool }), action, own)).toBe(false)
    expect(can({ personId: staff[role], memberships: [] }, action, own)).toBe(false)
  })

  test('is not for a role that this version does not know', () => {
    const caretaker: unknown = { ...memberOf(hollins, 'pastoral', { id: id(190) }), role: 'caretaker' }
    const by = { personId: id(190), memberships: JSON.parse(JSON.stringify([caretaker])) }
    const own = {
      absenceCase: absenceCase({ ownerId: id(190) }),
      authorId: id(190),
      thread: threadBy(id(190)),
      ownerId: id(190),
    }
    expect(can(by, action, { ...subject, ...own })).toBe(false)
  })
})

test('a head of year acts for their years alone; a pastoral worker too, where they have years', () => {
  const subject = { organisationId: hollins, pupil: child, absenceCase: someoneElses }
  for (const role of ['head-of-year', 'pastoral'] as const) {
    expect(can(actor(role, { yearGroups: [9, 10] }), 'log-contact', subject)).toBe(true)
    expect(can(actor(role, { yearGroups: [7] }), 'log-contact', subject)).toBe(false)
    const unknownYear = { ...subject, pupil: { ...child, yearGroup: null } }
    expect(can(actor(role, { yearGroups: [9] }), 'log-contact', unknownYear)).toBe(false)
    expect(can(actor(role), 'log-contact', unknownYear)).toBe(true)
  }
})

test('a case handed in among others is the one in question only when it is the pupil’s open one', () => {
  const by = actor('pastoral')
  const mine = absenceCase({ ownerId: by.personId })
  const shut = absenceCase({ id: id(22), ownerId: by.personId, status: 'closed' })
  expect(can(by, 'close-absence-case', { organisationId: hollins, pupil: child, cases: [mine, shut] })).toBe(true)
  expect(can(by, 'close-absence-case', { organisationId: hollins, pupil: child, cases: [someoneElses, shut] })).toBe(
    false,
  )
})

test('a service manager looks after officers’ places and tablets, and nobody else’s; an administrator after everybody’s', () => {
  for (const action of ['add-staff-member', 'change-staff-member', 'manage-devices'] as const) {
    for (const role of roles) {
      const may = (by: Role) => can(actor(by), action, { organisationId: hollins, staffRoles: [role] })
      expect({ action, role, may: may('service-manager') }).toEqual({
        action,
        role,
        may: role === 'education-welfare-officer',
      })
      expect(may('administrator')).toBe(true)
      expect(may('designated-safeguarding-lead')).toBe(false)
    }
    const manager = actor('service-manager')
    const promoted = ['education-welfare-officer', 'designated-safeguarding-lead'] as const
    expect(can(manager, action, { organisationId: hollins, staffRoles: promoted })).toBe(false)
    expect(can(manager, action, { organisationId: hollins, staffRoles: [] })).toBe(false)
  }
})

test('an act about a pupil needs the pupil, and one of that organisation', () => {
  expect(can(actor('attendance-lead'), 'log-contact', { organisationId: hollins })).toBe(false)
  const elsewhere = pupil({ organisationId: otherSchool })
  expect(can(actor('attendance-lead'), 'log-contact', { organisationId: hollins, pupil: elsewhere })).toBe(false)
})
