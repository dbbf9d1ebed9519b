import type { Address } from '#domain/records/pupil.ts'
import { isSameAddress, readAddress, readPhones, readWholeName, digitsOf } from './read-contact-details.ts'
import { contactKey } from './name-key.ts'
import { readRelationship, readYesNo } from './read-words.ts'
import type { RawContact } from './raw-pupil.ts'
import { RollContact } from './roll-row.ts'
import { withoutMissing } from './without-missing.ts'

type Warn = (words: string) => void

/**
 * Reads the contacts of one pupil. A contact that cannot be kept is left out with a warning and never costs the pupil their
 * place. The same person twice (one line for each number, say) becomes one contact with both numbers.
 */
export const readContacts = (raws: RawContact[], pupilAddress: Address | null, warn: Warn): RollContact[] => {
  const contacts: RollContact[] = []
  for (const raw of raws) {
    const contact = readContact(raw, pupilAddress, warn)
    if (!contact) continue
    const same = contacts.findIndex((held) => contactKey(held) === contactKey(contact))
    const held = contacts[same]
    if (held) contacts[same] = joined(held, contact)
    else if (contacts.length < 30) contacts.push(contact)
    else warn('There are more than 30 contacts; the others were left out.')
  }
  return contacts
}

const joined = (held: RollContact, more: RollContact): RollContact => {
  const phones = [...(held.phones ?? [])]
  for (const phone of more.phones ?? [])
    if (phones.length < 10 && !phones.some((known) => digitsOf(known.number) === digitsOf(phone.number)))
      phones.push(phone)
  return { ...more, ...withoutMissing(held), ...(held.phones || more.phones ? { phones } : {}) }
}

const readContact = (raw: RawContact, pupilAddress: Address | null, warn: Warn): RollContact | null => {
  const { fields } = raw
  const numbers = (raw.phones ?? []).map(({ cell, label }) => readPhones(cell, label))
  const spoiled = numbers.reduce((sum, read) => sum + read.spoiled, 0)
  if (spoiled > 0) warn('A telephone number was spoiled by a spreadsheet, or is not a number, so it was left out.')
  if (numbers.some((read) => read.mended > 0)) warn('A telephone number had lost its first 0, which was put back.')
  const phones: RollContact['phones'] = []
  for (const phone of numbers.flatMap((read) => read.phones))
    if (phones.length < 10 && !phones.some((held) => digitsOf(held.number) === digitsOf(phone.number)))
      phones.push(phone)

  const name = readContactName(raw)
  if (!name) {
    if (phones.length > 0 || (fields.email ?? '') !== '')
      warn('A contact has neither a name nor a relationship, so it was left out.')
    return null
  }
  if (name.isRelationship) warn('A contact has no name, so the relationship stands in for it.')

  const answer = (text: string | undefined, what: string) => {
    if (text === undefined) return undefined
    const read = readYesNo(text)
    if (read === undefined) warn(`The answer about ${what} of a contact is not yes or no, so it was left out.`)
    return read
  }
  const relationship = fields.relationship === undefined ? undefined : readRelationship(fields.relationship)
  if (fields.relationship !== undefined && relationship === undefined)
    warn('The relationship of a contact is not one we know, so it is kept as Other.')

  const address =
    raw.address === undefined && fields.postcode === undefined
      ? undefined
      : readAddress(raw.address ?? [], fields.postcode ?? '')
  const shares = address && pupilAddress ? isSameAddress(address, pupilAddress) : false
  const order = Number(/^\d{1,2}$/.exec(fields.priority ?? '')?.[0] ?? raw.number ?? 0)
  const parsed = RollContact.safeParse(
    withoutMissing({
      title: name.title,
      forename: name.forename,
      surname: name.surname,
      relationship: fields.relationship === undefined ? undefined : (relationship ?? 'other'),
      parentalResponsibility: answer(fields.parentalResponsibility, 'parental responsibility'),
      livesWithPupil: answer(fields.livesWithPupil, 'living with the pupil'),
      priority: order >= 1 ? order : undefined,
      phones: raw.phones === undefined ? undefined : phones,
      email: fields.email === '' ? null : fields.email,
      address: shares ? null : address,
      language: fields.language === '' ? null : fields.language,
    }),
  )
  if (parsed.success) return parsed.data
  warn('A contact has a text that is too long or cannot be kept, so it was left out.')
  return null
}

type ContactName = {
  title: string | null | undefined
  forename: string | null
  surname: string
  isRelationship: boolean
}

const readContactName = ({ fields }: RawContact): ContactName | null => {
  const forename = fields.forename ?? ''
  const surname = fields.surname ?? ''
  const title = fields.title === '' ? null : fields.title
  if (surname !== '') return { title, forename: forename === '' ? null : forename, surname, isRelationship: false }
  if (forename !== '') return { title, forename: null, surname: forename, isRelationship: false }
  const whole = readWholeName(fields.wholeName ?? '')
  if (whole && whole.surname !== '') return { ...whole, title: title ?? whole.title, isRelationship: false }
  const relationship = fields.relationship ?? ''
  return relationship === '' ? null : { title: null, forename: null, surname: relationship, isRelationship: true }
}
