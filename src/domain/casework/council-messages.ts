import type { DoorstepRecord } from '../records/record.ts'
import type { Reference } from '../store.ts'
import type { OfficeAct } from './office-act.ts'

/** Names that a council serves a school. */
export type Served = { councilId: string; schoolId: string }

/** Where an organisation lies: in its own file, under its own identity. */
export const organisationReference = (organisationId: string): Reference => ({
  kind: 'organisation',
  fileId: organisationId,
  id: organisationId,
})

/** Where it lies that a council serves a school: in the council's own file, under the school's identity. */
export const servedReference = ({ councilId, schoolId }: Served): Reference => ({
  kind: 'served-school',
  fileId: councilId,
  id: schoolId,
})

/**
 * What the office is to do when a council's message or a school it serves was written: bring each message to each of these schools,
 * and put it away there where it is put away, or the school is served no longer. A school's own file names no school that it serves, so
 * nothing follows from its messages.
 */
export const actsOnMessages = (record: DoorstepRecord, beside: readonly DoorstepRecord[]): OfficeAct[] => {
  const all = [record, ...beside]
  const schools = all.filter(({ kind }) => kind === 'served-school')
  const messages = all.filter((each) => each.kind === 'message-template')
  if (record.kind !== 'served-school' && record.kind !== 'message-template') return []
  const { organisationId: councilId } = record
  return schools.flatMap(({ id: schoolId }) =>
    messages.map(({ id: templateId }) => ({
      name: 'pass-on-template@1',
      organisationIds: [councilId, schoolId],
      args: { councilId, schoolId, templateId },
      at: null,
      about: `${templateId}/${schoolId}`,
    })),
  )
}
