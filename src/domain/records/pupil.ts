import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { Id, Label, Words, YesNoUnknown } from './words.ts'

/** A postal address, as printed on an envelope. `lines` are in order, without the postcode. */
export const Address = z.strictObject({ lines: z.array(Label.min(1)).max(6), postcode: z.string().trim().max(10) })
export type Address = z.infer<typeof Address>

/** Groupings of its own that a school may make. */
export const MOST_GROUPINGS = 12

/** One grouping that a school made, and the group of it that a pupil is in: `Breakfast club`, `Yes`. */
export const SchoolGroup = z.strictObject({ grouping: Label.min(1).max(40), group: Label.min(1).max(40) })
export type SchoolGroup = z.infer<typeof SchoolGroup>

export const Sex = z.enum(['female', 'male', 'unknown'])

/**
 * A pupil on (or lately on) the roll of one school. The pupil's id is also the id of the pupil's file: the unit of
 * access, version and sync. What the school's own system says of the child; casework lives in the other records.
 */
export const Pupil = z.strictObject({
  kind: z.literal('pupil'),
  id: Id,
  organisationId: Id,
  /** Unique Pupil Number, 13 characters; null when the school has not issued one. A wrong check letter is a warning, never a refusal. */
  upn: z.string().max(13).nullable(),
  forename: Label.min(1),
  surname: Label.min(1),
  /** The name the child goes by, where it differs. */
  preferredForename: Label.nullable(),
  preferredSurname: Label.nullable(),
  bornOn: SchoolDay,
  sex: Sex,
  /** National Curriculum year: -1 nursery, 0 reception, 1 to 14; null when unknown. */
  yearGroup: z.int().min(-2).max(14).nullable(),
  /** Registration group or form, for example `9K`. */
  registrationGroup: Label.nullable(),
  onRollFrom: SchoolDay.nullable(),
  /** Last day on roll; null while on roll. */
  leftOn: SchoolDay.nullable(),
  address: Address.nullable(),
  /** Children of one home share it, across schools of one service; null where nobody has said. */
  householdId: Id.nullable(),
  firstLanguage: Label.nullable(),
  sen: z.enum(['none', 'sen-support', 'ehcp', 'unknown']),
  freeSchoolMeals: YesNoUnknown,
  lookedAfter: YesNoUnknown,
  hasSocialWorker: YesNoUnknown,
  youngCarer: YesNoUnknown,
  medicalNote: Words.nullable(),
  /** Where the school puts the pupil by groupings of its own making, at most one group of each; absent where it made none. */
  schoolGroups: z.array(SchoolGroup).max(MOST_GROUPINGS).optional(),
  /** The absence case that is open now, kept by the mutations that open, close and reopen one. */
  openCaseId: Id.nullable(),
  /** Owner of each of the pupil's cases, open or closed, by case id: says which officers may see the file. Kept by open and assign. */
  caseOwners: z.record(Id, Id.nullable()).optional(),
  /**
   * Who had a case of the pupil and gave it on, by person, with when that last was: until then what they wrote is taken from them after
   * they have left. It lets nobody see the file. Kept by the acts that change an owner.
   */
  formerOwners: z.record(Id, Instant).optional(),
  /** Acts about the pupil that came after their author had left, by who did them and when by their own clock: a reader is told. */
  cameLate: z.array(z.strictObject({ by: Id, recordedAt: Instant })).optional(),
  /** To whom each case that waits to be accepted was offered, by case id: they see the file meanwhile. Kept by the handover acts. */
  offeredTo: z.record(Id, Id).optional(),
})
export type Pupil = z.infer<typeof Pupil>

/** The name staff use for the child: preferred where there is one. */
export const calledName = (
  pupil: Pick<Pupil, 'forename' | 'surname' | 'preferredForename' | 'preferredSurname'>,
): string => `${pupil.preferredForename ?? pupil.forename} ${pupil.preferredSurname ?? pupil.surname}`
