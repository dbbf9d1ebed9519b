import { readCalendars } from '#client/casework/read-calendars.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { readLoading } from '#client/store/digests.ts'
import { readToCome, type ToCome } from '#client/store/to-come.ts'
import { membershipIn, type Actor } from '#domain/permissions/actor.ts'
import { Organisation } from '#domain/records/organisation.ts'
import { Parent } from '#domain/records/parent.ts'
import { Pupil } from '#domain/records/pupil.ts'
import { RegisterYear } from '#domain/records/register-year.ts'
import { moveOf, SchoolMove, type Direction } from '#domain/records/school-move.ts'
import { returnKinds, toTell, type ReturnKind } from '#domain/returns/to-tell.ts'
import type { ReturnLine } from '#domain/returns/return-lines.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { schoolYearOf } from '#domain/time/school-year.ts'

/** What one school has to tell its council, of the children whose files are wholly on this tablet. */
export type SchoolReturns = { school: Organisation; pupils: number; lines: Record<ReturnKind, ReturnLine[]> }

/** The returns of every school where this person works, and how many files are still to come. */
export type Returns = { schools: SchoolReturns[]; toCome: ToCome }

/** Works every return out from the records on this tablet. A file of which only a part is here counts for nothing yet. */
export const readReturns = async (db: DoorstepDatabase, actor: Actor, today: SchoolDay): Promise<Returns> => {
  const [loading, toCome, calendars, organisations, pupils, registers] = await Promise.all([
    readLoading(db),
    readToCome(db),
    readCalendars(db),
    readAll(db, 'organisation', Organisation),
    readAll(db, 'pupil', Pupil),
    readAll(db, 'register-year', RegisterYear),
  ])
  const wanted = [schoolYearOf(today), schoolYearOf(today) - 1]
  const years = Map.groupBy(
    registers.filter(({ year }) => wanted.includes(year)),
    ({ pupilId }) => pupilId,
  )
  const schools = organisations
    .filter(({ id, type }) => type === 'school' && membershipIn(actor, id) !== null)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return {
    toCome,
    schools: await Promise.all(
      schools.map(async (school) => {
        const here = pupils.filter(({ id, organisationId }) => organisationId === school.id && !loading.has(id))
        const asked = { school, pupils: here, years, calendar: calendars(school.id), today }
        const lists = returnKinds.map((kind) => [kind, toTell(kind, asked)] as const)
        const those = new Set(lists.flatMap(([, lines]) => lines.map(({ pupil }) => pupil.id)))
        const [parents, moves] = await Promise.all([readParents(db, those), readMoves(db, those)])
        const lines = lists.map(([kind, told]) => [
          kind,
          told.map((line) => ({
            ...line,
            school,
            parents: parents.get(line.pupil.id) ?? [],
            move: moveIn(moves.get(line.pupil.id) ?? [], kind, line.on),
          })),
        ])
        return { school, pupils: here.length, lines: Object.fromEntries(lines) }
      }),
    ),
  }
}

const readParents = async (db: DoorstepDatabase, pupilIds: ReadonlySet<string>): Promise<Map<string, Parent[]>> => {
  const rows = await db.records
    .where('[fileId+kind]')
    .anyOf([...pupilIds].map((id) => [id, 'parent']))
    .toArray()
  const parents = rows
    .flatMap((row) => Parent.safeParse(row.body).data ?? [])
    .filter(({ notListedSince }) => notListedSince === undefined)
    .toSorted((a, b) => a.priority - b.priority)
  return Map.groupBy(parents, ({ pupilId }) => pupilId)
}

const readMoves = async (db: DoorstepDatabase, pupilIds: ReadonlySet<string>): Promise<Map<string, SchoolMove[]>> => {
  const rows = await db.records
    .where('[fileId+kind]')
    .anyOf([...pupilIds].map((id) => [id, 'school-move']))
    .toArray()
  return Map.groupBy(
    rows.flatMap((row) => SchoolMove.safeParse(row.body).data ?? []),
    ({ pupilId }) => pupilId,
  )
}

/** Which way a return is about; null of those that are about days. */
export const directionOf = (kind: ReturnKind): Direction | null =>
  kind === 'new-pupils' ? 'came' : kind === 'deletions' ? 'left' : null

const moveIn = (moves: readonly SchoolMove[], kind: ReturnKind, on: SchoolDay): SchoolMove | null => {
  const direction = directionOf(kind)
  return direction === null ? null : moveOf(moves, direction, on)
}

type Read<R> = { safeParse: (body: unknown) => { data?: R | undefined } }

/** Every record of a kind that this app can read. */
const readAll = async <R>(db: DoorstepDatabase, kind: string, shape: Read<R>): Promise<R[]> =>
  (await db.records.where('kind').equals(kind).toArray()).flatMap((row) => {
    const { data } = shape.safeParse(row.body)
    return data === undefined ? [] : [data]
  })
