import { Parent, type Relationship } from '#domain/records/parent.ts'
import { Pupil } from '#domain/records/pupil.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { OfficeAtWork } from '../office-at-work.ts'
import type { Staff } from '../people/staff.ts'
import { momentOf, type Term } from '../term.ts'

/**
 * Penalty notices as officers wrote them down, after everything else is told: one for each parent and child of the family that went on
 * holiday again, and one that the council withdrew two days later.
 */
export const writeDownNotices = async (
  office: OfficeAtWork,
  { staff, term }: { staff: Staff; term: Term },
): Promise<void> => {
  const { officer, secondOfficer } = staff
  for (const [forename, surname] of [
    ['Theo', 'Winstanley'],
    ['Cosima', 'Winstanley'],
  ] as const)
    for (const to of ['father', 'mother'] as const)
      await write(office, { forename, surname, to, issuedOn: term.ago(6), by: secondOfficer, on: term.ago(6) })

  const [issuedOn, withdrawnOn] = [term.ago(5), term.ago(3)]
  const last = await write(office, {
    forename: 'Micah',
    surname: 'Grant-Prescod',
    to: 'father',
    issuedOn,
    by: officer,
    on: term.ago(5),
  })
  const at = momentOf(term.ago(3), '16:20')
  await office.apply({
    uid: office.choice.id(),
    name: 'note-penalty-notice@1',
    args: {
      ...last,
      what: 'withdrawn',
      on: withdrawnOn,
      words: 'Sent to the wrong parent: the council had an old list. His father was told by telephone the same day.',
    },
    by: officer,
    recordedAt: at,
    receivedAt: at,
  })
}

type Told = { forename: string; surname: string; to: Relationship; issuedOn: SchoolDay; by: Actor; on: SchoolDay }

const write = async (
  office: OfficeAtWork,
  { forename, surname, to, issuedOn, by, on }: Told,
): Promise<{ pupilId: string; noticeId: string }> => {
  const { rows } = await office.tx.query<{ kind: string; body: unknown }>(
    `select r.kind, r.body from record r join record p on p.file_id = r.file_id and p.kind = 'pupil'
     where r.kind in ('pupil', 'parent') and p.body->>'forename' = $1 and p.body->>'surname' = $2 order by r.id`,
    [forename, surname],
  )
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ body }) => body)
  const pupil = Pupil.parse(of('pupil')[0])
  const parent = of('parent')
    .map((body) => Parent.parse(body))
    .find(({ relationship }) => relationship === to)
  if (parent === undefined) throw new RangeError(`The story asks for a ${to} whom the roll does not have.`)
  const noticeId = office.choice.id()
  const at = momentOf(on, '16:05')
  await office.apply({
    uid: office.choice.id(),
    name: 'record-penalty-notice@1',
    args: {
      pupilId: pupil.id,
      caseId: pupil.openCaseId,
      noticeId,
      parentId: parent.id,
      issuedOn,
      offence: 'first',
      reference: '',
    },
    by,
    recordedAt: at,
    receivedAt: at,
  })
  return { pupilId: pupil.id, noticeId }
}
