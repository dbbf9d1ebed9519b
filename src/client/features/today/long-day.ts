import { weekdayOf, type SchoolDay } from '#domain/time/school-day.ts'

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A day in full, as a heading says it: `Monday 23 November`. */
export const sayLongDay = (day: SchoolDay): string => {
  const [, month = '', date = ''] = day.split('-')
  return `${weekdays[weekdayOf(day)] ?? ''} ${Number(date)} ${months[Number(month) - 1] ?? ''}`
}
