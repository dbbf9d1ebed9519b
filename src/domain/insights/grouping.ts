import { sayYear } from '../people/say-year.ts'
import type { Pupil } from '../records/pupil.ts'

/**
 * By what the pupils of a school may be told apart when their absence is looked at (domain: section 5.1), as far as a pupil's record says
 * it. Each is a thing to ask why about and never a reason by itself: who is at risk is not told by a single trait.
 */
export const groupings = [
  'year',
  'class',
  'free-school-meals',
  'sen',
  'first-language',
  'social-worker',
  'young-carer',
  'looked-after',
] as const
export type KnownGrouping = (typeof groupings)[number]

/** One that a school made itself, by the name it gave it: `own:Breakfast club`. */
export type OwnGrouping = `own:${string}`

export type Grouping = KnownGrouping | OwnGrouping

export const groupingWords: Record<KnownGrouping, string> = {
  year: 'Year',
  class: 'Class',
  'free-school-meals': 'Free school meals',
  sen: 'Special educational needs',
  'first-language': 'First language',
  'social-worker': 'Social worker',
  'young-carer': 'Young carers',
  'looked-after': 'Being looked after',
}

/** Some pupils by one thing: everybody in Year 9. `key` is `9`, `9K`, `yes`; what the record does not say is `unknown`, a group of its own. */
export type GroupName = { grouping: Grouping; key: string }

const UNKNOWN = 'unknown'

type Told = Pick<
  Pupil,
  | 'yearGroup'
  | 'registrationGroup'
  | 'freeSchoolMeals'
  | 'sen'
  | 'firstLanguage'
  | 'hasSocialWorker'
  | 'youngCarer'
  | 'lookedAfter'
  | 'schoolGroups'
>

const nameOfOwn = (grouping: OwnGrouping): string => grouping.slice('own:'.length)

const isOwn = (grouping: Grouping): grouping is OwnGrouping => grouping.startsWith('own:')

/** The groupings that the school of these pupils made, by their names. */
export const ownGroupingsOf = (those: readonly { pupil: Pick<Told, 'schoolGroups'> }[]): OwnGrouping[] => {
  const names = new Set(those.flatMap(({ pupil }) => (pupil.schoolGroups ?? []).map(({ grouping }) => grouping)))
  return [...names].toSorted(collator.compare).map((name): OwnGrouping => `own:${name}`)
}

/** What pupils are told apart by, as a heading: `Free school meals`, `Breakfast club`. */
export const sayGrouping = (grouping: Grouping): string =>
  isOwn(grouping) ? nameOfOwn(grouping) : groupingWords[grouping]

/** The same within a sentence, after *by*: `free school meals`; a name that the school gave is left as it is. */
export const sayGroupingLowered = (grouping: Grouping): string =>
  isOwn(grouping) ? nameOfOwn(grouping) : groupingWords[grouping].toLowerCase()

const keyBy: Record<KnownGrouping, (pupil: Told) => string> = {
  year: ({ yearGroup }) => (yearGroup === null ? UNKNOWN : String(yearGroup)),
  class: ({ registrationGroup }) => registrationGroup ?? UNKNOWN,
  'free-school-meals': ({ freeSchoolMeals }) => freeSchoolMeals,
  sen: ({ sen }) => sen,
  'first-language': ({ firstLanguage }) => languageOf(firstLanguage),
  'social-worker': ({ hasSocialWorker }) => hasSocialWorker,
  'young-carer': ({ youngCarer }) => youngCarer,
  'looked-after': ({ lookedAfter }) => lookedAfter,
}

/** A school writes the name or the Department's code; the codes of `believed to be English` and of `not known` are among them (CTF). */
const languageOf = (firstLanguage: string | null): string => {
  const said = (firstLanguage ?? '').trim().toLowerCase()
  if (['', 'not', 'ref', 'zzz', 'not known', 'unknown', 'refused'].includes(said)) return UNKNOWN
  return ['eng', 'enb'].includes(said) || said.startsWith('english') ? 'english' : 'other'
}

/** Each to be read before *missed*. In the order in which they are listed. */
const said: Record<KnownGrouping, Record<string, string>> = {
  year: { unknown: 'Pupils of no year' },
  class: { unknown: 'Pupils of no class' },
  'free-school-meals': {
    yes: 'Pupils with free school meals',
    no: 'Pupils without free school meals',
    unknown: 'Pupils whose free school meals are not known',
  },
  sen: {
    ehcp: 'Pupils with an EHCP',
    'sen-support': 'Pupils with SEN support',
    none: 'Pupils without special educational needs',
    unknown: 'Pupils whose special educational needs are not known',
  },
  'first-language': {
    english: 'Pupils whose first language is English',
    other: 'Pupils with English as an additional language',
    unknown: 'Pupils whose first language is not known',
  },
  'social-worker': {
    yes: 'Pupils with a social worker',
    no: 'Pupils without a social worker',
    unknown: 'Pupils of whom no social worker is known',
  },
  'young-carer': {
    yes: 'Young carers',
    no: 'Pupils who are not young carers',
    unknown: 'Pupils not known to be young carers',
  },
  'looked-after': {
    yes: 'Looked-after children',
    no: 'Pupils who are not looked after',
    unknown: 'Pupils not known to be looked after',
  },
}

/** A group as people say it, to be read before *missed*: `Year 9`, `9K`, `Pupils with free school meals`. */
export const sayGroup = ({ grouping, key }: GroupName): string => {
  if (isOwn(grouping)) return `${nameOfOwn(grouping)}: ${key === UNKNOWN ? 'not said' : key}`
  const words = said[grouping][key]
  if (words !== undefined) return words
  return grouping === 'year' ? sayYear(Number(key)) : key
}

/** What a group is called, within a sentence: a year, a class and a school keep their names. */
export const lowerGroup = (called: string): string =>
  called.replace(
    /^(?:Pupils |Young carers|Looked-after|(?:Primary|Secondary|Special|All-through|Other) schools$)/,
    (word) => word.toLowerCase(),
  )

/** The key of the pupil's group by one thing, by what the record says today. */
export const keyIn = (grouping: Grouping, pupil: Told): string => {
  if (!isOwn(grouping)) return keyBy[grouping](pupil)
  const name = nameOfOwn(grouping)
  return pupil.schoolGroups?.find((one) => one.grouping === name)?.group ?? UNKNOWN
}

/** True when the pupil is in the group by what the record says today: a pupil who moved class counts in the new one. */
export const isIn = ({ grouping, key }: GroupName, pupil: Told): boolean => keyIn(grouping, pupil) === key

/** Those handed in by one thing: each in one group, groups that have nobody left out, what is not known last. */
export const groupsOf = <T extends { pupil: Told }>(
  grouping: Grouping,
  those: readonly T[],
): (GroupName & { those: T[] })[] =>
  [...Map.groupBy(those, ({ pupil }) => keyIn(grouping, pupil))]
    .map(([key, some]) => ({ grouping, key, those: some }))
    .toSorted((a, b) => placeOf(a) - placeOf(b) || collator.compare(a.key, b.key))

const placeOf = ({ grouping, key }: GroupName): number => {
  if (isOwn(grouping)) return key === UNKNOWN ? 0 : -1
  const place = Object.keys(said[grouping]).indexOf(key)
  // Years and classes have names of their own, all of them before what is not known.
  return place === -1 ? -1 : place
}

const collator = new Intl.Collator('en-GB', { numeric: true })
