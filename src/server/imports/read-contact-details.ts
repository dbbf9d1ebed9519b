import type { Address } from '#domain/records/pupil.ts'
import type { RollPhone } from './roll-row.ts'

export type PhonesReading = {
  phones: RollPhone[]
  /** Numbers that a spreadsheet had spoiled beyond repair. */ spoiled: number
  /** Numbers whose lost first 0 was put back. */ mended: number
}

/**
 * Telephone numbers of one cell: `01632 960101; 07700 900123 (mum's)`. Kept as the school wrote them. A spreadsheet that took
 * the number for a quantity drops its first 0 (put back) or writes 7.7E+09 (lost).
 */
export const readPhones = (cell: string, label: RollPhone['label'] | null): PhonesReading => {
  const phones: RollPhone[] = []
  let spoiled = 0
  let mended = 0
  for (const piece of cell.split(/[;,|\n]|\s\/\s|\sor\s/i)) {
    let number = piece.trim().replaceAll(/\s+/g, ' ')
    const named = /^(?:tel(?:ephone)?|phone|mob(?:ile)?|home|work|[mhwt])\s*[:.)]\s*/i.exec(number)
    const word = named?.[0].trim().toLowerCase()[0] ?? ''
    if (named) number = number.slice(named[0].length)
    if (number === '') continue
    if (/^[+-]?\d+(?:\.\d+)?e\+?\d+$/i.test(number)) {
      spoiled += 1
      continue
    }
    const digits = digitsOf(number)
    if (digits.length < 3 || number.length > 40) {
      spoiled += 1
      continue
    }
    if (/^[12378]\d{9}$/.test(number)) {
      number = `0${number}`
      mended += 1
    }
    if (phones.some((held) => digitsOf(held.number) === digitsOf(number))) continue
    phones.push({ number, label: label ?? labelFrom(word, number) })
  }
  return { phones, spoiled, mended }
}

/** Digits only, with +44 and 0044 as 0: two numbers with the same digits ring the same telephone. */
export const digitsOf = (number: string): string =>
  number
    .replaceAll(/[^\d+]/g, '')
    .replace(/^(?:\+|00)44(?:\(?0\)?)?/, '0')
    .replaceAll(/\D/g, '')

const labelFrom = (word: string, number: string): RollPhone['label'] => {
  if (word === 'm') return 'mobile'
  if (word === 'h') return 'home'
  if (word === 'w') return 'work'
  return digitsOf(number).startsWith('07') ? 'mobile' : 'other'
}

const postcodeAtEnd = /[,\s]*\b([a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2})\s*$/i

/** An address from its parts in order (flat, house, street, town …), any of which may hold several lines. Null when all are empty. */
export const readAddress = (parts: string[], postcode: string): Address | null => {
  let lines = parts
    .flatMap((part) => part.split(/\n|,\s+|,$/))
    .map((line) => line.trim().replaceAll(/\s+/g, ' '))
    .filter((line) => line !== '')
  let code = postcode.trim().replaceAll(/\s+/g, ' ').toUpperCase()
  const last = lines.at(-1) ?? ''
  const found = code === '' ? postcodeAtEnd.exec(last) : null
  if (found) {
    code = (found[1] ?? '').toUpperCase()
    lines = [...lines.slice(0, -1), last.slice(0, found.index).trim()].filter((line) => line !== '')
  } else if (code !== '' && last.replaceAll(' ', '').toUpperCase() === code.replaceAll(' ', ''))
    lines = lines.slice(0, -1)
  if (lines.length === 0 && code === '') return null
  if (code.length > 10) {
    lines.push(code)
    code = ''
  }
  // "1, Mill Lane" is one line of an envelope, not two.
  lines = lines.reduce<string[]>((joined, line) => {
    const before = joined.at(-1) ?? ''
    return /^\d+\s?[a-z]?$/i.test(before) ? [...joined.slice(0, -1), `${before} ${line}`] : [...joined, line]
  }, [])
  // An envelope has six lines: what is over joins the sixth, so that nothing is lost.
  if (lines.length > 6) lines = [...lines.slice(0, 5), lines.slice(5).join(', ')]
  return { lines, postcode: code }
}

/** True when two addresses are the same place, written alike or nearly. */
export const isSameAddress = (a: Address, b: Address): boolean => addressKey(a) === addressKey(b)
const addressKey = (address: Address): string =>
  `${address.lines.join(' ')} ${address.postcode}`.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

const titles = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'mx',
  'dr',
  'prof',
  'professor',
  'rev',
  'revd',
  'sir',
  'lady',
  'dame',
  'master',
  'fr',
  'cllr',
  'imam',
  'sister',
  'pastor',
])

/** A contact's name given in one cell. The words keep their order: shown together they read exactly as the school wrote them. */
export const readWholeName = (
  cell: string,
): { title: string | null; forename: string | null; surname: string } | null => {
  const text = cell.trim().replaceAll(/\s+/g, ' ')
  if (text === '') return null
  const [title, rest] = splitTitle(text)
  const comma = rest.indexOf(',')
  if (comma > 0) {
    const [innerTitle, forename] = splitTitle(rest.slice(comma + 1).trim())
    return {
      title: title ?? innerTitle,
      forename: forename === '' ? null : forename,
      surname: rest.slice(0, comma).trim(),
    }
  }
  const space = rest.lastIndexOf(' ')
  return { title, forename: space < 0 ? null : rest.slice(0, space), surname: rest.slice(space + 1) }
}

const splitTitle = (text: string): [string | null, string] => {
  const space = text.indexOf(' ')
  const first = space < 0 ? '' : text.slice(0, space)
  return titles.has(first.toLowerCase().replace('.', '')) ? [first, text.slice(space + 1).trim()] : [null, text]
}
