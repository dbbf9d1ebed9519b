import type { Mutation } from '../mutation.ts'
import { addAgency } from './add-agency.ts'
import { addBarrier } from './add-barrier.ts'
import { addPlanAction } from './add-plan-action.ts'
import { addRestrictedNote } from './add-restricted-note.ts'
import { addStaffMember } from './add-staff-member.ts'
import { amendNote } from './amend-note.ts'
import { answerHandover } from './answer-handover.ts'
import { assignAbsenceCase } from './assign-absence-case.ts'
import { changeAgency } from './change-agency.ts'
import { changeBarrier } from './change-barrier.ts'
import { changePromise } from './change-promise.ts'
import { changeReasons } from './change-reasons.ts'
import { changeStaffMember } from './change-staff-member.ts'
import { changeStage } from './change-stage.ts'
import { callOffVisit } from './call-off-visit.ts'
import { clearOuting } from './clear-outing.ts'
import { closeAbsenceCase } from './close-absence-case.ts'
import { decideOnRegister } from './decide-on-register.ts'
import { saySchoolMove } from './say-school-move.ts'
import { notePenaltyNotice } from './note-penalty-notice.ts'
import { recordPenaltyNotice } from './record-penalty-notice.ts'
import { enrolPupil } from './enrol-pupil.ts'
import { foundOrganisation } from './found-organisation.ts'
import { handOverCase } from './hand-over-case.ts'
import { hearChild } from './hear-child.ts'
import { keepView } from './keep-view.ts'
import { logContact } from './log-contact.ts'
import { logHomeVisit } from './log-home-visit.ts'
import { makePlan } from './make-plan.ts'
import { makePromise } from './make-promise.ts'
import { markPhone } from './mark-phone.ts'
import { markRestrictedRead } from './mark-restricted-read.ts'
import { movePlannedVisit } from './move-planned-visit.ts'
import { noteRestrictedOutcome } from './note-restricted-outcome.ts'
import { noteSupport } from './note-support.ts'
import { noteVisitMade } from './note-visit-made.ts'
import { offerSupport } from './offer-support.ts'
import { openAbsenceCase } from './open-absence-case.ts'
import { planVisit } from './plan-visit.ts'
import { raiseRiskFlag } from './raise-risk-flag.ts'
import { recordMeeting } from './record-meeting.ts'
import { removeFromRoll } from './remove-from-roll.ts'
import { removeView } from './remove-view.ts'
import { reopenAbsenceCase } from './reopen-absence-case.ts'
import { reviewPlan } from './review-plan.ts'
import { reviewRiskFlag } from './review-risk-flag.ts'
import { setRestrictedReader } from './set-restricted-reader.ts'
import { setReviewDate } from './set-review-date.ts'
import { setSafeContact } from './set-safe-contact.ts'
import { setMorningPlan } from './set-morning-plan.ts'
import { setSafeguardingPlan } from './set-safeguarding-plan.ts'
import { settleClash } from './settle-clash.ts'
import { settlePlanAction } from './settle-plan-action.ts'
import { settlePromise } from './settle-promise.ts'
import { endCourtOrder } from './end-court-order.ts'
import { recordCourtOrder } from './record-court-order.ts'
import { seeCourtOrder } from './see-court-order.ts'
import { tellCompanion } from './tell-companion.ts'
import { tellSafeguardingLead } from './tell-safeguarding-lead.ts'
import { sharePaper } from './share-paper.ts'
import { changeTemplate } from './change-template.ts'
import { saySchoolNumbers } from './say-school-numbers.ts'
import { closeSchool } from './close-school.ts'
import { removeClosure } from './remove-closure.ts'
import { retireTemplate } from './retire-template.ts'
import { widenAlarm } from './widen-alarm.ts'
import { writeTemplate } from './write-template.ts'
import { unsettlePromise } from './unsettle-promise.ts'
import { viewBarrier } from './view-barrier.ts'
import { changeReturn } from './change-return.ts'
import { lodgeOuting } from './lodge-outing.ts'
import { noteArrival } from './note-arrival.ts'
import { noteLeaving } from './note-leaving.ts'
import { passOnTemplate } from './pass-on-template.ts'
import { raiseAlarm } from './raise-alarm.ts'
import { saySafe } from './say-safe.ts'
import { serveSchool } from './serve-school.ts'
import { takeAlarm } from './take-alarm.ts'
import { takeRegister } from './take-register.ts'

const all: readonly Mutation[] = [
  openAbsenceCase,
  assignAbsenceCase,
  changeStage,
  setReviewDate,
  changeReasons,
  closeAbsenceCase,
  reopenAbsenceCase,
  logContact,
  logHomeVisit,
  amendNote,
  addBarrier,
  changeBarrier,
  makePromise,
  changePromise,
  settlePromise,
  raiseRiskFlag,
  reviewRiskFlag,
  markPhone,
  setSafeContact,
  settleClash,
  hearChild,
  viewBarrier,
  offerSupport,
  noteSupport,
  unsettlePromise,
  addAgency,
  changeAgency,
  makePlan,
  addPlanAction,
  settlePlanAction,
  reviewPlan,
  recordMeeting,
  handOverCase,
  answerHandover,
  tellSafeguardingLead,
  addRestrictedNote,
  markRestrictedRead,
  setRestrictedReader,
  noteRestrictedOutcome,
  setMorningPlan,
  setSafeguardingPlan,
  sharePaper,
  decideOnRegister,
  recordPenaltyNotice,
  notePenaltyNotice,
  saySchoolMove,
  planVisit,
  movePlannedVisit,
  callOffVisit,
  noteVisitMade,
  lodgeOuting,
  noteArrival,
  noteLeaving,
  changeReturn,
  saySafe,
  raiseAlarm,
  widenAlarm,
  takeAlarm,
  clearOuting,
  keepView,
  removeView,
  writeTemplate,
  changeTemplate,
  retireTemplate,
  serveSchool,
  passOnTemplate,
  tellCompanion,
  recordCourtOrder,
  seeCourtOrder,
  endCourtOrder,
  saySchoolNumbers,
  closeSchool,
  removeClosure,
  enrolPupil,
  removeFromRoll,
  takeRegister,
  addStaffMember,
  changeStaffMember,
  foundOrganisation,
]

/** Every mutation by its stored name. Adding a thing a person can do is one file and one line here. */
export const mutations: Readonly<Record<string, Mutation>> = Object.fromEntries(
  all.map((mutation) => [mutation.name, mutation]),
)

/** The mutation of a stored name, or null: a name such as `constructor` is not one. */
export const mutationNamed = (name: string): Mutation | null =>
  Object.hasOwn(mutations, name) ? (mutations[name] ?? null) : null
