import type { Address } from '#domain/records/pupil.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

/** The two schools of the invented town. */
export type SchoolName = 'secondary' | 'primary'

/** A grown-up as a school's own system lists them. */
export type GrownUp = {
  title: string
  forename: string
  surname: string
  /** In the words a school office types: `Mother`, `Step father`, `Foster carer`. */
  relationship: string
  responsibility: 'Yes' | 'No' | 'Unknown'
  livesWith: boolean
  mobile: string
  home?: string
  email?: string
  /** Where they live when not with the child. */
  address?: Address
  language: string
  interpreter?: true
}

/** A child of the invented town. */
export type Child = {
  /** How a story names the child; null for everyone else. */
  key: string | null
  school: SchoolName
  yearGroup: number
  forename: string
  surname: string
  preferredForename?: string
  preferredSurname?: string
  sex: 'female' | 'male'
  bornOn: SchoolDay
  upn: string
  registrationGroup: string
  onRollFrom: SchoolDay
  /** Last day on roll, for the few who left. */
  leftOn?: SchoolDay
  /** True for a child who came in the middle of the term, in a list of their own. */
  cameLater?: true
  sen: 'N' | 'K' | 'E'
  freeMeals: boolean
  lookedAfter: boolean
  language: string
  /** What a roll has no column for; the administrator enters it. */
  medicalNote?: string
  youngCarer?: true
  socialWorker?: true
}

/** True where somebody of the family needs an interpreter. */
export const needsInterpreter = (family: Family): boolean =>
  family.grownUps.some((grownUp) => grownUp.interpreter === true)

/** Children of one home, with the grown-ups the schools have for them. */
export type Family = { key: string | null; home: Address; grownUps: GrownUp[]; children: Child[] }

/** A child as a story plans it: what it does not say is chosen. */
export type PlannedChild = Partial<Child> & Pick<Child, 'forename' | 'surname' | 'sex' | 'yearGroup'> & { key: string }

/** A family as a story plans it. */
export type PlannedFamily = {
  key: string
  home: Address
  grownUps: (Omit<GrownUp, 'mobile' | 'language' | 'responsibility'> &
    Partial<Pick<GrownUp, 'mobile' | 'language' | 'responsibility'>>)[]
  children: PlannedChild[]
}

/** How many pupils a year of each school has. */
export const placesInYear = (yearGroup: number): number => (yearGroup >= 7 ? 240 : 60)

/** The years of the two schools: Reception to Year 6, and Years 7 to 11. */
export const yearGroups: readonly number[] = Array.from({ length: 12 }, (_, year) => year)

export const schoolOfYear = (yearGroup: number): SchoolName => (yearGroup >= 7 ? 'secondary' : 'primary')
