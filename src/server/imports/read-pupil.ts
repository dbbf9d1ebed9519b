import { isUpnShaped, upnWarning } from './read-upn.ts'
import { daysBetween, type SchoolDay } from '#domain/time/school-day.ts'
import { readAddress } from './read-contact-details.ts'
import { readContacts } from './read-contacts.ts'
import { readDay } from './read-date.ts'
import { readSchoolGroups } from './read-school-groups.ts'
import { readSen, readSex, readYearGroup, readYesNo } from './read-words.ts'
import type { PupilField } from './columns.ts'
import type { RawPupil } from './raw-pupil.ts'
import { withoutMissing } from './without-missing.ts'
import { RollRow, type ImportWarning } from './roll-row.ts'

/** A pupil whose words could be read, or why not. Warnings are given either way. */
export type PupilReading = { warnings: ImportWarning[] } & ({ ok: true; row: RollRow } | { ok: false; reason: string })

/** Nobody older than this is on a school's roll: a birthday before that is a slip of the key. */
const OLDEST = 25

/**
 * Reads one pupil. Without a name, and a birthday or (in a file that has no birthdays) a UPN, there is no knowing who it is, so those
 * refuse the row; any other cell that cannot be read is left out, with a warning. `today` is the day of the import, in England.
 */
export const readPupil = (raw: RawPupil, today: SchoolDay): PupilReading => {
  const [{ line }] = raw.lines
  const warnings: ImportWarning[] = []
  const warn = (words: string) => warnings.push({ line, words })
  const refuse = (reason: string): PupilReading => ({ ok: false, reason, warnings })
  const cell = (field: PupilField): string | undefined => raw.fields[field]

  const name = readName(raw)
  if (!name.ok) return refuse(name.reason)
  const birthday = cell('bornOn')
  const born = birthday === undefined ? null : readBirthday(birthday, today)
  if (born?.ok === false) return refuse(born.reason)
  if (born !== null && daysBetween(born.day, today) < 2 * 365)
    warn('The date of birth makes this pupil younger than two. Check it.')

  const upn = (cell('upn') ?? '').replaceAll(/[\s-]/g, '').toUpperCase()
  const said = upnWarning(upn)
  if (said) warn(said)
  if (born === null && !isUpnShaped(upn))
    return refuse('There is no date of birth and no UPN that can be read, so it cannot be said who this is.')

  const address = raw.address && readAddress(raw.address, cell('postcode') ?? '')
  const contacts = raw.contacts && readContacts(raw.contacts, address ?? null, warn)
  const onRollFrom = readOtherDay(cell('onRollFrom'), today, 'admission date', warn)
  const leftOn = readOtherDay(cell('leftOn'), today, 'leaving date', warn)
  const known = <T>(field: PupilField, read: (text: string) => T | undefined, what: string): T | undefined => {
    const text = cell(field)
    if (text === undefined) return undefined
    const value = read(text)
    if (value === undefined) warn(`The ${what} is not one we know, so it was left out.`)
    return value
  }

  const row = RollRow.safeParse(
    withoutMissing({
      line,
      upn: isUpnShaped(upn) ? upn : null,
      formerUpns: raw.formerUpns.map((former) => former.trim().toUpperCase()).filter(isUpnShaped),
      forename: name.forename,
      surname: name.surname,
      preferredForename: differing(cell('preferredForename'), name.forename),
      preferredSurname: differing(cell('preferredSurname'), name.surname),
      bornOn: born?.day,
      sex: known('sex', readSex, 'sex'),
      yearGroup: known('yearGroup', readYearGroup, 'year group'),
      registrationGroup: emptyAsNull(cell('registrationGroup')),
      onRollFrom,
      // A day that is still to come is a plan: until then the pupil is on roll.
      leftOn: leftOn && leftOn >= today ? null : leftOn,
      address,
      firstLanguage: emptyAsNull(cell('firstLanguage')),
      sen: known('sen', readSen, 'SEN provision'),
      freeSchoolMeals: known('freeSchoolMeals', readYesNo, 'answer about free school meals'),
      lookedAfter: known('lookedAfter', readYesNo, 'answer about being looked after'),
      hasSocialWorker: known('socialWorker', readYesNo, 'answer about a social worker'),
      youngCarer: known('youngCarer', readYesNo, 'answer about being a young carer'),
      schoolGroups: raw.groups && readSchoolGroups(raw.groups, warn),
      contacts,
    }),
  )
  if (!row.success)
    return refuse(
      `The ${fieldWords(row.error.issues[0]?.path ?? [])} is too long, or holds a character that cannot be kept.`,
    )
  return { ok: true, row: row.data, warnings }
}

type NameReading = { ok: true; forename: string; surname: string } | { ok: false; reason: string }

const readName = ({ fields }: RawPupil): NameReading => {
  let forename = fields.forename ?? ''
  let surname = fields.surname ?? ''
  if (forename === '' && surname === '' && fields.wholeName) {
    const comma = fields.wholeName.indexOf(',')
    if (comma < 0)
      return {
        ok: false,
        reason:
          'The name is in one piece. Give forename and surname in columns of their own, or as “Surname, Forename”.',
      }
    surname = fields.wholeName.slice(0, comma).trim()
    forename = fields.wholeName.slice(comma + 1).trim()
  }
  if (forename === '' && surname === '') return { ok: false, reason: 'There is no name.' }
  if (forename === '')
    return { ok: false, reason: 'There is no forename. For a child with one name, put a hyphen here.' }
  if (surname === '') return { ok: false, reason: 'There is no surname. For a child with one name, put a hyphen here.' }
  return { ok: true, forename, surname }
}

const readBirthday = (cell: string, today: SchoolDay): { ok: true; day: SchoolDay } | { ok: false; reason: string } => {
  if (cell === '') return { ok: false, reason: 'There is no date of birth.' }
  const thisYear = Number(today.slice(0, 4))
  const read = readDay(cell, thisYear)
  if (!read.ok) return { ok: false, reason: `The date of birth cannot be read: ${read.why}.` }
  if (read.day > today) return { ok: false, reason: `The date of birth, ${read.day}, is still to come.` }
  const age = thisYear - Number(read.day.slice(0, 4)) - (read.day.slice(5) > today.slice(5) ? 1 : 0)
  if (age > OLDEST)
    return { ok: false, reason: `The date of birth, ${read.day}, would make this pupil ${age} years old.` }
  return read
}

/** A day other than the birthday: undefined when the file does not speak of it or it cannot be read. */
const readOtherDay = (
  cell: string | undefined,
  today: SchoolDay,
  what: string,
  warn: (words: string) => void,
): SchoolDay | null | undefined => {
  if (cell === undefined) return undefined
  if (cell === '') return null
  const read = readDay(cell, Number(today.slice(0, 4)) + 20)
  if (read.ok) return read.day
  warn(`The ${what} cannot be read, so it was left out: ${read.why}.`)
  return undefined
}

const emptyAsNull = (cell: string | undefined): string | null | undefined => (cell === '' ? null : cell)

/** A preferred name counts only where it differs from the other. */
const differing = (preferred: string | undefined, name: string): string | null | undefined =>
  preferred === undefined ? undefined : preferred === '' || preferred === name ? null : preferred

const fieldNames: Record<string, string> = {
  forename: 'forename',
  surname: 'surname',
  registrationGroup: 'registration group',
  contacts: 'list of contacts',
  schoolGroups: 'group of the school',
  address: 'address',
}
const fieldWords = (path: PropertyKey[]): string => fieldNames[String(path[0])] ?? 'text of one cell'
