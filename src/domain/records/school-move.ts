import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { Role } from './staff-member.ts'
import { Id, Label, Words } from './words.ts'

/**
 * The grounds on which a name is taken off the admission register: School Attendance (Pupil Registration) (England) Regulations 2024, SI
 * 2024/208, regulation 9(1), of which councils' forms list all fifteen; no other is lawful for a pupil of compulsory school age. The last
 * stands for whoever is not of that age (regulation 9(3)).
 */
export const DeletionGround = z.enum([
  'another-school',
  'after-nursery',
  'other-school-agreed',
  'order-names-another',
  'order-revoked',
  'educated-otherwise',
  'too-far',
  'not-back-from-leave',
  'twenty-days',
  'detained',
  'died',
  'past-school-age',
  'boarding-fees',
  'ceased-at-independent',
  'permanently-excluded',
  'not-of-school-age',
])
export type DeletionGround = z.infer<typeof DeletionGround>

/** In plain words, the paragraph of the regulation first: a council's form asks for it. */
export const deletionGroundWords: Record<DeletionGround, string> = {
  'another-school': '9(1)(a): on the roll of another school',
  'after-nursery': '9(1)(b): did not stay after the nursery',
  'other-school-agreed': '9(1)(c): on two rolls, and the other school agreed',
  'order-names-another': '9(1)(d): an attendance order now names another school',
  'order-revoked': '9(1)(e): an attendance order was revoked',
  'educated-otherwise': '9(1)(f): a parent wrote that the child is educated other than at school',
  'too-far': '9(1)(g): no longer lives a reasonable distance away',
  'not-back-from-leave': '9(1)(h): did not come back from leave',
  'twenty-days': '9(1)(i): absent for twenty school days in a row',
  detained: '9(1)(j): detained under a sentence',
  died: '9(1)(k): the child has died',
  'past-school-age': '9(1)(l): past compulsory school age, and not staying for the sixth form',
  'boarding-fees': '9(1)(m): a boarder whose fees were not paid',
  'ceased-at-independent': '9(1)(n): left an independent or non-maintained special school',
  'permanently-excluded': '9(1)(o): permanently excluded',
  'not-of-school-age': '9(3): not of compulsory school age',
}

/** Whether a pupil came to the school or left it. */
export const Direction = z.enum(['came', 'left'])
export type Direction = z.infer<typeof Direction>

/**
 * What a return to the council must hold of a pupil's coming or leaving, and the roll does not say (regulation 13; domain: section 1.5). Said
 * by whoever prepares the return. Added, never changed: the last that was said of a day holds (`moveOf`).
 */
export const SchoolMove = z.strictObject({
  kind: z.literal('school-move'),
  id: Id,
  pupilId: Id,
  direction: Direction,
  /** The first day on the roll, or the last: what is said belongs to this coming or leaving, and to no other. */
  on: SchoolDay,
  /** Of a leaving; null of a coming. */
  ground: DeletionGround.nullable(),
  /** The school before, or the one after; empty where nobody knows it. */
  school: Label,
  /** When the pupil starts there; null of a coming, and where nobody knows. */
  startsOn: SchoolDay.nullable(),
  /** Where the pupil will live, and with whom; empty where it is as it was, or nobody knows. */
  newAddress: Words,
  by: Id,
  byRole: Role,
  recordedAt: Instant,
})
export type SchoolMove = z.infer<typeof SchoolMove>

/** What was said last of one coming or leaving; null while nothing was. */
export const moveOf = (moves: readonly SchoolMove[], direction: Direction, on: SchoolDay): SchoolMove | null =>
  moves
    .filter((move) => move.direction === direction && move.on === on)
    .toSorted((a, b) => (`${a.recordedAt} ${a.id}` < `${b.recordedAt} ${b.id}` ? -1 : 1))
    .at(-1) ?? null

/** `9(1)(a): on the roll of another school. To Larkmere High.` */
export const sayMove = ({ direction, ground, school }: Pick<SchoolMove, 'direction' | 'ground' | 'school'>): string =>
  [
    ...(ground === null ? [] : [`${deletionGroundWords[ground]}.`]),
    ...(school === '' ? [] : [`${direction === 'left' ? 'To' : 'From'} ${school}.`]),
  ].join(' ')

/** What happened, as an entry of the file says it. */
export const moveTitles: Record<Direction, string> = { came: 'Came to the school', left: 'Left the school’s roll' }
