import type { Actor } from '#domain/permissions/actor.ts'
import { answerPull } from '#server/sync/answer-pull.ts'
import { linkAfter, ROOT } from '#sync/chain.ts'
import type { Pull, PullAnswer, Push, WireMutation } from '#sync/protocol.ts'
import { createTestDatabase } from '../../support/postgres.ts'
import { foundSmallSchool } from '../../support/small-school.ts'

/** An office with Upper, a small school, and another school that is none of its business; and whom it poked. */
export const openUpper = async () => {
  const store = await createTestDatabase()
  const school = await foundSmallSchool(store.database, {
    code: 'upper',
    name: 'Upper',
    roles: ['education-welfare-officer', 'head-of-year', 'attendance-lead', 'designated-safeguarding-lead'],
    pupils: 3,
  })
  const elsewhere = await foundSmallSchool(store.database, {
    code: 'other',
    name: 'Other',
    roles: ['attendance-lead'],
    pupils: 1,
  })
  const poked: { files: string[]; grants: string[] } = { files: [], grants: [] }
  const around = () => ({
    database: store.database,
    clock: now,
    poke: (touched: readonly { file: string }[], grants: readonly string[]) => {
      poked.files.push(...touched.map((each) => each.file))
      poked.grants.push(...grants)
    },
  })
  return {
    store,
    school,
    elsewhere,
    officer: school.staff[0]!,
    headOfYear: school.staff[1]!,
    safeguardingLead: school.staff[3]!,
    poked,
    around,
    asked: async (by: Actor, question: Pull): Promise<PullAnswer> => {
      const answer = await answerPull(around(), by, question)
      if (answer === 'other-person') throw new Error('The line is another person’s.')
      return answer
    },
  }
}
export type Upper = Awaited<ReturnType<typeof openUpper>>

/** The office's clock, which stands. */
export const now = () => '2026-11-20T09:00:00.000Z'

/** A device that numbers and chains as the tablet does. */
export const line = (client = crypto.randomUUID()) => {
  let prev = ROOT
  let id = 0
  return {
    client,
    make: (name: string, args: unknown, uid: string = crypto.randomUUID()): WireMutation => {
      id += 1
      const act = { uid, name, args, recordedAt: '2026-11-20T08:59:00.000Z' }
      const made = { id, ...act, files: [], prev, chain: linkAfter(prev, act) }
      prev = made.chain
      return made
    },
  }
}
export const push = (client: string, ...mutations: WireMutation[]): Push => ({
  protocol: 1,
  client,
  device: crypto.randomUUID(),
  app: 'test',
  mutations,
})
export const pull = (client: string, part: Partial<Pull> = {}): Pull => ({
  protocol: 1,
  client,
  device: crypto.randomUUID(),
  epoch: null,
  schema: 1,
  cursors: {},
  want: [],
  lmid: 0,
  made: 0,
  limit: 1000,
  ...part,
})

/** What an officer heard keeps a child from school. */
export const barrier = (pupil: { id: string; caseId: string }, words: string) => ({
  pupilId: pupil.id,
  caseId: pupil.caseId,
  raisedOn: '2026-11-20',
  barrierId: crypto.randomUUID(),
  about: 'travel',
  raisedBy: 'parent',
  words,
  status: 'suspected',
  severity: null,
  agreedByFamily: 'not-discussed',
  evidence: '',
  reviewOn: null,
})

/** A call about several children of a family: one act in the file of each. */
export const callAbout = (
  pupils: readonly { id: string; caseId: string }[],
  organisationId: string,
  facts: string,
) => ({
  actId: crypto.randomUUID(),
  happenedOn: '2026-11-20',
  happenedAt: null,
  means: 'phone-out',
  result: 'spoke',
  durationMinutes: null,
  startedBy: 'school',
  participants: [],
  numberUsed: null,
  interpreter: 'none',
  facts,
  opinion: '',
  familyView: '',
  schoolView: '',
  positive: false,
  warningGiven: 'none',
  confidentialSource: false,
  safeguarding: { concern: 'none', reference: '' },
  children: pupils.map(({ id, caseId }) => ({
    pupilId: id,
    organisationId,
    caseId,
    noteId: crypto.randomUUID(),
    childWords: '',
  })),
})
