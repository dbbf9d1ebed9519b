/** How a workbook counts days: most from 1900; those first saved on an old Mac from 1904. */
export type DayCount = 'from-1900' | 'from-1904'

/** Built-in number formats that show a day (ECMA-376, part 1, 18.8.30), those of East Asian Excels among them. */
const isBuiltInDay = (format: number): boolean =>
  (format >= 14 && format <= 17) || format === 22 || (format >= 27 && format <= 36) || (format >= 50 && format <= 58)

/** True when numbers in this format are shown as a day. `code` is the format's own code, where the workbook writes one. */
export const showsDay = (format: number, code: string | undefined): boolean => {
  if (code === undefined) return isBuiltInDay(format)
  // What stands in quotes, after a backslash or in brackets is no part of the day: `[Red]`, `[$-809]`, `"due "`.
  const bare = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
  return /[dy]/i.test(bare) && !/general/i.test(bare)
}

const MS_PER_DAY = 86_400_000

/**
 * A day that Excel keeps as a number, as ISO text: `2026-09-02`, with ` 08:50` after it where a time of day is kept too. The count
 * from 1900 has a 29 February 1900 that never was, so days before March of that year stand one further on. Null outside the years
 * that a four-figure year can say.
 */
export const dayText = (serial: number, count: DayCount): string | null => {
  const zero = count === 'from-1904' ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30)
  const at = new Date(zero + Math.round(serial * 1440) * 60_000)
  if (!(serial >= 0) || Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999) return null
  const text = at.toISOString()
  return at.getTime() % MS_PER_DAY === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`
}

/** A number as Excel shows it in a plain cell: whole ones to the last figure, others without the noise of their storage. */
export const numberText = (stored: string): string => {
  if (/^-?\d{1,15}$/.test(stored)) return stored
  const number = Number(stored)
  return Number.isFinite(number) ? String(Number(number.toPrecision(15))) : stored
}
