import { mutate } from '#client/store/mutate.ts'
import { AbsenceCase } from '#domain/records/absence-case.ts'
import type { Tablet } from './tablet.ts'
import type { Writing } from './steps.ts'
import { spoiling, tabletMutations, type World } from './world.ts'

/**
 * One thing that a person wrote: its uid, who wrote it, the words by which it can be found, and what it was. `over` is what
 * they saw where they wrote their reasons; null for all else.
 */
export type Written = { uid: string; person: string; words: string; what: Writing; over: string | null }

/** The tablet's own clock, which may be far off. */
export const clockOf = (tablet: Tablet): string => new Date(Date.now() + tablet.clockOff * 3_600_000).toISOString()

/** A person writes something on a tablet, through the real save. What the tablet refused was not made, and is not noted. */
export const write = async (
  tablet: Tablet,
  world: World,
  plan: { what: Writing; pupil: number; other: number },
  made: Written[],
): Promise<void> => {
  const pupil = world.pupils[plan.pupil % world.pupils.length]
  const other = world.pupils[plan.other % world.pupils.length]
  if (pupil === undefined || other === undefined) return
  const uid = crypto.randomUUID()
  const words = `words ${uid}`
  const act = await actOf(tablet, plan.what, pupil, other, words)
  const mutation = tabletMutations(act.name)
  if (mutation === null) throw new Error(`${act.name} is not known.`)
  const saved = await mutate(tablet.db, mutation, act.args, { uid, by: tablet.actor, clock: () => clockOf(tablet) })
  if (saved.ok) made.push({ uid, person: tablet.person, words, what: plan.what, over: act.over ?? null })
  else if ('fault' in saved) throw new Error(`Saving failed: ${saved.fault}.`)
}

type Pupil = World['pupils'][number]

const actOf = async (
  tablet: Tablet,
  what: Writing,
  pupil: Pupil,
  other: Pupil,
  words: string,
): Promise<{ name: string; args: unknown; over?: string }> => {
  const here = { pupilId: pupil.id, caseId: pupil.caseId }
  const today = '2026-11-02'
  switch (what) {
    case 'contact':
      return contact([pupil], words)
    case 'household':
      return contact(pupil.id === other.id ? [pupil] : [pupil, other], words)
    case 'barrier':
      return {
        name: 'add-barrier@1',
        args: {
          ...here,
          raisedOn: today,
          barrierId: crypto.randomUUID(),
          about: 'travel',
          raisedBy: 'parent',
          words,
          status: 'suspected',
          severity: null,
          agreedByFamily: 'not-discussed',
          evidence: '',
          reviewOn: null,
        },
      }
    case 'promise':
      return {
        name: 'make-promise@1',
        args: {
          ...here,
          madeOn: today,
          promiseId: crypto.randomUUID(),
          words,
          promisedTo: 'Mum',
          ownerId: tablet.person,
          dueOn: '2026-11-09',
        },
      }
    case 'restricted':
      return tellTheLead(pupil, words)
    case 'restricted-more': {
      const threads = await tablet.db.records.where('kind').equals('restricted-thread').toArray()
      const threadId = threads[0]?.id
      return threadId === undefined
        ? tellTheLead(pupil, words)
        : { name: 'add-restricted-note@1', args: { threadId, noteId: crypto.randomUUID(), words } }
    }
    case 'poison':
      return { name: 'from-a-later-app@1', args: { pupilId: pupil.id, words } }
    case 'spoilt':
      return { name: spoiling.name, args: { pupilId: pupil.id, words } }
    case 'throws':
      return { name: 'fails-at-the-office@1', args: { pupilId: pupil.id, words } }
    case 'stage': {
      const stands = await caseOn(tablet, pupil)
      const to = stands?.stage === 'monitor' ? 'listen-and-understand' : 'monitor'
      return {
        name: 'change-stage@1',
        args: {
          ...here,
          clashId: crypto.randomUUID(),
          stage: { from: stands?.stage ?? 'monitor', to },
          on: today,
          why: words,
        },
      }
    }
    case 'reasons': {
      const stands = await caseOn(tablet, pupil)
      return {
        name: 'change-reasons@1',
        args: { ...here, clashId: crypto.randomUUID(), family: { from: stands?.reasons.family ?? '', to: words } },
        over: stands?.reasons.family ?? '',
      }
    }
  }
}

const tellTheLead = (pupil: Pupil, words: string): { name: string; args: unknown } => ({
  name: 'tell-safeguarding-lead@1',
  args: {
    pupilId: pupil.id,
    threadId: crypto.randomUUID(),
    noteId: crypto.randomUUID(),
    urgency: 'today',
    fromNoteId: null,
    words,
  },
})

const caseOn = async (tablet: Tablet, pupil: Pupil): Promise<AbsenceCase | null> => {
  const read = AbsenceCase.safeParse((await tablet.db.records.get([pupil.id, pupil.caseId]))?.body)
  return read.success ? read.data : null
}

const contact = (pupils: readonly Pupil[], words: string): { name: string; args: unknown } => ({
  name: 'log-contact@1',
  args: {
    actId: crypto.randomUUID(),
    happenedOn: '2026-11-02',
    happenedAt: null,
    means: 'phone-out',
    result: 'spoke',
    durationMinutes: null,
    startedBy: 'school',
    participants: [],
    numberUsed: null,
    interpreter: 'none',
    facts: words,
    opinion: '',
    familyView: '',
    schoolView: '',
    positive: false,
    warningGiven: 'none',
    confidentialSource: false,
    safeguarding: { concern: 'none', reference: '' },
    children: pupils.map((pupil) => ({
      pupilId: pupil.id,
      organisationId: pupil.school.id,
      caseId: pupil.caseId,
      noteId: crypto.randomUUID(),
      childWords: '',
    })),
  },
})
