import { checkLetterOf } from '#domain/people/upn.ts'

/** A UPN of an invented authority and school (999/9001), with its right check letter. */
export const upnOf = (year: number, serial: number): string => {
  const rest = `9999001${String(year).padStart(2, '0')}${String(serial).padStart(3, '0')}`
  return checkLetterOf(rest) + rest
}

const forenames = ['Aisha', 'Tomos', 'Mei', 'Kofi', 'Zofia', 'Ravi', 'Ella', 'Yusuf', 'Grace', 'Ioan']
const surnames = ['O’Connor', 'Begum', 'Khan-Lewis', 'Smith', 'Nowak', 'Patel', 'Adeyemi', 'Li', 'de Souza', 'Jones']

/** A CSV roll of `count` pupils of years 7 to 11, each with a mother and a father, as SIMS would write it. */
export const rollOfMany = (count: number): Uint8Array => {
  const lines = [
    'UPN,Legal Surname,Legal Forename,Date of Birth,Gender,Year,Reg,Address line 1,Town,Postcode,Contact 1 Title,Contact 1 Forename,Contact 1 Surname,Contact 1 Relationship,Contact 1 Mobile,Contact 2 Name,Contact 2 Relationship,Contact 2 Telephone',
  ]
  for (let at = 0; at < count; at += 1) {
    const year = 7 + (at % 5)
    const surname = surnames[at % 10] ?? ''
    lines.push(
      [
        upnOf(26 - year, 500 + Math.floor(at / 5)),
        surname,
        forenames[Math.floor(at / 10) % 10] ?? '',
        `${String((at % 28) + 1).padStart(2, '0')}/0${(at % 8) + 1}/${2026 - year - 5}`,
        at % 2 === 0 ? 'F' : 'M',
        `Year ${year}`,
        `${year}K`,
        `${at + 1} Mill Lane`,
        'Hollins',
        'ZZ1 1ZZ',
        'Mrs',
        'Anna',
        surname,
        'Mother',
        `07700 900${String(at % 1000).padStart(3, '0')}`,
        'Mr Joseph Marsh',
        'Father',
        `01632 960${String(at % 1000).padStart(3, '0')}`,
      ].join(','),
    )
  }
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`)
}
