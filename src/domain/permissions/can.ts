import type { AbsenceCase } from '../records/absence-case.ts'
import type { Pupil } from '../records/pupil.ts'
import { Role, type StaffMember } from '../records/staff-member.ts'
import { dayOf } from '../time/instant.ts'
import type { SchoolDay } from '../time/school-day.ts'
import { heardOn, membershipIn, theOffice, type Actor } from './actor.ts'
import { answersForWhoIsOut, hasYear, mayReadThread, visibleTo, type ThreadAccess } from './visible-to.ts'

/** Everything that needs permission. The list is closed; each mutation's action is its name without the version. */
export const actions = [
  'see-pupil',
  'open-absence-case',
  'assign-absence-case',
  'change-stage',
  'set-review-date',
  'change-reasons',
  'close-absence-case',
  'reopen-absence-case',
  'log-contact',
  'log-home-visit',
  'amend-note',
  'add-barrier',
  'change-barrier',
  'make-promise',
  'change-promise',
  'settle-promise',
  'raise-risk-flag',
  'review-risk-flag',
  'mark-phone',
  'set-safe-contact',
  'record-court-order',
  'see-court-order',
  'end-court-order',
  'settle-clash',
  'hear-child',
  'view-barrier',
  'offer-support',
  'note-support',
  'unsettle-promise',
  'add-agency',
  'change-agency',
  'make-plan',
  'add-plan-action',
  'settle-plan-action',
  'review-plan',
  'record-meeting',
  'hand-over-case',
  'answer-handover',
  'tell-safeguarding-lead',
  'add-restricted-note',
  'mark-restricted-read',
  'set-restricted-reader',
  'note-restricted-outcome',
  'set-safeguarding-plan',
  'share-paper',
  'decide-on-register',
  'record-penalty-notice',
  'note-penalty-notice',
  'say-school-move',
  'plan-visit',
  'move-planned-visit',
  'call-off-visit',
  'note-visit-made',
  'lodge-outing',
  'note-arrival',
  'note-leaving',
  'change-return',
  'say-safe',
  'raise-alarm',
  'widen-alarm',
  'take-alarm',
  'clear-outing',
  'keep-view',
  'remove-view',
  'write-template',
  'change-template',
  'retire-template',
  'serve-school',
  'pass-on-template',
  'tell-companion',
  'say-school-numbers',
  'close-school',
  'remove-closure',
  'set-morning-plan',
  'enrol-pupil',
  'remove-from-roll',
  'import-roll',
  'take-register',
  'add-staff-member',
  'change-staff-member',
  'found-organisation',
  'manage-devices',
  'see-access-log',
  'see-files-of-marks',
  'see-figures-of-schools',
] as const
export type Action = (typeof actions)[number]

/** What an action is done to. */
export type Subject = {
  organisationId: string
  /** The pupil, for every action about one. Without it such an action is never permitted. */
  pupil?: Pupil
  /** The pupil's cases that are at hand. */
  cases?: readonly AbsenceCase[]
  /** The case acted on, where it is one; otherwise the pupil's open case among `cases`. */
  absenceCase?: AbsenceCase | null
  /** The roles that a colleague has, and is to have, for acts on colleagues' places and tablets. */
  staffRoles?: readonly Role[]
  /** Who wrote the note, for `amend-note`. */
  authorId?: string
  /** To whom the case was offered, for `answer-handover`. */
  offeredTo?: string
  /** The restricted thread, for every action on one. Without it such an action is never permitted. */
  thread?: ThreadAccess
  /** Whose own file it is, for every action in one. Without it such an action is never permitted. */
  ownerId?: string
  /** Who looks out for the owner while they are out, for `say-safe` and `take-alarm`. */
  watcherId?: string
  /** Who is out together with them, or nobody, for `say-safe`. */
  companionId?: string | null
  /** Whether their alarm was told to those who answer for people who are out, for the same. */
  isWidened?: boolean
}

/**
 * Whether this person may do this. The one question that the button, the mutation and the office all ask. Someone who is
 * not a member, has left, or has a role this version does not know, may do nothing.
 */
export const can = (actor: Actor, action: Action, subject: Subject): boolean => {
  if (isOfOfficeAlone(action)) return actor.personId === theOffice.personId
  const member = membershipIn(actor, subject.organisationId)
  if (member === null) return false
  if (isOfficeAction(action)) return member.role === 'administrator'
  if (isStaffAction(action)) return looksAfter(member, subject.staffRoles)
  if (isForEverybody(action)) return answersForWork(member)
  if (action === 'see-access-log') return isLead(member) || member.role === 'service-manager'
  // Whoever sees every pupil of the school: a file may be named after one of them.
  if (action === 'see-files-of-marks') return isLead(member)
  if (action === 'see-figures-of-schools') return member.role === 'service-manager'
  if (isOwnAction(action))
    return member.role !== 'administrator' && subject.ownerId === member.id && isKnownRole(member)
  if (isWatchAction(action)) return mayWatch(member, action, subject)
  if (isThreadAction(action)) return mayActOnThread(member, action, subject)
  const wroteOn = heardOn(actor, subject.organisationId) ?? actor.wroteOn ?? null
  return mayDoCasework(member, action, subject, wroteOn)
}

/**
 * What nobody does by hand: the office raises an alarm when a time has passed, writes the marks that a school's system gave it, puts
 * a council's messages into a school's file, and brings a planned visit to the colleague who comes along.
 */
const ofOfficeAlone = [
  'raise-alarm',
  'widen-alarm',
  'clear-outing',
  'take-register',
  'pass-on-template',
  'tell-companion',
] as const satisfies readonly Action[]
type OfOfficeAlone = (typeof ofOfficeAlone)[number]

const isOfOfficeAlone = (action: Action): action is OfOfficeAlone => ofOfficeAlone.some((listed) => listed === action)
/** Acts on colleagues' places and tablets. */
const staffActions = ['add-staff-member', 'change-staff-member', 'manage-devices'] as const satisfies readonly Action[]
type StaffAction = (typeof staffActions)[number]

const isStaffAction = (action: Action): action is StaffAction => staffActions.some((listed) => listed === action)

/**
 * An administrator looks after everybody, and for that sees no pupil. A service manager looks after education welfare
 * officers and nobody else: who could make a safeguarding lead could read what only that lead may.
 */
const looksAfter = (member: StaffMember, roles: readonly Role[] | undefined): boolean =>
  member.role === 'administrator' ||
  (member.role === 'service-manager' &&
    roles !== undefined &&
    roles.length > 0 &&
    roles.every((role) => role === 'education-welfare-officer'))

/** Acts on what an organisation has for all its colleagues: messages ready for families, whom it keeps them for, its closures and its cut-offs. */
const everybodysActions = [
  'write-template',
  'change-template',
  'retire-template',
  'serve-school',
  'say-school-numbers',
  'close-school',
  'remove-closure',
  'set-morning-plan',
] as const satisfies readonly Action[]
type EverybodysAction = (typeof everybodysActions)[number]

const isForEverybody = (action: Action): action is EverybodysAction =>
  everybodysActions.some((listed) => listed === action)

/** What goes out in the organisation's name, or counts for all, is for those who answer for the work; it holds no pupil's words. */
const answersForWork = ({ role }: StaffMember): boolean =>
  role === 'attendance-lead' || role === 'service-manager' || role === 'administrator'

/** Acts on the roll and the organisation itself: an administrator's alone. */
const officeActions = [
  'enrol-pupil',
  'remove-from-roll',
  'import-roll',
  'found-organisation',
] as const satisfies readonly Action[]
type OfficeAction = (typeof officeActions)[number]

const isOfficeAction = (action: Action): action is OfficeAction => officeActions.some((listed) => listed === action)

/** Acts on what only a few may read, and on the plan that says how soon they must. */
const threadActions = [
  'add-restricted-note',
  'mark-restricted-read',
  'set-restricted-reader',
  'note-restricted-outcome',
  'set-safeguarding-plan',
] as const satisfies readonly Action[]
type ThreadAction = (typeof threadActions)[number]

const isThreadAction = (action: Action): action is ThreadAction => threadActions.some((listed) => listed === action)

/** Acts in a person's own file: theirs alone, whatever their casework role. An administrator has no visits to plan. */
const ownActions = [
  'plan-visit',
  'move-planned-visit',
  'call-off-visit',
  'note-visit-made',
  'lodge-outing',
  'note-arrival',
  'note-leaving',
  'change-return',
  'keep-view',
  'remove-view',
] as const satisfies readonly Action[]
type OwnAction = (typeof ownActions)[number]

const isOwnAction = (action: Action): action is OwnAction => ownActions.some((listed) => listed === action)

/** Acts of whoever looks out for a colleague; who is out says themself that they are safe. */
const watchActions = ['say-safe', 'take-alarm'] as const satisfies readonly Action[]
type WatchAction = (typeof watchActions)[number]

const isWatchAction = (action: Action): action is WatchAction => watchActions.some((listed) => listed === action)

const mayWatch = (member: StaffMember, action: WatchAction, subject: Subject): boolean => {
  const { ownerId, watcherId, companionId, isWidened } = subject
  if (!isKnownRole(member) || member.role === 'administrator') return false
  if (watcherId === member.id) return true
  // Whoever stands beside them knows that they are safe; looking for them is for somebody at base.
  if (action === 'say-safe' && (ownerId === member.id || companionId === member.id)) return true
  return isWidened === true && ownerId !== member.id && answersForWhoIsOut(member)
}

/** False for a role from a newer version: it may do nothing here. */
const isKnownRole = (member: StaffMember): boolean => Role.safeParse(member.role).success

const mayActOnThread = (member: StaffMember, action: ThreadAction, { organisationId, thread }: Subject): boolean => {
  const isSafeguardingLead = member.role === 'designated-safeguarding-lead'
  // A school without a safeguarding lead must still be able to say whom to ring.
  if (action === 'set-safeguarding-plan') return isSafeguardingLead || member.role === 'administrator'
  if (thread === undefined || thread.organisationId !== organisationId || !mayReadThread(member, thread)) return false
  return action === 'set-restricted-reader' || action === 'note-restricted-outcome' ? isSafeguardingLead : true
}

const mayDoCasework = (
  member: StaffMember,
  action: Exclude<
    Action,
    | OfficeAction
    | StaffAction
    | EverybodysAction
    | ThreadAction
    | OwnAction
    | WatchAction
    | OfOfficeAlone
    | 'see-access-log'
    | 'see-files-of-marks'
    | 'see-figures-of-schools'
  >,
  subject: Subject,
  wroteOn: SchoolDay | null,
): boolean => {
  const { pupil } = subject
  if (pupil === undefined || pupil.organisationId !== subject.organisationId) return false
  const cases = [...(subject.cases ?? []), ...(subject.absenceCase ? [subject.absenceCase] : [])]
  const sees = visibleTo(member, { pupil, cases }) || (wroteOn !== null && hadCaseOn(member, pupil, wroteOn))
  const role = member.role
  switch (action) {
    case 'see-pupil':
      return sees
    case 'open-absence-case':
      // An officer takes referrals for pupils who are not yet theirs.
      if (role === 'education-welfare-officer') return true
      return sees && (isSchoolCaseworker(member) || isLead(member))
    case 'assign-absence-case':
    case 'hand-over-case':
      return sees && mayGive(member, subject, cases)
    case 'answer-handover':
      return sees && (mayGive(member, subject, cases) || subject.offeredTo === member.id)
    case 'close-absence-case':
    case 'reopen-absence-case':
      // A closed case is out of a service manager's sight, yet they may have it opened again.
      if (role === 'service-manager') return sees || action === 'reopen-absence-case'
      return (
        sees && (isLead(member) || (role === 'head-of-year' && hasYear(member, pupil)) || owns(member, subject, cases))
      )
    case 'change-stage':
    case 'settle-clash':
    // Whoever sees a child may say that they are worried.
    case 'tell-safeguarding-lead':
    case 'share-paper':
      return sees
    // The council issues them: its officer writes them down, or whoever leads the work at the school that was told.
    case 'record-penalty-notice':
    case 'note-penalty-notice':
      return sees && (isLead(member) || role === 'education-welfare-officer')
    case 'amend-note':
      return sees && (isLead(member) || (role !== 'service-manager' && subject.authorId === member.id))
    case 'set-review-date':
    case 'change-reasons':
    case 'log-contact':
    case 'log-home-visit':
    case 'add-barrier':
    case 'change-barrier':
    case 'make-promise':
    case 'change-promise':
    case 'settle-promise':
    case 'raise-risk-flag':
    case 'review-risk-flag':
    case 'mark-phone':
    case 'set-safe-contact':
    case 'record-court-order':
    case 'see-court-order':
    case 'end-court-order':
    case 'hear-child':
    case 'view-barrier':
    case 'offer-support':
    case 'note-support':
    case 'unsettle-promise':
    case 'add-agency':
    case 'change-agency':
    case 'make-plan':
    case 'add-plan-action':
    case 'settle-plan-action':
    case 'review-plan':
    case 'record-meeting':
    case 'decide-on-register':
    case 'say-school-move':
      return sees && role !== 'service-manager'
  }
  return false
}

/**
 * Whether an officer had one of the pupil's cases on this day, which was given on before what they wrote could come.
 * Nobody reads a file by it: it is asked for nothing but taking what they wrote.
 */
const hadCaseOn = (member: StaffMember, { formerOwners }: Pupil, day: SchoolDay): boolean => {
  const until = formerOwners?.[member.id]
  return member.role === 'education-welfare-officer' && until !== undefined && day <= dayOf(until)
}

/** Who may give a case to someone: whoever has it, and those who hand out work. */
const mayGive = (member: StaffMember, subject: Subject, cases: readonly AbsenceCase[]): boolean =>
  isLead(member) || member.role === 'head-of-year' || member.role === 'service-manager' || owns(member, subject, cases)

const isLead = (member: StaffMember): boolean =>
  member.role === 'attendance-lead' || member.role === 'designated-safeguarding-lead'

const isSchoolCaseworker = (member: StaffMember): boolean =>
  member.role === 'pastoral' || member.role === 'head-of-year'

const owns = (member: StaffMember, subject: Subject, cases: readonly AbsenceCase[]): boolean => {
  const acted = subject.absenceCase ?? cases.find((absenceCase) => absenceCase.id === subject.pupil?.openCaseId)
  return acted?.ownerId === member.id
}
