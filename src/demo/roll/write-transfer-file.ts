import type { Address } from '#domain/records/pupil.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Enrolment } from './write-csv-roll.ts'

/** What stands at the head of a transfer file. */
export type TransferHeader = {
  school: string
  authority: string
  establishment: string
  schoolYear: number
  writtenAt: Instant
}

/**
 * A roll as a Common Transfer File, the XML by which schools hand pupils on. It has no column for the class and none for the
 * day of admission; the administrator enters those.
 */
export const writeTransferFile = (header: TransferHeader, enrolments: readonly Enrolment[]): Uint8Array => {
  const { school, authority, establishment, schoolYear, writtenAt } = header
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<CTfile>',
    '<Header>',
    element('DocumentName', 'Common Transfer File'),
    element('CTFversion', '25.0'),
    element('DateTime', writtenAt.slice(0, 19)),
    element('DocumentQualifier', 'full'),
    element('SupplierID', 'Invented'),
    '<SourceSchool>',
    element('LEA', authority) +
      element('Estab', establishment) +
      element('SchoolName', school) +
      element('AcademicYear', String(schoolYear)),
    '</SourceSchool>',
    '</Header>',
    '<CTFpupilData>',
    ...enrolments.map(pupil),
    '</CTFpupilData>',
    '</CTfile>',
  ]
  return Buffer.from(`${lines.join('\n')}\n`, 'utf8')
}

const pupil = ({ child, family }: Enrolment): string =>
  [
    '<Pupil>',
    element('UPN', child.upn) +
      element('Surname', child.surname) +
      element('Forename', child.forename) +
      element('DOB', child.bornOn),
    element('Sex', child.sex === 'female' ? 'F' : 'M'),
    '<BasicDetails>',
    element('PreferredSurname', child.preferredSurname ?? child.surname),
    element('PreferredForename', child.preferredForename ?? child.forename),
    element('NCyearActual', child.yearGroup === 0 ? 'R' : String(child.yearGroup)),
    `<Languages><Type>${element('LanguageType', 'F')}${element('Language', child.language)}</Type></Languages>`,
    '</BasicDetails>',
    child.freeMeals
      ? `<FSMhistory><FSMinstance>${element('FSMstartDate', child.onRollFrom)}</FSMinstance></FSMhistory>`
      : `<FSMhistory><FSMinstance>${element('FSMstartDate', '2020-01-06')}${element('FSMendDate', '2020-07-17')}</FSMinstance></FSMhistory>`,
    `<LookedAfter>${element('InCare', String(child.lookedAfter))}</LookedAfter>`,
    `<SENhistory><SEN>${element('StartDate', child.onRollFrom)}${element('SENprovision', child.sen)}</SEN></SENhistory>`,
    addressOf(family.home),
    '<Contacts>',
    ...family.grownUps.map((grownUp, at) =>
      [
        '<Contact>',
        element('Order', String(at + 1)) +
          element('Title', grownUp.title) +
          element('Surname', grownUp.surname) +
          element('Forename', grownUp.forename),
        element('Relationship', grownUp.relationship) + element('Responsibility', grownUp.responsibility),
        grownUp.livesWith && grownUp.address === undefined
          ? element('AddressAsPupil', 'true')
          : addressOf(grownUp.address ?? family.home),
        '<Phones>',
        phone('M', grownUp.mobile),
        grownUp.home === undefined ? '' : phone('H', grownUp.home),
        '</Phones>',
        grownUp.email === undefined ? '' : element('Email', grownUp.email),
        '</Contact>',
      ].join('\n'),
    ),
    '</Contacts>',
    '</Pupil>',
  ]
    .filter((line) => line !== '')
    .join('\n')

const phone = (type: string, number: string): string =>
  `<Phone>${element('TelephoneType', type)}${element('PhoneNo', number)}</Phone>`

const addressOf = ({ lines, postcode }: Address): string =>
  `<Address><AddressLines>${lines.map((line, at) => element(`AddressLine${at + 1}`, line)).join('')}</AddressLines>${element('PostCode', postcode)}</Address>`

const element = (name: string, text: string): string =>
  `<${name}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</${name}>`
