import { z } from 'zod'
import { AbsenceCase } from './absence-case.ts'
import { AccompaniedVisit } from './accompanied-visit.ts'
import { Agency } from './agency.ts'
import { Amendment } from './amendment.ts'
import { BarrierView } from './barrier-view.ts'
import { Attachment } from './attachment.ts'
import { Barrier } from './barrier.ts'
import { ChildVoice } from './child-voice.ts'
import { CourtOrder } from './court-order.ts'
import { Clash } from './clash.ts'
import { ContactNote } from './contact-note.ts'
import { Handover } from './handover.ts'
import { HomeVisit } from './home-visit.ts'
import { Meeting } from './meeting.ts'
import { MessageTemplate } from './message-template.ts'
import { MorningPlan } from './morning-plan.ts'
import { Organisation } from './organisation.ts'
import { Outing } from './outing.ts'
import { outingsFileOf, ownFileOf } from './own-file.ts'
import { Parent } from './parent.ts'
import { PenaltyNotice } from './penalty-notice.ts'
import { PlannedVisit } from './planned-visit.ts'
import { Plan } from './plan.ts'
import { Promise } from './promise.ts'
import { Pupil } from './pupil.ts'
import { RegisterDecision } from './register-decision.ts'
import { RegisterYear } from './register-year.ts'
import { RestrictedMarker } from './restricted-marker.ts'
import { RestrictedNote } from './restricted-note.ts'
import { RestrictedThread } from './restricted-thread.ts'
import { RiskFlag } from './risk-flag.ts'
import { SafeguardingPlan } from './safeguarding-plan.ts'
import { SavedView } from './saved-view.ts'
import { SchoolClosure } from './school-closure.ts'
import { SchoolMove } from './school-move.ts'
import { ServedSchool } from './served-school.ts'
import { SharedPaper } from './shared-paper.ts'
import { StaffMember } from './staff-member.ts'
import { SupportOffer } from './support-offer.ts'
import { UnfinishedNote } from './unfinished-note.ts'

/** Every kind of record, by its stored name. A stored name is a promise: never renamed, never reused. */
export const recordSchemas = {
  organisation: Organisation,
  'staff-member': StaffMember,
  pupil: Pupil,
  parent: Parent,
  'absence-case': AbsenceCase,
  'contact-note': ContactNote,
  'home-visit': HomeVisit,
  barrier: Barrier,
  promise: Promise,
  'risk-flag': RiskFlag,
  amendment: Amendment,
  attachment: Attachment,
  clash: Clash,
  'restricted-marker': RestrictedMarker,
  'restricted-thread': RestrictedThread,
  'restricted-note': RestrictedNote,
  'safeguarding-plan': SafeguardingPlan,
  'planned-visit': PlannedVisit,
  'shared-paper': SharedPaper,
  agency: Agency,
  'barrier-view': BarrierView,
  'child-voice': ChildVoice,
  handover: Handover,
  meeting: Meeting,
  plan: Plan,
  'support-offer': SupportOffer,
  'saved-view': SavedView,
  'unfinished-note': UnfinishedNote,
  'message-template': MessageTemplate,
  outing: Outing,
  'school-closure': SchoolClosure,
  'register-year': RegisterYear,
  'register-decision': RegisterDecision,
  'penalty-notice': PenaltyNotice,
  'served-school': ServedSchool,
  'morning-plan': MorningPlan,
  'school-move': SchoolMove,
  'accompanied-visit': AccompaniedVisit,
  'court-order': CourtOrder,
} as const

export type RecordKind = keyof typeof recordSchemas
export type RecordOf<K extends RecordKind> = z.infer<(typeof recordSchemas)[K]>
export type DoorstepRecord = { [K in RecordKind]: RecordOf<K> }[RecordKind]

/** Any record, told apart by its kind. */
export const AnyRecord = z.discriminatedUnion('kind', [
  Organisation,
  StaffMember,
  Pupil,
  Parent,
  AbsenceCase,
  ContactNote,
  HomeVisit,
  Barrier,
  Promise,
  RiskFlag,
  Amendment,
  Attachment,
  Clash,
  RestrictedMarker,
  RestrictedThread,
  RestrictedNote,
  SafeguardingPlan,
  SharedPaper,
  PlannedVisit,
  Agency,
  BarrierView,
  ChildVoice,
  Handover,
  Meeting,
  Plan,
  SupportOffer,
  SavedView,
  UnfinishedNote,
  MessageTemplate,
  Outing,
  SchoolClosure,
  RegisterYear,
  RegisterDecision,
  PenaltyNotice,
  ServedSchool,
  MorningPlan,
  SchoolMove,
  AccompaniedVisit,
  CourtOrder,
])

/**
 * The unit of version, grant and replication: a pupil's file (the pupil's id), an organisation's own (its id), a person's
 * own in one organisation (`ownFileOf`) and that of their outings (`outingsFileOf`), a restricted thread's (the thread's id).
 */
export type FileId = string

/** What lies in an organisation's own file, beside the organisation itself. */
const organisationKinds = [
  'staff-member',
  'safeguarding-plan',
  'message-template',
  'school-closure',
  'served-school',
  'morning-plan',
] as const satisfies readonly RecordKind[]

const isOfOrganisation = (record: DoorstepRecord): record is RecordOf<(typeof organisationKinds)[number]> =>
  organisationKinds.some((kind) => kind === record.kind)

/** What lies in a person's own file. */
const ownKinds = [
  'planned-visit',
  'accompanied-visit',
  'saved-view',
  'unfinished-note',
] as const satisfies readonly RecordKind[]

const isOfOwnFile = (record: DoorstepRecord): record is RecordOf<(typeof ownKinds)[number]> =>
  ownKinds.some((kind) => kind === record.kind)

/** Which file a record lives in. */
export const fileOf = (record: DoorstepRecord): FileId => {
  if (record.kind === 'organisation' || record.kind === 'pupil' || record.kind === 'restricted-thread') return record.id
  if (isOfOrganisation(record)) return record.organisationId
  if (record.kind === 'restricted-note') return record.threadId
  if (isOfOwnFile(record)) return ownFileOf(record.organisationId, record.personId)
  if (record.kind === 'outing') return outingsFileOf(record.organisationId, record.personId)
  return record.pupilId
}

export type FileKind = 'pupil' | 'organisation' | 'person' | 'restricted'

/** What kind of file a record may live in. The office writes it into no other, whatever identity it carries. */
export const fileKindOf = (record: DoorstepRecord): FileKind => {
  const { kind } = record
  if (kind === 'organisation' || isOfOrganisation(record)) return 'organisation'
  if (isOfOwnFile(record) || kind === 'outing') return 'person'
  return kind === 'restricted-thread' || kind === 'restricted-note' ? 'restricted' : 'pupil'
}
