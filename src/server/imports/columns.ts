import { MOST_GROUPINGS } from '#domain/records/pupil.ts'
import { plainKey } from './read-words.ts'
import type { RollPhone } from './roll-row.ts'

/** What a column can say of the pupil. `otherKey` (an admission number) only ties the lines of one pupil together. */
export type PupilField =
  | 'upn'
  | 'formerUpn'
  | 'otherKey'
  | 'forename'
  | 'surname'
  | 'preferredForename'
  | 'preferredSurname'
  | 'wholeName'
  | 'bornOn'
  | 'sex'
  | 'yearGroup'
  | 'registrationGroup'
  | 'onRollFrom'
  | 'leftOn'
  | 'postcode'
  | 'firstLanguage'
  | 'sen'
  | 'freeSchoolMeals'
  | 'lookedAfter'
  | 'socialWorker'
  | 'youngCarer'

/** What a column can say of a contact, besides telephone numbers and the lines of an address. */
export type ContactField =
  | 'wholeName'
  | 'title'
  | 'forename'
  | 'surname'
  | 'relationship'
  | 'parentalResponsibility'
  | 'livesWithPupil'
  | 'priority'
  | 'email'
  | 'postcode'
  | 'language'

/** Something a contact's column holds. */
type ContactColumn =
  | { holds: 'field'; field: ContactField }
  | { holds: 'phone'; label: RollPhone['label'] | null }
  | { holds: 'address'; place: number }

/** What one column of the file holds. `number` is the contact's, from 1; null where each line is about one contact. */
export type Column =
  | { of: 'pupil'; field: PupilField; rank: number }
  | { of: 'pupil-address'; place: number }
  | { of: 'school-group'; grouping: string }
  | { of: 'contact'; number: number | null; column: ContactColumn }
  | { of: 'loose-phone'; label: RollPhone['label'] | null }
  | { of: 'loose-email' }
  | { of: 'nothing-known' }

/**
 * Headings of SIMS, Arbor, Bromcom, the Common Transfer File and the spreadsheets that schools make themselves, compared by
 * letters and digits only. Within a field the first heading wins when a file has several: the legal name over the name
 * alone, the National Curriculum year over the year taught in.
 */
const pupilHeadings: Record<PupilField, string> = {
  upn: 'upn uniquepupilnumber uniquepupilreference',
  formerUpn: 'formerupn previousupn oldupn',
  otherKey: 'adno admissionnumber admissionno admno pupilid studentid misid personid arborstudentid pupilnumber',
  forename: 'legalforename legalforenames legalfirstname legalgivenname forename forenames firstname givenname',
  surname: 'legalsurname legallastname legalfamilyname surname lastname familyname',
  preferredForename:
    'preferredforename preferredfirstname preferredgivenname preferredname chosenforename chosenfirstname chosenname knownas knownasname calledname',
  preferredSurname: 'preferredsurname preferredlastname preferredfamilyname chosensurname chosenlastname',
  wholeName: 'legalfullname legalname fullname name pupil student child learner',
  bornOn: 'dateofbirth dob birthdate dateborn bornon born birthday',
  sex: 'sex legalsex sexatbirth gender legalgender',
  yearGroup:
    'ncyearactual ncyear ncyeargroup nationalcurriculumyear nationalcurriculumyeargroup curriculumyear yeargroup year yr yeargroupname currentyear currentyeargroup yeartaughtin',
  registrationGroup:
    'registrationgroup reggroup reg registration registrationform regform registrationclass tutorgroup tutorgrp formgroup form registrationgroupname class classname classgroup',
  onRollFrom:
    'admissiondate dateofadmission doa dateofentry entrydate enrolmentdate enrolmentstartdate dateenrolled onrollfrom onrolldate dateonroll startdate datestarted',
  leftOn:
    'leavingdate dateofleaving dol leftdate lefton dateleft enrolmentenddate offrolldate dateoffroll leavedate exitdate',
  postcode: 'postcode homepostcode addresspostcode mainpostcode postalcode',
  firstLanguage: 'firstlanguage mothertongue homelanguage firsthomelanguage language nativelanguage',
  sen: 'senstatus senprovision sencode sen currentsenstatus currentsenprovision sencurrentstatus senstage',
  freeSchoolMeals:
    'freeschoolmeals freeschoolmeal fsm fsmeligible fsmeligibility eligibleforfreeschoolmeals eligibleforfreemeals eligibleforfsm freeschoolmealseligible freeschoolmealseligibility freeschoolmealeligible currentfsm currentlyfsm',
  lookedAfter:
    'lookedafter lookedafterchild lookedafterchildren lac cla incare currentlyincare childlookedafter childincare incareindicator incarestatus lookedafterstatus',
  socialWorker: 'socialworker hassocialworker allocatedsocialworker socialworkerinvolved',
  youngCarer: 'youngcarer isyoungcarer youngcarerindicator',
}

const contactHeadings: Record<ContactField, string> = {
  wholeName: ' name fullname contact contactname',
  title: 'title prefix',
  forename: 'forename forenames firstname givenname',
  surname: 'surname lastname familyname',
  relationship:
    'relationship relation relationshiptopupil relationshiptostudent relationshiptochild relationshiptype relationshipwithpupil relationtopupil',
  parentalResponsibility:
    'parentalresponsibility hasparentalresponsibility parentalresp parentresponsibility responsibility pr haspr legalguardian islegalguardian',
  livesWithPupil:
    'liveswithpupil liveswith liveswithstudent liveswithchild residentwithpupil sameaddress sameaddressaspupil addressaspupil sharesaddress',
  priority: 'priority order contactpriority contactorder emergencycontactpriority callorder priorityorder',
  email: 'email emailaddress primaryemail mainemail homeemail personalemail primaryemailaddress defaultemail workemail',
  postcode: 'postcode homepostcode addresspostcode',
  language: 'language firstlanguage spokenlanguage homelanguage',
}

const lookUp = <F extends string>(headings: Record<F, string>): Map<string, { field: F; rank: number }> => {
  const found = new Map<string, { field: F; rank: number }>()
  for (const field of keysOf(headings))
    for (const [rank, key] of headings[field].split(' ').entries()) found.set(key, { field, rank })
  return found
}

const keysOf = <F extends string>(headings: Record<F, string>): F[] => {
  const keys: F[] = []
  for (const key in headings) keys.push(key)
  return keys
}

const pupilFields = lookUp(pupilHeadings)
const contactFields = lookUp(contactHeadings)

/** Parts of an address, in the order of an envelope. House number and street are joined by whoever builds the address. */
export const HOUSE_NUMBER = 30
export const STREET = 40
const addressPlaces = new Map<string, number>([
  ...[
    'address',
    'homeaddress',
    'fulladdress',
    'mainaddress',
    'postaladdress',
    'addressblock',
    'correspondenceaddress',
  ].map((key) => [key, 0] as const),
  ...['apartment', 'flat', 'apartmentnumber', 'flatnumber', 'saon'].map((key) => [key, 10] as const),
  ...['housename', 'buildingname'].map((key) => [key, 20] as const),
  ...[
    'housenumber',
    'houseno',
    'paon',
    'housenumbername',
    'housenameornumber',
    'housenamenumber',
    'number',
    'propertynumber',
  ].map((key) => [key, HOUSE_NUMBER] as const),
  ...['street', 'streetname', 'road', 'streetdescription'].map((key) => [key, STREET] as const),
  ...['district', 'locality', 'village', 'area'].map((key) => [key, 50] as const),
  ...['town', 'city', 'towncity', 'townorcity', 'posttown'].map((key) => [key, 60] as const),
  ...['county', 'administrativearea'].map((key) => [key, 70] as const),
])

const addressPlaceOf = (key: string): number | null => {
  const line = /^(?:home|postal)?(?:addressline|address|addr|line)(\d)$/.exec(key)?.[1]
  if (line) return Number(line)
  return addressPlaces.get(key) ?? addressPlaces.get(key.replace(/^(?:home)?address/, '')) ?? null
}

const phoneWords = '(?:tele?phone|phone|tel|number|no|num|contact)+'
const phonePatterns: [RegExp, RollPhone['label'] | null][] = [
  [new RegExp(`^(?:mobile|mob|cell)(?:${phoneWords})?\\d?$`), 'mobile'],
  [new RegExp(`^(?:home|landline|evening)(?:${phoneWords})\\d?$|^landline$`), 'home'],
  [new RegExp(`^work(?:${phoneWords})\\d?$`), 'work'],
  [new RegExp(`^(?:main|primary|preferred|daytime|day|first|default|all)?(?:${phoneWords})(?:s|\\d)?$`), null],
]

const phoneLabelOf = (key: string): { label: RollPhone['label'] | null } | null => {
  const found = phonePatterns.find(([pattern]) => pattern.test(key))
  return found ? { label: found[1] } : null
}

const contactWord =
  '(?:(?:emergency|priority|family|home|pupil|student)?contact|parent(?:or|and)?(?:carer|guardian)|parent|guardian|carer)'
const ordinals = new Map([
  ...['first', '1st', 'primary', 'main'].map((word) => [word, 1] as const),
  ...['second', '2nd', 'secondary'].map((word) => [word, 2] as const),
  ...['third', '3rd'].map((word) => [word, 3] as const),
  ...['fourth', '4th'].map((word) => [word, 4] as const),
])
const numberFirst = new RegExp(`^${contactWord}(?:priority|no|number)?(\\d{1,2})(?:contact)?(.*)$`)
const priorityFirst = new RegExp(`^priority(\\d{1,2})(?:${contactWord})?(.*)$`)
const ordinalFirst = new RegExp(`^(${[...ordinals.keys()].join('|')})${contactWord}(.*)$`)
const numberLast = new RegExp(`^${contactWord}(.+?)(\\d{1,2})$`)
const unnumbered = new RegExp(`^${contactWord}(.*)$`)
/** A heading that speaks of a contact's name and ends in a number shows that the numbers at the end are the contacts'. */
const nameWithNumberLast = new RegExp(
  `^${contactWord}(?:forename|surname|name|fullname|firstname|lastname|relationship)\\d{1,2}$`,
)

const contactColumnOf = (rest: string): ContactColumn | null => {
  const named = contactFields.get(rest)
  if (named) return { holds: 'field', field: named.field }
  const place = addressPlaceOf(rest)
  const phone = phoneLabelOf(rest)
  if (phone) return { holds: 'phone', label: phone.label }
  return place === null ? null : { holds: 'address', place }
}

const contactOf = (number: number | null, rest: string): Column | null => {
  // "Contacts name", "Parent's name": the s belongs to the word before it, unless a word begins there, as in "Contact surname".
  const column = contactColumnOf(rest) ?? contactColumnOf(rest.replace(/^s/, ''))
  return column ? { of: 'contact', number, column } : null
}

const readContactHeading = (key: string, numbersLast: boolean): Column | null => {
  const byNumber = numberFirst.exec(key) ?? priorityFirst.exec(key)
  if (byNumber) {
    const found = contactOf(Number(byNumber[1]), byNumber[2] ?? '')
    if (found) return found
  }
  const byOrdinal = ordinalFirst.exec(key)
  if (byOrdinal) {
    const found = contactOf(ordinals.get(byOrdinal[1] ?? '') ?? 1, byOrdinal[2] ?? '')
    if (found) return found
  }
  const last = numbersLast ? numberLast.exec(key) : null
  if (last) {
    const found = contactOf(Number(last[2]), last[1] ?? '')
    if (found) return found
  }
  const plain = unnumbered.exec(key)
  return plain ? contactOf(null, plain[1] ?? '') : null
}

/** "Pupil surname", "Pupil's name". */
const pupilWord = /^(?:pupil|student|child|learner)(?=.)/
const pupilWords = /^(?:pupil|student|child|learner)s(?=.)/

/**
 * `Group: Breakfast club` is a grouping of the school's own making. It has to be said so: an export's own column is never taken for one,
 * so that nothing about a child (ethnicity, religion) comes in because it happened to be there. A school may say it once of a heading instead
 * (`groupings`, by letters and digits), of a column that is nothing else.
 */
const schoolGroup = /^group\s*:\s*(\S.{0,39})$/i

const readHeading = (heading: string, numbersLast: boolean): Column => {
  const grouping = schoolGroup.exec(heading.trim())?.[1]
  if (grouping !== undefined) return { of: 'school-group', grouping: grouping.trim() }
  const key = plainKey(heading)
  if (key === '') return { of: 'nothing-known' }
  for (const tried of [key, key.replace(pupilWord, ''), key.replace(pupilWords, '')]) {
    const pupil = pupilFields.get(tried)
    if (pupil) return { of: 'pupil', ...pupil }
  }
  // Said of one contact only, even without the word: a pupil has no relationship and no parental responsibility.
  const own = contactFields.get(key)
  if (own && ['relationship', 'parentalResponsibility'].includes(own.field))
    return { of: 'contact', number: null, column: { holds: 'field', field: own.field } }
  const contact = readContactHeading(key, numbersLast)
  if (contact) return contact
  const place =
    addressPlaceOf(key) ?? addressPlaceOf(key.replace(pupilWord, '')) ?? addressPlaceOf(key.replace(pupilWords, ''))
  if (place !== null && key !== 'number') return { of: 'pupil-address', place }
  const phone = phoneLabelOf(key)
  if (phone && key !== 'contact' && key !== 'number' && key !== 'no') return { of: 'loose-phone', label: phone.label }
  return contactFields.get(key)?.field === 'email' ? { of: 'loose-email' } : { of: 'nothing-known' }
}

const noGroupings: ReadonlyMap<string, string> = new Map()

/** What each column of a row of headings holds; a grouping too many is left out like any other column that is not known. */
export const readHeadings = (headings: string[], said: ReadonlyMap<string, string> = noGroupings): Column[] => {
  const numbersLast = headings.some((heading) => nameWithNumberLast.test(plainKey(heading)))
  const columns = headings.map((heading): Column => {
    const column = readHeading(heading, numbersLast)
    const grouping = said.get(plainKey(heading))
    // By the name that was said of it, however this file spells it: two would be two groupings.
    return column.of === 'nothing-known' && grouping !== undefined ? { of: 'school-group', grouping } : column
  })
  const groupings = new Set(
    columns.flatMap((column) => (column.of === 'school-group' ? [plainKey(column.grouping)] : [])),
  )
  const kept = new Set([...groupings].slice(0, MOST_GROUPINGS))
  return columns.map((column) =>
    column.of === 'school-group' && !kept.has(plainKey(column.grouping)) ? { of: 'nothing-known' } : column,
  )
}

/** How surely a row is the row of headings: its known columns, all but the vaguest words. */
export const knownColumns = (columns: Column[]): number =>
  columns.filter((column) => column.of === 'pupil' || column.of === 'contact' || column.of === 'pupil-address').length
