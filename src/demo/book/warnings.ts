import type { OrderForbids } from '#domain/records/court-order.ts'
import type { Relationship } from '#domain/records/parent.ts'
import type { RiskAbout, RiskSeverity } from '#domain/records/risk-flag.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { PupilFile } from '../casework/pupil-file.ts'
import type { ActBook, When } from './act-book.ts'

/** A risk flag as it stands, so that a review says what it was before. */
export type Warning = { flagId: string; reviewBy: SchoolDay; severity: RiskSeverity }

/** What to know before going to a door or ringing a number. */
export const warnings = (acts: ActBook) => ({
  /** Answers what a review of the flag needs. */
  warn(
    file: PupilFile,
    told: When & { about: RiskAbout; severity: RiskSeverity; evidence: string; reviewBy: SchoolDay },
  ): Warning {
    const flagId = acts.choice.id()
    const { about, severity, evidence, reviewBy } = told
    acts.book(told, 'raise-risk-flag@1', {
      pupilId: file.pupil.id,
      flagId,
      about,
      severity,
      evidence,
      raisedOn: acts.term.ago(told.ago),
      reviewBy,
    })
    return { flagId, reviewBy, severity }
  },

  lookAgain(
    file: PupilFile,
    told: When & {
      flag: Warning
      words: string
      reviewBy: SchoolDay
      severity?: RiskSeverity
      end?: true
    },
  ): void {
    const { flag } = told
    acts.book(told, 'review-risk-flag@1', {
      pupilId: file.pupil.id,
      flagId: flag.flagId,
      clashId: acts.choice.id(),
      on: acts.term.ago(told.ago),
      words: told.words,
      reviewBy: { from: flag.reviewBy, to: told.reviewBy },
      ...(told.severity === undefined ? {} : { severity: { from: flag.severity, to: told.severity } }),
      end: told.end ?? false,
    })
    flag.reviewBy = told.reviewBy
    flag.severity = told.severity ?? flag.severity
  },

  courtOrder(
    file: PupilFile,
    told: When & { parent: Relationship; forbids: readonly OrderForbids[]; says: string; since: SchoolDay },
  ): void {
    acts.book(told, 'record-court-order@1', {
      pupilId: file.pupil.id,
      orderId: acts.choice.id(),
      parentIds: [file.parent(told.parent).id],
      otherPerson: '',
      forbids: told.forbids,
      says: told.says,
      since: told.since,
      until: null,
      seenOn: acts.term.ago(told.ago),
    })
  },

  safeContact(file: PupilFile, told: When & { parent: Relationship; rule?: string; doNotContact?: true }): void {
    acts.book(told, 'set-safe-contact@1', {
      pupilId: file.pupil.id,
      parentId: file.parent(told.parent).id,
      clashId: acts.choice.id(),
      ...(told.rule === undefined ? {} : { safeContactRule: { from: null, to: told.rule } }),
      ...(told.doNotContact === undefined ? {} : { doNotContact: { from: false, to: true } }),
    })
  },
})
