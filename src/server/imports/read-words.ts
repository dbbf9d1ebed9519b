import type { Relationship } from '#domain/records/parent.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import type { YesNoUnknown } from '#domain/records/words.ts'

/** Lower case, letters and digits only: how words of files are compared. */
export const plainKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Female, male, or unknown where the cell says neither; undefined when it says something we do not know. */
export const readSex = (cell: string): Pupil['sex'] | undefined => {
  switch (plainKey(cell)) {
    case 'f':
    case 'female':
    case 'girl':
    case '2':
      return 'female'
    case 'm':
    case 'male':
    case 'boy':
    case '1':
      return 'male'
    case '':
    case 'u':
    case 'x':
    case '0':
    case '9':
    case 'unknown':
    case 'notknown':
    case 'notspecified':
      return 'unknown'
    default:
      return undefined
  }
}

const nursery = new Map([
  ['n', -1],
  ['n2', -1],
  ['e2', -1],
  ['nursery', -1],
  ['nursery2', -1],
  ['n1', -2],
  ['e1', -2],
  ['nursery1', -2],
  ['r', 0],
  ['0', 0],
  ['rec', 0],
  ['reception', 0],
  ['receptionyear', 0],
  ['yearr', 0],
  ['yr', 0],
  ['year0', 0],
])

/**
 * National Curriculum year from `9`, `Year 9`, `Yr 09`, `Y9`, `R`, `N2`: -2 and -1 nursery, 0 reception, 1 to 14. Null where the
 * cell is empty or says that no year applies; undefined when it is none of these.
 */
export const readYearGroup = (cell: string): number | null | undefined => {
  const key = plainKey(cell)
  if (key === '' || key === 'x' || key === 'na') return null
  const young = nursery.get(key) ?? nursery.get(key.replace(/^(curriculumyear|ncyear|yeargroup|year)/, ''))
  if (young !== undefined) return young
  const year = Number(/^(?:curriculumyear|ncyear|yeargroup|year|yr|y)?(\d{1,2})$/.exec(key)?.[1] ?? Number.NaN)
  return year >= 1 && year <= 14 ? year : undefined
}

/** Yes, no or unknown; an empty cell says nothing. Undefined when it is none of these. */
export const readYesNo = (cell: string): YesNoUnknown | undefined => {
  const key = plainKey(cell)
  if (['y', 'yes', 'true', 't', '1'].includes(key)) return 'yes'
  if (['n', 'no', 'false', 'f', '0', 'none', 'never'].includes(key)) return 'no'
  if (['', 'u', 'unknown', 'notknown', 'na', 'refused'].includes(key)) return 'unknown'
  return undefined
}

/** SEN provision: the census codes N, K, E (and S, the older statement) or the words for them. */
export const readSen = (cell: string): Pupil['sen'] | undefined => {
  const key = plainKey(cell)
  if (key === '' || key === 'unknown') return 'unknown'
  if (['n', 'none', 'no', 'nospecialeducationalneed', 'nosen', 'nospecialeducationalneeds'].includes(key)) return 'none'
  if (['e', 's', 'ehcp', 'ehc', 'statement'].includes(key) || key.includes('healthandcare') || key.includes('ehcp'))
    return 'ehcp'
  if (['k', 'a', 'p', 'y', 'yes'].includes(key) || key.includes('sensupport') || key.includes('schoolaction'))
    return 'sen-support'
  return undefined
}

/** Codes of the Common Transfer File whose meaning is certain; others are kept as `other`, with a warning. */
const relationshipCodes = new Map<string, Relationship>([
  ['pam', 'mother'],
  ['paf', 'father'],
  ['stm', 'step-parent'],
  ['stf', 'step-parent'],
  ['stp', 'step-parent'],
  ['swr', 'social-worker'],
  ['chm', 'childminder'],
])

/** In order: the first that is found in the words decides, so that *step mother* is not taken for *mother*. */
const relationshipPatterns: [RegExp, Relationship][] = [
  [/foster/, 'foster-carer'],
  [/step|(?:mother|father|mum|dad|parent)s?(?:partner|boyfriend|girlfriend)|partnerof/, 'step-parent'],
  [/grand|^nan(?:na|ny)?$|^gran(?:ny|dad)?$/, 'grandparent'],
  [/social/, 'social-worker'],
  [/childmind|nanny|aupair/, 'childminder'],
  [/aunt|uncle/, 'aunt-or-uncle'],
  [/brother|sister|sibling/, 'brother-or-sister'],
  [/friend|neighbour/, 'family-friend'],
  [/guardian/, 'guardian'],
  [/^(?:birth|biological|natural|adoptive)?(?:mother|mum|mummy|mam|mom)$|^mother/, 'mother'],
  [/^(?:birth|biological|natural|adoptive)?(?:father|dad|daddy)$|^father/, 'father'],
]

/** Who a contact is to the child. Undefined when the words are none we know: the contact is kept as `other`, with a warning. */
export const readRelationship = (cell: string): Relationship | undefined => {
  const key = plainKey(cell)
  if (
    [
      '',
      'other',
      'othercontact',
      'othercarer',
      'carer',
      'relative',
      'otherrelative',
      'otherfamilymember',
      'parent',
      'contact',
    ].includes(key)
  )
    return 'other'
  return relationshipCodes.get(key) ?? relationshipPatterns.find(([pattern]) => pattern.test(key))?.[1]
}
