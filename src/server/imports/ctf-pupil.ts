import { languageWords } from './language-words.ts'
import type { RawContact, RawPupil } from './raw-pupil.ts'
import type { RollPhone } from './roll-row.ts'
import { withoutMissing } from './without-missing.ts'
import { childOf, childrenOf, findBelow, textAt, type XmlElement } from './xml-element.ts'

/** What a `Pupil` element says, before its words are read. Elements that are not there are what the file does not speak of. */
export const rawPupilFromElement = (pupil: XmlElement, line: number): RawPupil => {
  const basic = childOf(pupil, 'BasicDetails')
  const address = addressOf(childOf(pupil, 'Address'))
  const contacts = childOf(pupil, 'Contacts')
  const upn = textAt(pupil, 'UPN') ?? ''
  const surname = textAt(pupil, 'Surname') ?? ''
  const forename = textAt(pupil, 'Forename') ?? ''
  const bornOn = textAt(pupil, 'DOB') ?? ''
  return {
    lines: [{ line, cells: [upn, surname, forename, bornOn] }],
    fields: withoutMissing({
      upn,
      surname,
      forename,
      bornOn,
      sex: textAt(pupil, 'Sex') ?? textAt(pupil, 'Gender'),
      preferredForename: textAt(basic, 'PreferredForename'),
      preferredSurname: textAt(basic, 'PreferredSurname'),
      yearGroup: textAt(basic, 'NCyearActual'),
      firstLanguage: firstLanguage(childOf(basic, 'Languages')),
      sen: senProvision(childOf(pupil, 'SENhistory')),
      freeSchoolMeals: freeSchoolMeals(childOf(pupil, 'FSMhistory')),
      lookedAfter: textAt(pupil, 'LookedAfter', 'InCare'),
      postcode: address?.postcode,
    }),
    formerUpns: childrenOf(basic, 'FormerUPN').map((former) => former.text),
    ...(address ? { address: address.lines } : {}),
    ...(contacts ? { contacts: childrenOf(contacts, 'Contact').map((contact) => rawContact(contact, address)) } : {}),
  }
}

type CtfAddress = { lines: string[]; postcode: string }

/** BS7666 parts or plain lines, as an envelope has them; a house number stands before its street. */
const addressOf = (address: XmlElement | undefined): CtfAddress | undefined => {
  if (!address) return undefined
  const bs7666 = findBelow(address, 'BS7666Address')
  const house = textAt(bs7666, 'PAON') ?? ''
  const street = textAt(bs7666, 'Street') ?? ''
  const lines = bs7666
    ? [
        textAt(bs7666, 'SAON'),
        ...(/^\d+\s?[a-z]?$/i.test(house) && street !== '' ? [`${house} ${street}`] : [house, street]),
        ...['Locality', 'Town', 'AdministrativeArea', 'PostTown'].map((name) => textAt(bs7666, name)),
      ]
    : [1, 2, 3, 4, 5].map((number) => findBelow(address, `AddressLine${number}`)?.text.trim())
  return {
    lines: [...new Set(lines.flatMap((line) => (line ? [line] : [])))],
    postcode: (findBelow(address, 'PostCode') ?? findBelow(address, 'Postcode'))?.text.trim() ?? '',
  }
}

const rawContact = (contact: XmlElement, pupilAddress: CtfAddress | undefined): RawContact => {
  const asPupil = (findBelow(contact, 'AddressAsPupil')?.text ?? '').trim().toLowerCase()
  const isAsPupil = ['true', '1', 'y', 'yes'].includes(asPupil)
  const address = isAsPupil ? pupilAddress : addressOf(childOf(contact, 'Address'))
  const phones = childOf(contact, 'Phones')
  return {
    number: null,
    fields: withoutMissing({
      priority: textAt(contact, 'Order'),
      title: textAt(contact, 'Title'),
      forename: textAt(contact, 'Forename') ?? '',
      surname: textAt(contact, 'Surname') ?? '',
      relationship: textAt(contact, 'Relationship'),
      parentalResponsibility: textAt(contact, 'Responsibility'),
      // The same address is all that the file says of living together; another address says nothing, for a child may have two homes.
      livesWithPupil: isAsPupil ? 'yes' : undefined,
      email: textAt(contact, 'Email'),
      postcode: address?.postcode,
    }),
    ...(address ? { address: address.lines } : {}),
    ...(phones ? { phones: childrenOf(phones, 'Phone').flatMap(phoneOf) } : {}),
  }
}

/** Telephone types of the file; a fax (F) is no way to reach a parent. */
const phoneLabels: Record<string, RollPhone['label'] | null> = { H: 'home', W: 'work', M: 'mobile' }
const phoneOf = (phone: XmlElement): { cell: string; label: RollPhone['label'] | null }[] => {
  const type = (textAt(phone, 'TelephoneType') ?? '').toUpperCase()
  return type === 'F' ? [] : [{ cell: textAt(phone, 'PhoneNo') ?? '', label: phoneLabels[type] ?? null }]
}

/** The language marked first (F), else the first that is named. */
const firstLanguage = (languages: XmlElement | undefined): string | undefined => {
  if (!languages) return undefined
  const named = [languages, ...languages.children].flatMap((group) => {
    const language = textAt(group, 'Language')
    return language === undefined ? [] : [{ language, type: (textAt(group, 'LanguageType') ?? '').toUpperCase() }]
  })
  const language = (named.find(({ type }) => type === 'F') ?? named[0])?.language
  return language === undefined ? undefined : languageWords(language)
}

/** The provision that began last. */
const senProvision = (history: XmlElement | undefined): string | undefined =>
  childrenOf(history, 'SEN')
    .map((sen) => ({ from: textAt(sen, 'StartDate') ?? '', provision: textAt(sen, 'SENprovision') }))
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]?.provision

/** Eligible now when a period has no end; not when all have ended; unsaid when there is none. */
const freeSchoolMeals = (history: XmlElement | undefined): string | undefined => {
  const periods = childrenOf(history, 'FSMinstance')
  if (periods.length === 0) return undefined
  return periods.some((period) => (textAt(period, 'FSMendDate') ?? '') === '') ? 'yes' : 'no'
}
