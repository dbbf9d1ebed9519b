import type { z } from 'zod'
import type { addAgency } from '#domain/mutations/add-agency.ts'
import type { addBarrier, NewBarrier } from '#domain/mutations/add-barrier.ts'
import type { amendNote } from '#domain/mutations/amend-note.ts'
import type { changeBarrier } from '#domain/mutations/change-barrier.ts'
import type { hearChild } from '#domain/mutations/hear-child.ts'
import type { makePlan } from '#domain/mutations/make-plan.ts'
import type { noteSupport } from '#domain/mutations/note-support.ts'
import type { offerSupport } from '#domain/mutations/offer-support.ts'
import type { recordMeeting } from '#domain/mutations/record-meeting.ts'
import type { viewBarrier } from '#domain/mutations/view-barrier.ts'
import type { logContact } from '#domain/mutations/log-contact.ts'
import type { logHomeVisit } from '#domain/mutations/log-home-visit.ts'
import type { NewPromise } from '#domain/mutations/make-promise.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import type { CloseReason, Concern, Stage } from '#domain/records/absence-case.ts'
import type { BarrierAbout, BarrierStatus, RaisedBy } from '#domain/records/barrier.ts'
import type { ContactNote, ContactResult, Means, Participant } from '#domain/records/contact-note.ts'
import type { Access, ChildSeen, HomeVisit, VisitOutcome, VisitReason } from '#domain/records/home-visit.ts'
import { relationshipWords, type Parent, type Relationship } from '#domain/records/parent.ts'
import type { Promise as MadePromise } from '#domain/records/promise.ts'
import type { Urgency } from '#domain/records/restricted-thread.ts'
import type { RiskAbout, RiskSeverity } from '#domain/records/risk-flag.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { SeededChoice } from '../seeded-choice.ts'
import { momentOf, type Term } from '../term.ts'
import type { PupilFile } from './pupil-file.ts'

type VoiceDetail = 'method' | 'through' | 'alone' | 'wouldHelp' | 'goodAtSchool' | 'agreesWithPlan' | 'consent'

/** One act as a tablet sent it, and when the office received it. */
export type BookedAct = {
  uid: string
  name: string
  args: unknown
  by: Actor
  recordedAt: Instant
  receivedAt: Instant
}

/** Who did something and when: `ago` school days before today, at a time of day. */
export type When = { by: Actor; ago: number; at?: string }

/** Who was spoken to: a parent on the roll by relationship, or anyone else by name and what they are. */
export type Spoken = Relationship | readonly [name: string, what: string]

/** Something heard that keeps a child away; its fields follow later changes, so that each change says what it was before. */
export type Heard = NewBarrier
/** Something promised. */
export type Promised = NewPromise

/** What an account says of one child alone. */
export type OfChild = { childWords?: string; seen?: ChildSeen; barriers?: Heard[]; promises?: Promised[] }

/** One child, or several with what is each one's own. */
export type Children = PupilFile | readonly (readonly [PupilFile, OfChild])[]

export type ContactTold = When &
  OfChild & {
    means: Means
    result?: ContactResult
    to?: readonly Spoken[]
    facts: string
    minutes?: number
    number?: string
    failing?: boolean
    startedBy?: ContactNote['startedBy']
  } & Partial<
    Pick<
      ContactNote,
      | 'interpreter'
      | 'opinion'
      | 'familyView'
      | 'schoolView'
      | 'positive'
      | 'warningGiven'
      | 'confidentialSource'
      | 'safeguarding'
    >
  >

export type VisitTold = When &
  OfChild & {
    reason: VisitReason
    access: Access
    outcome: VisitOutcome
    who?: readonly Spoken[]
    minutes?: number
    withStaff?: readonly Actor[]
    privateLines?: string
    returnOn?: SchoolDay
    /** Minutes until the tablet found a signal. */
    signalAfter?: number
  } & Partial<
    Pick<
      HomeVisit,
      'planned' | 'forewarned' | 'address' | 'cardLeft' | 'saw' | 'thinks' | 'familyWords' | 'riskAction' | 'nextStep'
    >
  >

/** A restricted thread and its first note. */
export type Told = { threadId: string; noteId: string }

/** Writes down what people did, in the words of the mutations, to be applied later in the order in which the office received it. */
export class CaseBook {
  readonly term: Term
  readonly #choice: SeededChoice
  readonly #acts: BookedAct[] = []

  constructor(term: Term, choice: SeededChoice) {
    this.term = term
    this.#choice = choice
  }

  /** Every act, in the order in which the office received them. */
  get acts(): BookedAct[] {
    return this.#acts.toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : 0))
  }

  heard(about: BarrierAbout, raisedBy: RaisedBy, words: string, more: Partial<NewBarrier> = {}): Heard {
    return {
      barrierId: this.#choice.id(),
      about,
      raisedBy,
      words,
      status: 'confirmed',
      severity: null,
      agreedByFamily: 'yes',
      evidence: '',
      reviewOn: null,
      ...more,
    }
  }

  promised(words: string, promisedTo: string, owner: Actor, dueOn: SchoolDay): Promised {
    return { promiseId: this.#choice.id(), words, promisedTo, ownerId: owner.personId, dueOn }
  }

  openCase(
    file: PupilFile,
    told: When & {
      concerns: Concern[]
      stage?: Stage
      why?: string
      child?: string
      family?: string
      school?: string
      owner: Actor | null
      review?: SchoolDay | null
    },
  ): void {
    file.caseId = this.#choice.id()
    file.stage = told.stage ?? 'monitor'
    file.ownerId = told.owner?.personId ?? null
    file.reviewOn = told.review ?? null
    file.reasons = { child: told.child ?? '', family: told.family ?? '', school: told.school ?? '' }
    this.#book(told, 'open-absence-case@1', {
      caseId: file.caseId,
      pupilId: file.pupil.id,
      organisationId: file.pupil.organisationId,
      concerns: told.concerns,
      reasons: file.reasons,
      stage: file.stage,
      why: told.why ?? '',
      ownerId: file.ownerId,
      reviewOn: file.reviewOn,
      openedOn: this.term.ago(told.ago),
    })
  }

  /** Answers the identity of the first child's note. */
  contact(children: Children, told: ContactTold): string {
    const files = partsOf(children, told)
    const [[first]] = files
    const result = told.result ?? usualResult[told.means]
    const to = told.to ?? (told.means === 'corridor' ? [] : [first.parents[0]?.relationship ?? 'other'])
    const rung = told.means === 'phone-out' || told.means === 'text' ? parentOf(first, to[0]) : null
    const number = told.number ?? rung?.phones[0]?.number ?? null
    const args: z.infer<typeof logContact.args> = {
      actId: this.#choice.id(),
      happenedOn: this.term.ago(told.ago),
      happenedAt: told.at ?? null,
      means: told.means,
      result,
      durationMinutes: told.minutes ?? null,
      startedBy: told.startedBy ?? this.#starts(told.means, told.by),
      participants: to.map((spoken) => participantOf(first, spoken)),
      numberUsed: number,
      interpreter: told.interpreter ?? 'none',
      facts: told.facts,
      opinion: told.opinion ?? '',
      familyView: told.familyView ?? '',
      schoolView: told.schoolView ?? '',
      positive: told.positive ?? false,
      warningGiven: told.warningGiven ?? 'none',
      confidentialSource: told.confidentialSource ?? false,
      safeguarding: told.safeguarding ?? { concern: 'none', reference: '' },
      children: files.map(([file, own]) => {
        const marked = told.failing === true && rung !== null ? parentOf(file, to[0]) : null
        return {
          ...this.#child(file, own),
          childWords: own.childWords ?? '',
          ...(own.seen === undefined ? {} : { seen: own.seen }),
          ...(marked === null || number === null ? {} : { phones: [{ parentId: marked.id, number, failing: true }] }),
        }
      }),
    }
    this.#book(told, 'log-contact@1', args, { written: this.#choice.whole(2, 11) + (told.minutes ?? 2) })
    return args.children[0]?.noteId ?? ''
  }

  /** Answers the identity of the first child's note. */
  visit(children: Children, told: VisitTold): string {
    const files = partsOf(children, told)
    const [[first]] = files
    const arrivedAt = told.at ?? this.#choice.pick(['09:20', '10:05', '10:40', '11:15', '13:30', '14:10', '15:45'])
    const isAnswered = told.access === 'doorstep' || told.access === 'entered'
    const minutes = told.minutes ?? (isAnswered ? this.#choice.whole(12, 45) : this.#choice.whole(3, 6))
    const args: z.infer<typeof logHomeVisit.args> = {
      actId: this.#choice.id(),
      happenedOn: this.term.ago(told.ago),
      happenedAt: arrivedAt,
      planned: told.planned ?? told.reason === 'check-in',
      reason: told.reason,
      withStaff: (told.withStaff ?? []).map((colleague) => colleague.personId),
      forewarned: told.forewarned ?? false,
      address: told.address ?? null,
      arrivedAt,
      leftAt: laterBy(arrivedAt, minutes),
      access: told.access,
      answeredBy: (told.who ?? []).map((spoken) => participantOf(first, spoken)),
      cardLeft: told.cardLeft ?? false,
      saw: told.saw ?? '',
      thinks: told.thinks ?? '',
      familyWords: told.familyWords ?? '',
      riskAction: told.riskAction ?? 'none',
      outcome: told.outcome,
      nextStep: told.nextStep ?? '',
      children: files.map(([file, own]) => ({
        ...this.#child(file, own),
        seen: own.seen ?? 'not-seen',
        childWords: own.childWords ?? '',
        privateLines: told.privateLines ?? '',
        returnOn: told.returnOn ?? null,
      })),
    }
    // Written in the car, sent when there is a signal again.
    this.#book({ ...told, at: arrivedAt }, 'log-home-visit@1', args, {
      written: minutes + this.#choice.whole(3, 14),
      signal: told.signalAfter ?? this.#choice.pick([0, 1, 1, 4, 25, 70, 140]),
    })
    return args.children[0]?.noteId ?? ''
  }

  #child(file: PupilFile, own: OfChild) {
    return {
      pupilId: file.pupil.id,
      organisationId: file.pupil.organisationId,
      caseId: file.caseId,
      noteId: this.#choice.id(),
      ...(own.barriers === undefined ? {} : { barriers: own.barriers.map((barrier) => ({ ...barrier })) }),
      ...(own.promises === undefined ? {} : { promises: own.promises.map((promise) => ({ ...promise })) }),
    }
  }

  barrier(file: PupilFile, told: When & { barrier: Heard }): void {
    const args: z.infer<typeof addBarrier.args> = {
      pupilId: file.pupil.id,
      caseId: file.caseId,
      raisedOn: this.term.ago(told.ago),
      ...told.barrier,
    }
    this.#book(told, 'add-barrier@1', args)
  }

  changeBarrier(
    file: PupilFile,
    told: When & {
      barrier: Heard
      status?: BarrierStatus
      severity?: 1 | 2 | 3
      whatWorked?: string
      review?: SchoolDay
    },
  ): void {
    const { barrier, status, severity, whatWorked, review } = told
    const removedOn = status === 'removed' ? this.term.ago(told.ago) : undefined
    const args: z.infer<typeof changeBarrier.args> = {
      pupilId: file.pupil.id,
      caseId: file.caseId,
      barrierId: barrier.barrierId,
      clashId: this.#choice.id(),
      ...(status === undefined ? {} : { status: { from: barrier.status, to: status } }),
      ...(severity === undefined ? {} : { severity: { from: barrier.severity, to: severity } }),
      ...(whatWorked === undefined ? {} : { whatWorked: { from: '', to: whatWorked } }),
      ...(review === undefined ? {} : { reviewOn: { from: barrier.reviewOn, to: review } }),
      ...(removedOn === undefined ? {} : { removedOn: { from: null, to: removedOn } }),
    }
    barrier.status = status ?? barrier.status
    barrier.severity = severity ?? barrier.severity
    barrier.reviewOn = review ?? barrier.reviewOn
    this.#book(told, 'change-barrier@1', args)
  }

  promise(file: PupilFile, told: When & { promise: Promised }): void {
    this.#book(told, 'make-promise@1', {
      pupilId: file.pupil.id,
      caseId: file.caseId,
      madeOn: this.term.ago(told.ago),
      ...told.promise,
    })
  }

  settle(
    file: PupilFile,
    told: When & { promise: Promised; how: NonNullable<MadePromise['settled']>['how']; words?: string },
  ): void {
    this.#book(told, 'settle-promise@1', {
      pupilId: file.pupil.id,
      promiseId: told.promise.promiseId,
      how: told.how,
      on: this.term.ago(told.ago),
      words: told.words ?? '',
    })
  }

  changePromise(file: PupilFile, told: When & { promise: Promised; dueOn: SchoolDay }): void {
    this.#book(told, 'change-promise@1', {
      pupilId: file.pupil.id,
      promiseId: told.promise.promiseId,
      clashId: this.#choice.id(),
      dueOn: { from: told.promise.dueOn, to: told.dueOn },
    })
    told.promise.dueOn = told.dueOn
  }

  /** `sawStage` is what the person saw when it was not how the case stood by then: the two meet as a clash. */
  move(file: PupilFile, told: When & { to: Stage; why: string; sawStage?: Stage; signalAfter?: number }): void {
    this.#book(
      told,
      'change-stage@1',
      {
        pupilId: file.pupil.id,
        caseId: file.openCase,
        clashId: this.#choice.id(),
        stage: { from: told.sawStage ?? file.stage, to: told.to },
        on: this.term.ago(told.ago),
        why: told.why,
      },
      { signal: told.signalAfter ?? 0 },
    )
    if (told.sawStage === undefined) file.stage = told.to
  }

  review(file: PupilFile, told: When & { on: SchoolDay | null; sawDay?: SchoolDay; signalAfter?: number }): void {
    this.#book(
      told,
      'set-review-date@1',
      {
        pupilId: file.pupil.id,
        caseId: file.openCase,
        clashId: this.#choice.id(),
        reviewOn: { from: told.sawDay ?? file.reviewOn, to: told.on },
      },
      { signal: told.signalAfter ?? 0 },
    )
    if (told.sawDay === undefined) file.reviewOn = told.on
  }

  /** `saw` is the words the person saw when a colleague had changed them meanwhile. */
  reasons(
    file: PupilFile,
    told: When &
      Partial<Record<'child' | 'family' | 'school', string>> & {
        saw?: Partial<PupilFile['reasons']>
        signalAfter?: number
      },
  ): void {
    const before = { ...file.reasons, ...told.saw }
    const part = (name: 'child' | 'family' | 'school') =>
      told[name] === undefined ? {} : { [name]: { from: before[name], to: told[name] } }
    this.#book(
      told,
      'change-reasons@1',
      {
        pupilId: file.pupil.id,
        caseId: file.openCase,
        clashId: this.#choice.id(),
        ...part('child'),
        ...part('family'),
        ...part('school'),
      },
      { signal: told.signalAfter ?? 0 },
    )
    if (told.saw !== undefined) return
    for (const name of ['child', 'family', 'school'] as const) file.reasons[name] = told[name] ?? file.reasons[name]
  }

  assign(file: PupilFile, told: When & { to: Actor | null }): void {
    const to = told.to?.personId ?? null
    this.#book(told, 'assign-absence-case@1', {
      pupilId: file.pupil.id,
      organisationId: file.pupil.organisationId,
      caseId: file.openCase,
      clashId: this.#choice.id(),
      ownerId: { from: file.ownerId, to },
    })
    file.ownerId = to
  }

  close(file: PupilFile, told: When & { reason: CloseReason; outcome: string }): void {
    this.#book(told, 'close-absence-case@1', {
      pupilId: file.pupil.id,
      caseId: file.openCase,
      on: this.term.ago(told.ago),
      reason: told.reason,
      outcome: told.outcome,
    })
  }

  reopen(file: PupilFile, told: When & { why: string }): void {
    this.#book(told, 'reopen-absence-case@1', {
      pupilId: file.pupil.id,
      caseId: file.openCase,
      on: this.term.ago(told.ago),
      why: told.why,
    })
  }

  /** Answers what a review of the flag needs. */
  warn(
    file: PupilFile,
    told: When & { about: RiskAbout; severity: RiskSeverity; evidence: string; reviewBy: SchoolDay },
  ): { flagId: string; reviewBy: SchoolDay; severity: RiskSeverity } {
    const flagId = this.#choice.id()
    const { about, severity, evidence, reviewBy } = told
    this.#book(told, 'raise-risk-flag@1', {
      pupilId: file.pupil.id,
      flagId,
      about,
      severity,
      evidence,
      raisedOn: this.term.ago(told.ago),
      reviewBy,
    })
    return { flagId, reviewBy, severity }
  }

  lookAgain(
    file: PupilFile,
    told: When & {
      flag: ReturnType<CaseBook['warn']>
      words: string
      reviewBy: SchoolDay
      severity?: RiskSeverity
      end?: true
    },
  ): void {
    const { flag } = told
    this.#book(told, 'review-risk-flag@1', {
      pupilId: file.pupil.id,
      flagId: flag.flagId,
      clashId: this.#choice.id(),
      on: this.term.ago(told.ago),
      words: told.words,
      reviewBy: { from: flag.reviewBy, to: told.reviewBy },
      ...(told.severity === undefined ? {} : { severity: { from: flag.severity, to: told.severity } }),
      end: told.end ?? false,
    })
    flag.reviewBy = told.reviewBy
    flag.severity = told.severity ?? flag.severity
  }

  safeContact(file: PupilFile, told: When & { parent: Relationship; rule?: string; doNotContact?: true }): void {
    this.#book(told, 'set-safe-contact@1', {
      pupilId: file.pupil.id,
      parentId: file.parent(told.parent).id,
      clashId: this.#choice.id(),
      ...(told.rule === undefined ? {} : { safeContactRule: { from: null, to: told.rule } }),
      ...(told.doNotContact === undefined ? {} : { doNotContact: { from: false, to: true } }),
    })
  }

  amend(
    file: PupilFile,
    told: When & { kind: 'contact-note' | 'home-visit'; note: string } & Pick<
        z.infer<typeof amendNote.args>,
        'field' | 'words' | 'why'
      >,
  ): void {
    this.#book(told, 'amend-note@1', {
      pupilId: file.pupil.id,
      noteKind: told.kind,
      noteId: told.note,
      amendmentId: this.#choice.id(),
      field: told.field,
      words: told.words,
      why: told.why,
    })
  }

  /** Something told to the safeguarding lead: in a file of its own, with a marker in the pupil's. */
  tellLead(file: PupilFile, told: When & { urgency: Urgency; words: string; signalAfter?: number }): Told {
    const thread = { threadId: this.#choice.id(), noteId: this.#choice.id() }
    const { urgency, words } = told
    const args = { pupilId: file.pupil.id, ...thread, urgency, fromNoteId: null, words }
    this.#book(told, 'tell-safeguarding-lead@1', args, { signal: told.signalAfter ?? 0 })
    return thread
  }

  /** The lead says that they have read it. */
  readTold({ threadId, noteId }: Told, told: When): void {
    this.#book(told, 'mark-restricted-read@1', { threadId, noteIds: [noteId] })
  }

  /** What came of it, as the lead tells whoever told them. */
  cameOfTold({ threadId }: Told, told: When & { words: string }): void {
    this.#book(told, 'note-restricted-outcome@1', { threadId, words: told.words })
  }

  /** What the child said, as they said it. */
  voice(
    file: PupilFile,
    told: When & { words: string } & Partial<Pick<z.infer<typeof hearChild.args>, VoiceDetail>>,
  ): void {
    const { by: _, ago, at: _at, ...said } = told
    const args: z.infer<typeof hearChild.args> = {
      pupilId: file.pupil.id,
      caseId: file.caseId,
      voiceId: this.#choice.id(),
      heardOn: this.term.ago(ago),
      method: 'conversation',
      through: '',
      alone: 'alone',
      wouldHelp: '',
      goodAtSchool: '',
      agreesWithPlan: 'not-asked',
      consent: 'share',
      declined: null,
      ...said,
    }
    this.#book(told, 'hear-child@1', args)
  }

  /** How another side sees a barrier that somebody raised. */
  view(
    file: PupilFile,
    told: When & { barrier: Heard } & Pick<z.infer<typeof viewBarrier.args>, 'side' | 'sees' | 'effect' | 'words'>,
  ): void {
    const { barrier, side, sees, effect, words } = told
    const args: z.infer<typeof viewBarrier.args> = {
      pupilId: file.pupil.id,
      barrierId: barrier.barrierId,
      viewId: this.#choice.id(),
      side,
      sees,
      effect,
      words,
      on: this.term.ago(told.ago),
    }
    this.#book(told, 'view-barrier@1', args)
  }

  /** Answers the identity of the service. */
  agency(
    file: PupilFile,
    told: When & Pick<z.infer<typeof addAgency.args>, 'type' | 'name' | 'person' | 'phone' | 'role' | 'consent'>,
  ): string {
    const { by: _, ago, at: _at, ...said } = told
    const agencyId = this.#choice.id()
    this.#book(told, 'add-agency@1', { pupilId: file.pupil.id, agencyId, since: this.term.ago(ago), ...said })
    return agencyId
  }

  /** Answers the identity of the offer. */
  offer(
    file: PupilFile,
    told: When & { words: string; to: string; givenBy: string; agencyId?: string; barriers?: Heard[] },
  ): string {
    const offerId = this.#choice.id()
    const args: z.infer<typeof offerSupport.args> = {
      pupilId: file.pupil.id,
      caseId: file.caseId,
      offerId,
      words: told.words,
      offeredTo: told.to,
      givenBy: told.givenBy,
      agencyId: told.agencyId ?? null,
      barrierIds: (told.barriers ?? []).map(({ barrierId }) => barrierId),
      offeredOn: this.term.ago(told.ago),
      reviewOn: null,
    }
    this.#book(told, 'offer-support@1', args)
    return offerId
  }

  cameOf(
    file: PupilFile,
    told: When & { offer: string } & Pick<z.infer<typeof noteSupport.args>, 'what' | 'words'> &
      Partial<Pick<z.infer<typeof noteSupport.args>, 'effect'>>,
  ): void {
    const { offer, what, words, effect = null } = told
    const on = this.term.ago(told.ago)
    this.#book(told, 'note-support@1', { pupilId: file.pupil.id, offerId: offer, what, on, words, effect })
  }

  /** A support plan with its actions. Answers its identity. */
  plan(
    file: PupilFile,
    told: When & {
      known: string
      aim: string
      target: string
      review: SchoolDay
      barriers: Heard[]
      parties: z.infer<typeof makePlan.args>['parties']
      actions: { words: string; owner: string; dueOn: SchoolDay }[]
    },
  ): string {
    const planId = this.#choice.id()
    const args: z.infer<typeof makePlan.args> = {
      pupilId: file.pupil.id,
      caseId: file.caseId,
      planId,
      type: 'support-plan',
      known: told.known,
      aim: told.aim,
      target: told.target,
      barrierIds: told.barriers.map(({ barrierId }) => barrierId),
      startsOn: this.term.ago(told.ago),
      reviewOn: told.review,
      endsOn: null,
      parties: told.parties,
      actions: told.actions.map((action) => ({ actionId: this.#choice.id(), ...action })),
      contract: null,
    }
    this.#book(told, 'make-plan@1', args)
    return planId
  }

  meeting(
    file: PupilFile,
    told: When & Pick<z.infer<typeof recordMeeting.args>, 'about' | 'where' | 'invited' | 'said' | 'agreed'>,
  ): void {
    const { about, where, invited, said, agreed } = told
    const args: z.infer<typeof recordMeeting.args> = {
      pupilId: file.pupil.id,
      caseId: file.caseId,
      meetingId: this.#choice.id(),
      happenedOn: this.term.ago(told.ago),
      happenedAt: told.at ?? null,
      about,
      where,
      invited,
      said,
      agreed,
      nextOn: null,
    }
    this.#book(told, 'record-meeting@1', args)
  }

  /** An act that is about no pupil's case: staff, the roll. */
  office(told: When, name: string, args: unknown): void {
    this.#book(told, name, args)
  }

  /** `written` minutes after it happened they pressed Save, and `signal` minutes after that the office had it. */
  #book(
    told: When,
    name: string,
    args: unknown,
    { written = 0, signal = 0 }: { written?: number; signal?: number } = {},
  ): void {
    const at =
      told.at ??
      this.#choice.pick(['08:35', '08:50', '09:10', '09:45', '10:30', '11:20', '12:40', '13:55', '14:45', '15:30'])
    const day = this.term.ago(told.ago)
    this.#acts.push({
      uid: this.#choice.id(),
      name,
      args,
      by: told.by,
      recordedAt: momentOf(day, at, written),
      receivedAt: momentOf(day, at, written + signal),
    })
  }

  #starts(means: Means, by: Actor): ContactNote['startedBy'] {
    if (means === 'phone-in' || means === 'letter-in') return 'parent'
    const role = by.memberships[0]?.role
    return role === 'education-welfare-officer' || role === 'service-manager' ? 'council' : 'school'
  }
}

const usualResult: Record<Means, ContactResult> = {
  'phone-out': 'spoke',
  'phone-in': 'spoke',
  'meeting-school': 'met',
  'meeting-home': 'met',
  virtual: 'met',
  text: 'sent',
  email: 'sent',
  'letter-out': 'sent',
  'letter-in': 'received',
  'multi-agency': 'met',
  corridor: 'met',
}

type Parts = readonly [readonly [PupilFile, OfChild], ...(readonly [PupilFile, OfChild])[]]

const partsOf = (children: Children, own: OfChild): Parts => {
  if (!isSeveral(children)) return [[children, own]]
  const [first, ...others] = children
  if (first === undefined) throw new RangeError('An act is about at least one child.')
  return [first, ...others]
}

const isSeveral = (children: Children): children is readonly (readonly [PupilFile, OfChild])[] =>
  Array.isArray(children)

/** The parent of that relationship, or null for anyone who is not on the roll. */
const parentOf = (file: PupilFile, spoken: Spoken | undefined): Parent | null =>
  typeof spoken === 'string' ? (file.parents.find((parent) => parent.relationship === spoken) ?? null) : null

const participantOf = (file: PupilFile, spoken: Spoken): Participant => {
  if (typeof spoken !== 'string') return { parentId: null, name: spoken[0], relationship: spoken[1] }
  const parent = file.parent(spoken)
  return {
    parentId: parent.id,
    name: [parent.forename, parent.surname].filter((part) => part !== null).join(' '),
    relationship: relationshipWords[spoken],
  }
}

/** A time of day some minutes later, before midnight. */
const laterBy = (time: string, minutes: number): string => {
  const total = Math.min(Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes, 1439)
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
}
