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
export type Grouping = (typeof groupings)[number]

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
>

const keyBy: Record<Grouping, (pupil: Told) => string> = {
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

const said: Record<Grouping, Record<string, string>> = {
  year: { unknown: 'Year not known' },
  class: { unknown: 'No class' },
  'free-school-meals': {
    yes: 'Free school meals',
    no: 'No free school meals',
    unknown: 'Free school meals not known',
  },
  sen: {
    ehcp: 'Education, health and care plan',
    'sen-support': 'SEN support',
    none: 'No special educational needs',
    unknown: 'Special educational needs not known',
  },
  'first-language': {
    english: 'First language English',
    other: 'English as an additional language',
    unknown: 'First language not known',
  },
  'social-worker': {
    yes: 'With a social worker',
    no: 'Without a social worker',
    unknown: 'Not known whether there is a social worker',
  },
  'young-carer': { yes: 'Young carers', no: 'Not young carers', unknown: 'Not known whether they are young carers' },
  'looked-after': { yes: 'Looked after', no: 'Not looked after', unknown: 'Not known whether they are looked after' },
}

/** A group as people say it: `Year 9`, `9K`, `Free school meals`. */
export const sayGroup = ({ grouping, key }: GroupName): string => {
  const words = said[grouping][key]
  if (words !== undefined) return words
  return grouping === 'year' ? sayYear(Number(key)) : key
}

/** The key of the pupil's group by one thing, by what the record says today. */
export const keyIn = (grouping: Grouping, pupil: Told): string => keyBy[grouping](pupil)

/** True when the pupil is in the group by what the record says today: a pupil who moved class counts in the new one. */
export const isIn = ({ grouping, key }: GroupName, pupil: Told): boolean => keyBy[grouping](pupil) === key

/** Those handed in by one thing: each in one group, groups that have nobody left out, what is not known last. */
export const groupsOf = <T extends { pupil: Told }>(
  grouping: Grouping,
  those: readonly T[],
): (GroupName & { those: T[] })[] =>
  [...Map.groupBy(those, ({ pupil }) => keyBy[grouping](pupil))]
    .map(([key, some]) => ({ grouping, key, those: some }))
    .toSorted((a, b) => placeOf(a) - placeOf(b) || collator.compare(a.key, b.key))

const placeOf = ({ grouping, key }: GroupName): number => {
  const place = Object.keys(said[grouping]).indexOf(key)
  // Years and classes have names of their own, all of them before what is not known.
  return place === -1 ? -1 : place
}

const collator = new Intl.Collator('en-GB', { numeric: true })
