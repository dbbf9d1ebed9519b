import { z } from 'zod'
import { theOffice } from '#domain/permissions/actor.ts'
import { addMinutes, type Instant } from '#domain/time/instant.ts'
import { addJob } from '../../jobs/jobs.ts'
import type { Office } from '../../office.ts'
import { nobody, type Transaction } from '../../store/database.ts'
import { findOrganisation } from '../../store/find-organisation.ts'
import { codeOf } from '../../store/passing-fault.ts'
import { fetchMarks, type WondeSchool } from './fetch-marks.ts'
import { keepAsked } from './fetching-now.ts'

export const FETCH_TASK = 'fetch-marks'

/** `by`: whether it came by itself, in its turn, or somebody asked. */
const Payload = z.object({ organisationId: z.uuid(), by: z.enum(['turn', 'hand']) })

type Parts = Pick<Office, 'config' | 'database' | 'clock' | 'pokes' | 'log'>

/** The school as Wonde and the office know it; null when it is not among those to fetch for. */
export const wondeSchool = async (
  { config, database }: Pick<Office, 'config' | 'database'>,
  organisationId: string,
): Promise<WondeSchool | null> => {
  for (const [code, wondeId] of config.wonde?.schools ?? [])
    if ((await findOrganisation(database, code)) === organisationId) return { organisationId, wondeId }
  return null
}

/**
 * One job of a school for its turns and one for being asked, at once where no moment is given: adding one again moves it. They are two, so
 * that a turn that ends does not put off what somebody asked for meanwhile.
 */
const planFetch = (
  { database }: Pick<Office, 'database'>,
  payload: z.infer<typeof Payload>,
  at?: Instant,
): Promise<void> => database.write(nobody, (tx) => addFetch(tx, payload, at))

const addFetch = (tx: Transaction, payload: z.infer<typeof Payload>, at?: Instant): Promise<void> =>
  addJob(tx, {
    task: FETCH_TASK,
    payload,
    key: `${FETCH_TASK}/${payload.organisationId}/${payload.by}`,
    ...(at && { at }),
  })

/** Fetches for each school that is set up at once, and from then on in turns; on each start of the office anew. */
export const startFetching = async (office: Parts): Promise<void> => {
  for (const code of office.config.wonde?.schools.keys() ?? []) {
    const organisationId = await findOrganisation(office.database, code)
    if (organisationId === null) office.log.warn('marks-of-unknown-school', { code })
    else await planFetch(office, { organisationId, by: 'turn' })
  }
}

/** Fetches now, beside the turns; that it was asked for is kept in the same transaction. */
export const fetchNow = ({ database, clock }: Parts, organisationId: string): Promise<void> =>
  database.write({ person: theOffice.personId, organisations: [organisationId] }, async (tx) => {
    await addFetch(tx, { organisationId, by: 'hand' })
    await keepAsked(tx, organisationId, clock())
  })

/** The job: one fetching, and after a turn the plan for the next, whatever became of this one. A school no longer set up has no next. */
export const doFetch =
  (office: Parts) =>
  async (given: unknown): Promise<void> => {
    const { organisationId, by } = Payload.parse(given)
    const { config, database, clock, pokes, log } = office
    const school = await wondeSchool(office, organisationId)
    if (config.wonde === null || school === null) return
    try {
      const parts = { database, clock, access: config.wonde }
      const fetched = await fetchMarks(parts, school, { isByHand: by === 'hand', poke: pokes.poke })
      if (fetched.ok) {
        const { accepted, updated, unchanged, rejected } = fetched.report
        log.info('marks-fetched', {
          organisation: organisationId,
          accepted,
          updated,
          unchanged,
          rejected: rejected.length,
        })
      } else log.warn('marks-not-fetched', { organisation: organisationId, why: fetched.why })
    } catch (error) {
      log.error('fault', { code: codeOf(error) ?? 'unknown', place: FETCH_TASK })
    }
    // When even this cannot be written, the job itself is tried again.
    if (by === 'turn')
      await planFetch(office, { organisationId, by: 'turn' }, addMinutes(clock(), config.wonde.everyMinutes))
  }
