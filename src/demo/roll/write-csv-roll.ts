import Papa from 'papaparse'
import type { Address } from '#domain/records/pupil.ts'
import type { Child, Family } from '../people/family.ts'
import { forms } from '../people/make-families.ts'

/** A pupil with the home they come from: one line of a roll. */
export type Enrolment = { child: Child; family: Family }

const columns = [
  'Adno',
  'UPN',
  'Legal Forename',
  'Legal Surname',
  'Chosen Forename',
  'Chosen Surname',
  'Date of Birth',
  'Legal Sex',
  'Year',
  'Reg',
  'Admission Date',
  'Leaving Date',
  'Apartment',
  'House Name',
  'Street',
  'Locality',
  'Town',
  'Postcode',
  'First Language',
  'SEN Status',
  'FSM Eligible',
  'Looked After',
  'Group: House',
]
const contactColumns = [
  'Title',
  'Forename',
  'Surname',
  'Relationship',
  'Parental Responsibility',
  'Lives With Pupil',
  'Mobile',
  'Home Phone',
  'Email',
  'Address',
  'Postcode',
  'Language',
]
const CONTACTS = 3

/** A roll as a secondary school's system prints one: instructions on top, British days, three contacts beside each pupil. */
export const writeCsvRoll = (title: string, enrolments: readonly Enrolment[]): Uint8Array => {
  const headings = [
    ...columns,
    ...Array.from({ length: CONTACTS }, (_, at) => contactColumns.map((name) => `Contact ${at + 1} ${name}`)).flat(),
  ]
  const lines = [[title], [], headings, ...enrolments.map((enrolment, at) => lineOf(enrolment, at))]
  // With the mark at the front that a spreadsheet needs to read names right.
  return Buffer.from(`\uFEFF${Papa.unparse(lines, { newline: '\r\n' })}\r\n`, 'utf8')
}

const lineOf = ({ child, family }: Enrolment, at: number): string[] => {
  const { home } = family
  const isFlat = home.lines[0]?.startsWith('Flat') === true
  const [first = '', second = '', third = '', fourth = ''] = home.lines
  return [
    String(7000 + at),
    child.upn,
    child.forename,
    child.surname,
    child.preferredForename ?? '',
    child.preferredSurname ?? '',
    britishDay(child.bornOn),
    child.sex === 'female' ? 'F' : 'M',
    `Year ${child.yearGroup}`,
    child.registrationGroup,
    britishDay(child.onRollFrom),
    child.leftOn === undefined ? '' : britishDay(child.leftOn),
    ...(isFlat ? [first, second, third, '', fourth] : ['', '', first, second, third]),
    home.postcode,
    child.language,
    child.sen,
    yes(child.freeMeals),
    yes(child.lookedAfter),
    houseOf(child.registrationGroup),
    ...Array.from({ length: CONTACTS }, (_, place) => contactCells(family, place)).flat(),
  ]
}

const contactCells = ({ grownUps, home }: Family, place: number): string[] => {
  const grownUp = grownUps[place]
  if (grownUp === undefined) return contactColumns.map(() => '')
  const address: Address = grownUp.address ?? home
  return [
    grownUp.title,
    grownUp.forename,
    grownUp.surname,
    grownUp.relationship,
    grownUp.responsibility,
    yes(grownUp.livesWith),
    grownUp.mobile,
    grownUp.home ?? '',
    grownUp.email ?? '',
    address.lines.join(', '),
    address.postcode,
    grownUp.language,
  ]
}

const yes = (answer: boolean): string => (answer ? 'Yes' : 'No')

const houses = ['Ash', 'Beech', 'Elm', 'Oak']

/** The school's own grouping: forms of one letter are of one house. */
const houseOf = (registrationGroup: string): string =>
  houses[forms.indexOf(registrationGroup.slice(-1)) % houses.length] ?? ''

const britishDay = (day: string): string => day.split('-').toReversed().join('/')
