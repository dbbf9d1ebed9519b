import { SchoolDay } from '#domain/time/school-day.ts'

/** A day, or why the cell holds none. The words quote the cell only where it is digits, so that no name can be repeated. */
export type DayReading = { ok: true; day: SchoolDay } | { ok: false; why: string }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthWords = new Map(
  [
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
  ].flatMap((name, at) => [[name, at + 1] as const, [months[at] ?? name, at + 1] as const]),
).set('sept', 9)

const time = String.raw`(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?`
const iso = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${time}$`, 'i')
const british = new RegExp(String.raw`^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})${time}$`, 'i')
const inWords = new RegExp(
  String.raw`^(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[-/. ]([a-z]+)[-/., ]+(\d{4}|\d{2})${time}$`,
  'i',
)

/**
 * A day as English schools' systems write it: ISO, or day first (`1/9/2012`, `01.09.12`, `1 Sep 2012`), a time after it
 * ignored. Two digits of a year mean the latest such year that is not after `notAfterYear`, because everyone on a school
 * roll was born, and joined, lately. Never month first: `09/14/2012` is refused rather than turned round.
 */
export const readDay = (cell: string, notAfterYear: number): DayReading => {
  const text = cell.trim().replaceAll(/\s+/g, ' ')
  const asIso = iso.exec(text)
  if (asIso) return dayFrom(asIso[1], Number(asIso[2]), asIso[3], text, notAfterYear)
  const asBritish = british.exec(text)
  if (asBritish) return dayFrom(asBritish[3], Number(asBritish[2]), asBritish[1], text, notAfterYear)
  const asWords = inWords.exec(text)
  const month = monthWords.get(asWords?.[2]?.toLowerCase() ?? '')
  if (asWords && month) return dayFrom(asWords[3], month, asWords[1], text, notAfterYear)
  if (/^\d+(\.\d+)?$/.test(text)) return { ok: false, why: `${text.slice(0, 20)} is a number, not a date` }
  return { ok: false, why: 'it is not a date' }
}

const dayFrom = (
  yearText: string | undefined,
  month: number,
  dayText: string | undefined,
  text: string,
  notAfterYear: number,
): DayReading => {
  const year = fullYear(yearText ?? '', notAfterYear)
  if (month < 1 || month > 12) return { ok: false, why: `${text} has no month ${month}; dates are read day first` }
  const day = `${year}-${String(month).padStart(2, '0')}-${String(Number(dayText)).padStart(2, '0')}`
  const parsed = SchoolDay.safeParse(day)
  return parsed.success ? { ok: true, day: parsed.data } : { ok: false, why: `${text} is not a day that exists` }
}

const fullYear = (text: string, notAfterYear: number): string => {
  if (text.length === 4) return text
  const century = Math.floor(notAfterYear / 100) * 100
  const year = century + Number(text)
  return String(year > notAfterYear ? year - 100 : year)
}
