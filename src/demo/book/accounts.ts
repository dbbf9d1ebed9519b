import type { z } from 'zod'
import type { amendNote } from '#domain/mutations/amend-note.ts'
import type { logContact } from '#domain/mutations/log-contact.ts'
import type { logHomeVisit } from '#domain/mutations/log-home-visit.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import type { ContactNote, ContactResult, Means } from '#domain/records/contact-note.ts'
import type { Access, HomeVisit, VisitOutcome, VisitReason } from '#domain/records/home-visit.ts'
import { actsFor } from '#domain/records/staff-member.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { PupilFile } from '../casework/pupil-file.ts'
import type { ActBook, When } from './act-book.ts'
import {
  childOfAct,
  parentOf,
  participantOf,
  partsOf,
  type Children,
  type OfChild,
  type Spoken,
} from './children-of-an-act.ts'

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
      | 'planned'
      | 'forewarned'
      | 'address'
      | 'interpreter'
      | 'cardLeft'
      | 'saw'
      | 'thinks'
      | 'familyWords'
      | 'riskAction'
      | 'nextStep'
    >
  >

/** What people wrote of what happened, and what they corrected. */
export const accounts = (acts: ActBook) => ({
  /** Answers the identity of the first child's note. */
  contact(children: Children, told: ContactTold): string {
    const files = partsOf(children, told)
    const [[first]] = files
    const result = told.result ?? usualResult[told.means]
    const to = told.to ?? (told.means === 'corridor' ? [] : [first.parents[0]?.relationship ?? 'other'])
    const rung = told.means === 'phone-out' || told.means === 'text' ? parentOf(first, to[0]) : null
    const number = told.number ?? rung?.phones[0]?.number ?? null
    const args: z.infer<typeof logContact.args> = {
      actId: acts.choice.id(),
      happenedOn: acts.term.ago(told.ago),
      happenedAt: told.at ?? null,
      means: told.means,
      result,
      durationMinutes: told.minutes ?? null,
      startedBy: told.startedBy ?? whoStarted(told.means, told.by),
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
          ...childOfAct(acts, told, file, own),
          childWords: own.childWords ?? '',
          ...(own.seen === undefined ? {} : { seen: own.seen }),
          ...(marked === null || number === null ? {} : { phones: [{ parentId: marked.id, number, failing: true }] }),
        }
      }),
    }
    acts.book(told, 'log-contact@1', args, { written: acts.choice.whole(2, 11) + (told.minutes ?? 2) })
    return args.children[0]?.noteId ?? ''
  },

  /** Answers the identity of the first child's note. */
  visit(children: Children, told: VisitTold): string {
    const files = partsOf(children, told)
    const [[first]] = files
    const arrivedAt = told.at ?? acts.choice.pick(['09:20', '10:05', '10:40', '11:15', '13:30', '14:10', '15:45'])
    const isAnswered = told.access === 'doorstep' || told.access === 'entered'
    const minutes = told.minutes ?? (isAnswered ? acts.choice.whole(12, 45) : acts.choice.whole(3, 6))
    const args: z.infer<typeof logHomeVisit.args> = {
      actId: acts.choice.id(),
      happenedOn: acts.term.ago(told.ago),
      happenedAt: arrivedAt,
      planned: told.planned ?? told.reason === 'check-in',
      reason: told.reason,
      withStaff: (told.withStaff ?? []).map((colleague) => colleague.personId),
      forewarned: told.forewarned ?? false,
      address: told.address ?? null,
      ...(told.interpreter === undefined ? {} : { interpreter: told.interpreter }),
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
        ...childOfAct(acts, told, file, own),
        seen: own.seen ?? 'not-seen',
        childWords: own.childWords ?? '',
        privateLines: told.privateLines ?? '',
        returnOn: told.returnOn ?? null,
      })),
    }
    // Written in the car, sent when there is a signal again.
    acts.book({ ...told, at: arrivedAt }, 'log-home-visit@1', args, {
      written: minutes + acts.choice.whole(3, 14),
      signal: told.signalAfter ?? acts.choice.pick([0, 1, 1, 4, 25, 70, 140]),
    })
    return args.children[0]?.noteId ?? ''
  },

  amend(
    file: PupilFile,
    told: When & { kind: 'contact-note' | 'home-visit'; note: string } & Pick<
        z.infer<typeof amendNote.args>,
        'field' | 'words' | 'why'
      >,
  ): void {
    acts.book(told, 'amend-note@1', {
      pupilId: file.pupil.id,
      noteKind: told.kind,
      noteId: told.note,
      amendmentId: acts.choice.id(),
      field: told.field,
      words: told.words,
      why: told.why,
    })
  },
})

const whoStarted = (means: Means, by: Actor): ContactNote['startedBy'] => {
  if (means === 'phone-in' || means === 'letter-in') return 'parent'
  const role = by.memberships[0]?.role
  return role === undefined ? 'school' : actsFor(role)
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

/** A time of day some minutes later, before midnight. */
const laterBy = (time: string, minutes: number): string => {
  const total = Math.min(Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes, 1439)
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
}
